"""Addresses of pages that span slices."""

from django.urls import path

from rodatraden.overview import views

app_name = "overview"
urlpatterns = [
    path("", views.start, name="start"),
    path("organisation/enhet/<str:code>", views.unit, name="unit"),
]

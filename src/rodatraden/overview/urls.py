"""Addresses of pages that span slices."""

from django.urls import path

from rodatraden.overview import views
from rodatraden.ui import tables

app_name = "overview"
urlpatterns = [
    path("", views.start, name="start"),
    *tables.paths("sok", views.search, name="search"),
    *tables.paths("journal", views.journal, name="journal"),
    *tables.paths("organisation/enhet/<str:code>", views.unit, name="unit"),
]

"""Addresses of the register of decisions."""

from django.urls import path

from rodatraden.decisions import views
from rodatraden.ui import tables

app_name = "decisions"
urlpatterns = [
    *tables.paths("beslut", views.register, name="register", forms=("csv", "xlsx")),
    path("beslut/<str:code>", views.decision, name="decision"),
    path("beslut/<str:code>/anslag", views.announce, name="announce"),
    path("beslut/<str:code>/handling/<str:file>", views.document, name="document"),
]

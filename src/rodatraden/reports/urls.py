"""Addresses of reports. The files come first: a code at the end would else swallow the ending."""

from django.urls import path

from rodatraden.reports import views
from rodatraden.ui import tables

app_name = "reports"
urlpatterns = [
    *tables.paths("rapporter", views.reports, name="reports"),
    path("rapporter/<str:code>.pdf", views.document, {"form": "pdf"}, name="pdf"),
    path("rapporter/<str:code>.docx", views.document, {"form": "docx"}, name="docx"),
    path("rapporter/<str:code>/signera", views.sign, name="sign"),
    path("rapporter/<str:code>", views.report, name="report"),
]

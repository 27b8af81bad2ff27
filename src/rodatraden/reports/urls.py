"""Addresses of reports. The files come first: a code at the end would else swallow the ending."""

from django.urls import path

from rodatraden.reports.views import followed
from rodatraden.ui import tables

app_name = "reports"
urlpatterns = [
    *tables.paths("rapporter", followed.reports, name="reports"),
    path("rapporter/<str:code>.pdf", followed.document, {"form": "pdf"}, name="pdf"),
    path("rapporter/<str:code>.docx", followed.document, {"form": "docx"}, name="docx"),
    path("rapporter/<str:code>/signera", followed.sign, name="sign"),
    path("rapporter/<str:code>", followed.report, name="report"),
]

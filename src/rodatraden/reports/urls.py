"""Addresses of reports. The files come first: a code at the end would else swallow the ending."""

from django.urls import path

from rodatraden.reports.views import composed, differing, files, followed, writing
from rodatraden.ui import tables

app_name = "reports"
urlpatterns = [
    *tables.paths("rapporter", followed.reports, name="reports"),
    *tables.paths("rapporter/skrivna", composed.reports, name="composed-list"),
    path("rapporter/skrivna/ny", composed.start, name="start"),
    path("rapporter/skrivna/<str:code>.json", composed.as_json, name="composed-json"),
    path("rapporter/skrivna/<str:code>.pdf", files.document, {"form": "pdf"}, name="composed-pdf"),
    path("rapporter/skrivna/<str:code>.docx", files.document, {"form": "docx"}, name="composed-docx"),
    path("rapporter/skrivna/<str:code>.xlsx", files.document, {"form": "xlsx"}, name="composed-xlsx"),
    path("rapporter/skrivna/<str:code>/skillnad", differing.compare, name="difference"),
    path("rapporter/skrivna/<str:code>/signera", composed.sign, name="sign-composed"),
    path("rapporter/skrivna/<str:code>/skriv/<str:name>", writing.section, name="section"),
    path("rapporter/skrivna/<str:code>", composed.report, name="composed"),
    path("rapporter/<str:code>.pdf", followed.document, {"form": "pdf"}, name="pdf"),
    path("rapporter/<str:code>.docx", followed.document, {"form": "docx"}, name="docx"),
    path("rapporter/<str:code>/signera", followed.sign, name="sign"),
    path("rapporter/<str:code>", followed.report, name="report"),
]

"""Addresses of pages that span slices."""

from django.urls import path

from rodatraden.overview.views import journal, search, start, unit
from rodatraden.ui import tables

app_name = "overview"
urlpatterns = [
    path("", start.start, name="start"),
    *tables.paths("sok", search.search, name="search"),
    *tables.paths("journal", journal.journal, name="journal"),
    *tables.paths("organisation/enhet/<str:code>", unit.unit, name="unit"),
]

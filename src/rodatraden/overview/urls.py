"""Addresses of pages that span slices."""

from django.urls import path

from rodatraden.overview.views import journal, search, start, tasks, unit, wheel
from rodatraden.ui import tables

app_name = "overview"
urlpatterns = [
    path("", start.start, name="start"),
    *tables.paths("sok", search.search, name="search"),
    *tables.paths("mina-uppgifter", tasks.mine, name="tasks"),
    path("mina-uppgifter/antal", tasks.number, name="tasks-number"),
    *tables.paths("arshjul", wheel.wheel, name="wheel"),
    path("arshjul.svg", wheel.picture, name="wheel-svg"),
    path("arshjul.ics", wheel.feed, name="wheel-ics"),
    *tables.paths("journal", journal.journal, name="journal"),
    *tables.paths("organisation/enhet/<str:code>", unit.unit, name="unit"),
]

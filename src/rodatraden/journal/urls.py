"""Addresses of the journal."""

from rodatraden.journal import views
from rodatraden.ui import tables

app_name = "journal"
urlpatterns = tables.paths("journal", views.journal, name="journal")

"""Addresses of what is known about money."""

from rodatraden.finance import views
from rodatraden.ui import tables

app_name = "finance"
urlpatterns = [
    *tables.paths("ekonomi", views.economy, name="economy"),
    *tables.paths("ekonomi/belopp", views.amount, name="amount"),
]

"""Addresses of what is known about money."""

from rodatraden.finance.views.amount import amount
from rodatraden.finance.views.economy import economy
from rodatraden.ui import tables

app_name = "finance"
urlpatterns = [
    *tables.paths("ekonomi", economy, name="economy", forms=("csv", "xlsx")),
    *tables.paths("ekonomi/belopp", amount, name="amount"),
]

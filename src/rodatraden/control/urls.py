"""Addresses of internal control: the summary, the risks, the plans and their items."""

from django.urls import path

from rodatraden.control.views import plans, risks, summary, writing
from rodatraden.ui import tables

app_name = "control"
urlpatterns = [
    *tables.paths("kontroll", summary.summary, name="summary"),
    *tables.paths("kontroll/risker", risks.risks, name="risks"),
    path("kontroll/risker/ny", writing.new_risk, name="new-risk"),
    path("kontroll/risker/<str:code>", risks.risk, name="risk"),
    path("kontroll/risker/<str:code>/andra", writing.change_risk, name="change-risk"),
    *tables.paths("kontroll/plan/<str:unit>/<int:year>", plans.plan, name="plan"),
    path("kontroll/plan/<str:unit>/<int:year>/<str:code>", plans.item, name="item"),
    path("kontroll/plan/<str:unit>/<int:year>/<str:code>/kontroll", writing.check, name="check"),
]

"""Addresses of the organisation."""

from django.urls import path

from rodatraden.organisation import views
from rodatraden.ui import tables

app_name = "organisation"
urlpatterns = [
    path("vapen.svg", views.arms, name="arms"),
    *tables.paths("organisation", views.chart, name="chart", forms=("csv", "xlsx")),
    *tables.paths("organisation/befattning/<str:code>", views.post, name="post"),
    *tables.paths("organisation/grupp/<str:code>", views.group, name="group"),
]

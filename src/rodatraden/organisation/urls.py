"""Addresses of the organisation."""

from django.urls import path

from rodatraden.organisation.views.chart import arms, chart
from rodatraden.organisation.views.costs import costs, posts_costs
from rodatraden.organisation.views.difference import difference
from rodatraden.organisation.views.group import group
from rodatraden.organisation.views.holders import holders
from rodatraden.organisation.views.lines import lines
from rodatraden.organisation.views.post import post
from rodatraden.ui import tables

app_name = "organisation"
urlpatterns = [
    path("vapen.svg", arms, name="arms"),
    *tables.paths("organisation", chart, name="chart", forms=("csv", "xlsx")),
    *tables.paths("organisation/skillnad", difference, name="difference", forms=("csv", "xlsx")),
    *tables.paths("organisation/vem-styr-vem", lines, name="lines", forms=("csv", "xlsx")),
    *tables.paths("organisation/kostnad/<str:code>/befattningar", posts_costs, name="posts-costs")[:-1],
    *tables.paths("organisation/kostnad/<str:code>", costs, name="costs", forms=("csv", "xlsx")),
    *tables.paths("organisation/befattning/<str:code>/innehavare", holders, name="holders")[:-1],
    *tables.paths("organisation/befattning/<str:code>", post, name="post"),
    *tables.paths("organisation/grupp/<str:code>", group, name="group"),
]

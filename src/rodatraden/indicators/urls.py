"""Addresses of what is measured."""

from django.urls import path

from rodatraden.indicators.views import catalogue, compare, connect, standings
from rodatraden.ui import tables

app_name = "indicators"
urlpatterns = [
    *tables.paths("nyckeltal", catalogue.kpis, name="kpis"),
    path("nyckeltal/<str:code>", catalogue.kpi, name="kpi"),
    path("nyckeltal/<str:code>/koppla", connect.connect, name="connect"),
    *tables.paths("jamfor", compare.compare, name="compare"),
    *tables.paths("jamfor/lage", standings.standings, name="standings"),
]

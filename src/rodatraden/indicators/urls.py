"""Addresses of what is measured."""

from django.urls import path

from rodatraden.indicators.views import board, catalogue, compare, connect, indicator, read_in, standings, writing
from rodatraden.ui import tables

app_name = "indicators"
urlpatterns = [
    *tables.paths("indikatorer", board.board, name="board", forms=("csv", "xlsx")),
    path("indikatorer/ny", writing.add, name="add"),
    path("indikatorer/las-in", read_in.read_in, name="read-in"),
    *tables.paths("indikatorer/<str:code>", indicator.indicator, name="indicator", forms=("csv", "xlsx")),
    path("indikatorer/<str:code>/andra", writing.define, name="define"),
    path("indikatorer/<str:code>/malvarde", writing.aim, name="aim"),
    path("indikatorer/<str:code>/varde", writing.read, name="read"),
    *tables.paths("nyckeltal", catalogue.kpis, name="kpis"),
    path("nyckeltal/<str:code>", catalogue.kpi, name="kpi"),
    path("nyckeltal/<str:code>/koppla", connect.connect, name="connect"),
    *tables.paths("jamfor", compare.compare, name="compare"),
    *tables.paths("jamfor/lage", standings.standings, name="standings"),
]

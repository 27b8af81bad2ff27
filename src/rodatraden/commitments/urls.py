"""Addresses of what is promised."""

from django.urls import path

from rodatraden.commitments.views import board, commitment, owed, writing
from rodatraden.ui import tables

app_name = "commitments"
urlpatterns = [
    *tables.paths("uppdrag", board.board, name="board", forms=("csv", "xlsx")),
    *tables.paths("uppdrag/aterrapportering", owed.owed, name="owed"),
    path("uppdrag/nytt", writing.add, name="add"),
    path("uppdrag/<str:code>", commitment.commitment, name="commitment"),
    path("uppdrag/<str:code>/andra", writing.reword, name="reword"),
    path("uppdrag/<str:code>/folj-upp", writing.follow_up, name="follow-up"),
    path("uppdrag/<str:code>/aterrapport", writing.report_back, name="report-back"),
]

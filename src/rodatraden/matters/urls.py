"""Addresses of matters, and of what is to be anchored in a group."""

from django.urls import path

from rodatraden.matters.views import board, matter, meeting, writing
from rodatraden.ui import tables

app_name = "matters"
urlpatterns = [
    *tables.paths("arenden", board.board, name="board", forms=("csv", "xlsx")),
    path("arenden/nytt", writing.register, name="register"),
    path("arenden/<str:code>", matter.matter, name="matter"),
    path("arenden/<str:code>/andra", writing.describe, name="describe"),
    path("arenden/<str:code>/steg", writing.add_step, name="add-step"),
    path("arenden/<str:code>/steg/<str:step>", writing.tell_step, name="tell-step"),
    path("arenden/<str:code>/berorda", writing.touched, name="touched"),
    path("arenden/<str:code>/undantag/<str:gate>", writing.waive, name="waive"),
    path("moten/<str:code>", meeting.meeting, name="meeting"),
]

"""Addresses of matters, and of what is to be anchored in a group."""

from django.urls import path

from rodatraden.matters.views import (
    beginning,
    board,
    comparing,
    deciding,
    delegation,
    documents,
    from_list,
    matter,
    meeting,
    meetings,
    proposal,
    proposals,
    writing,
)
from rodatraden.ui import tables

app_name = "matters"
urlpatterns = [
    *tables.paths("delegation", delegation.orders, name="delegation"),
    *tables.paths("delegation/anmalan", delegation.report, name="delegation-report"),
    *tables.paths("arenden", board.board, name="board", forms=("csv", "xlsx")),
    path("arenden/nytt", writing.register, name="register"),
    path("arenden/<str:code>", matter.matter, name="matter"),
    path("arenden/<str:code>/andra", writing.describe, name="describe"),
    path("arenden/<str:code>/steg", writing.add_step, name="add-step"),
    path("arenden/<str:code>/steg/<str:step>", writing.tell_step, name="tell-step"),
    path("arenden/<str:code>/berorda", writing.touched, name="touched"),
    path("arenden/<str:code>/undantag/<str:gate>", writing.waive, name="waive"),
    *tables.paths("moten", meetings.meetings, name="meetings"),
    path("moten/<str:code>", meeting.meeting, name="meeting"),
    *tables.paths("forslag", proposals.proposals, name="proposals"),
    path("forslag/nytt", beginning.begin, name="begin"),
    path("forslag/fran-lista", from_list.from_list, name="from-list"),
    path("forslag/fran-lista/mall.xlsx", from_list.template, name="list-template"),
    path("forslag/<str:code>", proposal.proposal, name="proposal"),
    path("forslag/<str:code>/besluta", deciding.decide, name="decide"),
    path("forslag/<str:code>/handlingar", documents.documents, name="documents"),
    path("forslag/<str:code>/handling/<str:file>", documents.document, name="document"),
    path("forslag/<str:code>/jamfor", comparing.compare, name="compare"),
]

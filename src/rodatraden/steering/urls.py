"""Addresses of goals and follow-up."""

from django.urls import path

from rodatraden.steering import views
from rodatraden.steering.views import goal_form, reading_in
from rodatraden.ui import tables

app_name = "steering"
urlpatterns = [
    *tables.paths("mal", views.goals, name="goals", forms=("csv", "xlsx")),
    *tables.paths("mal/brutna-tradar", views.broken, name="broken"),
    path("mal/las-in", reading_in.reading, name="read-in"),
    path("mal/las-in/mall.xlsx", reading_in.template, name="plan-template"),
    path("mal/nytt", goal_form.add_goal, name="add-goal"),
    *tables.paths("mal/<str:code>", views.goal, name="goal"),
    path("mal/<str:code>/andra", goal_form.reword_goal, name="reword-goal"),
    *tables.paths("styrmodell", views.model, name="model", forms=("csv", "xlsx")),
    path("styrmodell/mall/<str:name>.yaml", views.shipped_model, name="shipped-model"),
    *tables.paths("uppfoljning", views.rounds, name="rounds"),
    *tables.paths("vad-uppfoljningen-kostar", views.burden, name="burden"),
    path("uppfoljning/ny", views.opening, name="new-round"),
    *tables.paths("uppfoljning/<str:code>", views.followed, name="round", forms=("csv", "xlsx")),
    *tables.paths("uppfoljning/<str:code>/saknas", views.missing, name="missing"),
    path("uppfoljning/<str:code>/stang", views.closing, name="closing"),
    path("uppfoljning/<str:code>/<str:unit>/last", views.was_read, name="was-read"),
    path("uppfoljning/<str:code>/<str:unit>", views.contribution, name="contribution"),
    *tables.paths("jamstalldhet", views.ladder, name="ladder"),
    path("jamstalldhet/<str:unit>", views.equality, name="equality"),
]

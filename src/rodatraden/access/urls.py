"""Addresses of accounts, and of the demo's sign-in."""

from django.urls import path

from rodatraden.access import views
from rodatraden.ui import tables

app_name = "access"
urlpatterns = [
    path("logga-in/roller", views.demo, name="demo"),
    *tables.paths("konton", views.register, name="register"),
    path("konton/<str:username>", views.account, name="account"),
]

"""Addresses of accounts, and of the demo's sign-in."""

from django.urls import path

from rodatraden.access import views

app_name = "access"
urlpatterns = [
    path("logga-in/roller", views.demo, name="demo"),
    path("konton", views.register, name="register"),
    path("konton/<str:username>", views.account, name="account"),
]

"""Addresses of signing in and out, and of one's own account."""

from django.urls import path

from rodatraden.identity import views

app_name = "identity"
urlpatterns = [
    path("logga-in", views.sign_in, name="sign-in"),
    path("logga-ut", views.sign_out, name="sign-out"),
    path("konto/losenord", views.password, name="password"),
]

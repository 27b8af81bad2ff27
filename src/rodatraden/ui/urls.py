"""Addresses of the interface itself."""

from django.urls import path

from rodatraden.ui import views

app_name = "ui"
urlpatterns = [
    path("galleri", views.show_gallery, name="gallery"),
    path("om", views.about, name="about"),
    path("tillganglighet", views.accessibility, name="accessibility"),
    path("stil-<slug:version>.css", views.styles, name="styles"),
    path("tema.css", views.theme, name="theme"),
    path("val", views.choose, name="choose"),
]

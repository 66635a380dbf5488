"""Addresses of the desk."""

from __future__ import annotations

from django.urls import path

from heard.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.desk_view, name="desk"),
    path("take/", views.take_view, name="take"),
]

"""Addresses of the register."""

from __future__ import annotations

from django.urls import path

from heard.landlords import views

app_name = "landlords"
urlpatterns = [
    path("landlords/", views.list_view, name="list"),
    path("staff/landlords/", views.list_view, name="staff-list"),
    path("landlords/<slug:slug>/", views.detail_view, name="detail"),
]

"""Addresses of the register."""

from __future__ import annotations

from django.urls import path

from heard.landlords.views import files, parts, places, public, staff

app_name = "landlords"
_STAFF = "staff/landlords/"
_ONE = f"{_STAFF}<slug:slug>/"
_WARDS = f"{_STAFF}wards/<slug:borough>/"

urlpatterns = [
    path("landlords/", public.list_view, name="list"),
    path("landlords/<slug:slug>/", public.detail_view, name="detail"),
    path(_STAFF, staff.staff_list_view, name="staff-list"),
    path(f"{_STAFF}add/", staff.add_view, name="add"),
    path(f"{_STAFF}import/", files.upload_view, name="upload"),
    path(f"{_STAFF}import/confirm/", files.confirm_view, name="confirm"),
    path(f"{_STAFF}download/<slug:borough>/<slug:what>.csv", files.download_view, name="download"),
    path(f"{_STAFF}template/<slug:what>.csv", files.template_view, name="template"),
    path(f"{_STAFF}boroughs/add/", places.borough_add_view, name="borough-add"),
    path(_WARDS, places.wards_view, name="wards"),
    path(f"{_WARDS}add/", places.ward_view, name="ward-add"),
    path(f"{_WARDS}<int:pk>/", places.ward_view, name="ward"),
    path(f"{_WARDS}<int:pk>/remove/", places.ward_remove_view, name="ward-remove"),
    path(_ONE, staff.staff_detail_view, name="staff-detail"),
    path(f"{_ONE}edit/", staff.edit_view, name="edit"),
    path(f"{_ONE}rename/", staff.rename_view, name="rename"),
    path(f"{_ONE}remove/", staff.remove_view, name="remove"),
    path(f"{_ONE}history/", staff.history_view, name="history"),
    path(f"{_ONE}history/<int:version>/", staff.restore_view, name="restore"),
    path(f"{_ONE}<slug:part>/add/", parts.part_add_view, name="part-add"),
    path(f"{_ONE}<slug:part>/<int:pk>/", parts.part_change_view, name="part-change"),
    path(f"{_ONE}<slug:part>/<int:pk>/remove/", parts.part_remove_view, name="part-remove"),
]

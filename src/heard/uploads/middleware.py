"""What stands before every page: files apart from sessions, and requests too long to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from heard.uploads.receiving import receives_of
from heard.uploads.views import download_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    GetResponse = Callable[[HttpRequest], HttpResponseBase]

FOLDER = "/files/"


class FilesApartMiddleware:
    """Answer addresses of files before any session is looked at.

    Where files have a host of their own (HEARD_FILES_URL), that host gives out files and nothing
    else, and the other host gives out none.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The file, or what the rest of Heard answers."""
        apart = urlsplit(settings.FILES_URL).netloc
        is_file = request.path_info.startswith(FOLDER)
        if apart and (request.get_host() == apart) is not is_file:
            return HttpResponse("Not found", status=404, content_type="text/plain")
        if is_file:
            return download_view(request, request.path_info.removeprefix(FOLDER))
        return self.get_response(request)


class TooLongMiddleware:
    """Turn away a request that is far longer than its page takes, before it is read."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """What the rest of Heard answers."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """A page that says so, where the request says itself that it is too long."""
        told = request.META.get("CONTENT_LENGTH") or "0"
        if told.isdecimal() and int(told) > receives_of(request).worth_reading:
            return render(request, "413.html", status=413)
        return None

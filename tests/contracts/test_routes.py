"""Every address, asked for by every role and by a stranger, answers as the table of access says."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse
from django.urls.converters import IntConverter, SlugConverter, StringConverter
from tests.contracts.routes import ACCESS
from tests.factories.accounts import PersonFactory, start_session

from heard.access import ALLOWED, NOBODY, Role
from heard.accounts.selectors import reader_for_user

if TYPE_CHECKING:
    from collections.abc import Callable

    from heard.access import Action, Reader, Thing

EXAMPLES = {
    "pk": 1,
    "slug": "nobody",
    "code": "TP06",
    "extension": "csv",
    "key": "5a2f6d0e-0c1b-4c5e-9d55-3f0f6a1e7b10",
}
STRANGER = "stranger"
KINDS = IntConverter | SlugConverter | StringConverter


@dataclass(frozen=True)
class Route:
    """One address, with what its view says that it is about."""

    name: str
    url: str
    access: tuple[Thing, Action] | None
    view: Callable


def entries(resolver=None, namespace=""):
    """Name and pattern of every address, downloads and files too."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", entry
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from entries(entry, inner)


def address(name, entry):
    """An address of the route, with an example for each part."""
    known = {}
    for key, kind in entry.pattern.converters.items():
        assert isinstance(kind, KINDS) or key in EXAMPLES, f"{name} needs an example for {key}"
        known[key] = EXAMPLES.get(key, 1 if isinstance(kind, IntConverter) else "example")
    return reverse(name, kwargs=known)


@pytest.fixture
def _error_pages_undrawn(monkeypatch):
    """An error answers with its number alone and isn't logged: thousands are asked for here."""
    for name in ("django.request", "django.security.csrf"):
        monkeypatch.setattr(logging.getLogger(name), "disabled", True)
    monkeypatch.setattr(
        "django.core.handlers.exception.get_exception_response",
        lambda _request, _resolver, status, _error: HttpResponse(status=status),
    )


def routes():
    """Every route of the resolver."""
    return [
        Route(name, address(name, entry), getattr(entry.callback, "access", None), entry.callback)
        for name, entry in entries()
    ]


def test_every_route_is_named_and_guarded_as_named():
    said = {
        route.name: "/".join(part.name for part in route.access) if route.access else "no guard"
        for route in routes()
    }
    assert said == ACCESS


def test_every_thing_a_route_is_about_is_in_the_table():
    assert {route.access for route in routes()} <= set(ALLOWED)


def test_no_view_is_exempt_from_the_check_against_forged_forms():
    assert not [route.name for route in routes() if getattr(route.view, "csrf_exempt", False)]


def sign_in_page(response):
    return response.headers.get("Location", "").startswith(reverse("accounts:sign-in") + "?next=")


def expected(reader: Reader, route: Route) -> str:
    """What the table says must happen."""
    if reader.may(*route.access):
        return "let in"
    return "sent to sign in" if reader is NOBODY else "refused"


def seen(response) -> str:
    """What did happen. Not found, not allowed that way and sent on count as let in."""
    if response.status_code == 403:
        return "refused"
    if sign_in_page(response):
        return "sent to sign in"
    return "let in" if response.status_code < 500 else f"failed with {response.status_code}"


def ask(client, method, route):
    """Ask without leaving a trace, so that each question finds the same store and session."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = getattr(client, method)(route.url)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def somebody(role, client):
    """The reader that a client is signed in as."""
    if role == STRANGER:
        return NOBODY
    user = PersonFactory(role=role)
    start_session(client, user)
    return reader_for_user(user)


@pytest.mark.django_db
@pytest.mark.usefixtures("_error_pages_undrawn")
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", [STRANGER, *Role])
def test_every_route_lets_in_whom_the_table_lets(role, method):
    client = Client()
    reader = somebody(role, client)
    wrong = {}
    for route in routes():
        wanted, found = expected(reader, route), seen(ask(client, method, route))
        if wanted != found:
            wrong[route.name] = f"should be {wanted}, was {found}"
    assert not wrong


@pytest.mark.django_db
@pytest.mark.parametrize("role", [STRANGER, Role.ADMINISTRATOR])
def test_forged_forms_are_refused_everywhere(role):
    """Before anybody asks who it is: so for who may do least and for who may do most."""
    client = Client(enforce_csrf_checks=True)
    somebody(role, client)
    took = [r.name for r in routes() if ask(client, "post", r).status_code not in {403, 405}]
    assert not took


OPEN = sorted(name for name, access in ACCESS.items() if access == "PUBLIC_PAGES/READ")


@pytest.mark.django_db
@pytest.mark.parametrize("name", OPEN)
def test_reading_never_writes(client, name):
    """Addresses that anybody can open change nothing, but for the health check's own row."""
    if name == "health":
        return
    with CaptureQueriesContext(connection) as queries:
        client.get(address(name, dict(entries())[name]))
    first_words = {query["sql"].split()[0] for query in queries}
    assert not first_words & {"INSERT", "UPDATE", "DELETE"}


@pytest.mark.django_db
def test_pages_carry_a_strict_policy(client):
    policy = client.get(reverse("home")).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy

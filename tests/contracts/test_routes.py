"""Every address has its access named, and keeps it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse
from django.urls.converters import IntConverter, SlugConverter, StringConverter
from tests.contracts.routes import ACCESS

from heard.accounts.models import User

EXAMPLES = {"pk": 1, "slug": "nobody", "code": "TP06", "extension": "csv"}


def routes(resolver=None, namespace=""):
    """Name and pattern of every address."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", entry
        else:
            yield from routes(entry, f"{namespace}{entry.namespace}:")


def address(name, entry):
    """An address of the route, with an example for each part."""
    converters = entry.pattern.converters
    known = {
        key: EXAMPLES.get(key, 1 if isinstance(kind, IntConverter) else "example")
        for key, kind in converters.items()
    }
    assert all(
        isinstance(kind, IntConverter | SlugConverter | StringConverter) or key in EXAMPLES
        for key, kind in converters.items()
    )
    return reverse(name, kwargs=known)


def test_every_route_is_named_in_the_table():
    assert {name for name, _entry in routes()} == set(ACCESS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ACCESS))
def test_stranger_sees_only_what_is_for_anyone(client, name):
    entry = dict(routes())[name]
    response = client.get(address(name, entry))
    if ACCESS[name] == "anyone":
        assert response.status_code in {200, 302, 404, 405}
        assert reverse("accounts:sign-in") not in response.headers.get("Location", "")
    else:
        assert response.status_code == 302, response.status_code
        assert response.headers["Location"].startswith(reverse("accounts:sign-in"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(name for name, who in ACCESS.items() if who == "staff"))
def test_signed_in_stranger_sees_no_staff_page(client, name):
    client.force_login(User.objects.create_user("resident"))
    response = client.get(address(name, dict(routes())[name]))
    assert response.status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(n for n, who in ACCESS.items() if who == "anyone"))
def test_reading_never_writes(client, name):
    """Addresses that anybody can open change nothing, but for the health check's own row."""
    if name == "health":
        return
    with CaptureQueriesContext(connection) as queries:
        client.get(address(name, dict(routes())[name]))
    first_words = {query["sql"].split()[0] for query in queries}
    assert not first_words & {"INSERT", "UPDATE", "DELETE"}


@pytest.mark.django_db
def test_pages_carry_a_strict_policy(client):
    policy = client.get(reverse("home")).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy

"""Pages ask the store as often for many landlords as for few."""

from __future__ import annotations

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.integration.measures_store import borough, result_of
from tests.workbooks import MadeUp, build_workbook

from heard.landlords.models import Landlord
from heard.measures.services import workbook_import

FEW, MANY, MOST = 12, 60, 12
QUERIES = (
    "", "?adjust=method", "?compare=region", "?compare=kind&adjust=method", "?page=2", "?q=home"
)  # fmt: skip


def landlords(number):
    regions = ("London", "North", "South")
    return [
        MadeUp(
            f"{4100 + n}",
            f"Plover {n} Homes",
            region=regions[n % 3],
            type="LA" if n % 4 == 0 else "PRP",
            homes=2000 + 10 * n,
        )
        for n in range(number)
    ]


def addresses():
    landlord = Landlord.objects.get(codes__code="4100")
    workbook = result_of("4100").returned.workbook_id
    return [
        reverse("home"),
        reverse("measures:borough", args=["riverton"]),
        reverse("measures:borough", args=["riverton"]) + "?adjust=method",
        *(reverse("measures:measure", args=["TP06"]) + query for query in QUERIES),
        reverse("measures:measure", args=["CH01.1"]),
        reverse("landlords:detail", args=[landlord.slug]),
        reverse("measures:trace", args=[result_of("4100").pk]),
        reverse("measures:sources"),
        reverse("measures:workbook", args=[workbook]),
        reverse("measures:list"),
    ]


def counts(client):
    """Queries of each page."""
    found = {}
    for address in addresses():
        client.get(address)  # what is kept between requests is there on both sides
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        found[re.sub(r"(sources|figures)/\d+", r"\1", address)] = len(queries)
    return found


def test_queries_do_not_grow_with_the_number_of_landlords(db, client, tmp_path):
    few = build_workbook(tmp_path / "v1.0.xlsx", year="2024-25", landlords=landlords(FEW))
    workbook_import(file=few, by=None)
    made = borough("Riverton", [f"{4100 + n}" for n in range(FEW)])
    before = counts(client)
    assert max(before.values()) <= MOST
    many = build_workbook(tmp_path / "v1.1.xlsx", year="2024-25", landlords=landlords(MANY))
    workbook_import(file=many, by=None)
    made.presences.all().delete()
    made.delete()
    borough("Riverton", [f"{4100 + n}" for n in range(MANY)])
    after = counts(client)
    assert {name: number for name, number in after.items() if number != before[name]} == {}

"""What concerns cost with a million of them in the store: Today, a case, a search, raising one.

    python benchmarks/concerns.py [--count 1000000] [--rounds N] [--profile NAME]
    python script/with_postgres.py python benchmarks/concerns.py

Fills a store of its own, SQLite unless HEARD_DATABASE_URL names another, then asks for each page
through Django in this process, as a server that has been running for a while. Median server time
in milliseconds, and queries. A table is printed as Markdown.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

if TYPE_CHECKING:
    from collections.abc import Callable

GOALS = {"page": 100.0, "raise": 150.0}


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--home", default="", help="keep the store here, and use it if it is there")
    parser.add_argument("--profile", default="", help="profile the pages whose name holds this")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="heard-benchmark-") as home:
        os.environ["HEARD_HOME"] = args.home or home
        os.environ["DJANGO_SETTINGS_MODULE"] = "heard.settings"
        os.environ.setdefault("HEARD_ALLOWED_HOSTS", "localhost,testserver")
        import django

        django.setup()
        prepared(args.count)
        report(args)
    return 0


def prepared(count: int) -> None:
    """The store, filled unless it was before."""
    from django.db import connection

    from heard.concerns.models import Concern
    from heard.server import prepare

    prepare()
    if Concern.objects.exists():
        return
    from benchmarks.concerns_store import fill

    start = time.perf_counter()
    fill(count)
    took = time.perf_counter() - start
    print(f"{count:,} concerns in {took:.0f} s on {connection.vendor}.\n", flush=True)


def report(args: argparse.Namespace) -> None:
    """Time every page and write."""
    from django.db import connection

    print(f"| {connection.vendor} | Median ms | 95 in 100 within ms | CPU ms | Queries | Goal |")
    print("|---|--:|--:|--:|--:|---|")
    for name, work, goal in works():
        if args.profile and args.profile not in name:
            continue
        line(name, work, goal, args.rounds)
        if args.profile:
            profile(work, args.rounds)


def works() -> list[tuple[str, Callable[[], object], float]]:
    """What is timed, by name, with its goal in milliseconds."""
    from django.test import Client

    from heard.accounts.models import User
    from heard.concerns.models import Concern

    client, landlord = Client(), Client()
    sign_in(client, User.objects.get(username="officer-1"))
    sign_in(landlord, User.objects.get(username="landlord"))
    middle = Concern.objects.filter(closed_at=None).order_by("pk")[100]
    shared = Concern.objects.filter(closed_at=None, landlord__slug="l-0").order_by("pk")[0]

    def page(user: Client, address: str) -> Callable[[], object]:
        def ask() -> object:
            response = user.get(address)
            assert response.status_code in {200, 302}, (address, response.status_code)
            return response.content

        return ask

    goal = GOALS["page"]
    return [
        ("Today", page(client, "/cases/"), goal),
        ("Today, mine", page(client, "/cases/?whose=mine"), goal),
        ("Case", page(client, f"/cases/{middle.reference}/"), goal),
        ("Search, a common word", page(client, "/cases/search/?q=mould"), goal),
        ("Search, two common words", page(client, "/cases/search/?q=lift+broken"), goal),
        ("Search, the start of a word", page(client, "/cases/search/?q=engin"), goal),
        ("Search, a name", page(client, "/cases/search/?q=heron+123456"), goal),
        ("Search, a postcode", page(client, "/cases/search/?q=TW9+1AB"), goal),
        ("Search, a reference", page(client, f"/cases/search/?q={middle.reference}"), goal),
        ("Search, nothing found", page(client, "/cases/search/?q=zebra"), goal),
        ("List of open cases", page(client, "/cases/all/"), goal),
        ("List, one landlord", page(client, "/cases/all/?landlord=1"), goal),
        ("List, one status", page(client, "/cases/all/?status=not-fixed"), goal),
        ("A landlord's list", page(landlord, "/landlord-cases/"), goal),
        ("A landlord's case", page(landlord, f"/landlord-cases/{shared.reference}/"), goal),
        ("Raising a concern", raising(), GOALS["raise"]),
    ]


def raising() -> Callable[[], object]:
    """Raise one by the service, as the form does."""
    from heard.concerns.actors import Actor
    from heard.concerns.models import Person
    from heard.concerns.services.raising import Said, Shares, concern_raise
    from heard.landlords.models import Estate

    estate = Estate.objects.select_related("landlord", "ward").order_by("pk")[0]

    def work() -> object:
        return concern_raise(
            submission=uuid4(),
            said=Said(
                category="damp-mould",
                description="Black mould in the bedroom, and nobody comes.",
                landlord=estate.landlord,
                estate=estate,
                ward=estate.ward,
                postcode="TW9 1AB",
            ),
            resident=Person(name="Rosa", email="rosa@example.org"),
            actor=Actor("resident"),
            shares=Shares(),
        )

    return work


def sign_in(client: object, user: object) -> None:
    """As somebody who signed in with both factors."""
    from tests.factories.accounts import start_session

    start_session(client, user)


def line(name: str, work: Callable[[], object], goal: float, rounds: int) -> None:
    """Time it again and again, and print how it went."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    work()
    with CaptureQueriesContext(connection) as queries:
        work()
    asked, took, used = len(queries), [], []
    for _ in range(rounds):
        start, cpu = time.perf_counter(), time.process_time()
        work()
        used.append(1000 * (time.process_time() - cpu))
        took.append(1000 * (time.perf_counter() - start))
    median, high = statistics.median(took), statistics.quantiles(took, n=20)[-1]
    reached = "reached" if median < goal else f"missed: {goal:g}"
    cpu = statistics.median(used)
    print(f"| {name} | {median:.1f} | {high:.1f} | {cpu:.1f} | {asked} | {reached} |", flush=True)


def profile(work: Callable[[], object], rounds: int) -> None:
    """Where the time goes, and which queries take it."""
    import cProfile
    import pstats

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        work()
    for query in sorted(queries.captured_queries, key=lambda each: -float(each["time"]))[:6]:
        print(query["time"], query["sql"][query["sql"].find(" FROM ") :][:2000])
    with cProfile.Profile() as found:
        for _ in range(rounds):
            work()
    pstats.Stats(found).sort_stats("cumulative").print_stats("heard|render|sql", 40)


if __name__ == "__main__":
    sys.exit(main())

"""What each public page costs on the regulator's full data: server time and queries.

    python benchmarks/pages.py [--rounds N] [--profile NAME]

Imports both workbooks into a store of its own, makes a borough of 4 landlords and one of 40, and
asks for each page through Django in this process. The workbooks are looked for in HEARD_TSM_DIR,
or in `shared/data/tsm` beside the checkout. Tables are printed as Markdown.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

CHECKOUT = Path(__file__).resolve().parents[1]
FEW = ("L4279", "4849", "L4517", "L0726")
MANY = 40
GOAL_MS, GOAL_QUERIES, GOAL_HELP = 50.0, 12, 0.4


@dataclass(frozen=True)
class Cost:
    """What one address costs; times in milliseconds."""

    name: str
    median: float
    p95: float
    cpu: float
    queries: int
    size: int


def workbooks() -> list[Path]:
    """The regulator's workbooks; none where they aren't at hand."""
    folder = Path(os.environ.get("HEARD_TSM_DIR") or CHECKOUT.parent / "shared" / "data" / "tsm")
    return sorted(folder.glob("*.xlsx"))


def prepare_store(files: list[Path]) -> None:
    """Import the workbooks and set up the two boroughs."""
    import django

    django.setup()
    from django.db import connection

    from heard.landlords.models import Landlord
    from heard.landlords.services import borough_create, presence_set
    from heard.measures.services import workbooks_import
    from heard.server import prepare

    prepare()
    workbooks_import(files=[(path, "") for path in files], by=None)
    few = Landlord.objects.filter(codes__code__in=FEW).distinct()
    others = Landlord.objects.filter(returns__part="lcra").exclude(pk__in=few).distinct()
    many = [*few, *others.order_by("name")[: MANY - len(few)]]
    for name, landlords in (("Few", few), ("Many", many)):
        borough = borough_create(name=name, by=None)
        for landlord in landlords:
            presence_set(landlord=landlord, borough=borough, by=None)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def pages() -> dict[str, str]:
    """The pages that people open, by name."""
    from heard.landlords.models import Landlord
    from heard.measures.models import Result, Workbook

    result = Result.objects.get(
        returned__code="L4279",
        measure__code="TP06",
        population="LCRA",
        returned__workbook__year="2024-25",
    )
    largest = Landlord.objects.get(codes__code="L4517")
    workbook = Workbook.objects.order_by("year").first()
    assert workbook
    measure = "/measures/TP06/?year=2024-25&borough="
    return {
        "Home": "/",
        "List of landlords": "/landlords/",
        "Search, misspelt": "/landlords/?q=richmund+housing",
        "Landlord": f"/landlords/{largest.slug}/",
        "Boroughs": "/boroughs/",
        "Borough of 4": "/boroughs/few/",
        "Borough of 40": "/boroughs/many/",
        "Borough of 40, adjusted": "/boroughs/many/?adjust=method",
        "Measures": "/measures/",
        "Measure, borough of 4": f"{measure}few",
        "Measure, borough of 40": f"{measure}many",
        "Measure, page 4": f"{measure}few&page=4",
        "Measure, adjusted": f"{measure}few&adjust=method",
        "Measure, same type": f"{measure}few&compare=kind",
        "Measure, same region": f"{measure}few&compare=region",
        "Measure, same size, adjusted": f"{measure}few&compare=size&adjust=method",
        "Measure, complaints": "/measures/CH01.1/?borough=few",
        "Where a figure comes from": f"/figures/{result.pk}/",
        "Sources": "/sources/",
        "Workbook": f"/sources/{workbook.pk}/",
        "Methods": "/sources/methods/",
        "Accessibility": "/accessibility/",
        "Health": "/healthz",
    }


def resources() -> dict[str, str]:
    """Charts and downloads, which pages name but don't wait for."""
    from heard.landlords.models import Landlord

    slug = Landlord.objects.get(codes__code="L4517").slug
    found = {
        "Chart, borough of 4": "/boroughs/few/TP06.svg",
        "Chart, borough of 40": "/boroughs/many/TP06.svg",
        "Chart, funnel of all": "/measures/TP06/funnel.svg?borough=few",
        "Chart, landlord": f"/landlords/{slug}/profile.svg",
    }
    for extension in ("csv", "xlsx", "json", "pdf"):
        found[f"Borough of 40, {extension}"] = f"/boroughs/many/engagement.{extension}"
        found[f"Measure, {extension}"] = f"/measures/TP06/landlords.{extension}"
        found[f"Landlord, {extension}"] = f"/landlords/{slug}/measures.{extension}"
    return found


def cost(client: Client, name: str, address: str, rounds: int) -> Cost:
    """Ask for an address again and again, as a server that has been running for a while."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    response = client.get(address)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    asked = len(queries)  # before the next request empties the log
    walls, cpus = [], []
    gc.collect()
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        client.get(address)
        cpus.append(1000 * (time.process_time() - cpu))
        walls.append(1000 * (time.perf_counter() - wall))
    return Cost(
        name,
        statistics.median(walls),
        statistics.quantiles(walls, n=20)[-1],
        statistics.median(cpus),
        asked,
        len(response.content),
    )


def table(title: str, found: list[Cost]) -> None:
    print(f"| {title} | Median ms | 95 in 100 within ms | CPU ms | Queries | kB |")
    print("|---|--:|--:|--:|--:|--:|")
    for one in found:
        print(
            f"| {one.name} | {one.median:.1f} | {one.p95:.1f} | {one.cpu:.1f} |"
            f" {one.queries} | {one.size / 1000:.0f} |"
        )
    print()


def seconds(work: Callable[[], object], rounds: int = 5) -> float:
    """Median wall seconds."""
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def profile(client: Client, wanted: str, rounds: int) -> None:
    """Where the time of the pages goes whose name or address holds `wanted`."""
    import cProfile
    import pstats

    for name, address in (pages() | resources()).items():
        if wanted in name or wanted in address:
            client.get(address)
            with cProfile.Profile() as found:
                for _ in range(rounds):
                    client.get(address)
            print(f"## {name} {address}")
            pstats.Stats(found).sort_stats("cumulative").print_stats("heard|render|sql", 45)


def main() -> int:
    """Print the tables; exit code 0 where the workbooks aren't at hand, which is no fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--profile", default="", help="profile pages whose name holds this")
    args = parser.parse_args()
    files = workbooks()
    if not files:
        print("The regulator's workbooks aren't at hand: set HEARD_TSM_DIR to their folder.")
        return 0
    with tempfile.TemporaryDirectory(prefix="heard-benchmark-") as home:
        os.environ["HEARD_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "heard.settings"
        prepare_store(files)
        from django.test import Client

        client = Client(SERVER_NAME="localhost")
        if args.profile:
            profile(client, args.profile, args.rounds)
        else:
            report(client, args.rounds)
    return 0


def report(client: Client, rounds: int) -> None:
    """Every table, and which goals are reached."""
    from heard.measures.services.standings import standings_rebuild

    shown = [cost(client, name, address, rounds) for name, address in pages().items()]
    table("Page", shown)
    by_name = {one.name: one for one in shown}
    print("| A borough of 40 against one of 4 | Time | Queries |\n|---|--:|--:|")
    for few, many in (
        ("Borough of 4", "Borough of 40"),
        ("Measure, borough of 4", "Measure, borough of 40"),
    ):
        one, other = by_name[few], by_name[many]
        ratio = other.cpu / one.cpu
        print(f"| {many} | {ratio:.1f} times | {one.queries} and {other.queries} |")
    print()
    table(
        "Beside pages",
        [cost(client, name, address, max(5, rounds // 3)) for name, address in resources().items()],
    )
    help_command = [sys.executable, "-m", "heard", "--help"]
    helped = seconds(lambda: subprocess.run(help_command, capture_output=True, check=True), 9)
    rebuilt = seconds(standings_rebuild, 3)
    slow = [one.name for one in shown if one.median >= GOAL_MS]
    many_queries = [one.name for one in shown if one.queries > GOAL_QUERIES]
    print("| Goal | Reached |\n|---|---|")
    print(f"| every page under {GOAL_MS:g} ms | {'yes' if not slow else ', '.join(slow)} |")
    queries = "yes" if not many_queries else ", ".join(many_queries)
    print(f"| every page within {GOAL_QUERIES} queries | {queries} |")
    print(f"| `heard --help` under {GOAL_HELP:g} s | {helped:.2f} s |")
    print(f"| comparing everybody again, both years | {rebuilt:.1f} s |")


if __name__ == "__main__":
    sys.exit(main())

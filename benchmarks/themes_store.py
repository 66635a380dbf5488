"""What a study of 50,000 texts costs in the store: `python benchmarks/themes_store.py`.

Reads them from a CSV file, sorts them into 40 themes, joins 500 new ones, sorts all by the kept
themes, and asks for the pages. Wall time of what is done, processor time of pages, on SQLite unless
HEARD_DATABASE_URL names another store, which must be empty.
"""

from __future__ import annotations

import csv
import io
import os
import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

if TYPE_CHECKING:
    from collections.abc import Callable

    from heard.accounts.models import User
    from heard.themes.models import Study

TEXTS, THEMES, NEW = 49_999, 40, 500


def main() -> int:
    """Print two tables as Markdown."""
    with tempfile.TemporaryDirectory(prefix="heard-benchmark-") as home:
        os.environ["HEARD_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "heard.settings"
        os.environ.setdefault("HEARD_ALLOWED_HOSTS", "localhost,testserver")
        import django

        django.setup()
        from heard.server import prepare

        prepare()
        report()
    return 0


def file_of_texts() -> bytes:
    """Made-up texts with a day each, as a CSV file."""
    from benchmarks.themes import made_up

    out = io.StringIO()
    write = csv.writer(out).writerow
    write(["id", "date", "comment"])
    for number, text in enumerate(made_up(TEXTS, THEMES, 0)[0]):
        write([number, f"2026-{number % 6 + 1:02d}-{number % 27 + 1:02d}", text])
    return out.getvalue().encode()


def report() -> None:
    """Do it all, and say how long each took."""
    from tests.factories.accounts import PersonFactory
    from tests.factories.themes import sort, sorted_now

    from heard.access import Role
    from heard.themes.models import Text, Theme
    from heard.themes.services.shaping import theme_merge, themes_keep
    from heard.themes.services.studies import study_of_file, study_show

    officer = PersonFactory(role=Role.OFFICER, email="officer@example.org")
    data = file_of_texts()
    print(f"| {TEXTS:,} texts, {THEMES} themes | Seconds |\n|---|--:|")
    study, _answers = timed(
        "Read from the file and stored",
        lambda: study_of_file(
            title="Big",
            question="",
            data=data,
            file="a.csv",
            column="comment",
            by=officer,
            k=THEMES,
            enqueue=False,
        ),
    )
    timed("Sorted into themes", lambda: sorted_now(study.sortings.get()))
    timed("All themes kept", lambda: themes_keep(study=study, by=officer))
    one, other = Theme.objects.filter(study=study, is_none=False)[:2]
    timed("One merged into another", lambda: theme_merge(theme=one, into=other, by=officer))
    new = Text.objects.filter(study=study).values_list("pk", flat=True)[:NEW]
    Text.objects.filter(pk__in=list(new)).update(machine=None, theme=None)
    timed(f"{NEW} new ones joined", lambda: sort(study, "follow"))
    timed("All sorted by the kept themes", lambda: sort(study, "given"))
    study_show(study=study, to_everybody=True, by=officer)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"\nPeak of memory {peak:.2f} GB.\n")
    pages(study, other.pk, officer)


def timed(name: str, work: Callable[[], object]) -> object:
    """Do something once."""
    start = perf_counter()
    made = work()
    print(f"| {name} | {perf_counter() - start:.1f} |", flush=True)
    return made


def pages(study: Study, theme: int, officer: User) -> None:
    """Ask for each page a second time."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from tests.factories.accounts import start_session

    client = Client()
    start_session(client, officer)
    print("| Page | CPU ms | Queries |\n|---|--:|--:|")
    for name, address in (
        ("Studies", "/themes/"),
        ("Study", f"/themes/{study.pk}/"),
        ("Theme", f"/themes/{study.pk}/theme/{theme}/"),
        ("Chart of sizes", f"/themes/{study.pk}/chart.svg"),
        ("Public page", f"/what-residents-say/{study.pk}/"),
    ):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            start = process_time()
            response = client.get(address)
            took = 1000 * (process_time() - start)
        assert response.status_code == 200, address
        print(f"| {name} | {took:.0f} | {len(queries)} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""What scoring a review costs: `python benchmarks/reviews.py`.

Times the scoring of made-up reviews in processor time, beside the same method by the textbook (one
landlord at a time, dummy variables and dense matrices), and then from a store: `heard reviews
score` and the pages, for a published review as for one under way.
"""

from __future__ import annotations

import argparse
import io
import os
import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

os.environ.setdefault("OMP_NUM_THREADS", "1")  # so that processor time isn't spent on waiting
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from tests.properties.naive_ratings import Naive

from heard.analysis.ratings import Question, Sheet, score, stacked

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from heard.reviews.models import Criterion, Framework, Review

SIZES = ((20, 28, 40, 1.0), (300, 28, 100, 10.0))
PARTS = 7


def panels_made(landlords: int, criteria: int, raters: int) -> list[np.ndarray]:
    """Whole levels from 0 to 4 with three in ten missing."""
    rng = np.random.default_rng(20)
    true = rng.normal(2.2, 0.4, (landlords, 1)) + rng.normal(0, 0.5, (landlords, criteria))
    made = []
    for level in true:
        seen = level + rng.normal(0, 0.6, (raters, 1)) + rng.normal(0, 0.9, (raters, criteria))
        seen = np.clip(np.round(seen), 0, 4)
        seen[rng.random(seen.shape) < 0.3] = np.nan
        made.append(seen)
    return made


def sheet_of(panels: list[np.ndarray]) -> Sheet:
    """The panels with self-assessments a little above them."""
    shape = (len(panels), panels[0].shape[1])
    own = np.clip(np.round([np.nanmean(one, axis=0) + 0.7 for one in panels]), 0, 4)
    return Sheet(
        criteria=tuple(
            Question(str(at), f"part-{at * PARTS // shape[1]}") for at in range(shape[1])
        ),
        panels=stacked(panels),
        own=own,
        officers=np.full(shape, np.nan),
        moderated=own,
        applies=np.full(shape, True),
        placed=np.full(shape[0], True),
    )


def naive(panels: list[np.ndarray]) -> None:
    """Components and means overall and by part; no ranges, places or other weights."""
    criteria = panels[0].shape[1]
    parts = [np.flatnonzero(np.arange(criteria) * PARTS // criteria == at) for at in range(PARTS)]
    for columns in [np.arange(criteria), *parts]:
        for panel in panels:
            one = Naive(panel[:, columns])
            one.squares()
            one.mean(0.36, 0.81)


def cpu(work: Callable[..., object], *given: object) -> float:
    began = process_time()
    work(*given)
    return process_time() - began


def scoring() -> None:
    print("| Landlords × criteria × residents | CPU s | Goal s | Textbook CPU s | Times slower |")
    print("|---|--:|--:|--:|--:|")
    for landlords, criteria, raters, goal in SIZES:
        panels = panels_made(landlords, criteria, raters)
        quick = statistics.median(cpu(score, sheet_of(panels)) for _round in range(3))
        some = panels[: min(landlords, 4)]
        slow = cpu(naive, some) * landlords / len(some)
        note = "" if len(some) == landlords else " (from 4 landlords)"
        print(
            f"| {landlords} × {criteria} × {raters} | {quick:.2f} | {goal:g} |"
            f" {slow:.1f}{note} | {slow / quick:.0f} |"
        )
    print()


def framework_made(criteria: int) -> tuple[Framework, list[Criterion]]:
    """A framework of many criteria in seven parts."""
    from heard.reviews.models import Criterion, Dimension, Framework

    framework = Framework.objects.create(slug=f"f-{criteria}", version=1, name="Framework")
    parts = [
        Dimension.objects.create(
            framework=framework, code=f"part-{at}", position=at, name=f"Part {at}"
        )
        for at in range(PARTS)
    ]
    rows = [
        Criterion(
            dimension=parts[at * PARTS // criteria],
            code=str(at + 1),
            position=at,
            name=f"Criterion {at + 1} of many, in about as many words as usual",
            what_good="Well.",
            question="Is it?",
        )
        for at in range(criteria)
    ]
    return framework, Criterion.objects.bulk_create(rows)


def review_made(
    reference: str, landlords: int, criteria: int, raters: int, *, published: bool
) -> Review:
    """A review's rows, written in bulk."""
    from django.utils import timezone

    from heard.landlords.models import Borough, Landlord
    from heard.reviews.models import Review, Score, Seat, Session, Subject

    framework, asked = framework_made(criteria) if reference.endswith("1") else _framework()
    now = timezone.now()
    day = date(2026, 6, 30)
    review = Review.objects.create(
        reference=reference,
        borough=Borough.objects.get_or_create(name="Made-up", slug="made-up", is_fictional=True)[0],
        framework=framework,
        title=f"Review {reference}",
        period_from=date(2025, 7, 1),
        period_to=day,
        self_due=day,
        residents_due=day,
        officers_due=day,
        comments_due=day,
        stage="published" if published else "moderating",
        published_at=now if published else None,
    )
    panels = panels_made(landlords, criteria, raters)
    own = sheet_of(panels).own
    for at, panel in enumerate(panels):
        slug = f"landlord-{at}"
        landlord, _new = Landlord.objects.get_or_create(
            slug=slug, defaults={"name": f"Landlord {at:03}", "kind": "association"}
        )
        subject = Subject.objects.create(review=review, landlord=landlord, self_submitted_at=now)
        session = Session.objects.create(
            subject=subject, method="panel", title="Panel", open_from=day, open_to=day
        )
        seats = Seat.objects.bulk_create(
            Seat(session=session, number=number + 1, used_at=now) for number in range(len(panel))
        )
        said = [
            Score(
                subject=subject,
                criterion=asked[column],
                source=source,
                standing="scored",
                level=int(own[at, column]),
                reason="Because it is so.",
            )
            for column in range(criteria)
            for source in ("self", "moderated")
        ]
        said += [
            Score(
                subject=subject,
                criterion=asked[column],
                source="residents",
                seat=seats[row],
                standing="scored",
                level=int(panel[row, column]),
            )
            for row, column in zip(*np.nonzero(~np.isnan(panel)), strict=True)
        ]
        Score.objects.bulk_create(said, batch_size=5000)
    return review


def _framework() -> tuple[Framework, list[Criterion]]:
    from heard.reviews.models import Criterion, Framework

    framework = Framework.objects.get()
    return framework, list(Criterion.objects.order_by("pk"))


def pages(client: Client, review: Review, rounds: int) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    reference = review.reference
    shown = {
        "results": reverse("reviews:results", args=[reference]),
        "results of a part": reverse("reviews:results", args=[reference]) + "?part=part-2",
        "one landlord": reverse("reviews:result", args=[reference, "landlord-1"]),
        "chart of landlords": reverse("reviews:results-chart", args=[reference]),
        "csv": reverse("reviews:results-download", args=[reference, "csv"]),
    }
    for name, address in shown.items():
        began = perf_counter()
        assert client.get(address).status_code == 200, address
        first = 1000 * (perf_counter() - began)
        with CaptureQueriesContext(connection) as queries:
            size = len(client.get(address).content)
        asked = len(queries)
        times = []
        for _round in range(rounds):
            began = process_time()
            client.get(address)
            times.append(1000 * (process_time() - began))
        print(
            f"| {review.title}, {review.stage}: {name} | {first:.0f} |"
            f" {statistics.median(times):.0f} | {asked} | {size / 1000:.0f} |"
        )


def from_the_store(rounds: int) -> None:
    from django.test import Client

    from heard.cli import main as heard
    from heard.server import prepare

    prepare()
    (few, criteria, fewer, _), (many, _, more, _) = SIZES
    made = [
        review_made("R1", few, criteria, fewer, published=True),
        review_made("R2", few, criteria, fewer, published=False),
        review_made("R3", many, criteria, more, published=True),
    ]
    print("| `heard reviews score --format json` | CPU s |\n|---|--:|")
    for review in made[::2]:
        took = cpu(
            lambda one: heard(
                ["reviews", "score", "--review", one, "--format", "json"], out=io.StringIO()
            ),
            review.reference,
        )
        print(f"| {review.subjects.count()} landlords | {took:.2f} |")
    print("\n| Page | First ms | CPU ms after | Queries | kB |\n|---|--:|--:|--:|--:|")
    team = Client(SERVER_NAME="localhost")
    signed_in(team)
    pages(Client(SERVER_NAME="localhost"), made[0], rounds)
    pages(team, made[1], rounds)
    pages(Client(SERVER_NAME="localhost"), made[2], rounds)
    made[2].stage, made[2].published_at = "moderating", None
    made[2].save()
    pages(team, made[2], rounds)


def signed_in(client: Client) -> None:
    """A Champion, by two factors."""
    from tests.factories.accounts import PersonFactory, start_session

    from heard.access import Role

    start_session(client, PersonFactory(role=Role.CHAMPION))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--no-store", action="store_true", help="the method alone")
    args = parser.parse_args()
    scoring()
    if not args.no_store:
        with tempfile.TemporaryDirectory(prefix="heard-benchmark-") as home:
            os.environ["HEARD_HOME"] = home
            os.environ["DJANGO_SETTINGS_MODULE"] = "heard.settings"
            import django

            django.setup()
            from_the_store(args.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())

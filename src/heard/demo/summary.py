"""What a demonstration holds, in words for the person who started it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q, Sum
from django.urls import reverse

from heard.concerns.models import Concern
from heard.demo.homes import LATER
from heard.landlords.models import Borough, Estate, HomesCount, Tenure, Ward
from heard.measures.models import Result, Workbook
from heard.partnership.models import Charter, CommitmentVerdict
from heard.reviews.models import Review, Score
from heard.signals.models import EarlyWarning

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.demo.people import SignIn


def contents() -> list[str]:
    """Lines that say what is in the store."""
    lines = []
    for borough in Borough.objects.annotate(
        landlord_count=Count("presences", filter=Q(presences__until=None))
    ).order_by("-is_fictional"):
        words = [f"{borough.landlord_count} landlords"]
        if borough.is_fictional:
            words += _made_up(borough)
        kind = "a made-up borough" if borough.is_fictional else "real"
        lines.append(f"{borough.name} ({kind}): {', '.join(words)}")
    if Concern.objects.exists():
        still = Concern.objects.filter(closed_at=None).count()
        lines.append(f"{Concern.objects.count():,} made-up concerns of 18 months, {still} open")
    if Review.objects.exists():
        scores = Score.objects.filter(superseded_at=None).count()
        lines.append(f"{Review.objects.count()} made-up reviews with {scores:,} scores")
    if Charter.objects.exists():
        verdicts = CommitmentVerdict.objects.count()
        lines.append(
            f"{Charter.objects.count()} made-up charters and plans with {verdicts:,} verdicts"
        )
    if EarlyWarning.objects.exists():
        real = EarlyWarning.objects.filter(verdict="real").count()
        lines.append(
            f"{EarlyWarning.objects.count()} early warnings of 30 weeks, {real} found to be real"
        )
    for workbook in Workbook.objects.filter(superseded_by=None).order_by("is_fictional", "year"):
        kind = "made-up" if workbook.is_fictional else "published"
        figures = Result.objects.filter(returned__workbook=workbook).count()
        lines.append(f"{figures:,} {kind} figures of {workbook.year}, from {workbook.file_name}")
    return lines


def _made_up(borough: Borough) -> list[str]:
    wards = Ward.objects.filter(borough=borough, valid_to=None).count()
    estates = Estate.objects.filter(ward__borough=borough).count()
    homes = HomesCount.objects.filter(ward__borough=borough, on=LATER)
    social = homes.filter(tenure=Tenure.SOCIAL_RENT).aggregate(n=Sum("homes"))["n"] or 0
    return [f"{wards} wards", f"{estates} estates", f"{social:,} homes for social rent"]


def addresses(base: str) -> list[str]:
    """The page of each borough, the made-up one first."""
    slugs = Borough.objects.order_by("-is_fictional").values_list("slug", flat=True)
    return [base + reverse("measures:borough", args=[slug]) for slug in slugs]


def sign_in_lines(sign_ins: Iterable[SignIn]) -> list[str]:
    """Who can sign in, by which password, to do what."""
    return [f"{one.person.username:<27} {one.password}   to {one.person.may}" for one in sign_ins]

"""Charters for tests, made by the services that people use."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from heard.partnership.models import Act, Charter, CommitmentVerdict, Round, RoundSeat, Says
from heard.partnership.selectors.charters_periods import commitment_periods
from heard.partnership.services.charters import (
    Promise,
    charter_create,
    commitment_save,
    version_publish,
)
from heard.partnership.services.charters_asking import signatory_add
from heard.partnership.services.charters_signing import commitment_sign
from heard.partnership.services.reporting import report_save, report_send

STARTED = timedelta(days=420)


def promise(**changed):
    """A promise in effect for 14 months, reported on every half year."""
    given = {
        "title": "Answer within ten days",
        "text": "We answer every letter within ten working days.",
        "effective_from": timezone.localdate() - STARTED,
        "every": 6,
        "shown_by": "A count of letters and answers.",
    }
    return Promise(**(given | changed))


def charter(*promises, slug="our-charter", kind="charter", within=0, publish=True):
    """A charter in force with these promises, or two."""
    made = charter_create(
        slug=slug,
        kind=kind,
        title="Our charter",
        introduction="What we promise.",
        report_within=within,
        by=None,
    )
    version = made.versions.get()
    for one in promises or (promise(), promise(title="Ask before we decide")):
        commitment_save(version=version, promise=one, number=None, by=None)
    if publish:
        version_publish(version=version, by=None)
    return made


def in_force(made):
    """The version in force."""
    return made.versions.get(published_at__isnull=False, superseded_at=None)


def commitment(made, number=1):
    """One commitment of the version in force."""
    found = in_force(made).commitments.get(number=number)
    found.version = in_force(made)
    return found


def signed(made, landlord, *, act=Act.SIGNED, words="", numbers=None, on=None):
    """A signatory that signed these commitments, or all, when they came into effect."""
    signatory = made.signatories.filter(landlord=landlord).first()
    signatory = signatory or signatory_add(charter=made, landlord=landlord, by=None)
    for one in in_force(made).commitments.order_by("number"):
        if numbers is None or one.number in numbers:
            day = on or one.effective_from
            commitment_sign(
                signatory=signatory, commitment=one, act=act, words=words, on=day, by=None
            )
    return signatory


def periods(made, number=1):
    """The periods of a commitment so far."""
    one = commitment(made, number)
    charter_ = Charter.objects.get(pk=made.pk)
    return commitment_periods(one, charter_, within=one.version.report_within)


def reported(signatory, number=1, *, at=0, progress="done", words="We did it.", send=True):
    """A report on the period at this place, sent unless said otherwise."""
    made = signatory.charter
    report = report_save(
        signatory=signatory,
        commitment=commitment(made, number),
        period=periods(made, number)[at],
        progress=progress,
        words=words,
        by=None,
    )
    return report_send(report=report, by=None) if send else report


def heard(signatory, says, number=1, *, at=0, closed=True, words=""):
    """A round with these answers (a mapping of verdict to count) on one commitment."""
    made = signatory.charter
    period = periods(made, number)[at]
    today = timezone.localdate()
    asked = Round.objects.create(
        signatory=signatory,
        title="Spring panel",
        period_from=period.first,
        period_to=period.last,
        open_from=today - timedelta(days=7),
        open_to=today + timedelta(days=7),
        closed_at=timezone.now() if closed else None,
    )
    answers = [one for one, count in says.items() for _each in range(count)]
    seats = RoundSeat.objects.bulk_create(
        RoundSeat(round=asked, number=place + 1, used_at=timezone.now())
        for place in range(len(answers))
    )
    about = commitment(made, number)
    CommitmentVerdict.objects.bulk_create(
        CommitmentVerdict(round=asked, seat=seat, commitment=about, says=Says(answer), words=words)
        for seat, answer in zip(seats, answers, strict=True)
    )
    return asked


def day(text):
    """A day from its words."""
    return date.fromisoformat(text)

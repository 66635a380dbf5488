"""What signatories report on commitments, and what residents say of them."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL, Personal
from heard.accounts.authored import Authored, Keyed
from heard.partnership.models.charters import Commitment, Signatory
from heard.reviews.models import ConcernsFigure
from heard.uploads.models import StoredFile


class Reported(models.TextChoices):
    """How far a signatory says that it kept a commitment in a period."""

    DONE = "done", _("Done")
    PARTLY = "partly", _("Partly done")
    NOT_DONE = "not-done", _("Not done")
    NOT_YET = "not-yet", _("Not due yet")


class Says(models.TextChoices):
    """What a resident says of a commitment."""

    KEPT = "kept", _("Kept")
    PARTLY = "partly", _("Partly kept")
    NOT_KEPT = "not-kept", _("Not kept")
    DONT_KNOW = "dont-know", _("Don’t know")


class Report(Authored):
    """What a signatory reports on a commitment for a period.

    A draft until it is sent; sent, it is public and never changed. One that the team returned
    counts no more: the next number takes its place. Its files are public once it is accepted.
    """

    PERSONAL: ClassVar[Personal] = Personal(
        {
            "accepted_by": "who read it for the council",
            "returned_by": "who returned it for the council",
        },
        kept="charter",
        basis="public-task",
    )

    signatory = models.ForeignKey(Signatory, models.PROTECT, related_name="reports")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="reports")
    period_from = models.DateField(_("period from"))
    period_to = models.DateField(_("period to"))
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    progress = models.CharField(_("how far"), max_length=10, choices=Reported.choices)
    words = models.TextField(_("what was done"))
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    returned_at = models.DateTimeField(_("returned"), null=True, editable=False)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    returned_because = models.TextField(_("what is still needed"), blank=True)
    returned_due = models.DateField(_("due again"), null=True, editable=False)

    class Meta:
        verbose_name = _("report on a commitment")
        verbose_name_plural = _("reports on commitments")
        ordering = ["signatory", "commitment", "period_from", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["signatory", "commitment", "period_from", "number"],
                name="commitment_report_numbered_once",
            ),
            models.UniqueConstraint(
                fields=["signatory", "commitment", "period_from"],
                condition=Q(sent_at=None),
                name="commitment_report_has_one_draft",
            ),
            models.UniqueConstraint(
                fields=["signatory", "commitment", "period_from"],
                condition=Q(sent_at__isnull=False, returned_at=None),
                name="commitment_report_counts_once",
            ),
            models.CheckConstraint(
                name="commitment_report_is_whole",
                condition=Q(progress__in=Reported.values)
                & ~Q(words="")
                & Q(period_to__gt=F("period_from"), number__gte=1),
            ),
            models.CheckConstraint(
                name="commitment_report_returned_with_a_reason",
                condition=Q(returned_at=None, returned_because="", returned_due=None)
                | Q(returned_at__isnull=False, sent_at__isnull=False, returned_due__isnull=False)
                & ~Q(returned_because=""),
            ),
            models.CheckConstraint(
                name="commitment_report_accepted_or_returned",
                condition=Q(accepted_at=None)
                | Q(accepted_at__isnull=False, sent_at__isnull=False, returned_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Report {self.pk}"


# Where a piece of evidence is to be found: exactly one of these, each with its empty value.
_PLACES: dict[str, object] = {"link": "", "file": None, "measure": "", "figure": ""}


def _only(place: str) -> Q:
    """That a piece of evidence names this place and no other."""
    others = Q(**{name: empty for name, empty in _PLACES.items() if name != place})
    return others & ~Q(**{place: _PLACES[place]})


class ReportEvidence(Authored):
    """Something that a report rests on. A measure or figure is shown live, and never kept."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    report = models.ForeignKey(Report, models.CASCADE, related_name="evidence")
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=200)
    link = models.URLField(_("link"), max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    measure = models.CharField(_("measure"), max_length=20, blank=True)
    figure = models.CharField(
        _("figure from concerns"), max_length=20, choices=ConcernsFigure.choices, blank=True
    )

    class Meta:
        verbose_name = _("evidence of a report")
        verbose_name_plural = _("evidence of reports")
        ordering = ["report", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="report_evidence_is_in_one_place", condition=reduce(or_, map(_only, _PLACES))
            ),
            models.CheckConstraint(name="report_evidence_has_a_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title


class Round(Authored):
    """An occasion on which residents of a signatory say whether it kept what it signed.

    Nothing of it counts before it is closed, so that nobody's answer shows by itself.
    """

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    signatory = models.ForeignKey(Signatory, models.PROTECT, related_name="rounds")
    title = models.CharField(_("title"), max_length=150)
    period_from = models.DateField(_("period from"))
    period_to = models.DateField(_("period to"))
    open_from = models.DateField(_("open from"))
    open_to = models.DateField(_("open to"))
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)

    class Meta:
        verbose_name = _("round of residents’ verdicts")
        verbose_name_plural = _("rounds of residents’ verdicts")
        ordering = ["signatory", "period_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="round_dates_follow_each_other",
                condition=Q(period_to__gt=F("period_from"), open_to__gte=F("open_from")),
                violation_error_message=_("The last day can’t come before the first."),
            ),
            models.CheckConstraint(name="round_has_a_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title


class RoundSeat(Keyed):
    """A resident's place in a round, known by number alone. The store keeps the code's digest."""

    PERSONAL: ClassVar[Personal] = Personal(
        fields={"code_digest": "what lets the holder of a card in"},
        kept="charter",
        basis="public-task",
    )

    round = models.ForeignKey(Round, models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField(_("number"))
    code_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)
    used_at = models.DateTimeField(_("answered"), null=True)
    entered_by_officer = models.BooleanField(_("entered from paper"), default=False)

    class Meta:
        verbose_name = _("seat of a round")
        verbose_name_plural = _("seats of rounds")
        ordering = ["round", "number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="round_seat_number_once"),
            models.CheckConstraint(
                name="round_seat_numbered_from_one",
                condition=Q(number__gte=1) & (Q(code_digest=None) | ~Q(code_digest="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class CommitmentVerdict(Authored):
    """What one resident says of one commitment: from a seat, or a representative signed in.

    `words` are the team's until an officer approved `shown`, which others may read.
    """

    PERSONAL: ClassVar[Personal] = Personal(
        fields={
            "words": "what a resident wrote",
            "shown": "the same with parts taken out, as others may read it",
            "approved_by": "who found that it shows nobody",
        },
        kept="charter",
        basis="public-task",
    )

    round = models.ForeignKey(Round, models.PROTECT, related_name="verdicts")
    seat = models.ForeignKey(RoundSeat, models.PROTECT, null=True, related_name="verdicts")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="verdicts")
    says = models.CharField(_("verdict"), max_length=10, choices=Says.choices)
    words = models.TextField(_("words"), max_length=2000, blank=True)
    shown = models.TextField(_("words that others may read"), max_length=2000, blank=True)
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("resident’s verdict on a commitment")
        verbose_name_plural = _("residents’ verdicts on commitments")
        ordering = ["round", "commitment", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "commitment"],
                condition=Q(seat__isnull=False),
                name="commitment_verdict_once_a_seat",
            ),
            models.UniqueConstraint(
                fields=["round", "by", "commitment"],
                condition=Q(seat=None, by__isnull=False),
                name="commitment_verdict_once_a_representative",
            ),
            models.CheckConstraint(
                name="commitment_verdict_is_known", condition=Q(says__in=Says.values)
            ),
            models.CheckConstraint(
                name="commitment_verdict_shown_if_approved",
                condition=Q(approved_at=None, shown="", approved_by=None)
                | Q(approved_at__isnull=False) & ~Q(shown=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Verdict {self.pk}"

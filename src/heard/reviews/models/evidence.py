"""Evidence for or against a landlord on a criterion, and what officers made of it."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL
from heard.accounts.authored import Authored
from heard.reviews.models.frameworks import Criterion, EvidenceKind
from heard.reviews.models.reviews import Subject
from heard.uploads.models import StoredFile

if TYPE_CHECKING:
    from heard.access.privacy import Personal


class Side(models.TextChoices):
    """Who brought a piece of evidence."""

    SELF = "self", _("Landlord")
    RESIDENTS = "residents", _("Residents")
    OFFICERS = "officers", _("Officers")


class ConcernsFigure(models.TextChoices):
    """A figure that Heard works out from residents' concerns."""

    CLOCKS_MET = "clocks-met", _("Deadlines met on concerns")
    FELT_LISTENED_TO = "felt-listened-to", _("Residents who felt listened to")


class Verdict(models.TextChoices):
    """What an officer found on looking at a piece of evidence."""

    SUPPORTS = "supports", _("Supports the score")
    DOES_NOT = "does-not", _("Doesn’t support the score")
    CANNOT_TELL = "cannot-tell", _("Can’t tell")


# Where a piece of evidence is to be found: exactly one of these, each with its empty value.
_PLACES: dict[str, object] = {
    "link": "",
    "file": None,
    "measure": "",
    "figure": "",
    "observation": None,
}


def _only(place: str) -> Q:
    """That a piece of evidence names this place and no other."""
    others = Q(**{name: empty for name, empty in _PLACES.items() if name != place})
    return others & ~Q(**{place: _PLACES[place]})


class Evidence(Authored):
    """Something that shows how a landlord does on a criterion.

    A measure or a figure is shown live, with its interval and base; nothing of it is kept here.
    `observation` is the key of what was seen on a walkabout.
    """

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="evidence")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=12, choices=EvidenceKind.choices)
    side = models.CharField(_("brought by"), max_length=10, choices=Side.choices)
    title = models.CharField(_("title"), max_length=200)
    statement = models.TextField(_("what it shows"), blank=True)
    dated = models.DateField(_("date of it"), null=True, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    measure = models.CharField(_("measure"), max_length=20, blank=True)
    figure = models.CharField(
        _("figure from concerns"), max_length=20, choices=ConcernsFigure.choices, blank=True
    )
    observation = models.UUIDField(_("observation"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    withdrawn_because = models.TextField(_("why it was withdrawn"), blank=True)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["subject", "criterion", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="evidence_is_in_one_place", condition=reduce(or_, map(_only, _PLACES))
            ),
            models.CheckConstraint(
                name="evidence_withdrawn_with_a_reason",
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
            ),
            models.CheckConstraint(name="evidence_has_a_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stands(self) -> bool:
        """Whether it hasn't been withdrawn."""
        return self.withdrawn_at is None


class EvidenceCheck(Authored):
    """What an officer found on looking at a piece of evidence. A later check supersedes it."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="checks")
    verdict = models.CharField(_("finding"), max_length=12, choices=Verdict.choices)
    reason = models.TextField(_("why"))
    superseded_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("check of evidence")
        verbose_name_plural = _("checks of evidence")
        ordering = ["evidence", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence"],
                condition=Q(superseded_at=None),
                name="evidence_check_current_once",
            ),
            models.CheckConstraint(name="evidence_check_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"Check {self.pk}"

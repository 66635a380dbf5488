"""A practice: what a landlord did, as each version told it, and what was decided about it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL, Personal
from heard.accounts.authored import Authored, Keyed
from heard.landlords.models import Landlord
from heard.practices.models.choices import Cost, Deed, Effort, Rung, Status
from heard.uploads.models import StoredFile


class Practice(Authored):
    """Something that a landlord did. What it says stands in its versions, never changed."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    landlord = models.ForeignKey(Landlord, models.PROTECT, related_name="practices")
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    first_published_at = models.DateTimeField(_("published"), null=True, editable=False)

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="practice_published_once_it_is",
                condition=~Q(status__in=["published", "withdrawn"])
                | Q(first_published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="practice_status_is_known", condition=Q(status__in=Status.values)
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Version(Authored):
    """What a practice said at one time. A change is a new version; the old ones are kept.

    The one that is public has been published and not superseded.
    """

    PERSONAL: ClassVar[Personal] = Personal(
        fields={"contact_email": "a mailbox of the landlord, or one person’s where it says so"},
        kept="practice",
        basis="public-task",
    )

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=120)
    kind = models.SlugField(_("type of practice"), max_length=60, blank=True)
    context = models.TextField(_("context"), blank=True)
    problem = models.TextField(_("problem"), blank=True)
    done = models.TextField(_("what was done"), blank=True)
    with_whom = models.TextField(_("with whom"), blank=True)
    cost = models.CharField(_("cost"), max_length=12, choices=Cost.choices, blank=True)
    cost_words = models.TextField(_("more about the cost"), blank=True)
    effort = models.CharField(_("effort"), max_length=10, choices=Effort.choices, blank=True)
    effort_words = models.TextField(_("more about the effort"), blank=True)
    changed = models.TextField(_("what changed"), blank=True)
    rung = models.PositiveSmallIntegerField(
        _("strength of the evidence"), choices=Rung.choices, default=Rung.TOLD
    )
    figures = models.TextField(_("figures before and after"), blank=True)
    compared_with = models.TextField(_("compared with"), blank=True)
    checked_by = models.TextField(_("checked by"), blank=True)
    lessons = models.TextField(_("what to look out for"), blank=True)
    contact = models.CharField(_("whom to ask"), max_length=120, blank=True)
    contact_email = models.EmailField(_("their mailbox"), blank=True)
    contact_is_personal = models.BooleanField(_("it is one person’s own"), default=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    superseded_at = models.DateTimeField(_("no longer public"), null=True, editable=False)

    class Meta:
        verbose_name = _("version of a practice")
        verbose_name_plural = _("versions of practices")
        ordering = ["practice", "number"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "number"], name="practice_version_once"),
            models.UniqueConstraint(
                fields=["practice"],
                condition=Q(published_at__isnull=False, superseded_at=None),
                name="practice_has_one_public_version",
            ),
            models.CheckConstraint(
                name="practice_version_titled_and_numbered",
                condition=~Q(title="") & Q(number__gte=1, rung__gte=1, rung__lte=5),
            ),
            models.CheckConstraint(
                name="practice_version_superseded_if_public",
                condition=Q(superseded_at=None) | Q(published_at__isnull=False),
            ),
            # What is public is whole, and bears the rung that it claims.
            models.CheckConstraint(
                name="practice_public_version_is_whole",
                condition=Q(published_at=None)
                | ~Q(problem="") & ~Q(done="") & ~Q(changed="") & ~Q(cost="") & ~Q(effort=""),
            ),
            models.CheckConstraint(
                name="practice_public_version_bears_its_rung",
                condition=Q(published_at=None)
                | Q(rung__lte=2)
                | ~Q(figures="")
                & (Q(rung=3) | Q(rung=4) & ~Q(compared_with="") | Q(rung=5) & ~Q(checked_by="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Serves(Keyed):
    """A criterion that a version serves: by codes, which outlive a framework's versions."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    version = models.ForeignKey(Version, models.CASCADE, related_name="serves")
    framework = models.SlugField(_("framework"), max_length=60)
    criterion = models.CharField(_("criterion"), max_length=60)

    class Meta:
        verbose_name = _("criterion served")
        verbose_name_plural = _("criteria served")
        ordering = ["version", "framework", "criterion"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "framework", "criterion"], name="practice_serves_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework}: {self.criterion}"


class Proof(Keyed):
    """A piece of evidence: a link, a file, or the code of a published measure."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    version = models.ForeignKey(Version, models.CASCADE, related_name="proofs")
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("what it shows"), max_length=200)
    link = models.URLField(_("link"), max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    measure = models.CharField(_("measure"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("evidence of a practice")
        verbose_name_plural = _("evidence of practices")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="practice_proof_once"),
            models.CheckConstraint(
                name="practice_proof_is_one_thing",
                condition=~Q(title="")
                & (
                    ~Q(link="") & Q(file=None, measure="")
                    | Q(link="", measure="", file__isnull=False)
                    | Q(link="", file=None) & ~Q(measure="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Move(Authored):
    """What was done with a practice, with the version that it was about; never changed."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="moves")
    deed = models.CharField(_("what was done"), max_length=10, choices=Deed.choices)
    version_number = models.PositiveSmallIntegerField(_("version"))
    reason = models.TextField(_("why"), blank=True)

    class Meta:
        verbose_name = _("step of a practice")
        verbose_name_plural = _("steps of practices")
        ordering = ["practice", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="practice_move_has_its_reason",
                condition=~Q(deed__in=["returned", "withdrawn"]) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.get_deed_display()

"""What was seen on a walkabout, and photos of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import Personal
from heard.accounts.authored import Authored
from heard.uploads.models import StoredFile
from heard.walkabouts.models.actions import EstateAction
from heard.walkabouts.models.planning import Stop, Walkabout
from heard.walkabouts.models.schemes import Grade


class Observation(Authored):
    """One thing seen at one place. `key` is given by the phone that it was noted on.

    So what is sent twice is stored once, and reviews can name it as evidence. It is withdrawn with
    a reason, never changed. `graded_by_rule`: the scheme gave its lowest grade for what was there.
    """

    PERSONAL: ClassVar[Personal] = Personal(
        {"seen": "what somebody saw, in their own words, which may name people"},
        kept="walkabout",
        basis="public-task",
    )

    walkabout = models.ForeignKey(Walkabout, models.PROTECT, related_name="observations")
    stop = models.ForeignKey(Stop, models.PROTECT, null=True, related_name="observations")
    place = models.CharField(_("place"), max_length=120)
    seen = models.TextField(_("what was seen"))
    seen_at = models.DateTimeField(_("seen"), default=timezone.now)
    grade = models.ForeignKey(Grade, models.PROTECT, null=True, related_name="observations")
    counted = models.PositiveSmallIntegerField(_("issues counted"), null=True)
    graded_by_rule = models.BooleanField(default=False)
    framework_code = models.CharField(_("framework"), max_length=40, blank=True)
    criterion_code = models.CharField(_("criterion"), max_length=40, blank=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_because = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ["walkabout", "seen_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="observation_says_where_and_what", condition=~Q(place="") & ~Q(seen="")
            ),
            models.CheckConstraint(
                name="observation_by_rule_has_a_grade",
                condition=Q(graded_by_rule=False) | Q(grade__isnull=False),
            ),
            models.CheckConstraint(
                name="observation_criterion_names_its_framework",
                condition=Q(framework_code="", criterion_code="")
                | ~Q(framework_code="") & ~Q(criterion_code=""),
            ),
            models.CheckConstraint(
                name="observation_withdrawn_with_a_reason",
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.seen[:60]}"


class Photo(Authored):
    """A photo of what was seen, or of what was done. Residents see it if an officer approved it."""

    PERSONAL: ClassVar[Personal] = Personal(
        {"approved_by": "who found that it shows nobody"}, kept="walkabout", basis="public-task"
    )

    observation = models.ForeignKey(Observation, models.PROTECT, related_name="photos")
    action = models.ForeignKey(EstateAction, models.PROTECT, null=True, related_name="photos")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("photo of a walkabout")
        verbose_name_plural = _("photos of walkabouts")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="photo_approved_by_somebody_at_some_time",
                condition=Q(approved_at__isnull=False) | Q(approved_by=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Photo {self.pk}"

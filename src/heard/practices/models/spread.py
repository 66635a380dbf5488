"""How a practice travels: who took it up, what came of it, and what was asked and answered."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL, Personal
from heard.access.roles import Role
from heard.accounts.authored import Authored
from heard.landlords.models import Landlord
from heard.practices.models.choices import Effect, Progress, Rung
from heard.practices.models.practices import Practice


class Hideable(models.Model):
    """Something public that the council's team can take off the page, with a reason."""

    hidden_at = models.DateTimeField(_("hidden"), null=True, editable=False)
    hidden_because = models.TextField(_("why it was hidden"), blank=True)

    class Meta:
        abstract = True


def hidden_is_whole(name: str) -> models.CheckConstraint:
    """Something hidden has a reason."""
    return models.CheckConstraint(
        name=name,
        condition=Q(hidden_at=None, hidden_because="")
        | Q(hidden_at__isnull=False) & ~Q(hidden_because=""),
    )


class Adoption(Authored):
    """Another landlord took up a practice, or thinks of it. Its steps say how far it has gone."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="adoptions")
    landlord = models.ForeignKey(Landlord, models.PROTECT, related_name="practices_adopted")

    class Meta:
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")
        ordering = ["practice", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "landlord"], name="practice_adopted_once_a_landlord"
            ),
        ]

    def __str__(self) -> str:
        return f"Adoption {self.pk}"


class Step(Authored, Hideable):
    """How far a landlord had gone with a practice on a day, and what it saw; never changed."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    adoption = models.ForeignKey(Adoption, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField(_("number"))
    progress = models.CharField(_("how far it has gone"), max_length=12, choices=Progress.choices)
    on = models.DateField(_("on"))
    happened = models.TextField(_("what happened"))
    effect = models.CharField(_("effect"), max_length=10, choices=Effect.choices, blank=True)
    rung = models.PositiveSmallIntegerField(
        _("strength of the evidence"), choices=Rung.choices, null=True, blank=True
    )

    class Meta:
        verbose_name = _("step of an adoption")
        verbose_name_plural = _("steps of adoptions")
        ordering = ["adoption", "number"]
        constraints = [
            models.UniqueConstraint(fields=["adoption", "number"], name="adoption_step_once"),
            models.CheckConstraint(
                name="adoption_step_is_whole",
                condition=Q(number__gte=1, progress__in=Progress.values) & ~Q(happened=""),
            ),
            # Who only thinks of it has seen nothing yet; an effect has evidence of some strength.
            models.CheckConstraint(
                name="adoption_step_effect_suits_progress",
                condition=Q(progress="considering", effect="", rung=None)
                | ~Q(progress="considering") & Q(effect="too-early", rung=None)
                | ~Q(progress="considering")
                & Q(effect__in=["better", "same", "worse"], rung__gte=1, rung__lte=5),
            ),
            hidden_is_whole("adoption_step_hidden_with_reason"),
        ]

    def __str__(self) -> str:
        return self.get_progress_display()


class Question(Authored, Hideable):
    """What another landlord asked the one that did it. Public only where both agree."""

    PERSONAL: ClassVar[Personal] = Personal(
        fields={"answered_by": "who answered"}, kept="practice", basis="public-task"
    )

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="questions")
    landlord = models.ForeignKey(Landlord, models.PROTECT, related_name="practice_questions")
    text = models.TextField(_("question"))
    asker_agrees = models.BooleanField(_("the one who asked agrees"), default=False)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    answered_role = models.CharField(
        _("in what role"), max_length=30, choices=Role.choices, blank=True, editable=False
    )
    answerer_agrees = models.BooleanField(_("the one who answered agrees"), default=False)

    class Meta:
        verbose_name = _("question about a practice")
        verbose_name_plural = _("questions about practices")
        ordering = ["practice", "at", "pk"]
        constraints = [
            models.CheckConstraint(name="practice_question_asks", condition=~Q(text="")),
            models.CheckConstraint(
                name="practice_answer_is_whole",
                condition=Q(answer="", answered_at=None, answerer_agrees=False)
                | ~Q(answer="") & Q(answered_at__isnull=False),
            ),
            hidden_is_whole("practice_question_hidden_with_reason"),
        ]

    def __str__(self) -> str:
        return f"Question {self.pk}"

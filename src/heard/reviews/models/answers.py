"""What landlords answer to recommendations, what is done, and who saw it done."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL
from heard.access.roles import Role
from heard.accounts.authored import Authored, Keyed
from heard.reviews.models.findings import Recommendation
from heard.reviews.models.reviews import Subject
from heard.reviews.models.scores import Session

if TYPE_CHECKING:
    from heard.access.privacy import Personal


class Answer(models.TextChoices):
    """What a landlord says to a recommendation."""

    ACCEPT = "accept", _("Accepted")
    PARTLY = "partly", _("Accepted in part")
    REJECT = "reject", _("Rejected")


class Seen(models.TextChoices):
    """Whether residents see that an action was done."""

    SEEN = "seen", _("Seen to be done")
    PARTLY = "partly", _("Partly done")
    NOT_SEEN = "not-seen", _("Not seen")


class Address(Keyed):
    """A recommendation put to one landlord, and its answer."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="addressed")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="recommendations")
    due_on = models.DateField(_("answer due"))
    answer = models.CharField(_("answer"), max_length=8, choices=Answer.choices, blank=True)
    reason = models.TextField(_("why"), blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    answered_role = models.CharField(
        max_length=30, choices=Role.choices, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("recommendation to a landlord")
        verbose_name_plural = _("recommendations to landlords")
        ordering = ["recommendation", "subject__landlord__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "subject"], name="recommendation_addressed_once"
            ),
            models.CheckConstraint(
                name="recommendation_answer_is_whole",
                condition=Q(answer="", answered_at=None, reason="")
                | Q(answer="accept", answered_at__isnull=False)
                | Q(answer__in=["partly", "reject"], answered_at__isnull=False) & ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Recommendation to a landlord {self.pk}"


class RecommendedAction(Authored):
    """What a landlord does about a recommendation."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    address = models.ForeignKey(Address, models.PROTECT, related_name="actions")
    text = models.TextField(_("what is to be done"))
    owner = models.CharField(_("whose task, by role"), max_length=120)
    first_due_on = models.DateField(_("first due"), editable=False)
    due_on = models.DateField(_("due"))
    done_at = models.DateTimeField(_("done"), null=True, editable=False)
    note = models.TextField(_("what was done"), blank=True)
    dropped_at = models.DateTimeField(_("dropped"), null=True, editable=False)
    dropped_because = models.TextField(_("why it was dropped"), blank=True)

    class Meta:
        verbose_name = _("action on a recommendation")
        verbose_name_plural = _("actions on recommendations")
        ordering = ["address", "due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="recommended_action_has_words", condition=~Q(text="") & ~Q(owner="")
            ),
            models.CheckConstraint(
                name="recommended_action_done_or_dropped",
                condition=Q(dropped_at=None, dropped_because="", done_at=None, note="")
                | Q(dropped_at=None, dropped_because="", done_at__isnull=False) & ~Q(note="")
                | Q(dropped_at__isnull=False, done_at=None, note="") & ~Q(dropped_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Action {self.pk}"


class Deed(models.TextChoices):
    """What somebody did about a recommendation to a landlord."""

    ANSWERED = "answered", _("Answered")
    ANSWER_CHANGED = "answer-changed", _("Answer changed")
    DUE_MOVED = "due-moved", _("More time to answer")
    ACTION_SET = "action-set", _("Action set")
    ACTION_CHANGED = "action-changed", _("Action changed")
    ACTION_DONE = "action-done", _("Action done")
    ACTION_REOPENED = "action-reopened", _("Action opened again")
    ACTION_DROPPED = "action-dropped", _("Action dropped")


class AnswerStep(Authored):
    """What was said or done about a recommendation, as it stood then. Never changed."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    address = models.ForeignKey(Address, models.PROTECT, related_name="steps")
    action = models.ForeignKey(RecommendedAction, models.PROTECT, null=True, related_name="steps")
    deed = models.CharField(_("what was done"), max_length=16, choices=Deed.choices)
    answer = models.CharField(_("answer"), max_length=8, choices=Answer.choices, blank=True)
    due_on = models.DateField(_("due"), null=True)
    text = models.TextField(_("the action then"), blank=True)
    words = models.TextField(_("in their words"), blank=True)

    class Meta:
        verbose_name = _("step on a recommendation")
        verbose_name_plural = _("steps on recommendations")
        ordering = ["address", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="answer_step_says_what_it_is_about",
                condition=Q(deed__in=["answered", "answer-changed"], action=None) & ~Q(answer="")
                | Q(deed="due-moved", action=None, due_on__isnull=False)
                | Q(
                    deed__in=[
                        "action-set",
                        "action-changed",
                        "action-done",
                        "action-reopened",
                        "action-dropped",
                    ],
                    action__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Step {self.pk}"


class ActionVerdict(Authored):
    """How many residents saw that an action was done, or didn't; by which session, if by one."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    action = models.ForeignKey(RecommendedAction, models.PROTECT, related_name="verdicts")
    verdict = models.CharField(_("what residents say"), max_length=8, choices=Seen.choices)
    residents = models.PositiveSmallIntegerField(_("how many residents"))
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="action_verdicts"
    )
    entered_by_officer = models.BooleanField(_("entered by an officer"), default=False)
    doubtful = models.BooleanField(_("sent by a machine, it seems"), default=False)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("residents’ verdict on an action")
        verbose_name_plural = _("residents’ verdicts on actions")
        ordering = ["action", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="action_verdict_is_somebodys", condition=Q(residents__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"Verdict {self.pk}"

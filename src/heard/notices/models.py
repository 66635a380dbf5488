"""Messages on their way to people, the wording that the council gave them, and quiet hours."""

from __future__ import annotations

from datetime import time
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import Personal
from heard.notices.shipped import title_of


class Channel(models.TextChoices):
    """The way by which a message goes. Texts and letters are to follow."""

    EMAIL = "email", _("E-mail")


class State(models.TextChoices):
    """How far a message is. Only `queued` and `sending` move by themselves."""

    QUEUED = "queued", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    HELD = "held", _("Held back")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")
    TOLD = "told", _("Told another way")


SETTLED = (State.SENT, State.CANCELLED, State.TOLD)


class Notice(models.Model):
    """One message to one person. The table is the outbox: what stands in it is sent from it.

    `subject` and `body` are the words as they go out, written when the message was queued.
    """

    PERSONAL: ClassVar[Personal] = Personal(
        fields={
            "to": "the address that it goes to",
            "subject": "what the person is told",
            "body": "what the person is told",
            "wish": "when and how it is safe to write to the person",
            "told_note": "how the person was told another way",
        },
        kept="message",
        basis="public-task",
    )

    key = models.CharField(
        _("key"), max_length=200, unique=True, help_text=_("Each change is told once for its key.")
    )
    channel = models.CharField(
        _("way"), max_length=10, choices=Channel.choices, default=Channel.EMAIL
    )
    to = models.CharField(_("to"), max_length=320)
    template = models.CharField(_("template"), max_length=60)
    wording = models.CharField(_("version of the wording"), max_length=30)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    body = models.TextField(_("text"), blank=True)
    about = models.CharField(_("about"), max_length=60, blank=True)
    urgent = models.BooleanField(_("urgent"), default=False)
    discreet = models.BooleanField(_("without details"), default=False)
    secret = models.BooleanField(
        _("secret"), default=False, help_text=_("The text lets somebody in; it isn't kept.")
    )
    restricted = models.BooleanField(
        _("restricted"), default=False, help_text=_("Only named officers may look at it.")
    )
    wish = models.JSONField(_("when it is safe to write"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next try"), null=True, blank=True)
    expires_at = models.DateTimeField(_("of no use after"), null=True, blank=True)
    claimed_at = models.DateTimeField(_("taken up at"), null=True, blank=True)
    claim = models.CharField(_("taken up by"), max_length=32, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    settled_at = models.DateTimeField(_("done with at"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)
    told_note = models.CharField(_("how they were told"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("queued at"))
    changed_at = models.DateTimeField(_("state since"))

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="notice_state_is_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(name="notice_has_a_key", condition=~Q(key="")),
            models.CheckConstraint(
                name="notice_next_try_if_queued",
                condition=Q(state=State.QUEUED, next_try_at__isnull=False)
                | (~Q(state=State.QUEUED) & Q(next_try_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="notice_claimed_if_sending",
                condition=(Q(state=State.SENDING, claimed_at__isnull=False) & ~Q(claim=""))
                | (~Q(state=State.SENDING) & Q(claimed_at__isnull=True, claim="")),
            ),
            models.CheckConstraint(
                name="notice_sent_at_if_sent",
                condition=Q(state=State.SENT, sent_at__isnull=False)
                | (~Q(state=State.SENT) & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="notice_settled_at_if_settled",
                condition=Q(state__in=SETTLED, settled_at__isnull=False)
                | (~Q(state__in=SETTLED) & Q(settled_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="notice_note_if_told",
                condition=(Q(state=State.TOLD) & ~Q(told_note=""))
                | (~Q(state=State.TOLD) & Q(told_note="")),
            ),
        ]
        # SQLite takes up a partial index only where the question repeats its condition without a
        # parameter, so the conditions are about what is empty; the constraints tie that to states.
        indexes = [
            models.Index(
                fields=["urgent", "next_try_at", "id"],
                name="notice_due",
                condition=Q(next_try_at__isnull=False),
            ),
            models.Index(
                fields=["claimed_at"],
                name="notice_taken",
                condition=Q(claimed_at__isnull=False),
            ),
            models.Index(
                fields=["state", "-id"], name="notice_open", condition=Q(settled_at__isnull=True)
            ),
            models.Index(fields=["state", "-id"], name="notice_by_state"),
            models.Index(fields=["about", "-id"], name="notice_by_about"),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.pk}"

    @property
    def title(self) -> str:
        """What kind of message it is, as people read it."""
        return title_of(self.template)


class TemplateVersion(models.Model):
    """The council's own wording of a message. The newest version counts; none is ever changed.

    A version that `is_shipped` holds no words: from it on, Heard's own wording is used.
    """

    PERSONAL: ClassVar[Personal] = Personal(
        fields={"edited_by": "who of the council wrote it"}, kept="record", basis="public-task"
    )

    code = models.CharField(_("template"), max_length=60)
    version = models.PositiveIntegerField(_("version"))
    is_shipped = models.BooleanField(_("Heard's own wording"), default=False)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    body = models.TextField(_("text"), blank=True)
    discreet_subject = models.CharField(_("subject without details"), max_length=200, blank=True)
    discreet_body = models.TextField(_("text without details"), blank=True)
    note = models.CharField(_("why it was changed"), max_length=300, blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("wording of a message")
        verbose_name_plural = _("wordings of messages")
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="template_version_once"),
            models.CheckConstraint(
                name="template_version_has_words_unless_shipped",
                condition=Q(is_shipped=True, body="") | (Q(is_shipped=False) & ~Q(body="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class QuietHours(models.Model):
    """Between which hours nobody is written to. One row; its absence means the default."""

    PERSONAL: ClassVar[Personal] = Personal(
        fields={"edited_by": "who of the council set them"}, kept="record", basis="public-task"
    )
    ONLY = 1

    start = models.TimeField(_("from"), default=time(21))
    end = models.TimeField(_("until"), default=time(8))
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("quiet hours")
        verbose_name_plural = _("quiet hours")
        constraints = [
            models.CheckConstraint(name="quiet_hours_are_one_row", condition=Q(pk=1)),
        ]

    def __str__(self) -> str:
        return f"{self.start:%H:%M}–{self.end:%H:%M}"

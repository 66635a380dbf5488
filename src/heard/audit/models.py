"""The log: entries in a chain, reasons that can be removed from it, and the chain's head.

No entry holds personal data: an actor is a number, a target a reference. What people write in
their own words stands in `Reason`, whose removal leaves the chain whole.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL, Personal

DIGEST = 64  # characters of a SHA-256 in hexadecimal


class Entry(models.Model):
    """Somebody did something, or looked at something. Never changed, never removed.

    `number`, `previous` and `digest` are empty until the row is sealed, just after the change
    it tells of was committed. The database refuses any other change (audit/guards.py).
    """

    PERSONAL: ClassVar[Personal] = Personal(
        fields={"actor": "who did it, as the number of an account"},
        kept="record",
        basis="public-task",
    )

    number = models.BigIntegerField(_("place in the chain"), null=True, unique=True)
    at = models.DateTimeField(_("when"))
    event = models.CharField(_("event"), max_length=60)
    actor = models.BigIntegerField(_("person"), null=True)
    actor_roles = models.CharField(_("as"), max_length=200, blank=True)
    target_type = models.CharField(_("kind of thing"), max_length=60, blank=True)
    target_id = models.CharField(_("key of the thing"), max_length=40, blank=True)
    target_label = models.CharField(_("about"), max_length=140, blank=True)
    before = models.TextField(_("before"), blank=True)
    after = models.TextField(_("after"), blank=True)
    reason_digest = models.CharField(max_length=DIGEST, blank=True)
    nonce = models.CharField(max_length=32, unique=True)
    mark = models.CharField(max_length=DIGEST)
    previous = models.CharField(max_length=DIGEST, blank=True)
    digest = models.CharField(max_length=DIGEST, blank=True)

    class Meta:
        verbose_name = _("entry of the log")
        verbose_name_plural = _("entries of the log")
        ordering = ["number"]
        indexes = [
            models.Index(fields=["id"], condition=Q(number=None), name="audit_unsealed"),
            models.Index(fields=["actor", "id"], name="audit_by_actor"),
            models.Index(fields=["event", "id"], name="audit_by_event"),
            models.Index(fields=["target_label", "id"], name="audit_by_label"),
            models.Index(fields=["target_type", "target_id", "id"], name="audit_by_target"),
            models.Index(fields=["at"], name="audit_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.number or '-'} {self.event}"


class Reason(models.Model):
    """Why something was done, in somebody's own words; may be removed when its time is up."""

    PERSONAL: ClassVar[Personal] = Personal(
        fields={"text": "what somebody wrote of why, which may name people"},
        kept="audit-reason",
        basis="public-task",
    )

    entry = models.OneToOneField(
        Entry, models.PROTECT, primary_key=True, related_name="reason_kept"
    )
    text = models.TextField(_("reason"))
    salt = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("reason in the log")
        verbose_name_plural = _("reasons in the log")

    def __str__(self) -> str:
        return f"reason of {self.entry_id}"


class Head(models.Model):
    """How many entries are sealed, and the last one's digest. One row."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=DIGEST, blank=True)
    mark = models.CharField(max_length=DIGEST)
    key_mark = models.CharField(max_length=16)

    class Meta:
        verbose_name = _("head of the log")
        verbose_name_plural = _("heads of the log")

    def __str__(self) -> str:
        return f"head at {self.number}"

"""The people of a concern: whose it is, who joined it, who raised it for them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import Personal


class ContactWay(models.TextChoices):
    """How somebody wishes to hear from the council."""

    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Telephone")
    LETTER = "letter", _("Letter")
    NONE = "none", _("Don't contact me: I will look myself")


class Person(models.Model):
    """Somebody who raised a concern or whose home it is about. Never shown to the public."""

    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone number"), max_length=40, blank=True)
    address = models.TextField(_("address"), blank=True, max_length=500)
    postcode = models.CharField(_("postcode"), max_length=8, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    interpreter = models.BooleanField(_("needs an interpreter"), default=False)
    adjustments = models.JSONField(_("adjustments"), default=list, blank=True)
    adjustments_note = models.CharField(_("more on adjustments"), max_length=500, blank=True)
    contact_by = models.CharField(
        _("contact by"), max_length=10, choices=ContactWay.choices, default=ContactWay.EMAIL
    )
    discreet = models.BooleanField(
        _("others may see the messages"),
        default=False,
        help_text=_("Messages then say only that there is news."),
    )
    no_messages = models.BooleanField(_("leave no voicemail"), default=False)
    safe_days = models.JSONField(_("safe days"), default=list, blank=True)
    safe_from = models.TimeField(_("safe from"), null=True, blank=True)
    safe_to = models.TimeField(_("safe until"), null=True, blank=True)
    contact_note = models.CharField(_("more on safe contact"), max_length=500, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="persons"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    PERSONAL: ClassVar[Personal] = Personal(
        fields={
            "name": "name",
            "email": "e-mail address",
            "phone": "telephone number",
            "address": "home address",
            "postcode": "postcode of the home",
            "language": "language",
            "interpreter": "whether an interpreter is needed",
            "adjustments": "adjustments, which may say something of health",
            "adjustments_note": "adjustments, which may say something of health",
            "contact_by": "how to be contacted",
            "discreet": "how to be contacted safely",
            "no_messages": "how to be contacted safely",
            "safe_days": "how to be contacted safely",
            "safe_from": "how to be contacted safely",
            "safe_to": "how to be contacted safely",
            "contact_note": "how to be contacted safely",
        },
        kept="contact",
        basis="public-task",
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [
            models.Index(fields=["email"], name="person_email", condition=~Q(email="")),
            models.Index(fields=["phone"], name="person_phone", condition=~Q(phone="")),
        ]
        constraints = [
            models.CheckConstraint(
                name="person_safe_hours_are_whole",
                condition=Q(safe_from=None, safe_to=None)
                | Q(safe_from__isnull=False, safe_to__isnull=False),
                violation_error_message=_("Give both the start and the end of the safe hours."),
            ),
        ]

    def __str__(self) -> str:
        return f"Person {self.pk}"


class Part(models.TextChoices):
    """What somebody is to a concern."""

    RESIDENT = "resident", _("The resident whose concern it is")
    HOUSEHOLD = "household", _("Another household it is about")
    RAISED_BY = "raised-by", _("Raised it for somebody else")


class RaisedAs(models.TextChoices):
    """What somebody who raises a concern for others is to them."""

    SELF = "self", _("For myself")
    FAMILY = "family", _("For family, a friend or a neighbour")
    ASSOCIATION = "association", _("For a residents' association")
    AMBASSADOR = "ambassador", _("As a community ambassador")
    COUNCILLOR = "councillor", _("As a ward councillor")
    ADVISER = "adviser", _("As an adviser or support worker")


class Party(models.Model):
    """A person's part in a concern. One party never learns of another."""

    concern = models.ForeignKey("concerns.Concern", models.CASCADE, related_name="parties")
    person = models.ForeignKey(Person, models.PROTECT, related_name="parties")
    part = models.CharField(max_length=10, choices=Part.choices)
    raised_as = models.CharField(max_length=12, choices=RaisedAs.choices, default=RaisedAs.SELF)
    authority = models.CharField(
        _("how they know that the resident agrees"), max_length=300, blank=True
    )
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    PERSONAL: ClassVar[Personal] = Personal(
        fields={"person": "who it is", "authority": "what a representative says of the resident"},
        kept="case",
        basis="public-task",
    )

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            models.UniqueConstraint(fields=["concern", "person"], name="party_once"),
            models.UniqueConstraint(
                fields=["concern"], condition=Q(part="resident"), name="party_one_resident"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} {self.pk}"


class AccessLink(models.Model):
    """A private link, by which one party follows one concern.

    The store holds the digest that lets the holder in, and a nonce from which the link is made
    again for each message with the installation's own key, so that a copy of the store opens none.
    """

    party = models.ForeignKey(Party, models.CASCADE, related_name="links")
    nonce = models.CharField(max_length=64, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True)

    PERSONAL: ClassVar[Personal] = Personal(
        fields={"digest": "what lets the holder of a link in"}, kept="case", basis="public-task"
    )

    class Meta:
        verbose_name = _("private link")
        verbose_name_plural = _("private links")

    def __str__(self) -> str:
        return f"Link {self.pk}"

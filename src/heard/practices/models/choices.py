"""What practices, adoptions and evidence can be."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where the latest version of a practice stands. An earlier version may be public meanwhile."""

    DRAFT = "draft", _("Being written")
    SUBMITTED = "submitted", _("With the council’s team")
    RETURNED = "returned", _("Returned, to be changed")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Rung(models.IntegerChoices):
    """How strong the evidence is that something changed: a ladder, each rung above the last."""

    TOLD = 1, _("Told")
    DOCUMENTED = 2, _("Documented")
    MEASURED = 3, _("Measured before and after")
    COMPARED = 4, _("Compared with somewhere without it")
    CHECKED = 5, _("Checked by somebody independent")


class Cost(models.TextChoices):
    """What it cost in money besides staff's time, in all or in a year."""

    NONE = "none", _("No money to speak of")
    UNDER_1000 = "under-1000", _("Under £1,000")
    UNDER_10000 = "under-10000", _("£1,000 to £9,999")
    UNDER_50000 = "under-50000", _("£10,000 to £49,999")
    MORE = "more", _("£50,000 or more")
    NOT_KNOWN = "not-known", _("Not known")


class Effort(models.TextChoices):
    """How much of staff's time it took to get going and keep up."""

    DAYS = "days", _("A few days")
    WEEKS = "weeks", _("A few weeks")
    MONTHS = "months", _("A few months")
    ONGOING = "ongoing", _("A standing part of somebody’s job")
    NOT_KNOWN = "not-known", _("Not known")


class Progress(models.TextChoices):
    """How far another landlord has gone with a practice."""

    CONSIDERING = "considering", _("Considering")
    TRYING = "trying", _("Trying")
    ADOPTED = "adopted", _("Adopted")
    ADAPTED = "adapted", _("Adopted in a changed form")
    STOPPED = "stopped", _("Stopped")


class Effect(models.TextChoices):
    """What a landlord sees since it began."""

    BETTER = "better", _("Better")
    SAME = "same", _("About the same")
    WORSE = "worse", _("Worse")
    TOO_EARLY = "too-early", _("Too early to say")


class Deed(models.TextChoices):
    """What was done with a practice."""

    SUBMITTED = "submitted", _("Sent to the council’s team")
    TAKEN_BACK = "taken-back", _("Taken back by the landlord")
    RETURNED = "returned", _("Returned by the council’s team")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")

"""The words that models choose from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Population(models.TextChoices):
    """Whose homes a figure is about. Never mixed: shared owners answer very differently."""

    LCRA = "LCRA", _("Renters (LCRA)")
    LCHO = "LCHO", _("Shared owners (LCHO)")
    COMBINED = "COMBINED", _("Rented and part-owned together")


class Family(models.TextChoices):
    """What a measure is about."""

    OVERALL = "overall", _("Overall satisfaction")
    ENGAGEMENT = "engagement", _("Listening, informing and respect")
    COMPLAINTS = "complaints", _("Complaints")
    REPAIRS = "repairs", _("Repairs and decent homes")
    SAFETY = "safety", _("Building safety")
    NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood")


class Model(models.TextChoices):
    """What kind of figure a measure is, which decides the method that fits it."""

    SHARE = "share", _("Share of survey answers")
    RATE = "rate", _("Cases per 1,000 homes")
    ALL_CASES = "all-cases", _("Share of all cases")


class Better(models.TextChoices):
    """Which way is better for residents; more complaints can mean that people are invited to."""

    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")
    NEITHER = "neither", _("Neither: read it with the others")


class Part(models.TextChoices):
    """Which table of the workbook a landlord's return stands in."""

    LCRA = "lcra", _("Survey of tenants who rent")
    LCHO = "lcho", _("Survey of shared owners")
    COMBINED = "combined", _("Survey of both together")
    MANAGEMENT = "management", _("Management information")


class Compare(models.TextChoices):
    """Which landlords a figure is held against."""

    ALL = "all", _("All landlords")
    KIND = "kind", _("The same type")
    REGION = "region", _("The same region")
    SIZE = "size", _("Similar size")
    SUPPORTED = "supported", _("Alike in supported housing")


class Adjust(models.TextChoices):
    """What is allowed for before comparing."""

    NONE = "none", _("As published")
    METHOD = "method", _("Allowing for the way of asking")


class ImportState(models.TextChoices):
    """How far an uploaded import has come."""

    WAITING = "waiting", _("Waiting to start")
    RUNNING = "running", _("Reading")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Not taken")

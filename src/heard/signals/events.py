"""What can happen to a warning, and where it stands. Derived from its events by `state.fold`."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """Of what a warning is: the levels of a scan, and danger, for which one concern is enough."""

    DANGER = "danger", _("One concern that speaks of danger")
    PLACE = "place", _("An estate or block")
    PLACE_TOTAL = "place-total", _("An estate or block, all categories")
    PARENT = "parent", _("A ward")
    PARENT_TOTAL = "parent-total", _("A ward, all categories")
    LANDLORD = "landlord", _("A landlord")
    LANDLORD_TOTAL = "landlord-total", _("A landlord, all categories")
    CATEGORY = "category", _("Everywhere")
    TOTAL = "total", _("Everywhere, all categories")


class Status(TextChoices):
    """Where a warning stands."""

    NEW = "new", _("Not looked at yet")
    TAKEN_UP = "taken-up", _("Taken up")
    WATCHED = "watched", _("Watched")
    DISMISSED = "dismissed", _("Dismissed")
    SETTLED = "settled", _("Settled")


OPEN = (Status.NEW, Status.TAKEN_UP, Status.WATCHED)


class Kind(TextChoices):
    """One sort of event each."""

    FOUND = "found", _("Found")
    TAKEN_UP = "taken-up", _("Taken up")
    WATCHED = "watched", _("To be watched")
    DISMISSED = "dismissed", _("Dismissed")
    SHARED = "shared", _("Shared with a landlord")
    ANSWERED = "answered", _("The landlord answered")
    DEED = "deed", _("What was done")
    SETTLED = "settled", _("Said whether it was real")
    REOPENED = "reopened", _("Opened again")


class Verdict(TextChoices):
    """Whether there was trouble."""

    REAL = "real", _("Yes, there was something wrong")
    NOT_REAL = "not-real", _("No, nothing was wrong")
    UNKNOWN = "unknown", _("We could not find out")


class Dismissal(TextChoices):
    """Why a warning isn't followed up. `FALSE_ONES` count as warnings that weren't real."""

    CHANCE = "chance", _("It looks like chance")
    REPORTING = "reporting", _("More was reported, not more went wrong")
    KNOWN = "known", _("We know about it and are dealing with it")
    MISTAKE = "mistake", _("The concerns were entered wrongly")
    OTHER = "other", _("Another reason")


FALSE_ONES = frozenset({Dismissal.CHANCE, Dismissal.REPORTING, Dismissal.MISTAKE})

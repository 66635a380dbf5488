"""The measures of engagement, which the health check of a borough's landlords is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader wants to know, and the measures that answer it."""

    heading: StrPromise
    measures: tuple[str, ...]


QUESTIONS = (
    Question(_("Does the landlord listen to residents and act?"), ("TP06",)),
    Question(_("Does it keep residents informed?"), ("TP07",)),
    Question(_("Does it treat residents fairly and with respect?"), ("TP08",)),
    Question(_("Are people who complained satisfied with how it was handled?"), ("TP09",)),
    Question(_("How many complaints does it take?"), ("CH01.1", "CH01.2")),
    Question(_("Are complaints answered in time?"), ("CH02.1", "CH02.2")),
)
MEASURES = tuple(code for question in QUESTIONS for code in question.measures)

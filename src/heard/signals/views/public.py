"""What everybody may know of early warnings: how many, and how good they are. No places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.access import Action, Thing, open_to_anyone
from heard.analysis.small_numbers import LEAST_BASE
from heard.signals.pages.rows import public_words
from heard.signals.selectors.quality import months_shown, quality

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@open_to_anyone(Thing.PUBLIC_PAGES, Action.READ)
@require_safe
def summary_view(request: HttpRequest) -> HttpResponse:
    """Warnings by month, suppressed and rounded, with the measured precision."""
    found = quality()
    context = {
        "months": months_shown(),
        "least": LEAST_BASE,
        "precision": public_words(found),
        "crumbs": [(_("Early warnings"), "")],
    }
    return render(request, "signals/summary.html", context)

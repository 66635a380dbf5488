"""The page that the team starts the day with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.concerns.pages.today import (
    commitments_shown,
    count_words,
    duplicates_shown,
    others_shown,
    parts_of,
    queues_of,
    tellings_shown,
)
from heard.concerns.selectors.today import today_for
from heard.concerns.views.team import page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allow(Thing.CASEWORK, Action.READ)
@require_safe
def today_view(request: HttpRequest) -> HttpResponse:
    """What is due, whose turn it is, what nobody looked at yet."""
    mine = request.GET.get("whose") == "mine"
    reader = reader_of(request)
    today = today_for(reader, mine=mine)
    return page(
        request,
        "today",
        now=today.now,
        mine=mine,
        parts=parts_of(today, mine=mine),
        queues=queues_of(today),
        waiting=[(whom, whom.label, count_words(count)) for whom, count in today.waiting],
        to_tell=tellings_shown(today),
        commitments=commitments_shown(today),
        duplicates=duplicates_shown(today.duplicates),
        others=others_shown(reader),
    )

"""What hangs on made-up concerns: consents, sharing, deadlines, links, flags, search, likeness."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from heard.concerns.events import Kind
from heard.concerns.likeness import likeness
from heard.concerns.models import (
    Consent,
    Flag,
    LikelyDuplicate,
    Link,
    SearchEntry,
    Sharing,
)
from heard.concerns.services.finding import LEAST_LIKE, NEAR, search_text, sketch_of
from heard.concerns.services.timeline import deadlines_of
from heard.demo.concerns.staff import CHAMPION
from heard.demo.concerns.teller import OFFICER

if TYPE_CHECKING:
    from heard.concerns.models import (
        Concern,
        Deadline,
    )
    from heard.demo.concerns.deriving import Derived
    from heard.demo.concerns.loading import Entered
    from heard.demo.concerns.shapes import StoryStep

FLAG_NOTES = {
    "safeguarding": "Somebody in the home may be at risk. Talk to the safeguarding team first.",
    "domestic-abuse": "Do not ring. Write only as the resident asked.",
}


def consents(entered: Entered) -> list[Consent]:
    """What each party agreed to, and when they took it back."""
    return [
        _consent(entered, one, step)
        for one in entered.derived
        for step in one.story.happenings
        if step.kind == Kind.CONSENT_GIVEN and step.shares and step.landlord
    ]


def _consent(entered: Entered, one: Derived, step: StoryStep) -> Consent:
    taken_back = [
        later.at
        for later in one.story.happenings
        if later.kind == Kind.CONSENT_WITHDRAWN and later.party == step.party
    ]
    shares = step.shares
    if shares is None:
        raise ValueError("Nothing was agreed to.")
    return Consent(
        concern=one.concern,
        party=entered.parties[one.story.key][step.party or 0],
        landlord=entered.cast.landlords[step.landlord],
        name=shares.name,
        contact=shares.contact,
        address=shares.address,
        files=shares.files,
        how=one.story.channel,
        given_at=step.at,
        recorded_by=entered.cast.users.get(step.by) if step.by_role == OFFICER else None,
        withdrawn_at=taken_back[0] if taken_back else None,
    )


def sharings(entered: Entered) -> list[Sharing]:
    """Who beside the team may see each concern now."""
    return [
        Sharing(
            concern=one.concern, landlord_id=landlord, ward_id=None, is_open=one.concern.is_open
        )
        for one in entered.derived
        for landlord in sorted(one.state.landlords)
    ] + [
        Sharing(concern=one.concern, landlord_id=None, ward_id=ward, is_open=one.concern.is_open)
        for one in entered.derived
        for ward in sorted(one.state.wards)
    ]


def deadlines(entered: Entered) -> list[Deadline]:
    """Every clock of every concern."""
    return [
        row for one in entered.derived for row in deadlines_of(one.concern, one.clocks, one.state)
    ]


def links(entered: Entered) -> list[Link]:
    """Concerns that belong together."""
    return [
        Link(
            kind=kind,
            source=one.concern,
            target=entered.concerns[key],
            at=one.concern.last_at,
            by=entered.cast.users["officer-2"],
        )
        for one in entered.derived
        for kind, key in one.story.links
    ]


def flags(entered: Entered) -> list[Flag]:
    """Restricted flags, set when the concern was first looked at."""
    return [
        Flag(
            concern=one.concern,
            kind=one.story.flag,
            note=FLAG_NOTES[one.story.flag],
            set_at=one.concern.entered_at,
            set_by=entered.cast.users[CHAMPION],
        )
        for one in entered.derived
        if one.story.flag
    ]


def search_entries(entered: Entered) -> list[SearchEntry]:
    """What the team's search looks through."""
    return [
        SearchEntry(
            concern=one.concern,
            text=search_text(
                one.concern, [party.person for party in entered.parties[one.story.key]]
            ),
        )
        for one in entered.derived
    ]


def likely_duplicates(entered: Entered) -> list[LikelyDuplicate]:
    """Open concerns that look alike, as they are noted when concerns are raised."""
    near: dict[tuple[str, str], list[Concern]] = defaultdict(list)
    for one in entered.derived:
        if one.state.is_open and one.concern.estate_id:
            near[one.concern.category, str(one.concern.estate_id)].append(one.concern)
    found = []
    for several in near.values():
        for a, b in combinations(several, 2):
            newer, older = (a, b) if (a.pk or 0) > (b.pk or 0) else (b, a)
            like = likeness(sketch_of(newer), sketch_of(older))
            if like.score >= LEAST_LIKE and abs(a.raised_at - b.raised_at) <= NEAR:
                found.append(
                    LikelyDuplicate(
                        newer=newer, older=older, score=like.score, reasons=list(like.reasons)
                    )
                )
    return found

"""What residents agree to or take back in a call, a letter or a visit, and files that come so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from heard.concerns.errors import ConcernError
from heard.concerns.events import Audience, Kind
from heard.concerns.models import Part
from heard.concerns.services.casework import concern_refer
from heard.concerns.services.residents import consent_give
from heard.concerns.services.timeline import Happened, event_append

if TYPE_CHECKING:
    from datetime import datetime

    from heard.concerns.actors import Actor
    from heard.concerns.models import Concern, Event
    from heard.concerns.services.raising import Shares
    from heard.landlords.models import Landlord
    from heard.uploads.models import StoredFile


@transaction.atomic
def concern_refer_agreed(
    *,
    concern: Concern,
    landlord: Landlord,
    words: str,
    actor: Actor,
    shares: Shares | None = None,
    how: str = "phone",
    at: datetime | None = None,
) -> Event:
    """Put the concern to the landlord, having kept what the resident just agreed to share.

    Raises:
        ConcernError: nobody agreed, neither now nor before; nothing was kept.
    """
    if shares is not None:
        party = concern.parties.filter(part=Part.RESIDENT).first()
        if party is None:
            raise ConcernError(_("There is no resident who could agree."), field="agreed")
        consent_give(party=party, landlord=landlord, shares=shares, actor=actor, how=how)
    return concern_refer(concern=concern, landlord=landlord, words=words, actor=actor, at=at)


def files_attach(
    *,
    concern: Concern,
    files: tuple[StoredFile, ...],
    words: str,
    audience: str,
    actor: Actor,
) -> Event:
    """Add files that came by letter or e-mail, for the team alone or for others too."""
    if not files:
        raise ConcernError(_("Choose a file."), field="files")
    if audience not in {Audience.TEAM, Audience.RESIDENT, Audience.ALL}:
        raise ConcernError(_("Choose who is shown them."), field="audience")
    landlord = concern.landlord if audience == Audience.ALL else None
    happened = Happened(
        Kind.ATTACHED, Audience(audience), text=words, files=files, landlord=landlord
    )
    return event_append(concern=concern, happened=happened, actor=actor)

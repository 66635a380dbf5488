"""Reply templates: words that the team says often, with places to be filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.concerns import catalogue
from heard.concerns.models import Part
from heard.concerns.selectors.viewing import name_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise as Lazy

    from heard.accounts.models import User
    from heard.concerns.models import Concern

PLACE = re.compile(r"\(\(\s*([a-z_]+)\s*\)\)")
# What may stand in a template, and what it means.
PLACES: Mapping[str, Lazy] = {
    "name": lazy("The resident’s name"),
    "reference": lazy("The concern’s reference"),
    "what": lazy("What it is about"),
    "landlord": lazy("The landlord’s name"),
    "due": lazy("The next deadline"),
    "officer": lazy("Your name"),
    "council": lazy("The council’s name"),
}


def reply_filled(body: str, concern: Concern, by: User) -> str:
    """The words with every place filled in. What isn't known is left out in words, not as a gap."""
    values = _values(concern, by)
    return PLACE.sub(lambda found: values.get(found[1], found[0]), body)


def places_unknown(body: str) -> list[str]:
    """Places in the words that nothing fills in, in the order in which they stand."""
    return [name for name in PLACE.findall(body) if name not in PLACES]


def _values(concern: Concern, by: User) -> dict[str, str]:
    resident = concern.parties.filter(part=Part.RESIDENT).select_related("person").first()
    # In a concern of many, every household reads the same words and learns no other's name.
    name = resident.person.name if resident and not concern.is_group else ""
    due = date_format(localtime(concern.due_at), "l j F Y") if concern.due_at else ""
    landlord = concern.landlord.name if concern.landlord else concern.landlord_said
    return {
        "name": name or _("resident"),
        "reference": concern.reference,
        "what": _(catalogue.category_get(concern.category).name).lower(),
        "landlord": landlord or _("your landlord"),
        "due": due or _("soon"),
        "officer": name_of(by),
        "council": settings.COUNCIL_NAME or _("the council"),
    }

"""Which borough a CSV file is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.errors import NotFoundError
from heard.landlords.models import Borough
from heard.landlords.services import borough_create

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.accounts.models import User

FIRST_BOROUGH = "Our borough"


def borough_named(name: str = "") -> Borough:
    """The borough by this name; unless given, the first real one, else the first.

    Raises:
        NotFoundError: there is none.
    """
    boroughs = list(Borough.objects.all())
    found = [each for each in boroughs if not name or each.name.casefold() == name.casefold()]
    if not found:
        raise NotFoundError(_missing(name, boroughs))
    return found[0]


def borough_to_fill(name: str, *, new: bool, by: User | None) -> tuple[Borough, bool]:
    """The borough that an import fills. Nothing real is put into a made-up one unasked."""
    boroughs = list(Borough.objects.all())
    real = [borough for borough in boroughs if not borough.is_fictional]
    if name:
        known = [each for each in boroughs if each.name.casefold() == name.strip().casefold()]
        if known:
            return known[0], False
        if real and not new:
            raise NotFoundError(_missing(name, boroughs))
    elif len(real) == 1:
        return real[0], False
    elif real:
        told = ", ".join(borough.name for borough in real)
        raise NotFoundError(f"Say which borough the file is about, with --borough: {told}.")
    return borough_create(name=name.strip() or FIRST_BOROUGH, by=by), True


def _missing(name: str, boroughs: Sequence[Borough]) -> str:
    if not boroughs:
        return "There is no borough yet. First do: heard landlords import FILE.csv"
    told = ", ".join(borough.name for borough in boroughs)
    return f"There is no borough {name!r}. There is: {told}. To add one: --new-borough."

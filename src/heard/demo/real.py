"""The real figures behind the demonstration, where the regulator's workbooks are in reach."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from heard.environment import CHECKOUT, read
from heard.errors import HeardError
from heard.landlords.models import Landlord
from heard.landlords.services import borough_create, presence_set

if TYPE_CHECKING:
    from heard.landlords.models import Borough

NAME, GSS_CODE = "Richmond upon Thames", "E09000027"
CODES = ("L4279", "4849", "L4517", "L0514", "L0726")  # RHP, PA Housing, L&Q and, under two, MTVH
USUAL_FOLDER = CHECKOUT.parent / "shared" / "data" / "tsm"
NONE = "none"
REASON = "The main landlords named in the council's Participation Charter of November 2021"


class NoWorkbooksError(HeardError):
    """The folder that was named holds no workbook of the regulator."""


def workbooks_find(given: str = "") -> list[Path]:
    """The regulator's workbooks: in the folder given, in HEARD_TSM_DIR, or in the usual one.

    There are none where `given` is "none", or where no folder is named and there is no usual one.

    Raises:
        NoWorkbooksError: a folder was named and holds none.
    """
    if given == NONE:
        return []
    named = given or read("HEARD_TSM_DIR")
    folder = Path(named).expanduser() if named else USUAL_FOLDER
    found = sorted(path for path in folder.glob("*TSM*.xlsx") if not path.name.startswith("~"))
    if named and not found:
        raise NoWorkbooksError(
            f"{folder} holds no workbook named like *TSM*.xlsx. Name another folder with --tsm, or"
            f" use --tsm {NONE} to do without."
        )
    return found


def borough_enter_real() -> Borough | None:
    """Enter the real borough with its main landlords, as far as the workbooks named them."""
    landlords = Landlord.objects.filter(codes__code__in=CODES, is_fictional=False).distinct()
    if not landlords:
        return None
    borough = borough_create(name=NAME, gss_code=GSS_CODE, by=None, reason=REASON)
    for landlord in landlords:
        presence_set(landlord=landlord, borough=borough, by=None, reason=REASON)
    return borough

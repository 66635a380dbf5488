"""The made-up borough: its name, its wards as they stood, and its estates' names.

No council, ward or estate of England is meant; `docs/reference/demo.md` says how names were chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

BOROUGH = "Osiermead"
FIRST_COUNCIL = date(2002, 5, 2)
REDRAWN = date(2022, 5, 5)


@dataclass(frozen=True, slots=True)
class Ward:
    """A ward from its first day until `until`, the first day that it stood no longer."""

    name: str
    since: date = FIRST_COUNCIL
    until: date | None = None


ENDED = Ward("Ferrybank", until=REDRAWN)  # redrawn under a new name, with part of its neighbour
WARDS = (
    Ward("Brackwater"),
    Ward("Candlemere"),
    Ward("Chantry Reach"),
    Ward("Dovecote North"),
    Ward("Dovecote South"),
    Ward("Fennel Common"),
    Ward("Ferrybank & Old Staithe", since=REDRAWN),
    Ward("Hopgarth"),
    Ward("Millrace"),
    Ward("Osier Wharf"),
    Ward("Pikestaff Green"),
    Ward("Quillmead"),
    Ward("St Oswin's"),
    Ward("Swanfleet"),
    Ward("Tallow Hill"),
    Ward("Teasel Park"),
    Ward("Weirside"),
    Ward("Withy Lane"),
)
WARD_NAMES = tuple(ward.name for ward in WARDS)

ESTATES = (
    "Alderfly Court", "Amberwing Close", "Ashlar Court", "Avocet Rise", "Bargeman's Row",
    "Basketmakers Yard", "Beadle Court", "Bellrope Gardens", "Bittern Walk", "Boathook Lane",
    "Brewhouse Court", "Bulrush Estate", "Caddis House", "Caulkers Row", "Chandler's Rest",
    "Cockle Gardens", "Coopers Basin", "Crayfish Close", "Damselfly Court", "Dipper Walk",
    "Dragnet House", "Elver Gardens", "Ferryman's Court", "Flagstone Estate", "Gannet Close",
    "Gaslight Court", "Glasswort House", "Grebe Gardens", "Halfpenny Steps", "Harnser Close",
    "Hurdle Court", "Kingcup Estate", "Lampblack Yard", "Lantern Steps", "Lighterman House",
    "Loosestrife Gardens", "Mallet Court", "Maltings Rise", "Moorhen Estate", "Nettlebed Close",
    "Oarsman Court", "Orchis House", "Pepperwort Walk", "Pintail Estate", "Pollard Gardens",
    "Punt House", "Ragstone Court", "Reedmace Estate", "Ropewalk Gardens", "Sandmartin Close",
    "Sawpit Yard", "Sedge Court", "Shoveler Estate", "Skylark Steps", "Tallowchandler Court",
    "Tern Gardens", "Towpath Estate", "Wagtail House", "Watermint Close", "Wherry Court",
)  # fmt: skip

"""What is seen on made-up estates, what is then to be done, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass

SCHEMES = {  # landlord → scheme that comes with Heard; three landlords in four grade in other ways
    "Osiermead Homes": "four-grades",
    "Pallister Wren Homes": "met-not-met",
    "Tidewell Brandreth": "red-amber-green",
    "Farthing Row": "counted-issues",
    "Hollin Marrable": "four-grades",
}
# Share of actions that each closes by the date first given.
KEEPS_DATES = {
    "Osiermead Homes": 0.62,
    "Pallister Wren Homes": 0.84,
    "Tidewell Brandreth": 0.48,
    "Farthing Row": 0.9,
    "Hollin Marrable": 0.7,
}
STOPS = (
    ("Main entrance", "Door entry, lighting, notices up to date"),
    ("Stairs and landings", "Clean, clear, lights working"),
    ("Lift", "Working, clean, alarm answered"),
    ("Bin store", "Doors, bulky waste, smell"),
    ("Car park", "Abandoned vehicles, lines, lighting"),
    ("Play area", "Surface, gates, broken parts"),
    ("Gardens and paths", "Trip hazards, hedges over paths, litter"),
    ("Back gate", "Lock, lighting after dark"),
)


@dataclass(frozen=True, slots=True)
class Sight:
    """Something seen at a place: how bad (0 good, 1, 2, 3), and what it calls for."""

    place: str
    words: str
    bad: int
    what: str = ""
    owner: str = "Estates team"
    done: str = ""


SIGHTS = (
    Sight("Main entrance", "Clean; the notice board has this month's news.", 0),
    Sight(
        "Main entrance", "The door closer is broken, so the door stands open.", 2,
        "Replace the closer of the main door", "Repairs contractor", "New closer fitted and tested",
    ),
    Sight(
        "Main entrance", "Two of the entry buttons don't answer.", 2,
        "Mend the door entry panel", "Repairs contractor", "Panel replaced",
    ),
    Sight("Stairs and landings", "Swept; every light works.", 0),
    Sight(
        "Stairs and landings", "Lights are out on two landings.", 2,
        "Replace the landing lights", "Electrical contractor", "Four lamps replaced",
    ),
    Sight(
        "Stairs and landings", "Worn edges on the steps by the second landing.", 1,
        "Fit new edges to the worn steps", "Planned works team", "Edges fitted on all flights",
    ),
    Sight("Lift", "Working and clean.", 0),
    Sight(
        "Lift", "The alarm rings and nobody answers within five minutes.", 3,
        "Have the lift alarm answered day and night", "Lift contractor",
        "Alarm line moved to the new call centre and tried",
    ),
    Sight("Bin store", "Tidy, both doors shut.", 0),
    Sight(
        "Bin store", "Mattresses and a fridge left beside the bins.", 2,
        "Take away the bulky waste", "Estates team", "Taken away",
    ),
    Sight(
        "Bin store", "The door hangs off one hinge; foxes get in.", 2,
        "Mend the bin store door", "Repairs contractor", "Door rehung",
    ),
    Sight("Car park", "In good order, but the lines are fading.", 1),
    Sight(
        "Car park", "A car without tax has stood here since the last walk.", 1,
        "Have the abandoned car removed", "Estates team", "Removed by the council",
    ),
    Sight("Play area", "Children were playing; nothing broken.", 0),
    Sight(
        "Play area", "The gate doesn't shut by itself, next to the road.", 3,
        "Mend the self-closing gate of the play area", "Play contractor", "Spring replaced",
    ),
    Sight(
        "Gardens and paths", "Roots have lifted the path to the back gate.", 2,
        "Level the path where roots lift it", "Grounds contractor", "Path relaid",
    ),
    Sight("Gardens and paths", "Beds newly planted; residents water them.", 0),
    Sight(
        "Gardens and paths", "The hedge covers half the path and the lamp.", 1,
        "Cut the hedge back from path and lamp", "Grounds contractor", "Cut back",
    ),
    Sight(
        "Back gate", "The lock has been forced.", 2,
        "Fit a new lock to the back gate", "Repairs contractor", "New lock; keys sent out",
    ),
    Sight("Back gate", "Lit and locked.", 0),
)  # fmt: skip
GRAFFITI = Sight(
    "Back gate", "Offensive words on the wall, two metres long.", 3,
    "Clean the offensive graffiti off", "Estates team", "Cleaned off the next morning",
)  # fmt: skip
CANCELLED = (
    "Heavy snow: the paths weren’t safe",
    "The estate officer was ill, and nobody else was free",
    "Only one person could come",
)
MOVED = (
    "To a day on which residents’ representatives can come",
    "The lift engineer can come on the new day",
)

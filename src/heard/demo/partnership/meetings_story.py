"""What the made-up working group said, decided and agreed to do, meeting by meeting.

Owners are "council", "residents", "association" or the name of a landlord. Days count from the
meeting; for a thing still to be done there is no day on which it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field

NAME = "Landlords’ and residents’ working group"
PURPOSE = (
    "Landlords, residents and the council meet every three months to raise the standard of how "
    "residents are listened to, and to follow up what each said that it would do."
)
ASSOCIATION = "Teasel Walk Residents’ Association"
OSIERMEAD, PALLISTER = "Osiermead Homes", "Pallister Wren Homes"
TIDEWELL, FARTHING = "Tidewell Brandreth", "Farthing Row"
HOLLIN, CANDLEMAS = "Hollin Marrable", "Candlemas Housing"
MEMBERS = (OSIERMEAD, PALLISTER, TIDEWELL, FARTHING, HOLLIN, CANDLEMAS)
COUNCIL, RESIDENTS = "council", "residents"
NEXT_IN = 20  # days until the meeting to come


@dataclass(frozen=True, slots=True)
class Deed:
    """An action as it went."""

    what: str
    owner: str
    due: int
    done: int | None = None
    words: str = ""
    moved_to: int | None = None
    moved_because: str = ""
    dropped: int | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """An item as it went."""

    title: str
    text: str
    words: str = ""
    paper: str = ""
    decisions: tuple[str, ...] = ()
    deeds: tuple[Deed, ...] = ()
    corrected: tuple[str, str] | None = None  # what stood there first, and why it was corrected


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting as it went, so many days ago."""

    ago: int
    talks: tuple[Talk, ...]
    place: str = "Town Hall, committee room 2"
    link: str = ""
    moved_from: int | None = None  # days ago, where it was to be at first
    moved_because: str = ""
    away: tuple[str, ...] = field(default=())


MEETINGS = (
    Met(
        ago=533,
        away=(CANDLEMAS,),
        talks=(
            Talk(
                "How the group works",
                "Members agreed to meet every three months, in turn at the Town Hall and at a "
                "landlord’s.\n\nResidents asked for papers a week before each meeting.",
                paper="How the group works: a proposal",
                decisions=(
                    "The group meets every three months, with papers sent a week before.",
                    "Minutes are sent within two weeks and agreed at the next meeting.",
                ),
            ),
            Talk(
                "Who residents can ring",
                "Residents said that they don’t know whom to ring about their estate. Each "
                "landlord has a list of its own, none of which is public.",
                deeds=(
                    Deed(
                        "Send a list of local contacts by estate",
                        OSIERMEAD,
                        42,
                        30,
                        "List sent, and put on the notice boards of all estates.",
                    ),
                    Deed(
                        "Send a list of local contacts by estate",
                        PALLISTER,
                        42,
                        71,
                        "List sent once the new area teams were in place.",
                    ),
                    Deed("Send a list of local contacts by estate", FARTHING, 42, 40, "Sent."),
                    Deed(
                        "Put landlords’ contacts together on one page",
                        COUNCIL,
                        80,
                        78,
                        "Published on the council’s site.",
                    ),
                ),
            ),
        ),
    ),
    Met(
        ago=441,
        place="Osiermead House, the garden room",
        away=(TIDEWELL,),
        talks=(
            Talk("Minutes of the last meeting", "Agreed."),
            Talk(
                "Repairs that are missed",
                "Landlords compared how they count missed appointments. No two count alike, so "
                "their figures can’t be put side by side.",
                paper="How each landlord counts missed appointments",
                decisions=(
                    "A missed appointment is one of which the resident wasn’t told before.",
                ),
                deeds=(
                    Deed(
                        "Count missed appointments as the group agreed",
                        TIDEWELL,
                        60,
                        58,
                        "Counted so since the first of the month.",
                    ),
                    Deed(
                        "Count missed appointments as the group agreed",
                        HOLLIN,
                        60,
                        96,
                        "The contractor’s system had to be changed first.",
                    ),
                ),
            ),
            Talk(
                "A common form for walkabouts",
                "Landlords grade in their own ways and want to keep them. The group sees no need "
                "for one form.",
                deeds=(
                    Deed(
                        "Draft a common form for walkabouts",
                        COUNCIL,
                        45,
                        dropped=92,
                        words="Each landlord keeps its own way of grading.",
                    ),
                ),
            ),
        ),
    ),
    Met(
        ago=350,
        moved_from=357,
        moved_because="The room was needed for a public inquiry.",
        talks=(
            Talk("Minutes of the last meeting", "Agreed."),
            Talk("Actions from earlier meetings", "All but two were done."),
            Talk(
                "Residents who don’t use the web",
                "Residents’ representatives said that letters about major works can’t be answered "
                "by telephone. Pallister Wren Homes tries a number on every letter.",
                decisions=("Every letter that asks for an answer names a telephone number.",),
                deeds=(
                    Deed(
                        "Put a telephone number on each letter that asks for an answer",
                        PALLISTER,
                        50,
                        44,
                        "Done for all standard letters.",
                    ),
                    Deed(
                        "Put a telephone number on each letter that asks for an answer",
                        CANDLEMAS,
                        50,
                        85,
                        "Done.",
                        moved_to=90,
                        moved_because="Letters are set anew in the spring.",
                    ),
                ),
                corrected=(
                    "Residents’ representatives said that letters can’t be answered by telephone.",
                    "Pallister Wren Homes’ trial was left out.",
                ),
            ),
        ),
    ),
    Met(
        ago=259,
        link="https://meet.example.org/working-group",
        place="",
        away=(HOLLIN, RESIDENTS),
        talks=(
            Talk("Minutes of the last meeting", "Agreed."),
            Talk(
                "Damp and mould",
                "The council showed that damp and mould are the most frequent concern. Landlords "
                "said how soon they look, and what keeps them from it.",
                paper="Concerns about damp and mould in the last quarter",
                deeds=(
                    Deed(
                        "Tell residents who report damp on which day somebody comes",
                        TIDEWELL,
                        70,
                        69,
                        "A text goes out with the day.",
                    ),
                    Deed(
                        "Tell residents who report damp on which day somebody comes",
                        FARTHING,
                        70,
                        50,
                        "The caretaker rings everybody.",
                    ),
                ),
            ),
            Talk(
                "Training for residents who scrutinise",
                "Members offered to open their training to residents of other landlords.",
                decisions=("Landlords open training for scrutiny to each other’s residents.",),
                deeds=(
                    Deed(
                        "List the training that residents of any landlord may come to",
                        RESIDENTS,
                        60,
                        55,
                        "List handed round by the ambassador.",
                    ),
                ),
            ),
        ),
    ),
    Met(
        ago=168,
        place="Farthing Row, the old laundry",
        away=(CANDLEMAS,),
        talks=(
            Talk("Minutes of the last meeting", "Agreed."),
            Talk("Actions from earlier meetings", "All were done."),
            Talk(
                "Contact lists",
                "Three lists are out of date. Members agreed that a list nobody keeps is worse "
                "than none.",
                decisions=(
                    "Contact lists are checked every quarter by the landlord whose they are.",
                ),
                deeds=(
                    Deed("Check the list of local contacts", OSIERMEAD, 90, 61, "Checked."),
                    Deed("Check the list of local contacts", HOLLIN, 90),
                    Deed(
                        "Ask residents whether the contacts can be reached",
                        "association",
                        120,
                        88,
                        "Nine of ten numbers were answered.",
                    ),
                ),
            ),
        ),
    ),
    Met(
        ago=77,
        away=(HOLLIN,),
        talks=(
            Talk("Minutes of the last meeting", "Agreed."),
            Talk(
                "Actions from earlier meetings",
                "Hollin Marrable’s contact list is late; the chair will write.",
            ),
            Talk(
                "What residents hear after a survey",
                "Osiermead Homes showed its page of what was said and what came of it. Others "
                "want the same, with fewer words.",
                paper="You said, we did: one landlord’s page",
                decisions=("Papers are sent ten days before each meeting, in place of a week.",),
                deeds=(
                    Deed(
                        "Publish what came of the last survey of residents",
                        OSIERMEAD,
                        120,
                    ),
                    Deed(
                        "Publish what came of the last survey of residents",
                        PALLISTER,
                        60,
                    ),
                    Deed(
                        "Publish what came of the last survey of residents",
                        TIDEWELL,
                        100,
                        moved_to=130,
                        moved_because="The survey ended a month later than planned.",
                    ),
                    Deed(
                        "Write to Hollin Marrable about its contact list",
                        COUNCIL,
                        14,
                        10,
                        "The Champion wrote.",
                    ),
                    Deed("Send comments on the draft of the charter’s second year", RESIDENTS, 90),
                ),
            ),
        ),
    ),
)
NEXT_TALKS = (
    ("How landlords answer residents who don’t speak English", "To hear from two landlords."),
)

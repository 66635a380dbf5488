"""What made-up findings recommend, and what made-up landlords answer and do."""

from __future__ import annotations

# By dimension of the framework: what is recommended, and what a landlord then says it will do.
ADVICE: dict[str, tuple[tuple[str, str], ...]] = {
    "strategy": (
        (
            "Let residents redesign the plan for listening, and say in it what will be different.",
            "Hold three evenings with residents to rewrite the plan, and publish it.",
        ),
    ),
    "access": (
        (
            "Ask every household how it wants to be reached, and reach it that way.",
            "Ask at each repair and each sign-up, and keep the answer on the tenancy.",
        ),
    ),
    "information": (
        (
            "Name one person for each estate, with a telephone number that is answered.",
            "Put up the name, the picture and the number in every hallway.",
        ),
    ),
    "influence": (
        (
            (
                "Within four weeks of asking residents, tell all who were asked what came of it: "
                "what changes, what doesn’t, and why."
            ),
            "Send “you said, we did” to everybody who was asked, within four weeks.",
        ),
        (
            "Keep a list of decisions that residents changed, and publish it twice a year.",
            "Publish the first list with the autumn newsletter.",
        ),
    ),
    "scrutiny": (
        (
            "Give the residents’ panel its own budget, and answer its reports within a month.",
            "Set the budget with the panel and put its reports on the board’s agenda.",
        ),
    ),
    "complaints": (
        (
            "Publish each quarter what caused complaints and what was put right because of them.",
            "Publish a page on causes and what changed, and discuss it with the panel.",
        ),
    ),
    "local": (
        (
            "Publish the timetable of walkabouts, and what became of what was found.",
            "Put the year’s dates on each noticeboard, with the list of actions beside them.",
        ),
    ),
}
OWNERS = (
    "Head of engagement",
    "Director of resident services",
    "Neighbourhood manager",
    "Company secretary",
)
PARTLY = (
    "We can do this for general needs homes now, and for leaseholders once the new system is in.",
    "We accept the aim. The time given is too short for our board, so we will need a quarter more.",
)
REJECTED = (
    "We think that our present arrangement does this already, and the panel agreed with us in May.",
    "We are too small to do this alone. We would join others if the working group takes it up.",
)
DONE = (
    "Done on all estates. The notices are up and the first letters went out.",
    "Done with the residents’ panel. The minutes are on our website.",
    "In place since the start of the quarter.",
)
DROPPED = "The residents’ panel asked us to do this another way; see the other action."
MOVED = "The printer let us down; residents were told."
MORE_TIME = "The board that is to answer has just been chosen anew after a merger."
WITHDRAWN = "The law that came into force in the spring asks for this already."
CHANGED = "We looked at it again with our panel after the working group met."

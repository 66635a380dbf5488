"""Made-up answers to a question that a landlords' survey asked."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

QUESTION = "What one thing should your landlord do better?"
COUNT = 240
DAYS = 42
# What people say of one thing, and how often it comes, in parts of all.
SAID: tuple[tuple[float, Sequence[str]], ...] = (
    (
        0.26,
        (
            "Turn up when you say you will. A missed repair costs me a day’s pay",
            "Appointments are missed, nobody tells us, and the repair is weeks later",
            "Repairs take three visits because they never bring the part",
            "Book repairs for a morning or an afternoon, not all day",
            "Finish the repair. They come, look, leave, and the job is closed",
            "Send a text if the repair appointment is moved",
        ),
    ),
    (
        0.2,
        (
            "Answer the phone. I waited forty minutes and was cut off",
            "Reply to e-mails. I wrote four times and had an automatic answer",
            "Let me speak to one person, I tell my story anew each time I phone",
            "Call back when you promise to call back",
            "A phone number for the estate officer that somebody answers",
            "The phone queue is too long and the app doesn’t answer questions",
        ),
    ),
    (
        0.16,
        (
            "Explain the service charge, it went up and nobody says what it pays for",
            "Show the invoices behind the service charge",
            "We pay a service charge for cleaning that is not done",
            "Service charge bills in plain English please, with last year beside it",
            "Stop charging for a gardener we never see",
        ),
    ),
    (
        0.15,
        (
            "Damp and mould: treat the cause and not just paint over it",
            "Stop telling us that mould is our lifestyle and look at the walls",
            "Fix the damp in the bedrooms before winter, the children cough",
            "Put in fans that work, the mould comes back every year",
            "Somebody should check homes for damp every autumn",
        ),
    ),
    (
        0.12,
        (
            "Ask us before you decide. Consultations come when it is all settled",
            "Tell us what you did with the answers to the last survey",
            "Come to the residents’ meeting and listen instead of presenting slides",
            "Let residents choose which works are done first on the estate",
            "We were asked about the play area and heard nothing back",
        ),
    ),
    (
        0.11,
        (
            "Clean the stairs and the bin room properly, there are rats",
            "Rubbish lies by the bins for weeks, send the cleaners more often",
            "The communal stairs are filthy and the lights are broken",
            "Lock the bin store so that people don’t dump rubbish in it",
        ),
    ),
)
BEFORE = (
    "",
    "",
    "",
    "Please: ",
    "Honestly, ",
    "I am tired of this. ",
    "For years I have said it. ",
)
AFTER = ("", "", "", " Thank you.", " It isn’t much to ask.", " We pay our rent on time.")
OTHER = (
    "Nothing, they are fine",
    "Everything",
    "Keep Mr Doyle, he is the best caretaker we had",
    "More benches",
    "Don’t know",
)
OTHERS = 0.05
HEADINGS = ("id", "date", "landlord", "tenure", "answer")


def answers_file(
    *, landlords: Sequence[str], last: date, tenures: Sequence[str], seed: int
) -> bytes:
    """The answers as a CSV file, such as a survey's software gives."""
    chance = Random(seed)  # noqa: S311 - made-up data
    out = io.StringIO()
    write = csv.writer(out).writerow
    write(HEADINGS)
    for number in range(1, COUNT + 1):
        day = last - timedelta(days=chance.randrange(DAYS))
        landlord, tenure = chance.choice(landlords), chance.choice(tenures)
        write([f"A{number:03d}", day.isoformat(), landlord, tenure, _answer(chance)])
    return out.getvalue().encode()


def _answer(chance: Random) -> str:
    if chance.random() < OTHERS:
        return chance.choice(OTHER)
    (_, said) = chance.choices(SAID, weights=[weight for weight, _ in SAID])[0]
    return chance.choice(BEFORE) + chance.choice(said) + "." + chance.choice(AFTER)

"""What made-up people write: put together from parts, in the manner of different writers."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from heard.demo.concerns.luck import Luck

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
ROOMS = ("bedroom", "living room", "kitchen", "bathroom", "hall", "back bedroom", "children's room")
CODES = ("F28", "E119", "F1", "A01", "EA 227", "L2")
MANNERS = {"plain": 52, "short": 14, "misspelt": 14, "learner": 14, "lower": 4, "shouting": 2}
AT_LENGTH = 0.22
SLIPS = {
    "because": "becuase", "received": "recieved", "ceiling": "cieling", "broken": "brocken",
    "their": "there", "appointment": "apointment", "neighbour": "nieghbour", "mould": "mold",
    "kitchen": "kichen", "again": "agen", "please": "plese", "nothing": "nothin",
    "bathroom": "bath room", "heating": "heateing", "boiler": "boyler", "weeks": "weaks",
    "with": "wiv", "properly": "propaly", "always": "allways", "definitely": "definately",
    "which": "wich", "water": "watter", "somebody": "some body", "frightened": "frigtened",
    "radiators": "radiaters", "clothes": "cloths", "until": "untill",
}  # fmt: skip
LEARNER = (
    (r"\b[Tt]he (\w)", r"\1"), (r"\b[Aa]n? (\w)", r"\1"), (r"\bis not\b", "not"),
    (r"\bdoes not\b", "not"), (r"\bI have waited\b", "I am waiting"), (r"\bdo not\b", "not"),
    (r"\bcame\b", "come"), (r"\bhas been\b", "is"), (r"\bthey said\b", "they saying"),
    (r"\bwe have\b", "we having"), (r"\bPlease help\b", "Please you help me"),
    (r"\bvery\b", "very very"), (r"\bsaid\b", "say"), (r"\bwas\b", "is"),
)  # fmt: skip


@cache
def texts(name: str) -> dict[str, Any]:
    """One file of texts."""
    return tomllib.loads((files("heard.demo.concerns") / "data" / name).read_text("utf-8"))


class Slots(dict[str, str]):
    """What {…} in a text stands for: what is known, and otherwise what chance says."""

    def __init__(self, luck: Luck, known: Mapping[str, str]) -> None:
        super().__init__(known)
        self._luck = luck

    def __missing__(self, key: str) -> str:
        """Draw what isn't known; numbers by what they count."""
        luck = self._luck
        if key in COUNTED:
            return str(luck.number(*COUNTED[key]))
        if key == "since":
            return fill(luck, luck.pick(texts("residents.toml")["shared"]["since"]), self)
        if key == "nth":
            return luck.pick(("first", "second", "third", "fourth", "fifth", "sixth"))
        return luck.pick(self._lists()[key])

    @staticmethod
    def _lists() -> dict[str, Sequence[str]]:
        shared = texts("residents.toml")["shared"]
        return {
            "month": MONTHS, "weekday": WEEKDAYS, "told_day": WEEKDAYS, "room": ROOMS,
            "code": CODES,
            "relative": shared["relatives"],
            "elder": shared["elders"], "illness": shared["illnesses"],
            "officer": texts("staff.toml")["landlord"]["officers"],
        }  # fmt: skip


COUNTED = {
    "years": (2, 34), "times": (2, 14), "minutes": (20, 90), "weeks": (2, 16), "days": (2, 12),
    "age": (58, 91), "number": (2, 9), "degrees": (9, 14), "pounds": (15, 240), "hour": (1, 5),
    "thousands": (4, 22), "small": (2, 6), "teens": (12, 16),
}  # fmt: skip


def fill(luck: Luck, text: str, known: Mapping[str, str]) -> str:
    """A text with its {…} filled in."""
    return text.format_map(known if isinstance(known, Slots) else Slots(luck, known))


def description(
    luck: Luck, category: str, known: Mapping[str, str], *, told: str, extra: str = ""
) -> str:
    """What somebody writes about a concern of a category."""
    parts, shared = texts("residents.toml")["category"][category], texts("residents.toml")["shared"]
    manner = luck.weighed(MANNERS)
    chosen = [luck.pick(parts["problems"])]
    if extra:
        chosen.append(extra)
    if manner == "short":
        chosen += luck.some([*parts["details"], *parts["effects"]], 1 if luck.odds(0.7) else 0)
    else:
        chosen += _more(luck, parts, told, at_length=luck.odds(AT_LENGTH))
    if manner != "short" and luck.odds(0.5):
        chosen.insert(0, luck.pick(shared["openings"]))
    if manner != "short" and luck.odds(0.6):
        chosen.append(luck.pick(shared["endings"]))
    text = _joined([fill(luck, part, known) for part in chosen], luck)
    return MANNER[manner](text, luck)


def _more(luck: Luck, parts: Mapping[str, Any], told: str, *, at_length: bool) -> list[str]:
    """What somebody says beside the problem itself, briefly or at length."""
    shared = texts("residents.toml")["shared"]
    effects = [*parts["effects"], luck.pick(shared["effects"])]
    more = luck.some(parts["details"], luck.number(2, 4) if at_length else luck.number(0, 2))
    more += luck.some(effects, luck.number(1, 3) if at_length else luck.number(0, 2))
    if told == "yes" and luck.odds(0.7):
        more += luck.some(shared["told"], luck.number(2, 4) if at_length else 1)
    if told == "no" and luck.odds(0.5):
        more.append(luck.pick(shared["not_told"]))
    return more


def _joined(parts: Sequence[str], luck: Luck) -> str:
    """Sentences as one text, in paragraphs where it is long."""
    if len(parts) > 5 and luck.odds(0.5):  # noqa: PLR2004 - a long text
        half = len(parts) // 2
        return " ".join(parts[:half]) + "\n\n" + " ".join(parts[half:])
    return " ".join(parts)


def _plain(text: str, _luck: Luck) -> str:
    return text


def _misspelt(text: str, luck: Luck) -> str:
    words = [SLIPS[word] if word in SLIPS and luck.odds(0.7) else word for word in text.split(" ")]
    text = " ".join(words)
    if luck.odds(0.5):
        text = text.replace("'", "").replace(". ", " ", 1)
    return text.replace(", ", " ") if luck.odds(0.4) else text


def _learner(text: str, luck: Luck) -> str:
    for pattern, instead in LEARNER:
        if luck.odds(0.6):
            text = re.sub(pattern, instead, text)
    return text[:1].upper() + text[1:]


def _lower(text: str, luck: Luck) -> str:
    text = text.lower()
    return text.replace(".", "") if luck.odds(0.4) else text


def _shouting(text: str, luck: Luck) -> str:
    first, _, rest = text.partition(". ")
    return f"{first.upper()}{'!' * luck.number(1, 4)} {rest}".strip()


MANNER: dict[str, Callable[[str, Luck], str]] = {
    "plain": _plain,
    "short": _plain,
    "misspelt": _misspelt,
    "learner": _learner,
    "lower": _lower,
    "shouting": _shouting,
}


def said(luck: Luck, who: str, what: str, known: Mapping[str, str]) -> str:
    """What somebody of the team, a resident or a landlord says on an occasion."""
    return fill(luck, luck.pick(texts("staff.toml")[who][what]), known)


def thing_and_work(luck: Luck, category: str) -> tuple[str, str]:
    """What a landlord calls a category's concern, and what it says that it will do."""
    thing, works = texts("staff.toml")["thing"][category]
    return thing, luck.pick(works)

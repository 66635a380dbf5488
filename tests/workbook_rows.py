"""Rows of made-up landlords in the regulator's layouts; see workbooks.py."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

ANSWERS = (
    "very satisfied",
    "fairly satisfied",
    "neither satisfied nor dissatisfied",
    "fairly dissatisfied",
    "very dissatisfied",
)
WORDING = {
    "TP01": "with the service provided by their landlord",
    "TP02": "with the overall repairs service from their landlord over the last 12 months",
    "TP03": "with the time taken to complete their most recent repair after they reported it",
    "TP04": "that their landlord provides a home that is well maintained",
    "TP05": "that their landlord provides a home that is safe",
    "TP06": "that their landlord listens to their views and acts upon them",
    "TP07": "that their landlord keeps them informed about things that matter to them",
    "TP08": "that their landlord treats them fairly and with respect",
    "TP09": "with their landlord’s approach to complaints handling",
    "TP10": "that their landlord keeps communal areas clean and well maintained",
    "TP11": "that their landlord makes a positive contribution to their neighbourhood",
    "TP12": "with their landlord’s approach to handling anti-social behaviour",
}
# As in the real workbooks: these counts carry another measure's words.
COUNT_WORDING = WORDING | {"TP05": WORDING["TP06"], "TP06": WORDING["TP07"]}
NOT_APPLICABLE = ("TP05", "TP06", "TP07", "TP08", "TP11", "TP12")
METHODS = ("Telephone", "Internet", "FacetoFace", "Postal", "SMS", "Other")
SAFETY = {
    "BS01": "gas safety checks",
    "BS02": "fire risk assessments",
    "BS03": "asbestos management surveys or re-inspections",
    "BS04": "legionella risk assessments",
    "BS05": "communal passenger lift safety checks",
}
NOTES = (
    "1. Landlord TSM Publication URL provided by landlord.",
    "4. Where an RP has left a question within a section blank, this appears as [X].",
    "5. Where a response is not required, this appears as [Z].",
)


@dataclass(frozen=True)
class MadeUp:
    """A made-up landlord and what it returns."""

    code: str
    name: str
    type: str = "PRP"
    region: str = "London"
    size: str = "<5,000"
    supported: str = "No"
    homes: int = 2000
    shared: int = 0  # shared owners; 0 leaves it out of the LCHO sheet
    asked: int = 600
    methods: dict[str, int] = field(default_factory=lambda: {"Telephone": 400, "Internet": 200})
    weighted: str = "No"
    answers: dict[str, tuple[int, ...]] = field(default_factory=dict)  # TP06 → five counts
    note: str = ""


LANDLORDS = (
    MadeUp("4801", "Alder Vale Homes Limited", homes=6200, size="5,000-40,000", shared=1100),
    MadeUp("LH9001", "Brook & Barley Housing Association Limited", supported="Yes"),
    MadeUp("09ZA", "Cranmere Borough Council", type="LA", region="South", homes=3100),
)


def answers_of(landlord: MadeUp, measure: str) -> tuple[int, ...]:
    """Five counts on the scale: the landlord's own, or some that follow from its code."""
    if measure in landlord.answers:
        return landlord.answers[measure]
    chance = random.Random(f"{landlord.code} {measure}")  # noqa: S311 - not for secrets
    return tuple(chance.randint(20, 160) for _ in ANSWERS)


class Layout:
    """How one year's workbook is laid out."""

    def __init__(self, year: str) -> None:
        self.prefix = f"TSM{year[-2:]}"
        self.old = year == "2023-24"

    def name(self, rest: str) -> str:
        return f"{self.prefix}_{rest}"

    def percent(self, value: float) -> float:
        return value if self.old else round(value, 1)

    def code(self, code: str) -> object:
        return int(code) if code.isdigit() and not self.old else code

    def type(self, landlord: MadeUp) -> str:
        return "LARP" if self.old and landlord.type == "LA" else landlord.type

    def none(self, *, per: str = "X") -> object:
        """A calculated figure with nothing behind it."""
        return 0 if self.old else f"[{'U' if per == 'X' else per}]"


Pairs = list[tuple[str, Any]]


def identity(layout: Layout, one: MadeUp) -> Pairs:
    size = one.size.replace(">40,000", ">40000") if layout.old else one.size
    return [
        ("Landlord name", one.name),
        ("Landlord code", layout.code(one.code)),
        ("Landlord type", layout.type(one)),
        ("Landlord TSM Publication URL1", f"https://{one.code.lower()}.example/tsm"),
        ("Landlord group size (homes owned, LCRA and LCHO combined)", size),
        ("Landlord predominant region", one.region),
    ]


def perception_row(layout: Layout, one: MadeUp, population: str) -> Pairs:
    measures = [m for m in WORDING if population != "LCHO" or m not in {"TP02", "TP03", "TP04"}]
    homes = one.shared if population == "LCHO" else one.homes
    pairs = identity(layout, one)
    if population != "LCHO":
        pairs.append(("LCRA above 30% supported housing", one.supported))
    pairs += [
        (f"Relevant\u00a0tenant population size ({population})", homes),
        ("Required minimum sample size2,3", 322 if layout.old else 321.7),
        ("Total sample size achieved", one.asked),
        ("Estimated margin of error achieved2 %", 3.4),
        ("Tenants excluded from sample frame", 0),
        ("Sample or census", "Sample"),
    ]
    for method in METHODS:
        pairs.append((f"Number of responses by method - {method}", one.methods.get(method, "[X]")))
    pairs += [
        ("Other collection methods", "[X]"),
        ("Any additional notes from RSH", one.note or ("[X]" if layout.old else "")),
        ("Predominant collection method", "Telephone"),
    ]
    for measure in measures:
        counts = answers_of(one, measure)
        share = layout.percent(100 * sum(counts[:2]) / sum(counts)) if sum(counts) else 0
        pairs.append((f"{_satisfied('Proportion', WORDING[measure])} ({measure})", share))
    for measure in measures:
        pairs += _count_pairs(layout, one, measure)
    pairs += _by_method(one) + _weighting(one)
    return pairs


def _satisfied(start: str, wording: str, answer: str = "satisfied") -> str:
    return f"{start} of respondents who report that they are {answer} {wording}"


def _count_pairs(layout: Layout, one: MadeUp, measure: str) -> Pairs:
    pairs: Pairs = []
    asked, rest = sum(answers_of(one, measure)), 100
    if measure in {"TP02", "TP03"}:
        said = "Number of respondents who report that their landlord has"
        repair = f"carried out a repair to their home in the last 12 months ({measure})"
        pairs += [(f"{said} {repair}", asked), (f"{said} not {repair}", rest)]
    if measure == "TP09":
        said = "made a complaint to their landlord in the last 12 months"
        pairs += [
            (f"Number of respondents who report that they have {said}", asked),
            (f"Number of respondents who report that they have not {said}", rest),
        ]
    if measure == "TP10":
        said = "live in a building with communal areas, either inside or outside"
        pairs += [
            (f"Number of respondents who report that they do {said}", asked),
            (f"Number of respondents who report that they do not {said}", rest),
        ]
    for answer, count in zip(ANSWERS, answers_of(one, measure), strict=True):
        heading = _satisfied("Number", COUNT_WORDING[measure], answer)
        if layout.old and (measure, answer) == ("TP07", ANSWERS[0]):
            heading = f"Number of respondents who report that {WORDING['TP07']}"
        pairs.append((f"{heading} ({measure})", count))
    if measure in NOT_APPLICABLE:
        told = f"Number of respondents who report 'not applicable/ don't know' ({measure})"
        pairs.append((told, 12))
    return pairs


def _by_method(one: MadeUp) -> Pairs:
    said = "Proportion of respondents who report that they are satisfied with the overall service"
    return [
        (
            f"{said} from their landlord (TP01) for each survey method - {method}",
            61.5 if one.methods.get(method) else "[X]",
        )
        for method in METHODS
    ]


def _weighting(one: MadeUp) -> Pairs:
    by = ["Age of respondent", "Stock type"] if one.weighted == "Yes" else []
    said = "Has the average satisfaction by survey method been calculated using weighted"
    return [
        (f"{said} or unweighted responses", "Weighted" if by else "Unweighted"),
        ("Were weighted responses used to calculate tenant perception measures", one.weighted),
        ("Weighting characteristic 1\u200b", by[0] if by else "[Z]"),
        ("Weighting characteristic 2", by[1] if by else "[Z]"),
        ("Weighting characteristic 3", "[Z]"),
        ("Other weighting characteristics", "[Z]"),
    ]


def management_row(layout: Layout, one: MadeUp, together: Iterable[str] = ()) -> Pairs:
    pairs = [
        *identity(layout, one),
        ("LCRA above 30% supported housing", one.supported),
        ("Any additional notes from RSH", one.note or ("[X]" if layout.old else "")),
    ]
    counts: Pairs = []
    chance = random.Random(f"{one.code} management")  # noqa: S311 - not for secrets
    for code, what in SAFETY.items():
        done = one.homes - chance.randint(0, 40)
        heading = (
            f"Proportion of homes for which all required {what} have been carried out ({code})"
        )
        pairs.append((heading, layout.percent(100 * done / one.homes)))
        counts += [(f"Homes checked ({code} Numerator)", done)]
        counts += [(f"Homes to check ({code} Denominator)", one.homes)]
    cases = chance.randint(20, 200), chance.randint(0, 4)
    opened = "Number of anti-social behaviour cases"
    for part, words in ((1, ", opened"), (2, " that involve hate incidents opened")):
        heading = f"{opened}{words} per 1,000 homes (NM01 {part})"
        pairs.append((heading, layout.percent(1000 * cases[part - 1] / one.homes)))
        counts += [(f"Cases (NM01 {part} Numerator)", cases[part - 1])]
        counts += [(f"Homes (NM01 {part} Denominator)", one.homes)]
    for code, heading in (
        ("RP01", "Proportion of homes that do not meet the Decent Homes Standard (RP01)2"),
        ("RP02 1", "Proportion of non-emergency responsive repairs completed in time (RP02 1)"),
        ("RP02 2", "Proportion of emergency responsive repairs completed in time (RP02 2)"),
    ):
        above, below = chance.randint(0, 900), 1000
        pairs.append((heading, layout.percent(100 * above / below)))
        counts += [(f"Above ({code} Numerator)", above), (f"Below ({code} Denominator)", below)]
    combined = one.code in together
    homes = {
        "LCRA": 0 if combined else one.homes,
        "LCHO": 0 if combined else one.shared,
        "Combined": one.homes + one.shared if combined else 0,
    }
    for population, size in homes.items():
        figures, made = _complaints(layout, population, size, chance)
        pairs += figures
        counts += made
    return pairs + counts


def _complaints(
    layout: Layout, population: str, homes: int, chance: random.Random
) -> tuple[Pairs, Pairs]:
    figures: Pairs = []
    counts: Pairs = []
    for stage, word in ((1, "one"), (2, "two")):
        made, timely = chance.randint(40, 90), chance.randint(10, 40)
        rate = layout.percent(1000 * made / homes) if homes else layout.none()
        share = layout.percent(100 * timely / made) if homes else layout.none()
        if layout.old and homes and population != "LCRA":
            rate, share = round(rate), round(share)
        figures += [
            (f"{population} - Number of stage {word} complaints made (CH01 {stage})", rate),
            (f"{population} - Proportion of stage {word} complaints in time (CH02 {stage})", share),
        ]
        for code, above, below in (("CH01", made, homes), ("CH02", timely, made)):
            counts += [
                (f"{population} - Above ({code} {stage} Numerator)", above if homes else "[X]"),
                (f"{population} - Below ({code} {stage} Denominator)", below if homes else "[X]"),
            ]
    return figures, counts

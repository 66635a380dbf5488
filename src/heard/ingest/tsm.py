"""The regulator's workbook of Tenant Satisfaction Measures: its sheets and their columns.

Only declarations: `tsm_read` reads by them. A measure's column is known by the code in brackets and
by the word for the answer, because the rest of the heading is sometimes another measure's: counts
coded TP05 read “listens to their views”, those coded TP06 “keeps them informed”. The code is
right: the counts under it give the published proportion.

References:
    Regulator of Social Housing, Tenant Satisfaction Measures 2023/24 and 2024/25, full data,
    sheet “Data Dictionary”.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.ingest.sheets import either, holding, named

if TYPE_CHECKING:
    from heard.ingest.sheets import Column

KNOWN_YEARS = ("2023-24", "2024-25")
SURVEYED = tuple(f"TP{number:02}" for number in range(1, 13))
SURVEYED_LCHO = tuple(code for code in SURVEYED if code not in {"TP02", "TP03", "TP04"})
WITH_NOT_APPLICABLE = frozenset({"TP05", "TP06", "TP07", "TP08", "TP11", "TP12"})
ANSWERS = {
    "very_satisfied": "very satisfied",
    "fairly_satisfied": "fairly satisfied",
    "neither": "neither satisfied nor dissatisfied",
    "fairly_dissatisfied": "fairly dissatisfied",
    "very_dissatisfied": "very dissatisfied",
}
METHODS = {
    "telephone": ("telephone",),
    "internet": ("internet",),
    "face to face": ("facetoface", "face to face"),
    "postal": ("postal",),
    "sms": ("sms",),
    "other": ("other",),
}
COMBINED = "COMBINED"
ALL_HOMES = (
    *(f"BS{number:02}" for number in range(1, 6)),
    "NM01.1",
    "NM01.2",
    "RP01",
    "RP02.1",
    "RP02.2",
)
COMPLAINTS = ("CH01.1", "CH01.2", "CH02.1", "CH02.2")
RATES = frozenset({"NM01.1", "NM01.2", "CH01.1", "CH01.2"})  # per 1,000 homes; others are shares
LCRA_MEASURES = frozenset({"RP01", "RP02.1", "RP02.2"})

IDENTITY = (
    named("name", "Landlord name"),
    named("code", "Landlord code"),
    named("type", "Landlord type"),
    named("url", "Landlord TSM Publication URL", required=False),
    holding("size", start="landlord group size"),
    named("region", "Landlord predominant region"),
    named("notes", "Any additional notes from RSH"),
)


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet to read: `name` is what follows the year's prefix."""

    part: str
    name: str
    columns: tuple[Column, ...]
    population: str = ""

    @property
    def plain(self) -> str:
        """The name as sheets are told apart: letters only."""
        return plain_name(self.name)


def plain_name(name: str) -> str:
    """A sheet's name without capitals, spaces and underscores, which differ between places."""
    return "".join(letter for letter in name.lower() if letter.isalnum())


def _answer_columns(code: str) -> list[Column]:
    bracketed = f"({code})"
    columns = [
        holding(
            code,
            bracketed,
            start="proportion of respondents who report that they are satisfied",
            without="for each survey method",
        )
    ]
    for key, word in ANSWERS.items():
        column = holding(f"{code} {key}", bracketed, word, start="number of respondents")
        if (code, key) == ("TP07", "very_satisfied"):  # the answer is missing from 2023-24's
            bare = "number of respondents who report that that their landlord keeps them informed"
            column = either(column, holding(column.key, bracketed, start=bare))
        columns.append(column)
    if code in WITH_NOT_APPLICABLE:
        columns.append(holding(f"{code} not_applicable", bracketed, "not applicable"))
    return columns + _filter_columns(code)


def _filter_columns(code: str) -> list[Column]:
    """Columns of who was asked: those with a repair, a complaint, or communal areas."""
    if code in {"TP02", "TP03"}:
        words = f"({code})", "has carried out a repair", "has not carried out a repair"
        return [
            holding(f"{code} filter_yes", words[0], words[1]),
            holding(f"{code} filter_no", words[0], words[2]),
        ]
    start = "number of respondents who report that they"
    pair = {
        "TP09": ("have made a complaint", "have not made a complaint"),
        "TP10": ("do live in a building", "do not live in a building"),
    }.get(code)
    if not pair:
        return []
    return [
        holding(f"{code} filter_yes", start=f"{start} {pair[0]}"),
        holding(f"{code} filter_no", start=f"{start} {pair[1]}"),
    ]


def _method_columns() -> list[Column]:
    columns = []
    for key, words in METHODS.items():
        count = "number of responses by method - "
        share = "for each survey method - "
        columns.append(named(f"method {key}", *(count + word for word in words)))
        ways = [holding(f"TP01 by {key}", "(TP01)", share + word, required=False) for word in words]
        columns.append(either(*ways))
    return columns


def _weighting_columns() -> list[Column]:
    columns = [
        holding("method_weighting", start="has the average satisfaction by survey method"),
        holding("weighted", start="were weighted responses used"),
        *(named(f"weighting {n}", f"Weighting characteristic {n}") for n in (1, 2, 3)),
        *(named(f"weighting {n}", f"Weighting characteristic {n}", required=False) for n in (4, 5)),
        named("weighting other", "Other weighting characteristics", required=False),
    ]
    for key, word in ANSWERS.items():
        said = "not satisfied or dissatisfied" if key == "neither" else word
        columns.append(
            holding(
                f"unweighted {key}", "(unweighted)", said, start="total number of", required=False
            )
        )
    return columns


def _perception(population: str, codes: tuple[str, ...]) -> tuple[Column, ...]:
    return (
        *IDENTITY,
        *([named("supported", "LCRA above 30% supported housing")] if population != "LCHO" else []),
        holding("population_size", start="relevant tenant population size"),
        named("required_sample", "Required minimum sample size"),
        named("responses", "Total sample size achieved"),
        holding("margin_of_error", start="estimated margin of error achieved"),
        named("excluded", "Tenants excluded from sample frame"),
        named("collection", "Sample or census"),
        *_method_columns(),
        named("other_methods", "Other collection methods", required=False),
        named("predominant_method", "Predominant collection method"),
        holding("contractor", start="external contractor's name", required=False),
        *(column for code in codes for column in _answer_columns(code)),
        *_weighting_columns(),
    )


def _cases(prefix: str, code: str, start: str) -> list[Column]:
    """A figure's column and those it is made of; workbooks write CH01.1 as “CH01 1”."""
    label = code.replace(".", " ")
    key = f"{prefix} {code}".strip()
    lead = f"{prefix.lower()} - " if prefix else ""
    return [
        holding(key, f"({label})", start=lead + start),
        holding(f"{key} numerator", f"({label} numerator)", start=lead),
        holding(f"{key} denominator", f"({label} denominator)", start=lead),
    ]


def _complaint_columns(population: str) -> list[Column]:
    columns = []
    for stage, word in (("1", "one"), ("2", "two")):
        columns += _cases(population, f"CH01.{stage}", f"number of stage {word} complaints made")
        columns += _cases(population, f"CH02.{stage}", f"proportion of stage {word} complaints")
        out_of = f"{population.lower()} - out of the number of stage {word} complaints"
        columns += [
            holding(f"{population} CH02.{stage} {key}", words, start=out_of, required=False)
            for key, words in (
                ("without_extension", "without the use of"),
                ("with_extension", "with the use of"),
            )
        ]
    columns.append(
        holding(
            f"{population} standard timescales",
            start=f"{population.lower()} - has ch02 been calculated",
            required=False,
        )
    )
    return columns


STARTS = {
    "BS": "proportion of homes for which all required",
    "NM": "number of anti-social behaviour cases",
    "RP01": "proportion of homes that do not meet",
    "RP02.1": "proportion of non-emergency responsive repairs",
    "RP02.2": "proportion of emergency responsive repairs",
}
TARGET = "what is your (maximum) target timescale for"
CONTEXT = (
    holding("target days, non-emergency", start=f"{TARGET} non-emergency repairs", required=False),
    holding("target hours, emergency", start=f"{TARGET} emergency repairs", required=False),
    named(
        "repairs raised",
        "Number of responsive repairs raised during the reporting year",
        required=False,
    ),
    named(
        "repairs completed",
        "Number of responsive repairs completed during the reporting year",
        required=False,
    ),
    holding(
        "repairs closed otherwise", start="number of responsive repairs closed", required=False
    ),
    holding(
        "repairs outstanding", start="number of outstanding responsive repairs", required=False
    ),
)
MANAGEMENT = (
    *IDENTITY,
    named("supported", "LCRA above 30% supported housing"),
    *(
        column
        for code in ALL_HOMES
        for column in _cases("", code, STARTS.get(code) or STARTS[code[:2]])
    ),
    *(
        column
        for population in ("LCRA", "LCHO", "Combined")
        for column in _complaint_columns(population)
    ),
    *CONTEXT,
)
NOT_INCLUDED = (
    named("name", "Landlord name"),
    named("code", "Landlord code"),
    holding("reason", start="notes from rsh"),
)


class Tsm:
    """The workbook as a whole."""

    prefix = "TSM"
    first_heading = "Landlord name"
    coverage = "Table_Coverage"
    introduction = "Introduction"
    publisher = "Regulator of Social Housing"
    licence = "Open Government Licence v3.0"
    tables = (
        SheetPlan("lcra", "LCRA_Perception", _perception("LCRA", SURVEYED), "LCRA"),
        SheetPlan("lcho", "LCHO_Perception", _perception("LCHO", SURVEYED_LCHO), "LCHO"),
        SheetPlan("combined", "Combined_Perception", _perception(COMBINED, SURVEYED), COMBINED),
        SheetPlan("management", "Management_Info", MANAGEMENT),
    )
    left_out = (
        SheetPlan("perception", "Perception_Not_Inc", NOT_INCLUDED),
        SheetPlan("management", "Man_Info_Not_Inc", NOT_INCLUDED),
    )

"""The columns of the made-up workbooks, headed as the regulator heads its own.

A measure's code and its heading go together here; in the regulator's workbooks some don't.
"""

from __future__ import annotations

from heard.demo.wordings import BUILDING, COUNTED, METHOD_WORDS, REPAIR, SAID
from heard.ingest.tsm import (
    ALL_HOMES,
    ANSWERS,
    METHODS,
    SURVEYED,
    SURVEYED_LCHO,
    WITH_NOT_APPLICABLE,
)

Column = tuple[str, str]  # key of the value, and the heading above it

TYPE = ("type", "Landlord type")
IDENTITY: tuple[Column, ...] = (
    ("name", "Landlord name"),
    ("code", "Landlord code"),
    TYPE,
    ("url", "Landlord TSM Publication URL"),
    ("size", "Landlord group size (homes owned, LCRA and LCHO combined)"),
    ("region", "Landlord predominant region"),
)
SATISFIED = "Proportion of respondents who report that they are satisfied"
SUPPORTED: Column = ("supported", "LCRA above 30% supported housing")
NOTES: Column = ("notes", "Any additional notes from RSH")
LEFT_OUT: tuple[Column, ...] = (
    ("name", "Landlord name"),
    ("code", "Landlord code"),
    ("reason", "Notes from RSH following TSM review"),
)

CONTEXT: tuple[Column, ...] = (
    (
        "target days",
        "What is your (maximum) target timescale for non-emergency repairs used to calculate RP02",
    ),
    (
        "target hours",
        "What is your (maximum) target timescale for emergency repairs used to calculate RP02",
    ),
    ("raised", "Number of responsive repairs raised during the reporting year"),
    ("completed", "Number of responsive repairs completed during the reporting year"),
    ("outstanding", "Number of outstanding responsive repairs at year end"),
)


def survey_columns(population: str) -> list[Column]:
    """Columns of the sheet of tenants', shared owners' or combined answers."""
    codes = SURVEYED_LCHO if population == "LCHO" else SURVEYED
    columns = [
        *IDENTITY,
        *([] if population == "LCHO" else [SUPPORTED]),
        ("population", f"Relevant tenant population size ({population.capitalize()})"),
        ("required", "Required minimum sample size"),
        ("responses", "Total sample size achieved"),
        ("margin", "Estimated margin of error achieved %"),
        ("excluded", "Tenants excluded from sample frame"),
        ("collection", "Sample or census"),
    ]
    columns += [
        (f"method {key}", f"Number of responses by method - {METHOD_WORDS[key]}") for key in METHODS
    ]
    columns += [
        ("other_methods", "Other collection methods"),
        NOTES,
        ("predominant", "Predominant collection method"),
    ]
    columns += [
        (
            code,
            f"Proportion of respondents who report that they are satisfied {SAID[code]} ({code})",
        )
        for code in codes
    ]
    for code in codes:
        columns += _answer_columns(code)
    return columns + _method_columns() + _weighting_columns()


def _answer_columns(code: str) -> list[Column]:
    report = "Number of respondents who report that"
    asked = {
        "TP02": (f"their landlord has {REPAIR} (TP02)", f"their landlord has not {REPAIR} (TP02)"),
        "TP03": (f"their landlord has {REPAIR} (TP03)", f"their landlord has not {REPAIR} (TP03)"),
        "TP09": (
            "they have made a complaint to their landlord in the last 12 months",
            "they have not made a complaint to their landlord in the last 12 months",
        ),
        "TP10": (f"they do {BUILDING}", f"they do not {BUILDING}"),
    }.get(code)
    columns = []
    if asked:
        columns = [
            (f"{code} asked", f"{report} {asked[0]}"),
            (f"{code} not_asked", f"{report} {asked[1]}"),
        ]
    columns += [
        (f"{code} {key}", f"{report} they are {word} {SAID[code]} ({code})")
        for key, word in ANSWERS.items()
    ]
    if code in WITH_NOT_APPLICABLE:
        told = f"Number of respondents who report 'not applicable/ don't know' ({code})"
        columns.append((f"{code} not_applicable", told))
    return columns


def _method_columns() -> list[Column]:
    start = (
        f"{SATISFIED} with the overall service from their landlord (TP01) for each survey method - "
    )
    return [(f"TP01 by {key}", start + METHOD_WORDS[key]) for key in METHODS]


def _weighting_columns() -> list[Column]:
    columns = [
        (
            "method_weighting",
            (
                "Has the average satisfaction by survey method been calculated using weighted or"
                " unweighted responses"
            ),
        ),
        ("weighted", "Were weighted responses used to calculate tenant perception measures"),
        *((f"weighting {n}", f"Weighting characteristic {n}") for n in (1, 2, 3)),
        ("weighting other", "Other weighting characteristics"),
    ]
    for key, word in ANSWERS.items():
        said = "not satisfied or dissatisfied" if key == "neither" else word
        heading = f"Total number of tenants (unweighted) who reported they are {said} (TP01)"
        columns.append((f"unweighted {key}", heading))
    return columns


def case_columns() -> list[Column]:
    """Columns of the sheet of management information."""
    columns = [*IDENTITY, SUPPORTED, NOTES]
    for code in ALL_HOMES:
        label = code.replace(".", " ")
        own, above, below = COUNTED[code]
        columns += [
            (code, f"{own} ({label})"),
            (f"{code} numerator", f"{above} ({label} Numerator)"),
            (f"{code} denominator", f"{below} ({label} Denominator)"),
        ]
    for population in ("LCRA", "LCHO", "Combined"):
        columns += _complaint_columns(population)
    return columns + list(CONTEXT)


def _complaint_columns(population: str) -> list[Column]:
    columns = []
    for stage, word, days in (("1", "one", "10"), ("2", "two", "20")):
        made = f"{population} - Number of stage {word} complaints made by tenants"
        out_of = f"{population} - Out of the number of stage {word} complaints made by tenants,"
        in_time = "responded to within Complaint Handling Code timescales"
        first, second = f"CH01.{stage}", f"CH02.{stage}"
        columns += [
            (f"{population} {first}", f"{made} per 1,000 homes (CH01 {stage})"),
            (f"{population} {first} numerator", f"{made} (CH01 {stage} Numerator)"),
            (
                f"{population} {first} denominator",
                (
                    f"{population} - Number of dwelling units owned at year end"
                    f" (CH01 {stage} Denominator)"
                ),
            ),
            (
                f"{population} {second}",
                f"{population} - Proportion of stage {word} complaints {in_time} (CH02 {stage})",
            ),
            (f"{population} {second} numerator", f"{made} and {in_time} (CH02 {stage} Numerator)"),
            (f"{population} {second} denominator", f"{made} (CH02 {stage} Denominator)"),
            (
                f"{population} {second} without_extension",
                f"{out_of} those {in_time} – without the use of the {days} day extension",
            ),
            (
                f"{population} {second} with_extension",
                f"{out_of} those {in_time} – with the use of the {days} day extension",
            ),
        ]
    standard = (
        f"{population} - Has CH02 been calculated using the standard maximum timescales as set out"
        " in the Complaint Handling Code"
    )
    return [*columns, (f"{population} standard", standard)]

"""The rows of the made-up workbooks: what each landlord returned, as cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.demo.cases import cases
from heard.demo.reporters import EXCLUDED, SHARED_OWNERS_ASKED
from heard.demo.survey import survey
from heard.demo.wordings import METHOD_WORDS
from heard.ingest.tsm import ANSWERS, METHODS, RATES

if TYPE_CHECKING:
    from heard.demo.cases import CasesCounted, Complaints, Ratio
    from heard.demo.reporters import Reporter
    from heard.demo.survey import SurveyDone

Cells = dict[str, str | float]

BLANK, NOT_REQUIRED, LEFT_OUT, TOO_FEW, NO_BASE = "[X]", "[Z]", "[E]", "[S]", "[U]"
EXACT_YEAR = "2023-24"  # its figures are in full; the next year's have one decimal
FEWEST_BY_METHOD = 50
SMALL, LARGE = 5_000, 40_000
PREDOMINANT = 0.5
PERCENT, PER_HOMES = 100.0, 1_000.0
MISPRINT = 6.0  # percentage points


def survey_cells(
    reporter: Reporter, year: str, *, seed: int, shared_owners: bool = False
) -> Cells | None:
    """A landlord's row in a sheet of answers; None where it has none."""
    if reporter.oddities.survey_left_out:
        return None
    if shared_owners and reporter.part_owned < SHARED_OWNERS_ASKED:
        return None
    done = survey(reporter, year, seed=seed, shared_owners=shared_owners)
    cells = _identity(reporter, year) | _approach(done)
    for code, counts in done.answers.items():
        mark = _mark(code, reporter)
        on_scale = sum(counts[key] for key in ANSWERS)
        happy = counts["very_satisfied"] + counts["fairly_satisfied"]
        cells[code] = mark or _share(happy, on_scale, year)
        cells |= {f"{code} {key}": mark or number for key, number in counts.items()}
    return cells | _by_method(done, year) | _weighting(done)


def case_cells(reporter: Reporter, year: str, *, seed: int) -> Cells:
    """A landlord's row in the sheet of management information."""
    counted = cases(reporter, year, seed=seed)
    cells = _identity(reporter, year)
    for code, ratio in counted.ratios.items():
        cells |= _ratio_cells(code, code, ratio, year)
    if code := reporter.oddities.misprinted:
        cells[code] = round(float(cells[code]) - MISPRINT, 1)
    for population in ("LCRA", "LCHO", "Combined"):
        cells |= _complaint_cells(population, counted.complaints.get(population), year)
    return cells | _context(counted)


def _identity(reporter: Reporter, year: str) -> Cells:
    council = "LARP" if year == EXACT_YEAR else "LA"
    large = ">40000" if year == EXACT_YEAR else ">40,000"
    size = "<5,000" if reporter.homes < SMALL else "5,000-40,000"
    return {
        "name": reporter.name,
        "code": reporter.code,
        "type": council if reporter.council else "PRP",
        "url": BLANK,
        "size": large if reporter.homes > LARGE else size,
        "region": reporter.setting.region,
        "supported": "Yes" if reporter.setting.supported else "No",
        "notes": EXCLUDED if reporter.oddities.excluded else BLANK,
    }


def _mark(code: str, reporter: Reporter) -> str:
    if code in reporter.oddities.blank:
        return BLANK
    return LEFT_OUT if code in reporter.oddities.excluded else ""


def _share(part: float, whole: float, year: str, *, per: float = PERCENT) -> str | float:
    """A figure as the year's workbook rounds it."""
    if not whole:
        return BLANK if year == EXACT_YEAR else NO_BASE
    figure = part / whole * per
    return figure if year == EXACT_YEAR else round(figure, 1)


def _approach(done: SurveyDone) -> Cells:
    cells: Cells = {
        "population": done.population,
        "required": done.required,
        "responses": done.responses,
        "margin": round(done.margin, 1),
        "excluded": 0,
        "collection": "Census" if done.census else "Sample",
        "other_methods": BLANK,
        "predominant": _predominant(done),
    }
    return cells | {f"method {key}": done.methods.get(key, BLANK) for key in METHODS}


def _predominant(done: SurveyDone) -> str:
    method, people = max(done.methods.items(), key=lambda pair: pair[1])
    if people <= PREDOMINANT * done.responses:
        return "No predominant method"
    return METHOD_WORDS[method]


def _by_method(done: SurveyDone, year: str) -> Cells:
    cells: Cells = {"method_weighting": "Unweighted"}
    for method in METHODS:
        share: str | float = BLANK
        if method in done.by_method:
            share = _share(done.by_method[method], 1.0, year)
            if year != EXACT_YEAR and done.methods[method] < FEWEST_BY_METHOD:
                share = TOO_FEW
        cells[f"TP01 by {method}"] = share
    return cells


def _weighting(done: SurveyDone) -> Cells:
    cells: Cells = {
        "weighted": "Yes" if done.weighted else "No",
        "weighting 1": "Age of respondent" if done.weighted else NOT_REQUIRED,
        "weighting 2": NOT_REQUIRED,
        "weighting 3": NOT_REQUIRED,
        "weighting other": NOT_REQUIRED,
    }
    return cells | {f"unweighted {key}": done.unweighted.get(key, NOT_REQUIRED) for key in ANSWERS}


def _ratio_cells(key: str, code: str, ratio: Ratio, year: str) -> Cells:
    per = PER_HOMES if code in RATES else PERCENT
    return {
        key: _share(ratio.numerator, ratio.denominator, year, per=per),
        f"{key} numerator": ratio.numerator,
        f"{key} denominator": ratio.denominator,
    }


def _complaint_cells(population: str, found: Complaints | None, year: str) -> Cells:
    cells: Cells = {f"{population} standard": "Yes" if found else BLANK}
    for at, stage in enumerate(("1", "2")):
        for code in (f"CH01.{stage}", f"CH02.{stage}"):
            key = f"{population} {code}"
            if found:
                ratio = (found.made if code < "CH02" else found.answered)[at]
                cells |= _ratio_cells(key, code, ratio, year)
            else:
                cells |= {
                    key: BLANK if year == EXACT_YEAR else NO_BASE,
                    f"{key} numerator": BLANK,
                    f"{key} denominator": BLANK,
                }
        key = f"{population} CH02.{stage}"
        in_time = found.unextended[at] if found else BLANK
        rest = found.answered[at].numerator - found.unextended[at] if found else BLANK
        cells |= {f"{key} without_extension": in_time, f"{key} with_extension": rest}
    return cells


def _context(counted: CasesCounted) -> Cells:
    done = counted.ratios["RP02.1"].denominator + counted.ratios["RP02.2"].denominator
    return {
        "target days": 28,
        "target hours": 24,
        "raised": counted.repairs_raised,
        "completed": done,
        "outstanding": counted.repairs_outstanding,
    }

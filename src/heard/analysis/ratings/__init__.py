"""What residents, landlords, officers and the Champion say of a landlord, as results.

The method is set out in docs/explanation/review-scoring.md.
"""

from heard.analysis.ratings.apart import Places
from heard.analysis.ratings.panels import Panels, panels_from, panels_of, stacked
from heard.analysis.ratings.results import METHOD_VERSION, Coverage, Result, Scores
from heard.analysis.ratings.scoring import FEWEST_RATERS, LEAST_COVERAGE, Question, Sheet, score
from heard.analysis.ratings.small_numbers import FEWEST_SHOWN, shown
from heard.analysis.ratings.weighings import Sensitivity, weightings

__all__ = [
    "FEWEST_RATERS",
    "FEWEST_SHOWN",
    "LEAST_COVERAGE",
    "METHOD_VERSION",
    "Coverage",
    "Panels",
    "Places",
    "Question",
    "Result",
    "Scores",
    "Sensitivity",
    "Sheet",
    "panels_from",
    "panels_of",
    "score",
    "shown",
    "stacked",
    "weightings",
]

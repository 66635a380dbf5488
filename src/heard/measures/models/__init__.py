"""The measures: what was published, how landlords compare, what was uploaded."""

from heard.measures.models.choices import (
    Adjust,
    Better,
    Compare,
    Family,
    ImportState,
    Model,
    Part,
    Population,
)
from heard.measures.models.comparison import ComparisonSet, Standing
from heard.measures.models.imports import ImportJob
from heard.measures.models.published import Measure, NotIncluded, Result, Return, Workbook

__all__ = [
    "Adjust",
    "Better",
    "Compare",
    "ComparisonSet",
    "Family",
    "ImportJob",
    "ImportState",
    "Measure",
    "Model",
    "NotIncluded",
    "Part",
    "Population",
    "Result",
    "Return",
    "Standing",
    "Workbook",
]

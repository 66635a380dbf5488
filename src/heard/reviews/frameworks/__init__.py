"""Frameworks as files: read with a line for each fault, and written as YAML or TOML."""

from heard.reviews.frameworks.document import CriterionText, DimensionText, FrameworkText
from heard.reviews.frameworks.reading import framework_read
from heard.reviews.frameworks.shipped import shipped_codes, shipped_file
from heard.reviews.frameworks.writing import FORMATS, framework_write

__all__ = [
    "FORMATS",
    "CriterionText",
    "DimensionText",
    "FrameworkText",
    "framework_read",
    "framework_write",
    "shipped_codes",
    "shipped_file",
]

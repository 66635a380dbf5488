"""Frameworks as files: read with a line for each fault, compared, and written as YAML or TOML."""

from heard.reviews.frameworks.comparing import Comparison, framework_compare
from heard.reviews.frameworks.document import CriterionText, DimensionText, FrameworkText
from heard.reviews.frameworks.reading import framework_read
from heard.reviews.frameworks.schema import framework_schema, framework_schema_file
from heard.reviews.frameworks.shipped import shipped_codes, shipped_file, starting_file
from heard.reviews.frameworks.writing import FORMATS, framework_write

__all__ = [
    "FORMATS",
    "Comparison",
    "CriterionText",
    "DimensionText",
    "FrameworkText",
    "framework_compare",
    "framework_read",
    "framework_schema",
    "framework_schema_file",
    "framework_write",
    "shipped_codes",
    "shipped_file",
    "starting_file",
]

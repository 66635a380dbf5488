"""docs/reference/landlords-csv.md says of each column what the code says."""

from pathlib import Path

import pytest

from heard.landlords.exchange import TABLES
from heard.landlords.models import Kind, Tenure

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "landlords-csv.md"


def described(table):
    """The part of the page on one file."""
    lines = [f"## {table.name}.csv", "", table.about, "", "| Column | Needed | Meaning | Example |"]
    lines.append("|---|---|---|---|")
    for column in table.columns:
        needed = "yes" if column.required else ""
        example = f"`{column.example}`" if column.example else ""
        lines.append(f"| `{column.name}` | {needed} | {column.about} | {example} |")
    return "\n".join(lines)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_reference_describes_every_column(table):
    assert described(table) in PAGE.read_text("utf-8")


def test_columns_name_every_choice():
    kinds = TABLES["landlords"].column("kind").about
    tenures = TABLES["homes"].column("tenure").about
    assert all(kind in kinds for kind in Kind.values)
    assert all(tenure in tenures for tenure in Tenure.values)


def test_every_heading_stands_once_in_its_file():
    for table in TABLES.values():
        assert len(set(table.headings)) == len(table.headings)

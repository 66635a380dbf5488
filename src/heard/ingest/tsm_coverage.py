"""Hold a workbook's tables against its own coverage sheet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from heard.ingest.cells import CellError, clean, landlord_code
from heard.ingest.sheets import Column, find_table, named
from heard.ingest.tsm import Tsm, plain_name
from heard.ingest.tsm_model import TableCount

if TYPE_CHECKING:
    from heard.ingest.sheets import Table
    from heard.ingest.tsm_read import Reading

MEND = "Import the regulator's workbook as it was published, with every row in place."


def read_coverage(reading: Reading, year: str) -> list[TableCount]:
    """How many landlords each table holds and should hold; a difference is a fault.

    The regulator's coverage of the sheets of those not included doesn't match those sheets in
    either year, so a difference there is only remarked on.
    """
    table = _coverage_table(reading, year)
    if table is None:
        return []
    covered = _covered(table, reading)
    counts = []
    for plan in Tsm.tables:
        have = {one.code for one in reading.returns if one.part == plan.part}
        said = covered.get(plan.plain, {})
        sheet = reading.places.get(plan.plain, plan.name)
        if plan.plain in reading.done:
            _compare(table, sheet, have, said, reading)
        counts.append(TableCount(plan.part, sheet, len(have), len(said)))
    for plan in Tsm.left_out:
        listed = {one.code for one in reading.left_out if one.part == plan.part}
        said = covered.get(plan.plain, {})
        if plan.plain in reading.done and listed != set(said):
            odd = ", ".join(sorted(listed ^ set(said)))
            reading.remarks.append(
                f"{table.sheet} and {reading.places.get(plan.plain, plan.name)} differ on who was"
                f" left out: {odd}."
            )
    return counts


def _coverage_table(reading: Reading, year: str) -> Table | None:
    sheet = next(
        (name for name in reading.sheets.rows if plain_name(name) == plain_name(Tsm.coverage)), None
    )
    if sheet is None:
        return None
    columns = [named("name", "Landlord name"), named("code", "Landlord code")]
    for plan in (*Tsm.tables, *Tsm.left_out):
        full = f"{Tsm.prefix}{year[-2:]}_{plan.name}"
        columns.append(Column(plan.plain, f"headed “{full}”", partial(_same_name, full)))
    return find_table(
        sheet, reading.sheets.rows[sheet], columns, first=Tsm.first_heading, faults=reading.faults
    )


def _same_name(full: str, text: str) -> bool:
    return plain_name(full) == plain_name(text)


def _covered(table: Table, reading: Reading) -> dict[str, dict[str, int]]:
    """For each table, the codes it is said to hold and the row that says so."""
    covered: dict[str, dict[str, int]] = {
        key: {} for key in table.columns if key not in {"name", "code"}
    }
    for row, values in table.rows:
        try:
            code = landlord_code(values[table.columns["code"]])
        except CellError as error:
            reading.faults.add(table.place(row, "code"), error.problem, error.mend)
            continue
        for key, of_table in covered.items():
            at = table.columns[key]
            word = clean(values[at]).lower() if at < len(values) else ""
            if word == "yes":
                of_table[code] = row
            elif word != "no":
                reading.faults.add(
                    table.place(row, key), f"“{word}” stands where Yes or No belongs.", MEND
                )
    return covered


def _compare(
    table: Table, sheet: str, have: set[str], said: dict[str, int], reading: Reading
) -> None:
    for code in sorted(said.keys() - have):
        reading.faults.add(
            f"sheet {sheet}",
            f"{table.sheet} (row {said[code]}) says that {code} is here, but it isn't.",
            MEND,
        )
    for code in sorted(have - said.keys()):
        reading.faults.add(
            f"sheet {sheet}",
            f"{code} is here, but {table.sheet} doesn't say so.",
            MEND,
        )

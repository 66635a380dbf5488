"""Where a table is: a CSV or Parquet file, or a table of a database in SQLite or PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from heard.errors import BadInputError, Fault

CSV, PARQUET, SQLITE, POSTGRESQL = "csv", "parquet", "sqlite", "postgresql"
_FORMS = "Name a .csv or .parquet file, sqlite:///path#table or postgresql://…#table."
_TEXT = {".csv", ".txt", ""}


@dataclass(frozen=True, slots=True)
class Source:
    """A table: what kind of source it is in, where, and under which name there."""

    kind: str
    path: str
    table: str = ""

    @property
    def name(self) -> str:
        """How the source is called in messages; never with a password."""
        if self.kind == POSTGRESQL:
            parts = urlsplit(self.path)
            return f"{parts.hostname or 'postgresql'}{parts.path}#{self.table}"
        return f"{self.path}#{self.table}" if self.table else self.path


def source_of(words: str) -> Source:
    """The source that somebody named.

    Raises:
        BadInputError: it is of a kind that can't be read, or no table is named.
    """
    scheme, _, rest = words.partition("://")
    if rest and scheme in {"sqlite", "postgresql", "postgres"}:
        where, _, table = words.rpartition("#")
        if not where or not table:
            raise BadInputError([Fault(scheme, "", "No table is named.", f"Add #table. {_FORMS}")])
        if scheme == "sqlite":
            return Source(SQLITE, where.removeprefix("sqlite:///"), table)
        return Source(POSTGRESQL, where, table)
    suffix = Path(words).suffix.lower()
    if suffix == ".parquet":
        return Source(PARQUET, words)
    if suffix in _TEXT:
        return Source(CSV, words)
    raise BadInputError([Fault(words, "", "This kind of file can’t be read.", _FORMS)])


def lacking(source: Source, column: str, there: list[str]) -> BadInputError:
    """What is said where a column isn't there."""
    problem = f"There is no column {column!r}; there are {', '.join(there)[:200]}."
    place = "row 1" if source.kind == CSV else ""
    return BadInputError([Fault(source.name, place, problem, "Name one of those.")])


def unreadable(source: Source, error: Exception) -> BadInputError:
    """What is said where a source can't be read."""
    mends = {CSV: "Save it as CSV.", PARQUET: "Save it as Parquet."}
    mend = mends.get(source.kind, "Check the address, the table and who may read it.")
    lines = str(error).strip().splitlines() or [type(error).__name__]
    causes = [line for line in lines if line.startswith("Caused by:")]  # Java's own way
    why = causes[-1].split(": ", 2)[-1] if causes else lines[0]
    return BadInputError([Fault(source.name, "", f"It can’t be read: {why}.", mend)])

"""The register as CSV files: import that is all or nothing, export, and templates to fill in."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from heard.audit.services import audit_record
from heard.ingest.csv_table import Faults, read_headings, read_table
from heard.ingest.csv_writing import write_table, write_template
from heard.landlords.errors import PreviewOutdatedError
from heard.landlords.exchange.boroughs import borough_to_fill
from heard.landlords.exchange.holdings import give_estates, give_homes, take_estates, take_homes
from heard.landlords.exchange.landlords import give_landlords, take_landlords
from heard.landlords.exchange.tables import TABLES
from heard.landlords.exchange.taking import Change, Detail, Report, Taking
from heard.landlords.exchange.wards import give_wards, take_wards
from heard.landlords.services.keeping import written_as_one

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from heard.accounts.models import User
    from heard.ingest.csv_table import Row
    from heard.landlords.models import Borough

__all__ = [
    "TABLES",
    "Change",
    "Detail",
    "Report",
    "register_detect",
    "register_export",
    "register_import",
    "register_template",
]

_TAKERS: dict[str, Callable[[Sequence[Row], Taking], None]] = {
    "landlords": take_landlords,
    "wards": take_wards,
    "estates": take_estates,
    "homes": take_homes,
}
_GIVERS: dict[str, Callable[[Borough], Iterator[dict[str, object]]]] = {
    "landlords": give_landlords,
    "wards": give_wards,
    "estates": give_estates,
    "homes": give_homes,
}


def register_detect(data: bytes, file: str) -> str:
    """Which of the register's files this is, by its headings; landlords when it might be any.

    Raises:
        BadInputError: the file can't be read at all.
    """
    headings = set(read_headings(data, file))

    def fit(name: str) -> tuple[bool, int, int]:
        table = TABLES[name]
        needed = {column.name for column in table.columns if column.required}
        return needed <= headings, len(headings & set(table.headings)), len(needed & headings)

    return max(TABLES, key=fit)


def register_import(
    *,
    data: bytes,
    file: str,
    by: User | None,
    what: str = "",
    borough: str = "",
    new_borough: bool = False,
    trial: bool = False,
    expect: str = "",
) -> Report:
    """Take a CSV file into the register, all of it or nothing. Taken again, it changes nothing.

    `what` is landlords, wards, estates or homes, seen from the headings unless given. `borough` is
    a name; unless given, the only real borough there is. `new_borough` adds one by that name.
    `trial` reports what would change and stores nothing. `expect` is the digest of such a report:
    nothing is stored if the import would do anything else by now.

    Raises:
        BadInputError: with every fault, each naming row and column.
        NotFoundError: there is no such borough.
        PreviewOutdatedError: the import would do something other than expected.
    """
    what = what or register_detect(data, file)
    rows = read_table(data, file, TABLES[what])
    with transaction.atomic(), written_as_one():
        place, created = borough_to_fill(borough, new=new_borough, by=by)
        faults = Faults(file)
        taking = Taking(place, by, faults, reason=f"Import of {file}")
        _TAKERS[what](rows, taking)
        faults.settle()
        report = Report(what, place.name, created, tuple(taking.changes))
        if expect and report.digest != expect:
            raise PreviewOutdatedError(_("The register has changed since. Look at it again."))
        if trial:
            transaction.set_rollback(True)
        elif report.created or report.updated or report.borough_created:
            _log(report, place, data, by=by, reason=taking.reason)
    return report


def _log(report: Report, borough: Borough, data: bytes, *, by: User | None, reason: str) -> None:
    """One entry for the whole file; what each row did stands in history."""
    after = {
        **report.as_dict(),
        "borough": borough.slug,
        "new_borough": report.borough_created,
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    audit_record(event="register.import", target=borough, by=by, reason=reason, after=after)


def register_export(*, what: str, borough: Borough) -> bytes:
    """One of the register's CSV files, its rows in an order that the contents decide."""
    table = TABLES[what]
    rows = [dict(row) for row in _GIVERS[what](borough)]
    rows.sort(key=lambda row: [str(row.get(name) or "") for name in table.headings])
    return write_table(table, rows)


def register_template(what: str) -> bytes:
    """An empty CSV file: headings and one row of examples."""
    return write_template(TABLES[what])

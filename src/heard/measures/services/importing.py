"""Take in the regulator's workbooks: all of what was given, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from heard.audit.services import Deed, audit_record_many
from heard.errors import BadInputError, Fault
from heard.ingest.tsm_read import read_tsm
from heard.landlords.services import written_as_one
from heard.measures.definitions import definitions_load
from heard.measures.models import Measure, Workbook
from heard.measures.services.register import landlords_register, reported_in
from heard.measures.services.report import ImportReport, TableReport, disagreements_in
from heard.measures.services.standings import standings_rebuild
from heard.measures.services.storing import (
    changes_between,
    same_contents,
    supersede,
    workbook_store,
)
from heard.measures.services.successions import names_follow, successions_apply
from heard.planner import planner_refresh

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from heard.accounts.models import User
    from heard.ingest.tsm_model import TsmWorkbook

    Progress = Callable[[int, int, str], None]
    Source = Path | str | bytes

RELEASE = re.compile(r"\bv(?:ersion)?[\s_.]*(\d+(?:\.\d+)*)", re.IGNORECASE)
CHANGED = frozenset({"imported", "superseded", "reinstated"})


@dataclass(frozen=True, slots=True)
class Orders:
    """How an import was asked for."""

    by: User | None
    made_up: bool
    force: bool


def workbook_import(
    *,
    file: Source,
    by: User | None,
    file_name: str = "",
    progress: Progress | None = None,
    made_up: bool = False,
    force: bool = False,
) -> ImportReport:
    """Take in one workbook. See `workbooks_import`."""
    return workbooks_import(
        files=[(file, file_name)], by=by, progress=progress, made_up=made_up, force=force
    )[0]


def workbooks_import(
    *,
    files: Sequence[tuple[Source, str]],
    by: User | None,
    progress: Progress | None = None,
    made_up: bool = False,
    force: bool = False,
) -> list[ImportReport]:
    """Take in workbooks, each a path or its bytes with the name to call it by.

    Importing again changes nothing. A corrected workbook supersedes the one before, which is kept.
    An older release than the current one is refused unless `force` is given. `made_up` workbooks
    are a demonstration's and never meet real ones. `progress` is told (done, total, message).

    Raises:
        BadInputError: with the faults of every file; nothing of any was stored.
    """
    orders = Orders(by, made_up, force)
    told = progress or _silent
    total = 2 * len(files) + 1
    parsed = _read_all(files, told, total)
    with transaction.atomic(), written_as_one():
        definitions_load(Measure)
        list(Measure.objects.select_for_update().order_by("pk"))  # one import at a time
        reports = []
        for number, one in enumerate(parsed):
            told(len(files) + number, total, f"Storing {one.file_name}")
            reports.append(_take(one, orders))
        years = {report.year for report in reports if report.outcome in CHANGED}
        if years:
            told(total - 1, total, "Comparing landlords")
            standings_rebuild(years=sorted(years | {year_after(year) for year in years}))
            _log([report for report in reports if report.outcome in CHANGED], by)
            planner_refresh()
    told(total, total, "Done")
    return reports


def _log(reports: Sequence[ImportReport], by: User | None) -> None:
    """One entry for each workbook that changed what is shown."""
    workbooks = Workbook.objects.in_bulk([report.workbook_id for report in reports])
    audit_record_many(
        deeds=[
            Deed(
                event="workbook.import",
                target=workbooks[report.workbook_id],
                by=by,
                about=report.year,
                after={
                    "outcome": report.outcome,
                    "year": report.year,
                    "figures": report.figures,
                    "not_included": report.not_included,
                    "supersedes": report.supersedes,
                    "sha256": workbooks[report.workbook_id].sha256,
                },
            )
            for report in reports
        ]
    )


def year_after(year: str) -> str:
    """The reporting year after this one.

    Examples:
        >>> year_after("2023-24")
        '2024-25'
    """
    start = int(year[:4]) + 1
    return f"{start}-{(start + 1) % 100:02}"


def _silent(done: int, total: int, message: str) -> None:
    """Tell nobody."""


def _read_all(files: Sequence[tuple[Source, str]], told: Progress, total: int) -> list[TsmWorkbook]:
    """Every workbook read, oldest year first, so that names and history follow in order."""
    parsed: list[TsmWorkbook] = []
    faults: list[Fault] = []
    for number, (source, name) in enumerate(files):
        told(number, total, f"Reading {name or _name(source)}")
        try:
            parsed.append(read_tsm(Path(source) if isinstance(source, str) else source, file=name))
        except BadInputError as error:
            faults += error.faults
    if faults:
        raise BadInputError(faults)
    return sorted(parsed, key=lambda one: one.year)


def _name(source: Source) -> str:
    return "the workbook" if isinstance(source, bytes) else Path(source).name


def _take(parsed: TsmWorkbook, orders: Orders) -> ImportReport:
    same_file = Workbook.objects.filter(sha256=parsed.sha256).first()
    current = Workbook.objects.filter(
        year=parsed.year, is_fictional=orders.made_up, superseded_by=None
    ).first()
    if same_file and same_file.is_fictional != orders.made_up:
        _refuse(parsed, "this file was imported before as the other kind, made up or real.", "")
    if same_file and same_file == current:
        return _report(parsed, same_file, "already-imported")
    if current and not orders.force:
        _refuse_older(parsed, current, same_file)
    if same_file and current:
        changes = changes_between(current, parsed)
        supersede(old=current, new=same_file)
        return _report(parsed, same_file, "reinstated", supersedes=current, changes=changes)
    if current and same_contents(current, parsed):
        return _report(parsed, current, "same-figures")
    return _store(parsed, current, orders)


def _store(parsed: TsmWorkbook, current: Workbook | None, orders: Orders) -> ImportReport:
    reported = reported_in(parsed)
    label = f"Regulator's workbook of {parsed.year}, {parsed.file_name}"[:100]
    registered = landlords_register(
        reported=reported,
        file=parsed.file_name,
        label=label,
        made_up=orders.made_up,
        by=orders.by,
    )
    remarks = []
    if not orders.made_up:
        remarks = successions_apply(registered=registered, by=orders.by)
    names_follow(
        reported=reported, registered=registered, year=parsed.year, label=label, by=orders.by
    )
    changes = changes_between(current, parsed) if current else ()
    workbook = workbook_store(
        parsed=parsed, registered=registered, made_up=orders.made_up, by=orders.by
    )
    if current:
        supersede(old=current, new=workbook)
    return _report(
        parsed,
        workbook,
        "superseded" if current else "imported",
        supersedes=current,
        changes=changes,
        new_landlords=tuple(landlord.name for landlord in registered.new),
        remarks=tuple(remarks),
    )


def _refuse_older(parsed: TsmWorkbook, current: Workbook, same_file: Workbook | None) -> None:
    held = release_number(current.file_name, current.release)
    given = release_number(parsed.file_name, parsed.release)
    if same_file:
        _refuse(
            parsed,
            f"this file was superseded by {current.file_name}.",
            "Import it with --force if it is to be put back.",
        )
    if given < held:
        old, new = (".".join(map(str, number)) or "no number" for number in (given, held))
        _refuse(
            parsed,
            f"this is release {old} of the workbook of {parsed.year}; release {new}"
            f" ({current.file_name}) is imported already.",
            "Import the newest release, or use --force to go back to this one.",
        )


def _refuse(parsed: TsmWorkbook, problem: str, mend: str) -> None:
    raise BadInputError([Fault(parsed.file_name, "", problem, mend)])


def release_number(file_name: str, release: str) -> tuple[int, ...]:
    """The highest release that a workbook's name or its release history gives; () if neither does.

    Examples:
        >>> release_number("2024_TSM_Full_Data_v1.1_FINAL.xlsx", "Version 1.0 was published")
        (1, 1)
    """
    found = RELEASE.findall(file_name.replace("_", " ")) + RELEASE.findall(release)
    return max((tuple(int(part) for part in one.split(".")) for one in found), default=())


def _report(
    parsed: TsmWorkbook,
    workbook: Workbook,
    outcome: str,
    *,
    supersedes: Workbook | None = None,
    remarks: tuple[str, ...] = (),
    **rest: object,
) -> ImportReport:
    figures = [figure for one in parsed.returns for figure in one.figures]
    return ImportReport(
        outcome=outcome,  # type: ignore[arg-type]
        workbook_id=workbook.pk,
        file_name=parsed.file_name,
        year=parsed.year,
        title=parsed.title,
        release=parsed.release,
        tables=tuple(
            TableReport(one.part, one.sheet, one.landlords, one.covered) for one in parsed.tables
        ),
        figures=len(figures),
        marks=sum(1 for figure in figures if figure.mark),
        not_included=len(parsed.not_included),
        disagreements=disagreements_in(parsed),
        supersedes=supersedes.file_name if supersedes else "",
        remarks=(*parsed.remarks, *remarks),
        **rest,  # type: ignore[arg-type]
    )

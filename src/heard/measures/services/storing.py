"""Put a workbook that has been read into the store, and hold it against the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from heard.ingest.tsm import Tsm
from heard.measures.definitions import holds_for
from heard.measures.models import Measure, NotIncluded, Result, Return, Workbook
from heard.measures.services.report import Change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.accounts.models import User
    from heard.ingest.tsm_model import Figure, LandlordReturn, TsmWorkbook
    from heard.measures.services.register import Registered

BATCH = 1000
MADE_UP = "Made up for demonstration"
RETURN_FIELDS = (
    "landlord_type", "size_band", "region", "supported", "url", "notes", "population_size",
    "required_sample", "responses", "margin_of_error", "excluded", "collection", "methods",
    "other_methods", "predominant_method", "weighted", "contractor", "context",
)  # fmt: skip
FigureKey = tuple[str, str, str, str]  # part, code, measure, population


def workbook_store(
    *, parsed: TsmWorkbook, registered: Registered, made_up: bool, by: User | None
) -> Workbook:
    """Store a workbook with every return, figure and exclusion in it.

    It isn't the current one of its year until `supersede` or its own saving makes it so.
    """
    workbook = Workbook.objects.create(
        file_name=parsed.file_name[:255],
        sha256=parsed.sha256,
        year=parsed.year,
        title=parsed.title,
        release=parsed.release,
        publisher=MADE_UP if made_up else Tsm.publisher,
        licence=MADE_UP if made_up else Tsm.licence,
        is_fictional=made_up,
        imported_by=by,
        superseded_by=Workbook.objects.filter(
            year=parsed.year, is_fictional=made_up, superseded_by=None
        ).first(),
    )
    returns = [_return(one, workbook, registered) for one in parsed.returns]
    Return.objects.bulk_create(returns, batch_size=BATCH)
    measures = {row.code: row.pk for row in Measure.objects.all() if holds_for(row, parsed.year)}
    Result.objects.bulk_create(
        [
            _result(figure, row.pk, measures)
            for row, one in zip(returns, parsed.returns, strict=True)
            for figure in one.figures
            if figure.measure in measures
        ],
        batch_size=BATCH,
    )
    NotIncluded.objects.bulk_create(
        NotIncluded(
            workbook=workbook,
            landlord=registered.by_code[one.code],
            code=one.code,
            reported_name=one.name,
            part=one.part,
            reason=one.reason,
            sheet=one.sheet,
            row=one.row,
        )
        for one in parsed.not_included
    )
    return workbook


def supersede(*, old: Workbook, new: Workbook) -> None:
    """Make `new` the current workbook of its year in place of `old`, which is kept."""
    if new.superseded_by_id is None:
        Workbook.objects.filter(pk=new.pk).update(superseded_by=old)
    Workbook.objects.filter(pk=old.pk).update(superseded_by=new)
    Workbook.objects.filter(pk=new.pk).update(superseded_by=None)
    new.superseded_by = None


def _return(one: LandlordReturn, workbook: Workbook, registered: Registered) -> Return:
    return Return(
        workbook=workbook,
        landlord=registered.by_code[one.code],
        part=one.part,
        code=one.code,
        reported_name=one.name,
        sheet=one.sheet,
        row=one.row,
        weighting=list(one.weighting),
        marks=_marks(one),
        **{name: getattr(one, name) for name in RETURN_FIELDS},
    )


def _marks(one: LandlordReturn) -> dict[str, str]:
    """Marks in the row's own columns and in those of its counts, by name."""
    marks = dict(one.marks)
    for figure in one.figures:
        for kind, mark in figure.count_marks.items():
            marks[f"{figure.measure} {figure.population} {kind}"] = mark
    return marks


def _result(figure: Figure, returned: int, measures: Mapping[str, int]) -> Result:
    return Result(
        returned_id=returned,
        measure_id=measures[figure.measure],
        population=figure.population,
        value=figure.value,
        mark=figure.mark,
        cell=figure.cell,
        counts=figure.counts,
        cells=figure.cells,
        base=figure.base,
        recomputed=figure.recomputed,
        agrees=figure.agrees,
    )


def same_contents(workbook: Workbook, parsed: TsmWorkbook) -> bool:
    """Whether a stored workbook says just what this one says, wherever its cells are."""
    if (workbook.title, workbook.release) != (parsed.title, parsed.release):
        return False
    fields = ("part", "code", "reported_name", "weighting", *RETURN_FIELDS)
    stored = {row[:2]: row for row in workbook.returns.values_list(*fields)}
    given = {
        (one.part, one.code): (
            one.part,
            one.code,
            one.name,
            list(one.weighting),
            *(getattr(one, name) for name in RETURN_FIELDS),
        )
        for one in parsed.returns
    }
    left_out = set(workbook.not_included.values_list("part", "code", "reason"))
    return (
        stored == given
        and left_out == {(one.part, one.code, one.reason) for one in parsed.not_included}
        and not changes_between(workbook, parsed)
    )


def changes_between(workbook: Workbook, parsed: TsmWorkbook) -> tuple[Change, ...]:
    """Every figure that `parsed` gives differently from a stored workbook, landlord by landlord."""
    old = _stored_figures(workbook)
    new: dict[FigureKey, tuple[str, Any]] = {
        (one.part, one.code, figure.measure, figure.population): (one.name, figure)
        for one in parsed.returns
        for figure in one.figures
    }
    changes = []
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        if change := _change(key, before, after):
            changes.append(change)
    return tuple(changes)


def _stored_figures(workbook: Workbook) -> dict[FigureKey, tuple[str, Any]]:
    rows = (
        Result.objects.filter(returned__workbook=workbook)
        .select_related("measure", "returned")
        .only(
            "value", "mark", "counts", "population", "measure__code", "returned__part",
            "returned__code", "returned__reported_name",
        )
    )  # fmt: skip
    return {
        (row.returned.part, row.returned.code, row.measure.code, row.population): (
            row.returned.reported_name,
            row,
        )
        for row in rows
    }


def _change(
    key: FigureKey, before: tuple[str, Any] | None, after: tuple[str, Any] | None
) -> Change | None:
    _, code, measure, population = key
    old, new = (side[1] if side else None for side in (before, after))
    name = (after or before or ("",))[0]
    what = "figure"
    if old is None or new is None:
        what = "added" if old is None else "removed"
    elif (old.value, old.mark) == (new.value, new.mark):
        if old.counts == new.counts:
            return None
        what = "counts"
    return Change(
        code=code,
        name=name,
        measure=measure,
        population=population,
        old=old.value if old else None,
        new=new.value if new else None,
        old_mark=old.mark if old else "",
        new_mark=new.mark if new else "",
        what=what,
    )

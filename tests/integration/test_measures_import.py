from __future__ import annotations

import pytest
from tests.workbooks import LANDLORDS, MadeUp, build_workbook, cell_of

from heard.errors import BadInputError
from heard.landlords.models import Kind, Landlord, LandlordCode, LandlordName, Succession
from heard.landlords.services import landlord_add_code, landlord_create, succession_remove
from heard.measures.models import Measure, NotIncluded, Result, Return, Standing, Workbook
from heard.measures.selectors.imports import disagreements_list, landlord_figures_show
from heard.measures.services import workbook_import, workbooks_import

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(tmp_path):
    """Write a workbook under a name of its own."""

    def write(name="tsm.xlsx", **layout):
        return build_workbook(tmp_path / name, **layout)

    return write


@pytest.fixture
def take():
    def take(path, **rest):
        return workbook_import(file=path, by=None, **rest)

    return take


def writes(heading, value, code="4801", sheet="LCRA_Perception"):
    return lambda book: setattr(cell_of(book, sheet, heading, code), "value", value)


def stored():
    """Everything that an import may touch, to see that nothing was."""
    models = (Landlord, LandlordCode, LandlordName, Succession, Workbook, Return, Result)
    return [list(model.objects.order_by("pk").values()) for model in (*models, NotIncluded)]


def test_import_stores_what_the_workbook_says(book, take):
    left_out = [("4899", "Ember Homes", "The wording differed.")]
    report = take(book(left_out=left_out))
    assert report.outcome == "imported"
    assert report.coverage_agrees
    assert [(t.part, t.landlords) for t in report.tables] == [
        ("lcra", 3),
        ("lcho", 1),
        ("combined", 0),
        ("management", 3),
    ]
    workbook = Workbook.objects.get(pk=report.workbook_id)
    assert workbook.year == "2023-24"
    assert workbook.superseded_by is None
    assert workbook.returns.count() == 7
    assert Result.objects.count() == report.figures == 3 * 12 + 9 + 3 * 22
    result = Result.objects.get(returned__code="4801", measure__code="TP06", population="LCRA")
    assert result.value == pytest.approx(result.recomputed)
    assert result.agrees is True
    assert result.cells["very_satisfied"]
    assert result.returned.methods == {"telephone": 400, "internet": 200}
    assert NotIncluded.objects.get().landlord.name == "Ember Homes"


def test_import_takes_missing_landlords_into_the_register(book, take, django_user_model):
    by = django_user_model.objects.create(username="officer")
    report = workbook_import(file=book(), by=by)
    assert sorted(report.new_landlords) == [
        "Alder Vale Homes",
        "Brook & Barley Housing Association",
        "Cranmere Borough Council",
    ]
    landlord = LandlordCode.objects.get(code="4801").landlord
    assert (landlord.legal_name, landlord.kind) == ("Alder Vale Homes Limited", Kind.PROVIDER)
    assert LandlordCode.objects.get(code="09ZA").landlord.kind == Kind.COUNCIL
    edit = landlord.history.get()
    assert edit.history_user == by
    assert "workbook of 2023-24" in edit.history_change_reason
    assert Workbook.objects.get().imported_by == by


def test_import_never_touches_what_staff_keep(book, take):
    kept = landlord_create(name="Alder", kind=Kind.HOUSING_ASSOCIATION, by=None)
    landlord_add_code(landlord=kept, code="4801", by=None)
    take(book())
    take(book("next.xlsx", year="2024-25"))
    kept.refresh_from_db()
    assert (kept.name, kept.kind) == ("Alder", Kind.HOUSING_ASSOCIATION)
    assert kept.returns.count() == 6
    assert list(kept.names.values_list("name", flat=True)) == ["Alder Vale Homes"]


def test_import_again_changes_nothing(book, take):
    path = book()
    take(path)
    before = stored()
    assert take(path).outcome == "already-imported"
    assert stored() == before


def test_import_of_the_same_figures_in_another_file_changes_nothing(book, take):
    take(book())
    before = stored()
    again = book("again.xlsx", mutate=lambda b: b.create_sheet("Data Dictionary"))
    report = take(again)
    assert report.outcome == "same-figures"
    assert stored() == before


def test_import_of_a_corrected_workbook_supersedes_and_keeps_history(book, take):
    first = take(book())
    corrected = book("tsm_v1.1.xlsx", mutate=writes("(TP06)", 33.3))
    report = take(corrected)
    assert report.outcome == "superseded"
    assert report.supersedes == "tsm.xlsx"
    (change,) = report.changes
    assert (change.code, change.measure, change.population) == ("4801", "TP06", "LCRA")
    assert change.new == 0.333
    assert change.old != change.new
    old = Workbook.objects.get(pk=first.workbook_id)
    assert old.superseded_by_id == report.workbook_id
    assert old.returns.count() == 7
    assert Workbook.objects.get(superseded_by=None).pk == report.workbook_id
    assert [d.measure for d in report.disagreements] == ["TP06"]
    assert disagreements_list(Workbook.objects.get(pk=report.workbook_id)) == list(
        report.disagreements
    )


def test_import_tells_changes_of_counts_additions_and_removals(book, take):
    take(book())
    new = MadeUp("4802", "Fern Homes")
    counted = writes("(BS01 Numerator)", 5000, sheet="Management_Info")
    report = take(book("next.xlsx", landlords=[LANDLORDS[0], new], mutate=counted))
    what = {(change.code, change.what) for change in report.changes}
    assert what == {
        ("4801", "counts"),
        ("4802", "added"),
        ("LH9001", "removed"),
        ("09ZA", "removed"),
    }


def test_import_of_a_new_release_with_the_same_figures_is_kept(book, take):
    take(book())
    report = take(book("v1.2.xlsx", release="Version 1.2 of this dataset"))
    assert report.outcome == "superseded"
    assert report.changes == ()


def test_import_refuses_an_older_release(book, take):
    take(book("tsm_v1.2.xlsx"))
    before = stored()
    with pytest.raises(BadInputError, match=r"this is release 1.1 .* release 1.2") as caught:
        take(book("tsm_v1.1.xlsx", mutate=writes("(TP06)", 33.3)))
    assert "--force" in caught.value.faults[0].mend
    assert stored() == before


def test_import_takes_an_older_release_when_forced(book, take):
    take(book("tsm_v1.2.xlsx"))
    report = take(book("tsm_v1.1.xlsx", mutate=writes("(TP06)", 33.3)), force=True)
    assert report.outcome == "superseded"


def test_import_of_a_superseded_file_is_refused_but_can_be_forced(book, take):
    first, second = book(), book("next.xlsx", mutate=writes("(TP06)", 33.3))
    take(first)
    take(second)
    with pytest.raises(BadInputError, match=r"was superseded by next\.xlsx"):
        take(first)
    report = take(first, force=True)
    assert report.outcome == "reinstated"
    assert report.supersedes == "next.xlsx"
    assert [change.measure for change in report.changes] == ["TP06"]
    assert Workbook.objects.get(superseded_by=None).file_name == "tsm.xlsx"


def test_import_of_several_files_is_all_or_nothing(book):
    good, bad = book(), book("bad.xlsx", year="2024-25", mutate=writes("(TP06)", "high"))
    empty = book("empty.xlsx")
    empty.write_bytes(b"")
    before = stored()
    with pytest.raises(BadInputError) as caught:
        workbooks_import(files=[(good, ""), (bad, ""), (empty, "")], by=None)
    assert [fault.file for fault in caught.value.faults] == ["bad.xlsx", "empty.xlsx"]
    assert stored() == before


def test_import_that_fails_half_way_leaves_the_store_as_it_was(book, monkeypatch):
    before = stored()

    def fail(**_):
        raise RuntimeError

    monkeypatch.setattr("heard.measures.services.importing.standings_rebuild", fail)
    with pytest.raises(RuntimeError):
        workbooks_import(files=[(book(), "")], by=None)
    assert stored() == before


def test_import_compares_landlords_of_the_years_it_changed(book):
    files = [(book("b.xlsx", year="2024-25"), ""), (book("a.xlsx"), "")]
    reports = workbooks_import(files=files, by=None)
    assert [report.year for report in reports] == ["2023-24", "2024-25"]
    assert Standing.objects.exists()


def test_import_loads_the_measures_when_the_store_has_none(book, take):
    Measure.objects.all().delete()
    take(book())
    assert Measure.objects.count() == 26


def test_import_tells_its_progress(book):
    told = []
    workbooks_import(files=[(book(), "")], by=None, progress=lambda *step: told.append(step))
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]


def test_import_of_bytes(book):
    report = workbook_import(file=book().read_bytes(), file_name="uploaded.xlsx", by=None)
    assert report.file_name == "uploaded.xlsx"
    assert report.as_dict()["coverage_agrees"] is True


def test_import_keeps_made_up_landlords_apart(book, take):
    path = book()
    report = take(path, made_up=True)
    workbook = Workbook.objects.get(pk=report.workbook_id)
    assert workbook.is_fictional
    assert workbook.publisher == "Made up for demonstration"
    assert Landlord.objects.filter(is_fictional=True).count() == 3
    with pytest.raises(BadInputError, match="which is made up"):
        take(book("real.xlsx", mutate=writes("(TP06)", 33.3)))
    with pytest.raises(BadInputError, match="imported before as the other kind"):
        take(path)


def test_import_calls_a_landlord_by_its_latest_name(book, take):
    take(book(landlords=[MadeUp("4801", "Alder Vale Homes Limited")]))
    take(book("next.xlsx", year="2024-25", landlords=[MadeUp("4801", "Larch Limited")]))
    landlord = LandlordCode.objects.get(code="4801").landlord
    assert (landlord.name, landlord.legal_name) == ("Larch", "Larch Limited")
    earlier = landlord.names.get()
    assert earlier.name == "Alder Vale Homes"
    assert earlier.used_until.isoformat() == "2024-03-31"


def test_import_of_an_earlier_year_keeps_the_latest_name(book, take):
    take(book("next.xlsx", year="2024-25", landlords=[MadeUp("4801", "Larch Limited")]))
    take(book(landlords=[MadeUp("4801", "Alder Vale Homes Limited")]))
    landlord = LandlordCode.objects.get(code="4801").landlord
    assert landlord.name == "Larch"
    assert landlord.names.get().name == "Alder Vale Homes"


def test_import_takes_a_slug_that_is_free(book, take):
    landlord_create(name="Alder Vale Homes", kind=Kind.ALMSHOUSE, by=None)
    twins = [MadeUp("4801", "Alder Vale Homes"), MadeUp("4802", "Alder Vale Homes Ltd")]
    take(book(landlords=twins))
    slugs = Landlord.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["alder-vale-homes", "alder-vale-homes-2", "alder-vale-homes-3"]


# Real codes, with made-up figures: what is known of real landlords ships with Heard.


def test_import_knows_codes_that_are_one_landlords(book, take):
    take(book(landlords=[MadeUp("L0514", "Thames Valley Housing Association Limited")]))
    take(
        book(
            "next.xlsx",
            year="2024-25",
            landlords=[MadeUp("L0726", "Metropolitan Housing Trust Limited")],
        )
    )
    landlord = Landlord.objects.get()
    assert landlord.name == "Metropolitan Thames Valley Housing (MTVH)"
    assert landlord.returns.count() == 4
    shown = landlord_figures_show(code="l0726", year="2023-24")
    assert shown.figures[0].code == "L0514"
    assert shown.notes == ("Reported under L0514 as Thames Valley Housing Association Limited.",)


def test_import_gives_a_known_code_to_the_landlord_in_the_register(book, take):
    kept = landlord_create(name="Our MTVH", kind=Kind.HOUSING_ASSOCIATION, by=None)
    landlord_add_code(landlord=kept, code="L0726", by=None)
    take(book(landlords=[MadeUp("L0514", "Thames Valley Housing Association Limited")]))
    assert LandlordCode.objects.get(code="L0514").landlord == kept


def test_import_records_known_successions_once(book, take):
    two = [MadeUp("L4277", "Longhurst Group Limited"), MadeUp("5060", "Grand Union Limited")]
    take(book(landlords=two))
    succession = Succession.objects.get()
    assert succession.predecessor.ended_on == succession.on
    assert "https://" in succession.source
    take(book("next.xlsx", year="2024-25", landlords=[MadeUp("5060", "Amplius Living")]))
    assert Succession.objects.count() == 1
    shown = landlord_figures_show(code="L4277", year="2024-25")
    assert {figure.code for figure in shown.figures} == {"5060"}


def test_import_leaves_out_a_succession_that_staff_removed(book, take):
    two = [MadeUp("L4277", "Longhurst Group Limited"), MadeUp("5060", "Grand Union Limited")]
    take(book(landlords=two))
    succession_remove(row=Succession.objects.get(), by=None)
    take(book("next.xlsx", year="2024-25", landlords=two))
    assert not Succession.objects.exists()


def test_import_of_made_up_landlords_knows_nothing_of_real_ones(book, take):
    take(book(landlords=[MadeUp("L0514", "Fern Homes")]), made_up=True)
    assert Landlord.objects.get().name == "Fern Homes"


def test_import_doesnt_ask_more_of_the_store_for_more_landlords(
    book, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr("heard.measures.services.importing.standings_rebuild", lambda **_: 0)
    many = [MadeUp(f"5{n:03}", f"Gorse {n} Homes") for n in range(60)]
    path = book(landlords=many)
    with django_assert_max_num_queries(75):
        workbook_import(file=path, by=None)

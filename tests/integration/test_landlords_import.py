from __future__ import annotations

from datetime import date

import pytest
from tests.factories.landlords import (
    BoroughFactory,
    CodeFactory,
    HomesFactory,
    LandlordFactory,
    NameFactory,
    PresenceFactory,
    SuccessionFactory,
    WardFactory,
)

from heard.errors import BadInputError, NotFoundError
from heard.landlords.errors import PreviewOutdatedError
from heard.landlords.exchange import (
    TABLES,
    register_detect,
    register_export,
    register_import,
    register_template,
)
from heard.landlords.models import Borough, Estate, HomesCount, Landlord, Presence, Succession, Ward
from heard.landlords.selectors import homes_by

pytestmark = pytest.mark.django_db

CIRCLE = """name,kind,predecessors
A,council,"B (merger, 2001-01-01)"
B,council,"A (merger, 2001-01-01)"
"""
HEAD = "name,kind,codes,earlier_names,predecessors,in_borough_since\n"


def take(text, **options):
    return register_import(data=text.encode(), file="f.csv", by=None, **options)


def faults(text, **options):
    before = Landlord.objects.count()
    with pytest.raises(BadInputError) as caught:
        take(text, **options)
    assert Landlord.objects.count() == before
    return [(fault.place, fault.problem) for fault in caught.value.faults]


@pytest.fixture
def borough():
    return BoroughFactory(name="Riverton", slug="riverton")


def test_import_creates_landlords_with_all_that_belongs_to_them(borough):
    report = take(
        HEAD
        + 'Confluence,Housing association,"l0001; 0002",Old Mill until 2018-10-01; Nick,'
        + '"Weir [L0003] (merger, 2018-10-01)",1/4/2001\n'
    )
    assert (report.created, report.updated, report.unchanged) == (1, 0, 0)
    landlord = Landlord.objects.get(slug="confluence")
    assert [code.code for code in landlord.codes.all()] == ["0002", "L0001"]
    names = {(name.name, name.used_until) for name in landlord.names.all()}
    assert names == {("Old Mill", date(2018, 10, 1)), ("Nick", None)}
    step = Succession.objects.get()
    assert (step.predecessor.name, step.successor, step.whole) == ("Weir", landlord, True)
    assert step.predecessor.codes.get().code == "L0003"
    assert Presence.objects.get().since == date(2001, 4, 1)
    assert landlord.history.get().history_change_reason == "Import of f.csv"


def test_import_again_changes_nothing(borough):
    text = HEAD + 'A,council,45UB,"B; C until 2001-01-01","D (rename, 2001-01-01)",\n'
    take(text)
    rows = Landlord.history.count()
    assert take(text).unchanged == 1
    assert Landlord.history.count() == rows


def test_import_links_by_code_to_the_landlord_that_is_there_already(borough):
    landlord = CodeFactory(code="L0001", landlord__name="Confluence Limited").landlord
    report = take("name,codes\nConfluence,L0001\n")
    landlord.refresh_from_db()
    assert report.updated == 1
    assert landlord.name == "Confluence"
    assert landlord.names.get().name == "Confluence Limited"
    assert Presence.objects.get().landlord == landlord
    assert Landlord.objects.count() == 1


def test_import_matches_an_exact_earlier_name_and_keeps_todays(borough):
    landlord = LandlordFactory(name="Confluence")
    NameFactory(landlord=landlord, name="Old Mill", used_until=date(2018, 1, 1))
    take("name,website\nold  mill,https://a.example\n")
    landlord.refresh_from_db()
    assert (landlord.name, landlord.website) == ("Confluence", "https://a.example")


def test_import_leaves_what_a_blank_cell_does_not_say(borough):
    landlord = LandlordFactory(name="Confluence", website="https://a.example")
    take("name,website,kind\nConfluence,,\n")
    landlord.refresh_from_db()
    assert landlord.website == "https://a.example"


def test_import_takes_two_codes_of_one_lineage_as_todays_landlord(borough):
    old = CodeFactory(code="L0514", landlord__name="Thames").landlord
    new = CodeFactory(code="L0726", landlord__name="Metropolis").landlord
    SuccessionFactory(predecessor=old, successor=new)
    take("name,codes\nConfluence,L0514; L0726\n")
    new.refresh_from_db()
    assert new.name == "Confluence"
    assert [presence.landlord for presence in Presence.objects.all()] == [new]
    assert old.codes.get().code == "L0514"
    assert take("name,codes\nConfluence,L0514\n").unchanged == 1


def test_import_refuses_codes_of_different_landlords(borough):
    CodeFactory(code="L0001", landlord__name="A")
    CodeFactory(code="L0002", landlord__name="B")
    assert faults("name,codes\nA,L0001;L0002\n") == [
        ("row 2, column codes", "These codes belong to different landlords: A, B.")
    ]


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("name,kind\nA,\n", "row 2, column kind", "'A' is new to the register"),
        ("name,kind\nA,house\n", "row 2, column kind", "'house' isn't known"),
        ("name,kind\n,council\n", "row 2, column name", "This cell is empty"),
        ("name,codes,kind\nA,L1,council\n", "row 2, column codes", "'L1' is no code"),
        ("name,codes,kind\nA,4.88E+03,council\n", "row 2, column codes", "a spreadsheet made"),
        ("name,kind,codes\nA,council,L0001\nB,council,L0001\n", "row 3, column codes", "row 2"),
        ("name,kind\nA,council\n a ,council\n", "row 3, column name", "row 2 already"),
        ("name,kind,ended_on\nA,council,31/2/2020\n", "row 2, column ended_on", "no day"),
        ("name,kind,ended_on\nA,council,43374\n", "row 2, column ended_on", "no date"),
        ("name,kind,website\nA,council,a b\n", "row 2, column website", "no address"),
        (
            'name,kind,predecessors\nA,council,"B (bought, 2001-01-01)"\n',
            "row 2, column predecessors",
            "doesn't say who came before",
        ),
        (
            'name,kind,predecessors\nA,council,"B (merger, 2999-01-01)"\n',
            "row 2, column predecessors",
            "in the future",
        ),
        (
            CIRCLE,
            "row 3, column predecessors",
            "came before",
        ),
        (
            "name,kind,in_borough_since,in_borough_until\nA,council,2001-01-01,2000-01-01\n",
            "row 2, column name",
            "end must come after",
        ),
    ],
)
def test_import_names_row_and_column_of_what_is_wrong(borough, text, place, problem):
    (fault,) = faults(text)
    assert fault[0] == place
    assert problem in fault[1]


def test_import_tells_all_faults_at_once_and_stores_nothing(borough):
    assert len(faults("name,kind,codes\nA,council,\nB,x,L1\nC,,\n", what="landlords")) == 2
    assert len(faults("name,kind,codes\nA,council,\nB,,\nC,,\n")) == 2
    assert not Presence.objects.exists()


def test_import_keeps_made_up_landlords_apart_from_real_ones(borough):
    made_up = BoroughFactory(name="Demo", is_fictional=True)
    CodeFactory(code="L0001", landlord__name="Real")
    (fault,) = faults("name,codes\nReal,L0001\n", borough="Demo")
    assert "belongs to Real, which is real" in fault[1]
    take("name,kind\nReal,council\n", borough="Demo")
    landlord = Presence.objects.get(borough=made_up).landlord
    assert landlord.is_fictional


def test_import_asks_when_a_name_is_known_by_another_code(borough):
    CodeFactory(code="L0001", landlord__name="A")
    (fault,) = faults("name,codes\nA,L0002\n")
    assert "The register knows 'A' by the code L0001." in fault[1]


def test_import_into_a_new_installation_makes_a_borough():
    report = take("name,kind\nA,council\n")
    assert report.borough_created
    assert Borough.objects.get().name == "Our borough"


def test_import_never_fills_a_made_up_borough_unasked():
    BoroughFactory(name="Demo", is_fictional=True)
    assert take("name,kind\nA,council\n").borough == "Our borough"


def test_import_asks_which_borough_where_there_are_several():
    BoroughFactory(name="A")
    BoroughFactory(name="B")
    with pytest.raises(NotFoundError, match="A, B"):
        take("name,kind\nA,council\n")
    with pytest.raises(NotFoundError, match="new-borough"):
        take("name,kind\nA,council\n", borough="C")
    assert take("name,kind\nA,council\n", borough="C", new_borough=True).borough_created
    assert take("name,kind\nA,council\n", borough=" c ").unchanged == 1


def test_trial_tells_and_stores_nothing():
    report = take("name,kind\nA,council\n", trial=True)
    assert report.created == 1
    assert not Landlord.objects.exists()
    assert not Borough.objects.exists()


def test_import_stops_when_it_would_do_something_else_than_expected(borough):
    report = take("name,kind\nA,council\n", trial=True)
    LandlordFactory(name="A")
    with pytest.raises(PreviewOutdatedError):
        take("name,kind\nA,council\n", expect=report.digest)
    assert not Presence.objects.exists()


def test_wards_follow_each_other_in_time(borough):
    text = (
        "name,gss_code,valid_from,valid_to\nHam,,2022-05-05,\nHam,e05000009,2002-05-02,5/5/2022\n"
    )
    assert take(text).created == 2
    assert take(text).unchanged == 2
    (fault,) = faults("name,valid_from\nham,2010-01-01\n")
    assert "stands already" in fault[1]


def test_ward_renamed_in_the_file_is_known_by_its_code(borough):
    take("name,gss_code,valid_from\nHam,E05000009,2022-05-05\n")
    report = take("name,gss_code,valid_from\nHam & Weir,E05000009,2022-05-05\n")
    assert report.updated == 1
    assert Ward.objects.get().name == "Ham & Weir"


def test_homes_go_to_the_ward_of_their_day(borough):
    old = WardFactory(
        borough=borough, name="Ham", valid_from=date(2002, 5, 2), valid_to=date(2022, 5, 5)
    )
    new = WardFactory(borough=borough, name="Ham")
    landlord = CodeFactory(code="L0001", landlord__name="A").landlord
    text = (
        "landlord,landlord_code,ward,tenure,on,homes\n"
        ',L0001,ham,Social rent,31/3/2020,"1,204"\nA,,Ham,social-rent,2025-03-31,0\n'
    )
    assert take(text).created == 2
    assert take(text).unchanged == 2
    assert HomesCount.objects.get(ward=old).homes == 1204
    assert HomesCount.objects.get(ward=new).homes == 0
    assert Presence.objects.get().landlord == landlord
    assert HomesCount.history.first().history_change_reason == "Import of f.csv"
    changed = take(text.replace('"1,204"', "9"))
    assert [detail.old for change in changed.changes for detail in change.details] == ["1204"]
    assert HomesCount.objects.get(ward=old).homes == 9


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        ("Zzz,,Ham,leasehold,2025-03-31,1", "landlord", "isn't in the register"),
        (",,Ham,leasehold,2025-03-31,1", "landlord", "No landlord is named"),
        (",L9999,Ham,leasehold,2025-03-31,1", "landlord_code", "has the code L9999"),
        ("A,,Zzz,leasehold,2025-03-31,1", "ward", "has no ward"),
        ("A,,Ham,leasehold,2001-03-31,1", "ward", "didn't stand then"),
        ("A,,Ham,leasehold,2999-03-31,1", "on", "in the future"),
        ("A,,Ham,owned,2025-03-31,1", "tenure", "isn't known"),
        ("A,,Ham,leasehold,2025-03-31,1.5", "homes", "no whole number"),
        ("A,,Ham,leasehold,2025-03-31,-1", "homes", "no whole number"),
        ("A,,Ham,leasehold,2025-03-31,", "homes", "empty"),
        ("A,,Ham,leasehold,2025-03-31,9999999", "homes", "from 0 to 1,000,000"),
    ],
)
def test_homes_that_cannot_be_are_refused(borough, row, column, problem):
    WardFactory(borough=borough, name="Ham")
    LandlordFactory(name="A")
    (fault,) = faults(f"landlord,landlord_code,ward,tenure,on,homes\n{row}\n")
    assert fault[0] == f"row 2, column {column}"
    assert problem in fault[1]


def test_homes_import_takes_few_queries_however_many_rows(borough, django_assert_max_num_queries):
    landlord = CodeFactory(code="L0001").landlord
    PresenceFactory(landlord=landlord, borough=borough)
    wards = WardFactory.create_batch(40, borough=borough)
    rows = [f"L0001,{ward.name},leasehold,2025-03-31,5" for ward in wards]
    text = "\n".join(["landlord_code,ward,tenure,on,homes", *rows])
    with django_assert_max_num_queries(20):
        assert take(text).created == 40


def test_estates_are_created_and_updated(borough):
    WardFactory(borough=borough, name="Ham")
    LandlordFactory(name="A")
    text = "landlord;ward;estate;postcode\nA;Ham;Lock Court;zz11zz\n"
    assert take(text).created == 1
    assert take(text).unchanged == 1
    assert Estate.objects.get().postcode == "ZZ1 1ZZ"
    assert take(text.replace("zz11zz", "ZZ2 2ZZ")).updated == 1


@pytest.mark.parametrize("what", TABLES)
def test_template_is_a_file_that_can_be_imported(what):
    borough = BoroughFactory()
    if what in {"estates", "homes"}:
        WardFactory(borough=borough, name="Weirside")
        CodeFactory(code="L0001", landlord__name="Millstream Homes")
    data = register_template(what)
    assert register_detect(data, "f.csv") == what
    assert register_import(data=data, file="f.csv", by=None).created == 1


@pytest.mark.parametrize("what", TABLES)
def test_export_of_nothing_has_headings_only(what, borough):
    data = register_export(what=what, borough=borough)
    assert data.decode("utf-8-sig").strip() == ",".join(TABLES[what].headings)


def test_export_guards_against_formulas_and_import_takes_the_guard_off(borough):
    PresenceFactory(borough=borough, landlord__name="=1+1", landlord__legal_name="@x")
    data = register_export(what="landlords", borough=borough)
    assert "'=1+1,'@x," in data.decode("utf-8-sig")
    assert register_import(data=data, file="f.csv", by=None).unchanged == 1


def test_homes_by_takes_the_latest_count_on_or_before_the_day(borough):
    ward = WardFactory(borough=borough, name="Ham")
    landlord = LandlordFactory()
    for year, homes in ((2023, 5), (2024, 7), (2025, 9)):
        HomesFactory(landlord=landlord, ward=ward, on=date(year, 3, 31), homes=homes)
    HomesFactory(landlord=landlord, ward=WardFactory(name="Elsewhere"))
    assert [row.homes for row in homes_by(borough, on=date(2024, 12, 1))] == [7]
    assert [row.homes for row in homes_by(borough)] == [9]
    assert homes_by(borough, on=date(2022, 12, 1)) == []

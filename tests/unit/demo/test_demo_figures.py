from collections import Counter
from statistics import median, stdev

import pytest

from heard.demo.background import HOW_MANY, background_reporters
from heard.demo.cases import cases
from heard.demo.chance import SEED
from heard.demo.levels import METHOD_EFFECTS, MIDDLES, Root, Setting, asked_by, level
from heard.demo.reporters import NOT_INCLUDED, YEARS, borough_reporters
from heard.demo.survey import answer_shares, required_sample, survey
from heard.demo.workbooks import MADE_UP, file_name, write_workbook
from heard.ingest.sheets import clean
from heard.ingest.tsm import ANSWERS
from heard.ingest.tsm_read import read_tsm
from heard.ingest.workbook import open_workbook


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The made-up workbooks of both years, by year."""
    folder = tmp_path_factory.mktemp("made-up")
    return {
        year: write_workbook(folder, year, borough_reporters(year), seed=SEED) for year in YEARS
    }


@pytest.fixture(scope="module")
def read(written):
    """What the reader of the regulator's workbooks makes of them."""
    return {year: read_tsm(path) for year, path in written.items()}


def by_name(year):
    return {one.name.split(" H")[0]: one for one in borough_reporters(year)}


def test_required_samples_follow_the_regulators_rule():
    sizes = (1_000, 2_500, 8_797, 10_000, 25_000)
    assert [required_sample(homes) for homes in sizes] == [278, 485, 562, 965, 2_191]


def test_answers_are_shared_out_whole():
    for satisfied in (0.0, 0.04, 0.35, 0.7, 0.97, 1.0):
        shares = answer_shares(satisfied)
        assert sum(shares) == pytest.approx(1)
        assert min(shares) >= 0


def test_how_people_are_asked_moves_what_they_say():
    asked = {
        method: asked_by(0.6, method, shared_owners=False, measure="TP01")
        for method in METHOD_EFFECTS
    }
    assert asked["internet"] == pytest.approx(0.46)
    assert asked["sms"] == pytest.approx(0.48)
    assert asked["postal"] == pytest.approx(0.65)
    assert asked["face to face"] == pytest.approx(0.69)
    owners = asked_by(0.6, "telephone", shared_owners=True, measure="TP01")
    assert owners == pytest.approx(0.40)


def test_landlords_lie_about_seven_points_apart_and_move_about_three_a_year():
    setting = Setting("South", supported=False)
    roots = [(one.roots[0].name, one.roots) for one in background_reporters(YEARS[0], seed=SEED)]
    first = {name: level(SEED, of, setting, YEARS[0], "TP06") for name, of in roots}
    second = {name: level(SEED, of, setting, YEARS[1], "TP06") for name, of in roots}
    assert stdev(first.values()) == pytest.approx(0.07, abs=0.01)
    assert stdev(second[name] - first[name] for name in first) == pytest.approx(0.03, abs=0.005)
    assert median(first.values()) == pytest.approx(MIDDLES["TP06"], abs=0.015)


def test_merged_landlords_stand_between_those_they_were():
    setting = Setting("London", supported=False)
    a, b = Root("A", 1.0, 100), Root("B", -1.0, 300)
    apart = [level(SEED, (root,), setting, YEARS[1], "TP01") for root in (a, b)]
    together = level(SEED, (a, b), setting, YEARS[1], "TP01")
    assert together == pytest.approx((apart[0] + 3 * apart[1]) / 4)


def test_landlords_elsewhere_are_many_and_nobody_takes_them_for_real():
    reporters = background_reporters(YEARS[0], seed=SEED)
    assert len({one.code for one in reporters}) == len(reporters) == HOW_MANY == 330
    assert all(one.name.startswith(("Example Homes ", "Example Council ")) for one in reporters)
    assert all(one.code.startswith("ZZ1") and one.homes >= 1_000 for one in reporters)
    kinds = Counter(one.council for one in reporters)
    assert 110 < kinds[True] < 180


def test_some_landlords_elsewhere_change_how_they_ask():
    first, second = (background_reporters(year, seed=SEED) for year in YEARS)
    changed = sum(a.survey != b.survey for a, b in zip(first, second, strict=True))
    assert 15 <= changed <= 60


def test_small_landlords_do_not_report():
    names = {one.name for one in borough_reporters("2024-25")}
    assert len(names) == 16
    assert not {name for name in names if "Mossop" in name or "Greengage" in name}


def test_the_merged_landlord_reported_under_two_codes_and_then_one():
    first, second = ({one.code for one in borough_reporters(year)} for year in YEARS)
    assert {"ZZ0006", "ZZ0007"} == {"ZZ0006", "ZZ0007", "ZZ0008"} & first
    assert {"ZZ0008"} == {"ZZ0006", "ZZ0007", "ZZ0008"} & second
    assert ("ZZ0003" in first, "ZZ0004" in first) == (True, False)
    assert ("ZZ0003" in second, "ZZ0004" in second) == (False, True)


def test_drawing_one_landlord_does_not_move_another():
    one = by_name("2024-25")["Candlemas"]
    alone = survey(one, "2024-25", seed=SEED)
    for other in borough_reporters("2024-25"):
        survey(other, "2024-25", seed=SEED)
    assert survey(one, "2024-25", seed=SEED) == alone
    assert cases(one, "2024-25", seed=SEED) == cases(one, "2024-25", seed=SEED)


def test_oddities_are_where_they_should_be():
    first, second = by_name("2023-24"), by_name("2024-25")
    assert set(first["Candlemas"].survey.methods) == {"telephone"}
    assert "internet" in second["Candlemas"].survey.methods
    stanner = "Bridewater and Stanner"
    assert (first[stanner].survey.weighted, second[stanner].survey.weighted) == (False, True)
    few = survey(second["Kestrel Yard"], "2024-25", seed=SEED)
    assert few.responses < few.required
    assert first["Sallowfield"].oddities.survey_left_out == NOT_INCLUDED


def test_the_same_seed_writes_the_same_bytes(written, tmp_path):
    year = YEARS[1]
    again = write_workbook(tmp_path, year, borough_reporters(year), seed=SEED)
    assert again.read_bytes() == written[year].read_bytes()
    other = write_workbook(tmp_path, year, borough_reporters(year), seed=SEED + 1)
    assert other.read_bytes() != written[year].read_bytes()


def test_every_sheet_says_that_it_is_made_up(written):
    for year, path in written.items():
        assert path.name == file_name(year)
        assert path.name.startswith("made-up-")
        for name, rows in open_workbook(path).rows.items():
            assert MADE_UP in " ".join(clean(raw) for row in rows[:2] for raw in row), name


def test_the_regulators_reader_reads_them(read):
    for year, workbook in read.items():
        assert workbook.year == year
        assert workbook.title.startswith(MADE_UP)
        assert not workbook.remarks
        assert all(table.landlords == table.covered for table in workbook.tables)
    assert [one.code for one in read["2023-24"].not_included] == ["ZZ0013"]
    assert not read["2024-25"].not_included


def test_all_figures_recompute_but_the_one_that_is_misprinted(read):
    wrong = [
        (year, one.code, figure.measure)
        for year, workbook in read.items()
        for one in workbook.returns
        for figure in one.figures
        if figure.agrees is False
    ]
    judged = [f.agrees for w in read.values() for one in w.returns for f in one.figures]
    assert wrong == [("2024-25", "ZZ0011", "RP02.1")]
    assert judged.count(True) > 1_000


def test_marks_are_left_where_landlords_or_the_regulator_gave_none(read):
    marks = {
        (year, one.code, figure.measure, figure.mark)
        for year, workbook in read.items()
        for one in workbook.returns
        for figure in one.figures
        if figure.mark and figure.measure.startswith("TP")
    }
    assert marks == {("2023-24", "ZZ0012", "TP10", "E"), ("2024-25", "ZZ0014", "TP12", "X")}
    notes = [one.notes for one in read["2023-24"].returns if one.code == "ZZ0012"]
    assert all("Made-up note" in note for note in notes)


def test_weighted_answers_are_not_whole_and_unweighted_ones_are_given(read):
    one = next(
        one for one in read["2024-25"].returns if one.code == "ZZ0010" and one.part == "lcra"
    )
    counts = next(figure.counts for figure in one.figures if figure.measure == "TP01")
    assert one.weighted
    assert one.weighting == ("Age of respondent",)
    assert any(counts[key] % 1 for key in ANSWERS)
    assert sum(one.context["TP01 unweighted"].values()) == one.responses
    assert sum(counts[key] for key in ANSWERS) == pytest.approx(one.responses, rel=0.01)

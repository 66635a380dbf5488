from __future__ import annotations

import io
import json

import pytest
from tests.factories.landlords import BoroughFactory, CodeFactory, NameFactory, PresenceFactory

from heard.cli import main
from heard.landlords.models import Landlord

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    def run(*words):
        out = io.StringIO()
        code = main(["landlords", *map(str, words)], out=out)
        return code, out.getvalue()

    return run


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("name,kind,codes\nConfluence,council,45UB\n")
    return path


def test_import_tells_what_it_did(heard, file):
    code, told = heard("import", file)
    assert code == 0
    assert told == (
        "New borough: Our borough\nLandlords of Our borough: 1 created, 0 updated, 0 unchanged.\n"
    )
    told = json.loads(heard("import", file, "--json")[1])
    assert told.pop("what") == "landlords"
    assert told == {"borough": "Our borough", "created": 0, "updated": 0, "unchanged": 1}


def test_dry_run_stores_nothing(heard, file):
    code, told = heard("import", file, "--dry-run", "--borough", "Riverton")
    assert code == 0
    assert "would be 1 created" in told
    assert not Landlord.objects.exists()


def test_import_of_a_bad_file_is_one_line_a_fault(heard, file, capsys):
    file.write_text("name,kind\nA,x\nB,y\n")
    code, _told = heard("import", file)
    assert code == 1
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert not Landlord.objects.exists()


def test_import_of_a_bad_file_tells_its_faults_as_json(heard, file):
    file.write_text("name,kind\nA,x\n")
    code, told = heard("import", file, "--json")
    assert code == 1
    (fault,) = json.loads(told)["faults"]
    assert (fault["file"], fault["place"]) == ("mine.csv", "row 2, column kind")


def test_import_of_no_file_says_so(heard, tmp_path, capsys):
    assert heard("import", tmp_path / "none.csv")[0] == 1
    assert "can't be read" in capsys.readouterr().err


def test_export_writes_what_import_takes(heard, tmp_path, file):
    heard("import", file)
    first, second = tmp_path / "1.csv", tmp_path / "2.csv"
    assert heard("export", first)[0] == 0
    assert "1 unchanged" in heard("import", first)[1]
    heard("export", second)
    assert first.read_bytes() == second.read_bytes()
    assert "Confluence" in heard("export", "-")[1]


def test_export_prefers_a_real_borough(heard):
    PresenceFactory(
        borough=BoroughFactory(name="A", is_fictional=True), landlord__name="Made up Homes"
    )
    PresenceFactory(borough=BoroughFactory(name="Z"), landlord__name="Real Homes")
    assert "Real Homes" in heard("export", "-")[1]
    assert "Made up Homes" in heard("export", "-", "--borough", "a")[1]


def test_export_without_a_borough_says_what_to_do(heard, capsys):
    assert heard("export", "-")[0] == 1
    assert "heard landlords import" in capsys.readouterr().err


def test_export_to_nowhere_says_so(heard, tmp_path, capsys):
    BoroughFactory()
    assert heard("export", tmp_path / "no" / "x.csv")[0] == 1
    assert "can't be written" in capsys.readouterr().err


def test_find_tells_name_code_and_why(heard, capsys):
    landlord = CodeFactory(code="L0001", landlord__name="Confluence").landlord
    NameFactory(landlord=landlord, name="Old Mill")
    assert heard("find", "old", "mil") == (0, "Confluence (L0001): also known as “Old Mill”\n")
    found = json.loads(heard("find", "confluense", "--json")[1])
    assert [(each["name"], each["codes"]) for each in found] == [("Confluence", ["L0001"])]
    assert heard("find", "zzzzzz")[0] == 1
    assert "No landlord" in capsys.readouterr().err
    assert heard("find", "zzzzzz", "--json") == (1, "[]\n")


def test_template_prints_headings_and_an_example(heard):
    code, told = heard("template", "--what", "wards")
    assert code == 0
    assert told.splitlines()[0] == "name,gss_code,valid_from,valid_to"
    assert len(told.splitlines()) == 2

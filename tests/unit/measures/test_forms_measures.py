from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from heard.measures.forms import LARGEST_UPLOAD, Choice, ChoiceForm, UploadForm

YEARS = ("2024-25", "2023-24")


def chosen(query="", *, years=YEARS, **rest):
    return ChoiceForm(QueryDict(query), years=years, **rest).choice()


def test_first_choice_is_the_newest_year_of_renters():
    assert chosen() == Choice("2024-25", "LCRA", "all", "none", "wide")


def test_choice_takes_what_is_offered():
    query = "year=2023-24&population=LCHO&compare=region&adjust=method&width=narrow"
    assert chosen(query) == Choice("2023-24", "LCHO", "region", "method", "narrow")


@pytest.mark.parametrize(
    "query",
    [
        "year=abc&population=XX&compare=best&adjust=x&width=x",
        "year=2031-32",
        "year=" + "9" * 5000,
        "population=lcra",
        "year=%00&population=%00&compare=%00&adjust=%00&width=%00",
        "year=2024-25&year=",
        "width[]=narrow",
        "year=&population=&compare=&adjust=",
        "%F0%9F%8F%A0=1",
    ],
)
def test_nonsense_falls_back_to_the_first_choice(query):
    assert chosen(query) == chosen()


def test_one_wrong_word_leaves_the_others():
    assert chosen("year=abc&population=LCHO").population == "LCHO"


def test_choice_of_an_empty_store():
    assert chosen(years=()).year == ""
    assert chosen("year=2024-25", years=()).year == ""


def test_population_may_start_elsewhere():
    assert chosen(population="COMBINED").population == "COMBINED"


def test_what_is_not_offered_is_not_asked():
    form = ChoiceForm(QueryDict(), years=YEARS, offered=("year",))
    assert [field.name for field in form.visible_fields()] == ["year"]


def test_query_keeps_the_choice_but_for_what_is_replaced():
    query = chosen("population=LCHO").query(year="2023-24", borough="x")
    assert query == "year=2023-24&population=LCHO&compare=all&adjust=none&borough=x"


def upload(*files):
    return UploadForm({}, MultiValueDict({"files": list(files)}))


def test_several_workbooks_are_taken():
    files = [SimpleUploadedFile(name, b"x") for name in ("a.xlsx", "b.xlsx")]
    form = upload(*files)
    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["files"]] == ["a.xlsx", "b.xlsx"]


def test_upload_needs_a_file_with_something_in_it():
    assert "Choose at least one workbook." in str(upload().errors)
    assert "empty" in str(upload(SimpleUploadedFile("a.xlsx", b"")).errors)


def test_upload_refuses_what_is_far_too_large():
    large = SimpleUploadedFile("big.xlsx", b"x")
    large.size = LARGEST_UPLOAD + 1
    assert "big.xlsx is larger than 25 MB" in str(upload(large).errors)

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from tests.integration.measures_store import (
    ALDER,
    DISAGREEING,
    MARKED,
    measures_stored,
    result_of,
)
from tests.workbooks import answers_of

from heard.measures.pages.traces import ORDER

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def store(django_db_setup, django_db_blocker, tmp_path_factory):
    with measures_stored(django_db_blocker, tmp_path_factory.mktemp("books")):
        yield


def trace(client, result):
    response = client.get(reverse("measures:trace", args=[result.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_trace_names_workbook_sheet_and_cell(client):
    result = result_of(ALDER.code)
    text = trace(client, result)
    assert "2025_v1.1.xlsx" in text
    assert "TSM25_LCRA_Perception" in text
    assert f"<strong>{result.cell}</strong>" in text
    assert "Alder Vale Homes Limited (4801)" in text
    assert "Open Government Licence" in text


def test_trace_shows_each_count_with_its_cell(client):
    result = result_of(ALDER.code)
    text = trace(client, result)
    answers = answers_of(ALDER, "TP06")
    for name, amount in zip(ORDER[2:7], answers, strict=True):
        assert result.counts[name] == amount
        assert f'<td class="govuk-table__cell">{result.cells[name]}</td>' in text
    assert "Very satisfied (or strongly agree)" in text
    assert "which agrees with what was published" in text


def test_trace_of_a_rate_shows_cases_and_homes(client):
    text = trace(client, result_of(ALDER.code, "CH01.1"))
    assert "Counted" in text
    assert "6,200" in text
    assert "How people were asked" not in text


def test_trace_of_a_disagreement_says_what_the_counts_give(client):
    result = result_of(DISAGREEING.code, "TP07")
    text = trace(client, result)
    assert f"The counts give {result.recomputed * 100:.3f}%, but 12.300% was published" in text
    workbook = client.get(reverse("measures:workbook", args=[result.returned.workbook_id]))
    assert "1 figure differs from its counts" in workbook.content.decode()
    assert reverse("measures:trace", args=[result.pk]) in workbook.content.decode()


def test_trace_of_a_mark_says_what_it_means(client):
    text = trace(client, result_of(MARKED.code))
    assert "no figure" in text
    assert "[X] The landlord left this blank." in text
    assert "What can be said of it" not in text


def test_trace_links_a_corrected_figure_and_the_one_before(client):
    new, old = result_of(ALDER.code), result_of(ALDER.code, current=False)
    text = trace(client, new)
    assert "The same figure in other releases" in text
    assert reverse("measures:trace", args=[old.pk]) in text
    assert "10.000%" in text
    assert "A later workbook corrected this one" not in text
    before = trace(client, old)
    assert "A later workbook corrected this one" in before
    assert reverse("measures:trace", args=[new.pk]) in before


def test_trace_tells_how_people_were_asked(client):
    text = trace(client, result_of(ALDER.code))
    assert "telephone 400, internet 200" in text
    assert "Sample" in text
    assert "6,200" in text


def test_trace_says_what_can_be_said_and_never_a_bare_rank(client):
    text = trace(client, result_of(ALDER.code))
    said = text[text.index("What can be said of it") :]
    for place in re.findall(r"\d+(?:st|nd|rd|th) of", said):
        assert re.search(rf"between \d+\w\w and {place}", said)


def test_workbook_page_counts_each_table_and_those_left_out(client):
    workbook = result_of(ALDER.code).returned.workbook
    text = client.get(reverse("measures:workbook", args=[workbook.pk])).content.decode()
    assert workbook.sha256 in text
    assert "Harrier Homes" in text
    assert "The wording differed." in text
    assert "12 landlords" in text
    old = result_of(ALDER.code, current=False).returned.workbook
    text = client.get(reverse("measures:workbook", args=[old.pk])).content.decode()
    assert "Corrected by" in text


def test_sources_list_every_release(client):
    text = client.get(reverse("measures:sources")).content.decode()
    for name in ("2024.xlsx", "2025_v1.0.xlsx", "2025_v1.1.xlsx"):
        assert name in text
    assert text.count("Corrected since") == 1

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.integration.measures_store import ALDER, MARKED, measures_stored, result_of

from heard.landlords.models import Borough, Landlord, Presence
from heard.measures.models import Measure, Workbook

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
NONSENSE = (
    "year=abc",
    "year=" + "9" * 400,
    "year=2031-32",
    "population=XX",
    "compare=best",
    "adjust=x",
    "width=x",
    "page=999",
    "page=-1",
    "page=x",
    "page=" + "9" * 5000,
    "borough=nobody",
    "borough=%00",
    "q=" + "a" * 3000,
    "q=%00",
    "q=%22%3E%3Cscript%3E",
    "year=%00&population=%00&compare=%00&adjust=%00&page=%00",
    "population=LCHO&compare=size&adjust=method&q=zz",
    "year=2024-25&year=2023-24&population[]=LCRA",
    "%FF%FE=%FF",
)


@pytest.fixture(scope="module", autouse=True)
def store(django_db_setup, django_db_blocker, tmp_path_factory):
    with measures_stored(django_db_blocker, tmp_path_factory.mktemp("books")):
        yield


def addresses():
    """Every public page of measures, by name."""
    landlord = Landlord.objects.get(codes__code=ALDER.code)
    marked = Landlord.objects.get(codes__code=MARKED.code)
    workbook = Workbook.objects.get(year="2024-25", superseded_by=None)
    return {
        "home": reverse("home"),
        "boroughs": reverse("measures:boroughs"),
        "borough": reverse("measures:borough", args=["riverton"]),
        "adjusted borough": reverse("measures:borough", args=["riverton"]) + "?adjust=method",
        "borough's shared owners": reverse("measures:borough", args=["riverton"])
        + "?population=LCHO",
        "measures": reverse("measures:list"),
        "measure": reverse("measures:measure", args=["TP06"]),
        "adjusted measure": reverse("measures:measure", args=["TP06"]) + "?adjust=method",
        "measure by region": reverse("measures:measure", args=["TP06"]) + "?compare=region",
        "measure by kind": reverse("measures:measure", args=["TP06"])
        + "?compare=kind&adjust=method",
        "rate": reverse("measures:measure", args=["CH01.1"]) + "?adjust=method",
        "all cases": reverse("measures:measure", args=["CH02.1"]),
        "landlord": reverse("landlords:detail", args=[landlord.slug]),
        "landlord with a mark": reverse("landlords:detail", args=[marked.slug]),
        "trace": reverse("measures:trace", args=[result_of(ALDER.code).pk]),
        "trace of a mark": reverse("measures:trace", args=[result_of(MARKED.code).pk]),
        "trace of a rate": reverse("measures:trace", args=[result_of(ALDER.code, "CH01.1").pk]),
        "sources": reverse("measures:sources"),
        "workbook": reverse("measures:workbook", args=[workbook.pk]),
        "methods": reverse("measures:methods"),
    }


PAGES = (
    "home", "boroughs", "borough", "adjusted borough", "borough's shared owners", "measures",
    "measure", "adjusted measure", "measure by region", "measure by kind", "rate", "all cases",
    "landlord", "landlord with a mark", "trace", "trace of a mark", "trace of a rate", "sources",
    "workbook", "methods",
)  # fmt: skip


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_no_page_is_forgotten():
    assert tuple(addresses()) == PAGES


@pytest.mark.parametrize("name", PAGES)
def test_page_opens_within_twelve_queries(client, name, django_assert_max_num_queries):
    address = addresses()[name]
    with django_assert_max_num_queries(MOST_QUERIES):
        response = client.get(address)
    assert response.status_code == 200
    assert "<h1" in response.content.decode()


@pytest.mark.parametrize(
    "name", ["borough", "measure", "landlord", "rate", "workbook", "measures", "trace"]
)
def test_nonsense_in_an_address_is_forgiven(client, name):
    address = addresses()[name].partition("?")[0]
    for query in NONSENSE:
        response = client.get(f"{address}?{query}")
        assert response.status_code == 200, query
        assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/boroughs/riverton/TP06.svg",
        "/measures/TP06/funnel.svg",
        "/landlords/elder-trust/profile.svg",
        "/boroughs/riverton/engagement.csv",
        "/measures/TP06/landlords.json",
        "/landlords/elder-trust/measures.csv",
    ],
)
def test_nonsense_never_breaks_a_file(client, path):
    for query in NONSENSE:
        assert client.get(f"{path}?{query}").status_code in {200, 404}, query


@pytest.mark.parametrize(
    "path",
    [
        "/boroughs/nowhere/",
        "/boroughs/nowhere/engagement.csv",
        "/boroughs/riverton/engagement.docx",
        "/boroughs/nowhere/TP06.svg",
        "/boroughs/riverton/XX99.svg",
        "/measures/XX99/",
        "/measures/CH01/",
        "/measures/%00/",
        "/measures/" + "x" * 3000 + "/",
        "/measures/TP06/landlords.exe",
        "/measures/XX99/funnel.svg",
        "/measures/XX99/landlords.csv",
        "/measures/CH02.1/funnel.svg",
        "/landlords/nobody/",
        "/landlords/nobody/profile.svg",
        "/landlords/nobody/measures.csv",
        "/figures/0/",
        "/figures/999999999999/",
        "/figures/99999999999999999999999999/",
        "/figures/x/",
        "/sources/0/",
        "/sources/99999999999999999999999999/",
    ],
)
def test_what_is_not_there_is_404(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_read_only(client, name):
    assert client.post(addresses()[name]).status_code == 405


@pytest.mark.parametrize("name", ["borough", "measure", "landlord", "sources", "workbook"])
def test_hostile_names_are_escaped_in_pages(client, name):
    slug = Landlord.objects.get(codes__code="4802").slug
    address = addresses()[name]
    if name == "landlord":
        address = reverse("landlords:detail", args=[slug])
    text = text_of(client, address)
    assert "<script>alert" not in text
    assert "<b>Barley" not in text
    if name in {"borough", "measure", "landlord"}:
        assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; &lt;b&gt;Barley" in text


def test_hostile_names_are_escaped_in_charts(client):
    slug = Landlord.objects.get(codes__code="4802").slug
    for path in (
        "/boroughs/riverton/TP06.svg",
        "/boroughs/riverton/TP06.svg?width=narrow",
        "/measures/TP06/funnel.svg?borough=riverton",
        f"/landlords/{slug}/profile.svg",
    ):
        drawing = text_of(client, path)
        assert "<script" not in drawing
        assert "<b>" not in drawing


def test_borough_page_says_what_can_be_said(client):
    text = text_of(client, addresses()["borough"])
    assert "How landlords in Riverton listen to residents" in text
    assert "What residents told their landlords in 2024-25, for the 6 landlords" in text
    assert "Of 4 landlords with a figure" in text  # one of five has a mark for TP06
    assert "The landlord left this blank." in text
    assert "Harrier Homes" in text
    assert "The wording differed." in text
    assert "Landlords are listed by name" in text
    assert text.index("Alder Vale Homes") < text.index("Cranmere") < text.index("Elder Trust")


def test_borough_page_shows_the_merger_and_the_new_code(client):
    text = text_of(client, addresses()["borough"])
    assert "Merged since" in text
    row = text[text.index("Dunnock Homes</a>") :]
    assert "point" in row[: row.index("</tr>")]


def test_measure_page_is_searched_and_paged(client):
    measure = addresses()["measure"]
    assert "1 to 12 of 12" in text_of(client, measure)
    text = text_of(client, f"{measure}?q=gReBe")
    assert "1 to 7 of 7" in text
    assert "No landlord here is called “zzz”" in text_of(client, f"{measure}?q=zzz")
    assert "1 to 1 of 1" in text_of(client, f"{measure}?q=09za")


def test_measure_page_marks_the_boroughs_landlords(client):
    text = text_of(client, addresses()["measure"] + "?borough=riverton&q=grebe")
    assert "Landlords of Riverton" in text
    assert text.count("Alder Vale Homes</a>") == 1


def test_measure_page_says_what_half_of_all_landlords_lie_between(client):
    text = text_of(client, addresses()["measure"])
    assert "Half of all landlords are between" in text
    assert "Landlords compared" in text


def test_smaller_sets_name_their_groups_and_claim_nothing_of_all(client):
    text = text_of(client, addresses()["measure by kind"])
    assert "Councils" in text
    assert "Housing associations and other private providers" in text
    assert "Against landlords like it" in text
    assert "Half of all landlords" not in text


def test_counts_of_cases_are_never_adjusted(client):
    text = text_of(client, addresses()["rate"])
    assert "1 to 12 of 12" in text
    assert 'name="adjust"' not in text.split("<h2")[0] or 'type="hidden" name="adjust"' in text
    assert "A landlord that invites complaints hears more of them." in text


def test_landlord_page_has_its_figures_with_cells_behind_them(client):
    text = text_of(client, addresses()["landlord"])
    assert "What residents said and what was counted, 2024-25" in text
    assert reverse("measures:trace", args=[result_of(ALDER.code).pk]) in text
    assert reverse("measures:trace", args=[result_of(ALDER.code, current=False).pk]) not in text
    old = text_of(client, addresses()["landlord"] + "?year=2023-24&population=LCHO")
    assert "What residents said and what was counted, 2023-24" in old


def test_landlord_that_was_left_out_says_why(client):
    slug = Landlord.objects.get(codes__code="4899").slug
    text = text_of(client, reverse("landlords:detail", args=[slug]))
    assert "left out by the regulator" in text
    assert "The wording differed." in text
    assert "No figure is not a bad figure." in text


def test_landlord_that_merged_keeps_its_last_figures(client):
    text = text_of(client, "/landlords/fern-homes/")
    assert "What residents said and what was counted, 2023-24" in text
    assert "Today this landlord is part of" in text


def test_list_of_boroughs_leads_straight_to_the_only_one(client):
    text = text_of(client, addresses()["boroughs"])
    assert "Riverton" in text
    assert "Weirside" in text
    Presence.objects.filter(borough__slug="weirside").delete()
    Borough.objects.filter(slug="weirside").delete()
    assert client.get(addresses()["boroughs"]).headers["Location"] == addresses()["borough"]


@pytest.mark.parametrize(
    "path",
    [
        "/boroughs/riverton/TP06.svg",
        "/boroughs/riverton/CH01.1.svg?width=narrow",
        "/boroughs/riverton/CH02.1.svg",
        "/measures/TP06/funnel.svg",
        "/measures/CH01.1/funnel.svg?width=narrow",
        "/landlords/elder-trust/profile.svg",
    ],
)
def test_charts_are_kept_by_browsers(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert "max-age=300" in response["Cache-Control"]
    tag = response["ETag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(path, headers={"If-None-Match": known})
        assert again.status_code == 304
        assert again["ETag"] == tag
        assert again.content == b""
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_charts_follow_the_choice(client):
    wide = text_of(client, "/boroughs/riverton/TP06.svg")
    assert wide != text_of(client, "/boroughs/riverton/TP06.svg?width=narrow")
    assert wide != text_of(client, "/boroughs/riverton/TP06.svg?year=2023-24")


def test_every_measure_has_a_page(client):
    for measure in Measure.objects.all():
        text = text_of(client, reverse("measures:measure", args=[measure.code]))
        assert "1 to 12 of 12" in text, measure.code

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from tests.factories.landlords import BoroughFactory, LandlordFactory, PresenceFactory

from heard.cli import main

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/", "No borough is set up yet."),
        ("/boroughs/", "No borough is set up yet."),
        ("/measures/", "No measures are imported yet."),
        ("/measures/TP06/", "No landlord has a figure"),
        ("/measures/TP06/?compare=region&adjust=method&year=2024-25", "No landlord has a figure"),
        ("/measures/CH01.1/?q=x&page=3", "No landlord has a figure"),
        ("/sources/", "None is imported yet."),
        ("/sources/methods/", "How landlords are compared"),
        ("/landlords/", "Find your landlord"),
    ],
)
def test_empty_store_says_so(client, path, said):
    response = client.get(path)
    assert response.status_code == 200
    assert said in response.content.decode()


def test_borough_without_measures_names_its_landlords(client):
    borough = BoroughFactory(name="Riverton", slug="riverton")
    PresenceFactory(borough=borough, landlord=LandlordFactory(name="Weir Homes"))
    text = client.get(reverse("measures:borough", args=["riverton"])).content.decode()
    assert "No measures are imported yet" in text
    assert "Weir Homes" in text


def test_borough_without_landlords_opens(client):
    BoroughFactory(slug="riverton")
    assert client.get(reverse("measures:borough", args=["riverton"])).status_code == 200


def test_landlord_without_figures_is_not_blamed(client):
    LandlordFactory(slug="weir", name="Weir Homes")
    text = client.get(reverse("landlords:detail", args=["weir"])).content.decode()
    assert "The regulator’s data has no figures for this landlord." in text
    assert "No figure is not a bad figure." in text


@pytest.mark.parametrize("extension", ["csv", "xlsx", "json", "pdf"])
def test_downloads_of_nothing_are_whole_files(client, extension):
    BoroughFactory(slug="riverton")
    LandlordFactory(slug="weir")
    for path in ("/boroughs/riverton/engagement", "/measures/TP06/landlords"):
        assert client.get(f"{path}.{extension}").status_code == 200
    assert client.get(f"/landlords/weir/measures.{extension}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/boroughs/riverton/TP06.svg",
        "/measures/TP06/funnel.svg",
        "/landlords/weir/profile.svg",
        "/measures/XX99/",
        "/figures/1/",
        "/sources/1/",
    ],
)
def test_nothing_to_draw_or_trace_is_404(client, path):
    BoroughFactory(slug="riverton")
    LandlordFactory(slug="weir")
    assert client.get(path).status_code == 404


def test_benchmark_of_an_empty_store_says_what_to_do(capsys):
    assert main(["measures", "benchmark", "--measure", "TP06"], out=io.StringIO()) == 1
    assert "heard measures import" in capsys.readouterr().err

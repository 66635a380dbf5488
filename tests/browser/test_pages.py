"""Every public page, at phone and desktop width, with axe and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.browser

BOROUGH = "/boroughs/osiermead/"
PAGES = {
    "home": ("/", "Is something wrong with your home or estate?"),
    "borough": (BOROUGH, "How landlords in Osiermead listen to residents"),
    "borough, adjusted": (f"{BOROUGH}?adjust=method", "How landlords in Osiermead"),
    "measures": ("/measures/", "Tenant satisfaction measures"),
    "survey measure": ("/measures/TP06/", "Listens and acts"),
    "measure in a region": ("/measures/TP06/?compare=region", "Listens and acts"),
    "rate": ("/measures/CH01.1/", "Complaints at stage 1"),
    "count of all cases": ("/measures/CH02.1/", "Stage 1 complaints answered in time"),
    "landlords": ("/landlords/", "Find your landlord"),
    "landlords found": ("/landlords/?q=candelmas", "Find your landlord"),
    "nobody found": ("/landlords/?q=xyzzy", "Find your landlord"),
    "landlord": ("/landlords/candlemas-housing/", "Candlemas Housing"),
    "landlord without figures": ("/landlords/?kind=almshouse", "Find your landlord"),
    "sources": ("/sources/", "Sources and methods"),
    "methods": ("/sources/methods/", ""),
    "files of frameworks": ("/reviews/framework-files/", "Files of frameworks"),
    "accessibility": ("/accessibility/", "Accessibility"),
    "sign in": ("/account/sign-in/", "Sign in"),
}


@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible(open_page, assert_accessible, name):
    address, heading = PAGES[name]
    page = open_page()
    response = page.goto(address)
    assert response.ok
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    assert_accessible(page)


@pytest.mark.parametrize("name", PAGES)
def test_page_works_without_scripts(open_page, name):
    page = open_page(scripts=False)
    address, heading = PAGES[name]
    assert page.goto(address).ok
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    expect(page.get_by_label("About this demonstration")).to_contain_text("made up")


def test_missing_page_says_so(page, assert_accessible):
    # the browser's console reports the 404 itself, so look at the answer without it
    response = page.request.get("/landlords/nobody-at-all/")
    assert response.status == 404
    assert "Page not found" in response.text()


def test_councillor_traces_a_figure_to_its_cell(page, assert_accessible):
    page.goto("/")
    page.get_by_role("link", name="Osiermead").first.click()
    page.get_by_role("link", name=re.compile("Candlemas Housing’s figure for TP06")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("TP06 Listens and acts")
    expect(page.get_by_text("made-up-tsm-2025.xlsx")).to_be_visible()
    expect(page.get_by_text("TSM25_LCRA_Perception")).to_be_visible()
    assert_accessible(page)


def test_resident_finds_landlord_by_misspelt_name(page, assert_accessible):
    page.goto("/")
    page.get_by_label("Find your landlord").fill("Candelmass housing")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Candlemas Housing").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Candlemas Housing")
    assert_accessible(page)


def test_reader_chooses_year_and_adjustment_without_scripts(open_page):
    page = open_page(scripts=False)
    page.goto(BOROUGH)
    page.get_by_label("Year", exact=True).select_option("2023-24")
    page.get_by_label("Figures shown").select_option("method")
    page.get_by_role("button", name="Show").click()
    assert "year=2023-24" in page.url
    expect(page.get_by_text("Adjusted:").first).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_charts_are_drawn_at_both_widths(open_page, width):
    page = open_page(width=width)
    page.goto(BOROUGH)
    image = page.locator("figure img").first
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", True)
    shown = image.evaluate("img => [img.currentSrc, img.naturalWidth]")
    assert ("narrow" in shown[0]) == (width < 640)
    assert shown[1] > 0
    assert "16 landlords" in image.get_attribute("alt")


@pytest.mark.parametrize("kind", ["CSV", "Excel", "JSON", "PDF"])
def test_page_can_be_downloaded(open_page, kind):
    page = open_page()
    page.goto(BOROUGH)
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile(f"^{kind}")).click()
    name = started.value.suggested_filename
    assert name.startswith("heard-")
    assert started.value.path().stat().st_size > 1000


def test_page_prints_with_its_tables(open_page, tmp_path):
    page = open_page()
    page.goto(BOROUGH)
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Show")).to_be_hidden()
    expect(page.get_by_role("table").first).to_be_visible()

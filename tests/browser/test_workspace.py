"""A landlord's officer answers, and a ward councillor, in the browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import DESKTOP, PHONE, sign_in

pytestmark = pytest.mark.browser

LANDLORD, COUNCILLOR = "landlord@demo.example", "councillor@demo.example"


@pytest.fixture(params=[(PHONE, True), (DESKTOP, False)], ids=str)
def visitor(request, open_page):
    """A page on a phone, and one on a desktop without scripts."""
    width, scripts = request.param
    return open_page(width=width, scripts=scripts)


@pytest.fixture
def check(request, visitor, assert_accessible):
    """axe needs scripts itself."""
    return assert_accessible if request.node.callspec.params["visitor"][1] else lambda page: None


def first_case(page, show="waiting"):
    page.goto(f"/landlord-cases/?show={show}")
    page.locator("tbody th a").first.click()
    return page.url


def test_landlord_answers_commits_and_takes_more_time(visitor, site, check):
    page = visitor
    sign_in(page, site, LANDLORD)
    page.goto("/landlord-cases/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cases shared with you")
    check(page)
    address = first_case(page)
    check(page)
    page.get_by_role("button", name="Answer the resident").click()
    check(page)
    page.get_by_label("No", exact=True).check()
    page.get_by_label("What you tell the resident").fill("We can't do this before spring.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Give the reason")
    check(page)
    page.get_by_label("The reason, if the answer is no").fill("The roof is done in April.")
    page.get_by_label("Action 1: what you will do").fill("Put a cover on the roof")
    page.get_by_label("Action 1: by when").fill("1/6/2030")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(address)
    expect(page.locator("main")).to_contain_text("The roof is done in April.")
    expect(page.locator("main")).to_contain_text("Put a cover on the roof")
    check(page)
    page.get_by_role("link", name="Give it a new date").first.click()
    check(page)
    page.get_by_label("New date").fill("1/7/2030")
    page.get_by_label("Why the date moves").fill("Scaffolding is late.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Scaffolding is late.")
    page.get_by_role("link", name="It was done").first.click()
    check(page)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Action done")


@pytest.mark.parametrize("part", ["actions/add/", "step/", "add/"])
def test_forms_of_a_landlord_are_accessible(visitor, site, check, part):
    page = visitor
    sign_in(page, site, LANDLORD)
    address = first_case(page, "open")
    page.goto(address + part)
    check(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check(page)


def test_deadline_shows_its_rule_sum_and_source(visitor, site):
    page = visitor
    sign_in(page, site, LANDLORD)
    first_case(page)
    clock = page.locator("details.heard-clock").first
    clock.locator("summary").click()
    expect(clock.locator("ol")).to_contain_text("due by")
    expect(clock).to_contain_text("Rule:")


def test_councillor_tells_the_team(visitor, site, check):
    page = visitor
    sign_in(page, site, COUNCILLOR)
    page.goto("/councillor/?show=open")
    check(page)
    page.locator("tbody th a").first.click()
    check(page)
    page.get_by_role("button", name="Tell the council's team").click()
    check(page)
    page.get_by_label("What you found out or did").fill("I visited with the ward officer.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("I visited with the ward officer.")

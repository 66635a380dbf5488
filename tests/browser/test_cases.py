"""What the council's team does with cases, in the browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import sign_in

pytestmark = pytest.mark.browser

REFERENCE = re.compile(r"H-[0-9A-Z]{4}-[0-9A-Z]{4}")
PAGES = {
    "today": "/cases/",
    "mine": "/cases/?whose=mine",
    "list": "/cases/all/",
    "list with nothing in it": "/cases/all/?status=refused&waiting=landlord",
    "search": "/cases/search/?q=lift",
    "enter": "/cases/enter/",
    "export": "/cases/all/export/",
    "templates": "/cases/templates/",
    "add a template": "/cases/templates/add/",
}
DEEDS = ["note", "call", "tell", "refer", "milestone", "answer", "close", "correct", "merge"]


@pytest.mark.parametrize("name", PAGES)
def test_page_of_the_team_is_accessible(open_page, site, assert_accessible, name):
    page = open_page()
    sign_in(page, site)
    assert page.goto(PAGES[name]).ok
    assert_accessible(page)


def a_case(page, query="?status=with-landlord"):
    """Open the first case of a list, and say which."""
    page.goto(f"/cases/all/{query}")
    page.locator("tbody th a").first.click()
    return REFERENCE.search(page.url).group()


def test_case_and_everything_done_to_it_is_accessible(staff_page, assert_accessible):
    reference = a_case(staff_page)
    for summary in staff_page.locator("main summary").all():
        summary.click()
    assert_accessible(staff_page)
    for deed in DEEDS:
        assert staff_page.goto(f"/cases/{reference}/do/{deed}/").ok
        assert_accessible(staff_page)


def test_two_alike_are_compared(staff_page, assert_accessible):
    staff_page.goto("/cases/")
    pair = staff_page.locator("#part-same ~ ul a").first
    if not pair.count():
        pytest.skip("the demonstration has no pair")
    pair.click()
    expect(staff_page.get_by_role("heading", level=2)).to_have_count(3)
    assert_accessible(staff_page)


def test_receipt_is_accessible_and_prints_large(staff_page, assert_accessible):
    a_case(staff_page)
    staff_page.get_by_role("link", name="Print their letter").first.click()
    assert_accessible(staff_page)
    staff_page.emulate_media(media="print")
    size = staff_page.locator(".heard-receipt p").first.evaluate(
        "element => parseFloat(getComputedStyle(element).fontSize)"
    )
    assert size >= 24  # 18 point


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_officer_takes_a_case_up_tells_the_resident_and_undoes_it(
    open_page, site, scripts, assert_accessible
):
    page = open_page(scripts=scripts)
    sign_in(page, site)
    reference = a_case(page, "?status=to-check")
    page.get_by_role("link", name="Take it up", exact=True).click()
    page.get_by_role("button", name="Take it up").click()
    page.get_by_role("button", name="Make it mine").click()
    page.get_by_role("link", name="Tell the resident").first.click()
    page.get_by_role("button", name="Fill in").click()
    expect(page.get_by_label("What to tell them")).to_have_value(re.compile(reference))
    page.get_by_role("button", name="Tell them").click()
    page.get_by_role("link", name="Close", exact=True).click()
    page.get_by_role("button", name="Close the case").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    page.get_by_label("Advice was enough").check()
    page.get_by_label("Why it ends here").fill("She has what she needs.")
    page.get_by_role("button", name="Close the case").click()
    page.locator("li", has_text="Closed: Advice was enough").get_by_role(
        "link", name=re.compile("^Undo")
    ).click()
    page.get_by_label("Why it is undone").fill("The wrong case.")
    page.get_by_role("button", name="Undo it").click()
    expect(page.get_by_text("Nobody").or_(page.locator("h1"))).not_to_contain_text(["Closed"])
    if scripts:
        assert_accessible(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_many_cases_get_a_note_at_once(open_page, site, scripts):
    page = open_page(scripts=scripts)
    sign_in(page, site)
    page.goto("/cases/all/")
    for box in page.locator("tbody input[type=checkbox]").all()[:3]:
        box.check()
    page.get_by_label("With those ticked").select_option("note")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Note").fill("Asked the landlord about all three.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Done to 3 cases")


def tab_to(page, name):
    """Press Tab until the field of this name has the focus."""
    for _press in range(60):
        if page.evaluate("document.activeElement && document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never came to {name}")


def test_a_call_is_entered_by_the_keyboard_alone(open_page, site):
    page = open_page()
    sign_in(page, site)
    page.goto("/cases/enter/")
    for name, typed in {
        "name": "Sal Finch",
        "phone": "07700 900123",
        "category": "Lift",
        "description": "The lift has stopped again, and she has a pram.",
        "landlord_name": "Osiermead Homes",
        "place": "Lift 2",
        "place_postcode": "qo7 6lj",
    }.items():
        tab_to(page, name)
        page.keyboard.type(typed)
    tab_to(page, "agreed")
    page.keyboard.press("Space")
    tab_to(page, "contact_note")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The concern is in. Read them the reference.")).to_be_visible()
    receipt = page.get_by_role("article", name="Receipt in large print")
    expect(receipt).to_contain_text(REFERENCE)
    expect(receipt).to_contain_text("Sal Finch")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_entry_that_is_wrong_keeps_what_was_typed(open_page, site, scripts, assert_accessible):
    page = open_page(scripts=scripts)
    sign_in(page, site)
    page.goto("/cases/enter/")
    page.get_by_label("Name", exact=True).fill("Sal Finch")
    page.get_by_label("What it is about").select_option(label="Heating or hot water")
    if not scripts:
        page.get_by_role("button", name="Show questions").click()
    page.get_by_label("What is not working?").select_option(label="Heating")
    page.get_by_role("button", name="Keep the concern").last.click()
    expect(page.get_by_role("alert")).to_contain_text("What is wrong, in their words")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Sal Finch")
    expect(page.get_by_label("What is not working?")).to_have_value("heating")
    if scripts:
        assert_accessible(page)

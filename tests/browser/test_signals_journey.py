"""From a warning to its outcome: on a phone with scripts, and at a desk without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import DESKTOP, PHONE, sign_in

pytestmark = pytest.mark.browser
OFFICER, LANDLORD = "staff@demo.example", "landlord@demo.example"
WHO = "Osiermead Homes"


def test_a_warning_is_shared_answered_and_said_to_be_real(open_page, site, assert_accessible):
    phone = open_page(width=PHONE)
    sign_in(phone, site, OFFICER)
    phone.goto("/warnings/")
    assert_accessible(phone)
    phone.goto("/warnings/all/?status=taken-up")
    rows = phone.get_by_role("rowheader").get_by_role("link")
    rows.filter(has_not_text="Danger").first.click()  # danger isn’t counted, and has no series
    expect(phone.get_by_role("img", name=re.compile("Since"))).to_be_visible()
    phone.get_by_text("The same as a table").click()
    expect(phone.get_by_role("columnheader", name="Usual")).to_be_visible()
    assert_accessible(phone)
    reference = phone.locator("h1 .govuk-caption-l").inner_text()
    phone.get_by_role("link", name="Share it with the landlord").click()
    if phone.get_by_role("radio").count() > 1:
        phone.get_by_label(WHO).check()
    phone.get_by_label("What you ask").fill("What do you know of this?")
    phone.get_by_role("button", name="Share it").click()
    expect(phone.get_by_role("alert")).to_contain_text("asked to answer within two weeks")

    desk = open_page(width=DESKTOP, scripts=False)
    sign_in(desk, site, LANDLORD)
    desk.goto("/landlord-warnings/")
    card = desk.get_by_role("listitem").filter(has_text=reference)
    expect(card).to_contain_text("Waits for you")
    card.get_by_role("link").click()
    desk.get_by_role("button", name="Say what you found").click()
    desk.get_by_role("button", name="Send").click()
    expect(desk.get_by_role("alert")).to_contain_text("What you found")
    desk.get_by_label("What you found").fill("A valve had failed. It is replaced.")
    desk.get_by_role("button", name="Send").click()
    expect(desk.get_by_text("A valve had failed.")).to_be_visible()

    desk = open_page(width=DESKTOP, scripts=False)
    sign_in(desk, site, OFFICER)
    desk.goto(phone.url)
    expect(desk.get_by_text("A valve had failed.")).to_be_visible()
    desk.get_by_role("button", name="Was it real?").click()
    desk.get_by_label("Yes, there was something wrong").check()
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("It counts in how good the warnings are.")).to_be_visible()
    desk.goto("/warnings/quality/")
    expect(desk.get_by_role("link", name=reference)).to_be_visible()


def test_pages_of_warnings_are_accessible(open_page, site, assert_accessible):
    page = open_page(width=PHONE)
    page.goto("/early-warnings/")
    assert_accessible(page)
    sign_in(page, site, OFFICER)
    page.goto("/warnings/back-test/")
    assert_accessible(page)
    page.goto("/warnings/")
    page.get_by_role("button", name="Scan now").click()
    expect(page.get_by_role("button", name="See the list")).to_be_visible(timeout=30_000)
    assert_accessible(page)

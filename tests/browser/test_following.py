"""Residents follow their concern, add to it, change their mind and close it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.raising_pages import on, raise_concern

pytestmark = pytest.mark.browser


def test_resident_follows_adds_and_closes(page, assert_accessible):
    raise_concern(page)
    page.get_by_role("link", name="See your concern").click()
    expect(page.get_by_text("Somebody in our team reads it by")).to_be_visible()
    page.get_by_text("Check the concern:").click()
    assert_accessible(page)
    page.get_by_role("button", name="Add words or photos").click()
    assert_accessible(page)
    page.get_by_label("What do you want to add?").fill("It is on the ceiling now.")
    on(page, "Send")
    expect(page.get_by_text("It is on the ceiling now.")).to_be_visible()
    page.get_by_role("link", name="Change what they may see").click()
    assert_accessible(page)
    page.get_by_label("My address").check()
    on(page, "Agree")
    page.get_by_role("link", name="Take it back").click()
    assert_accessible(page)
    on(page, "Stop sharing")
    expect(page.get_by_text("can no longer open it")).to_be_visible()
    page.get_by_role("link", name="Change how we reach you").click()
    assert_accessible(page)
    on(page, "Send")
    page.get_by_role("link", name="Close it").click()
    assert_accessible(page)
    page.get_by_label("It has not been put right").check()
    on(page, "Send")
    expect(page.get_by_text("You closed it on")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Partly").check()
    on(page, "Answer")
    expect(page.get_by_text("Thank you for telling us.")).to_be_visible()


def test_the_private_link_opens_it_elsewhere_and_can_be_closed(open_page, site):
    page = open_page(scripts=False)
    reference = raise_concern(page)
    link = page.locator("a", has_text="/follow/open/").inner_text()
    path = link[link.index("/follow/open/") :]
    other = open_page(scripts=False)
    other.goto(path)
    expect(other.get_by_text(reference).first).to_be_visible()
    assert path.split("/")[3] not in other.url
    other.get_by_role("button", name="Close this on this device").click()
    assert other.request.get(f"/follow/{reference}/").status == 404


def test_lost_link_is_answered_the_same_for_everybody(page, assert_accessible):
    page.goto("/follow/")
    assert_accessible(page)
    page.get_by_role("link", name="I lost my private link").click()
    assert_accessible(page)
    on(page, "Send it again")
    expect(page.get_by_role("alert")).to_contain_text("Write your e-mail address")
    page.get_by_label("Your e-mail address").fill("nobody@example.org")
    on(page, "Send it again")
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your e-mail")
    assert_accessible(page)

"""Walking an estate with a phone that loses its connection; residents see what came of it."""

from __future__ import annotations

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import PHONE, sign_in
from tests.factories.files import photo

pytestmark = pytest.mark.browser
AMBASSADOR, LANDLORD = "ambassador@demo.example", "landlord@demo.example"
STEADY = 20_000  # milliseconds: a busy machine takes its time with a worker


@pytest.fixture
def opened(chromium, site):
    """Open a phone's browser. What it says when it has no connection is no fault of the page."""
    contexts, faults = [], []

    def a_phone(**options):
        context = chromium.new_context(
            base_url=site.url, viewport={"width": PHONE, "height": 740}, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        return page

    yield a_phone
    for context in contexts:
        context.close()
    assert not faults


@pytest.fixture
def phone(opened):
    return opened()


@contextmanager
def offline(page):
    page.context.set_offline(True)
    try:
        yield
    finally:
        page.context.set_offline(False)


def todays(page):
    """Open the page for noting on today's walkabout, and wait until it needs no connection."""
    page.goto("/walkabouts/work/")
    page.get_by_role("row", name=re.compile("Today")).get_by_role("link").click()
    page.get_by_role("button", name="Note what you see").click()
    expect(page.locator("form[data-is-kept=yes]")).to_be_attached(timeout=STEADY)


def ready(page):
    expect(page.locator("form[data-is-ready=yes]")).to_be_attached(timeout=STEADY)


def note(page, words, *, place="Seen from the path", file=None):
    page.get_by_label("Another place").fill(place)
    page.get_by_label("What you see").fill(words)
    page.get_by_label("Poor:", exact=False).first.check()
    if file:
        page.get_by_label("Photos").set_input_files(
            {"name": "door.jpg", "mimeType": "image/jpeg", "buffer": file}
        )
    page.get_by_role("button", name="Note it").click()


def kept(page, state):
    return page.locator(f"[data-kept] [data-state={state}]")


def noted(page, place):
    """How often a place stands in what the service has."""
    page.reload()
    return page.locator("[data-noted]", has_text=place).count()


def test_two_observations_and_a_photo_survive_the_loss_of_connection_once_each(phone, site):
    page = phone
    sign_in(page, site, AMBASSADOR)
    todays(page)
    ready(page)
    with offline(page):
        note(page, "The light is out", place="Lamp by the steps", file=photo(1600, 1200))
        expect(kept(page, "waiting")).to_have_count(1)
        expect(page.get_by_role("status")).to_contain_text("No connection")
        page.reload()  # opens without a connection, with what was noted
        expect(page.get_by_role("heading", name="What do you see?")).to_be_visible()
        expect(kept(page, "waiting")).to_have_count(1)
        expect(kept(page, "waiting")).to_contain_text("Lamp by the steps")
        expect(page.get_by_text("Photos: 0 of 1 sent")).to_be_visible()
        note(page, "Broken glass", place="Ground by the wall")
        expect(kept(page, "waiting")).to_have_count(2)
        expect(page.get_by_text("Waiting to be sent: 2")).to_be_visible()
    expect(kept(page, "sent")).to_have_count(2, timeout=STEADY)
    expect(page.get_by_text("Photos: 1 of 1 sent")).to_be_visible(timeout=STEADY)
    assert noted(page, "Lamp by the steps") == 1
    assert noted(page, "Ground by the wall") == 1
    expect(page.locator("[data-noted]", has_text="Lamp by the steps")).to_contain_text("1 photo")
    expect(page.locator("[data-kept-part]")).to_be_hidden()


def test_an_answer_that_is_lost_is_asked_for_again_and_stored_once(opened, site):
    """The service stores it, the line breaks before the phone hears so, and it is sent again."""
    page = opened(service_workers="block")  # what a worker lets through can't be broken here
    sign_in(page, site, LANDLORD)
    todays(page)
    lost = []

    def lose(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.route("**/walkabouts/phone/**", lose)
    with page.expect_event("requestfailed"):
        note(page, "Said twice", place="Corner of the yard")
    expect(kept(page, "waiting")).to_have_count(1)
    page.unroute("**/walkabouts/phone/**")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(kept(page, "sent")).to_have_count(1, timeout=STEADY)
    assert lost == [201]
    assert noted(page, "Corner of the yard") == 1


def test_what_was_noted_while_signed_out_waits_for_who_wrote_it(phone, site):
    page = phone
    sign_in(page, site, AMBASSADOR)
    todays(page)
    ready(page)
    address = page.url
    with offline(page):
        note(page, "Written before signing out", place="Wall of the shed")
        expect(kept(page, "waiting")).to_have_count(1)
        page.context.clear_cookies()
    expect(page.get_by_role("link", name="Sign in again")).to_be_visible(timeout=STEADY)
    expect(kept(page, "waiting")).to_have_count(1)
    sign_in(page, site, LANDLORD)  # somebody else takes the phone
    page.goto(address)
    ready(page)
    expect(page.locator("[data-kept]")).to_contain_text("Noted by somebody else on this phone")
    page.context.clear_cookies()
    sign_in(page, site, AMBASSADOR)
    page.goto(address)
    expect(
        kept(page, "sent").or_(page.locator("[data-noted]", has_text="Wall of the shed"))
    ).to_have_count(1, timeout=STEADY)
    assert noted(page, "Wall of the shed") == 1


def test_a_refused_entry_stays_with_its_reason_and_can_be_mended(phone, site):
    page = phone
    sign_in(page, site, AMBASSADOR)
    todays(page)
    page.get_by_label("Another place").fill("Wall by the bins")
    page.get_by_label("What you see").fill("It leans")
    page.get_by_role("radio", name="Yes").check()
    page.get_by_label("What is to be done").fill("Make the wall safe")
    page.get_by_label("Who does it").fill("Joan of flat 12")
    page.get_by_role("button", name="Note it").click()
    refused = kept(page, "refused")
    expect(refused).to_contain_text("Leave out flat numbers", timeout=STEADY)
    refused.get_by_role("button", name="Mend it").click()
    expect(page.get_by_label("What you see")).to_have_value("It leans")
    page.get_by_label("Who does it").fill("Repairs contractor")
    page.get_by_role("button", name="Note it").click()
    expect(kept(page, "sent")).to_have_count(1, timeout=STEADY)
    assert noted(page, "Wall by the bins") == 1


def test_the_form_is_an_ordinary_one_without_a_script(open_page, site):
    page = open_page(width=PHONE, scripts=False)
    sign_in(page, site, AMBASSADOR)
    page.goto("/walkabouts/work/")
    page.get_by_role("row", name=re.compile("Today")).get_by_role("link").click()
    page.get_by_role("button", name="Note what you see").click()
    note(page, "No script here", place="Step by the door", file=photo(64, 48))
    expect(page.get_by_text("Stored: Step by the door.")).to_be_visible()


def test_pages_are_accessible_and_residents_say_whether_it_was_done(page, site, assert_accessible):
    page.goto("/walkabouts/")
    assert_accessible(page)
    page.get_by_role("cell", name="Osiermead Homes").first.wait_for()
    page.get_by_role("rowheader").first.get_by_role("link").click()
    assert_accessible(page)
    page.get_by_role("link", name="Was this done?").first.click()
    assert_accessible(page)
    page.get_by_role("radio", name="Yes, I have seen").check()
    page.get_by_role("button", name="Tell us").click()
    expect(page.get_by_text("What you said was counted")).to_be_visible()


def test_work_pages_are_accessible(open_page, site, assert_accessible):
    page = open_page(width=PHONE)
    sign_in(page, site, LANDLORD)
    page.goto("/walkabouts/work/actions/?show=closed")
    assert_accessible(page)
    page.get_by_role("rowheader").first.get_by_role("link").click()
    assert_accessible(page)
    page.goto("/walkabouts/work/?show=held")
    assert_accessible(page)
    page.get_by_role("rowheader").first.get_by_role("link").click()
    assert_accessible(page)
    page.get_by_role("link", name="Route sheet to print").click()
    assert_accessible(page)
    todays(page)
    assert_accessible(page)

"""Good practice in the browser: written, published, found, asked about, tried and reported."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import DESKTOP, PHONE, sign_in

pytestmark = pytest.mark.browser

WRITER, TAKER = "landlord@demo.example", "lead@demo.example"
OFFICER = "staff@demo.example"


@pytest.fixture(params=[(PHONE, True), (DESKTOP, False)], ids=str)
def visits(request, open_page, assert_accessible):
    """Pages on a phone, and on a desktop without scripts; axe needs scripts itself."""
    width, scripts = request.param

    def visit(who=""):
        page = open_page(width=width, scripts=scripts)
        if who:
            sign_in(page, open_page.site, who)
        return page

    visit.check = assert_accessible if scripts else lambda page: None
    visit.named = f"{width} {scripts}"
    return visit


@pytest.fixture(autouse=True)
def _site_at_hand(open_page, site):
    open_page.site = site


def write(page, title):
    """Write a practice down from its type and send it in; gives its address."""
    page.goto("/practices/types/you-said-we-did/")
    page.get_by_role("link", name="Write down how you did it").click()
    page.get_by_label("Title").fill(title)
    page.get_by_label("What the problem was").fill("Nobody heard what came of it.")
    page.get_by_label("What was done", exact=True).fill("A board in the hall.")
    page.get_by_label("With whom").fill("Four residents.")
    page.get_by_label("Under £1,000").check()
    page.get_by_label("A few days").check()
    page.get_by_label("What changed", exact=True).fill("People say more.")
    page.get_by_label("Whom others can ask").fill("The office")
    page.get_by_label("Their mailbox").fill("office@landlord.example")
    page.get_by_role("button", name="Save as a draft").click()


def test_practice_from_its_first_word_to_another_landlords_report(visits):
    title = f"Board in the hall {visits.named}"
    writer = visits(WRITER)
    write(writer, title)
    expect(writer.get_by_role("heading", level=1)).to_have_text(title)
    visits.check(writer)
    reference = writer.url.split("/")[-3]
    writer.get_by_role("button", name="Send to the council’s team").click()
    visits.check(writer)
    writer.get_by_role("button", name="Send it").click()

    officer = visits(OFFICER)
    officer.goto("/practices/moderation/")
    visits.check(officer)
    officer.get_by_role("link", name=title).click()
    visits.check(officer)
    officer.get_by_role("button", name="Decide").click()
    expect(officer.get_by_role("alert")).to_be_visible()
    officer.get_by_label("Publish it", exact=False).check()
    officer.get_by_role("button", name="Decide").click()
    expect(officer.get_by_role("alert")).to_contain_text("Published")

    anybody = visits()
    anybody.goto(f"/practices/?q={title.replace(' ', '+')}")
    anybody.get_by_role("link", name=title).click()
    expect(anybody.locator("main")).to_contain_text("because told, but not yet taken up")
    assert reference in anybody.url


def test_other_landlord_finds_asks_tries_and_reports(visits):
    reader = visits()
    reader.goto("/practices/")
    visits.check(reader)
    reader.get_by_role("group").locator("summary").first.click()
    visits.check(reader)
    reader.goto("/practices/GP-3QRD/")
    visits.check(reader)
    expect(reader.locator("main")).to_contain_text("Landlords see it when they sign in")

    page = visits(TAKER)
    page.goto("/practices/gaps/")
    visits.check(page)
    page.goto("/practices/GP-8VJG/")
    page.get_by_role("button", name="Ask the landlord that did it").click()
    visits.check(page)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_be_visible()
    visits.check(page)
    page.get_by_label("Your question").fill(f"Who prints the cards? {visits.named}")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("main")).to_contain_text("Who prints the cards?")
    visits.check(page)

    for progress, effect, rung in (("Trying", "Too early", ""), ("Adopted in", "Better", "Told")):
        page.goto("/practices/GP-8VJG/adopt/")
        visits.check(page)
        page.get_by_label(progress, exact=False).check()
        page.get_by_label("What happened").fill(f"On one estate. {visits.named}")
        page.get_by_label(effect, exact=False).check()
        if rung:
            page.get_by_label(rung, exact=True).check()
        page.get_by_role("button", name="Keep this report").click()
        expect(page.get_by_role("alert")).to_contain_text("Thank you")
    taken = page.get_by_role("region", name="Osiermead Homes")
    expect(taken).to_contain_text("Adopted in a changed form")
    expect(taken).to_contain_text("Better")
    visits.check(page)
    page.goto("/practices/ours/")
    expect(page.locator("main")).to_contain_text("Contact cards in six languages")
    visits.check(page)


@pytest.mark.parametrize(
    "address",
    [
        "/practices/types/",
        "/practices/types/scrutiny-panel/",
        "/practices/?q=zebra",
        "/practices/GP-7K2M/",
    ],
)
def test_public_pages_are_accessible(open_page, assert_accessible, address):
    page = open_page()
    page.goto(address)
    assert_accessible(page)


@pytest.mark.parametrize(
    "address",
    [
        "/practices/new/",
        "/practices/GP-9WNL/work/",
        "/practices/GP-9WNL/edit/",
        "/practices/GP-9WNL/versions/1/",
        "/practices/GP-8MDS/send/",
        "/practices/GP-9TWX/withdraw/",
    ],
)
def test_landlords_pages_are_accessible(open_page, site, assert_accessible, address):
    page = open_page()
    sign_in(page, site, TAKER)
    page.goto(address)
    assert_accessible(page)


def test_printed_page_of_a_practice_leaves_out_what_can_only_be_clicked(open_page, site):
    page = open_page()
    sign_in(page, site, TAKER)
    page.goto("/practices/GP-7K2M/")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Try it, or say how it goes")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()

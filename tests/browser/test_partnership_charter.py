"""A charter in the browser: drafted, signed, reported on, judged by residents, and shown."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import DESKTOP, PHONE, sign_in

pytestmark = pytest.mark.browser

OFFICER, LANDLORD = "staff@demo.example", "lead@demo.example"
ENOUGH = 10
SIGN = re.compile(r"^Sign\W+1\. Answer within ten days")


@pytest.fixture
def visit(open_page, site, assert_accessible):
    """A page at a width, with or without scripts, signed in as somebody; axe needs scripts."""

    def opened(who="", *, width=DESKTOP, scripts=True):
        page = open_page(width=width, scripts=scripts)
        if who:
            sign_in(page, site, who)
        page.looked = (lambda: assert_accessible(page)) if scripts else (lambda: None)
        return page

    return opened


def draft(page, slug, started):
    page.goto("/charter-work/new/")
    page.get_by_label("Charter", exact=True).check()
    page.get_by_label("Title").fill(f"Charter {slug}")
    page.get_by_label("Short name").fill(slug)
    page.get_by_label("Days to report").fill("0")
    page.get_by_role("button", name="Begin the draft").click()
    page.get_by_role("button", name="Add a commitment").click()
    page.looked()
    page.get_by_label("Title").fill("Answer within ten days")
    page.get_by_label("What is promised").fill("We answer within ten working days.")
    page.get_by_label("In effect from").fill(f"{started:%d/%m/%Y}")
    page.get_by_label("Every three months").check()
    page.get_by_role("button", name="Save").click()
    page.goto(f"/charter-work/{slug}/ask/")
    page.get_by_label("Who is asked to sign?").select_option("Osiermead Homes")
    page.get_by_role("button", name="Ask to sign").click()
    page.goto(f"/charter-work/{slug}/draft/publish/")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_contain_text("It is published")


def sign(page, slug, started):
    page.goto("/our-commitments/")
    page.get_by_role("link", name=f"Charter {slug}").click()
    page.get_by_role("link", name=SIGN).click()
    page.get_by_label("Sign it with a reservation").check()
    page.get_by_label("From which day").fill(f"{started:%d/%m/%Y}")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Say what the reservation is")
    page.looked()
    page.get_by_label("The reservation").fill("Not between Christmas and New Year.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("link", name=SIGN).click()
    page.get_by_label("Sign it with a reservation").check()
    page.get_by_label("The reservation").fill("Not in the week of Christmas.")
    page.get_by_label("From which day").fill(f"{started:%d/%m/%Y}")
    page.get_by_role("button", name="Save").click()


def report(page):
    page.looked()
    page.get_by_role("link", name="1. Answer within ten days").first.click()
    page.get_by_label("Done", exact=True).check()
    page.get_by_label("What was done").fill("All 212 letters within nine days.")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("link", name="Add evidence").click()
    page.looked()
    page.get_by_label("What it shows").fill("Our count")
    page.get_by_label("On a web page").check()
    page.get_by_label("Address of the page").fill("https://landlord.example/count")
    page.get_by_role("button", name="Add the evidence").click()
    page.looked()
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("alert")).to_contain_text("The report is sent")


def ask(page, slug, started):
    """Open a round and make its cards; gives their codes."""
    page.goto(f"/charter-work/{slug}/")
    page.get_by_role("link", name="ask its residents").click()
    today, last = date.today(), started + timedelta(days=80)  # noqa: DTZ011 - days as typed
    page.get_by_label("Title").fill("Autumn panel")
    page.get_by_label("Asked about the time from").fill(f"{started:%d/%m/%Y}")
    page.get_by_label("To", exact=True).first.fill(f"{last:%d/%m/%Y}")
    page.get_by_label("Answers are taken from").fill(f"{today:%d/%m/%Y}")
    page.get_by_label("To", exact=True).last.fill(f"{today:%d/%m/%Y}")
    page.get_by_label("Cards for residents").fill(str(ENOUGH))
    page.get_by_role("button", name="Open the round").click()
    page.get_by_role("button", name="Print cards").click()
    page.get_by_role("button", name="Make the cards").click()
    page.looked()
    return page.locator(".heard-seatcard__code").all_text_contents()


@pytest.mark.parametrize(("width", "scripts"), [(PHONE, True), (DESKTOP, False)])
def test_charter_from_its_first_word_to_what_residents_say(visit, width, scripts):
    slug = f"charter-{width}-{scripts}".lower()
    started = date.today() - timedelta(days=100)  # noqa: DTZ011 - days as typed
    how = {"width": width, "scripts": scripts}
    officer = visit(OFFICER, **how)
    draft(officer, slug, started)
    landlord = visit(LANDLORD, **how)
    sign(landlord, slug, started)
    report(landlord)

    anybody = visit(**how)
    anybody.goto(f"/tracker/{slug}/1/osiermead-homes/")
    expect(anybody.locator("main")).to_contain_text("Reported, not verified")
    expect(anybody.locator("main")).to_contain_text("Not in the week of Christmas.")

    codes = ask(officer, slug, started)
    assert len(codes) == ENOUGH
    anybody.goto("/tracker/verdict/")
    anybody.get_by_label("The code on your card").fill(codes[0])
    anybody.get_by_role("button", name="Start").click()
    anybody.looked()
    token = anybody.locator("[name=csrfmiddlewaretoken]").input_value()
    for at, code in enumerate(codes[1:]):  # the others, without looking at each page
        answer = {"says_1": "not-kept" if at < 6 else "kept", "csrfmiddlewaretoken": token}
        sent = anybody.request.post(f"/tracker/verdict/{code}/", form=answer)
        assert "Thank you" in sent.text()
    anybody.get_by_label("Not kept", exact=True).check()
    anybody.get_by_role("button", name="Keep my answers").click()
    expect(anybody.get_by_role("heading", level=1)).to_have_text("Thank you")
    officer.goto(f"/charter-work/{slug}/")
    officer.get_by_role("link", name="Autumn panel").click()
    officer.get_by_role("link", name="Close the round").click()
    officer.get_by_role("button", name="Close the round").click()

    anybody.goto(f"/tracker/{slug}/1/osiermead-homes/")
    expect(anybody.locator("main")).to_contain_text("Residents disagree")
    expect(anybody.locator("main")).to_contain_text("30% of about 10 residents")


SHOWN = (
    "/tracker/rule/",
    "/tracker/participation-charter/",
    "/tracker/participation-charter/7/",
    "/tracker/participation-charter/8/osiermead-homes/",
    "/tracker/landlords/osiermead-homes/",
)


def test_tracker_reads_well_everywhere(visit):
    page = visit()
    for address in SHOWN:
        page.goto(address)
        page.looked()
    page.goto("/landlords/osiermead-homes/")
    page.get_by_role("link", name="What this landlord promised").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What Osiermead Homes promised")

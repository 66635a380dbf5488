"""A working group in the browser: an agenda from what is due, minutes, an action that was done."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from tests.browser.conftest import DESKTOP, PHONE, sign_in

pytestmark = pytest.mark.browser
OFFICER, LANDLORD = "staff@demo.example", "landlord@demo.example"
WHO = "Osiermead Homes"
ITEM = "Lifts that stop"


def day(ahead):
    return f"{timezone.localdate() + timedelta(days=ahead):%d/%m/%Y}"


def about(deed, thing=ITEM):
    """The name of a link or button that says hidden what it is about."""
    return re.compile(f"{re.escape(deed)}.*{re.escape(thing)}")


def make_group(page, name, check):
    page.goto("/group/new/")
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Make it").click()
    page.get_by_role("link", name=name).click()
    page.get_by_role("link", name="Add an organisation").click()
    page.get_by_label("Landlord", exact=True).check()
    page.get_by_label("If it is a landlord, which").select_option(WHO)
    check(page)
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("link", name=about("Say who comes", WHO)).click()
    page.get_by_label(re.compile("Imelda Ferrant")).check()
    check(page)
    page.get_by_role("button", name="Save").click()


def plan_meeting(page, check):
    """Plan one for today, just past midnight, so that it can be written up at once."""
    page.get_by_role("button", name="Plan a meeting").click()
    page.get_by_label("Day").fill(day(0))
    page.get_by_label("Time", exact=True).fill("00:00")
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_role("alert")).to_contain_text("where people meet")
    check(page)
    page.get_by_label("Place").fill("Town Hall")
    page.get_by_role("button", name="Plan it").click()
    check(page)
    page.locator("#next + div").get_by_role("link").click()
    check(page)
    return page.url


def make_agenda(page, address, check):
    page.goto(f"{address}propose/")
    expect(page.get_by_role("checkbox").first).to_be_checked()  # a review is under way
    check(page)
    page.get_by_role("button", name="Put the ticked ones onto the agenda").click()
    page.get_by_role("link", name="Add an item of your own").click()
    page.get_by_label("Title").fill(ITEM)
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("button", name=about("Up")).click()
    expect(page.get_by_text(f"Moved: {ITEM}.")).to_be_visible()
    page.get_by_role("button", name="Send the agenda to members").click()
    check(page)


def write_up(page, action, check):
    page.get_by_role("link", name="Mark who came").click()
    page.get_by_role("group", name=re.compile("Imelda Ferrant")).get_by_label("Present").check()
    check(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Write the minutes").click()
    page.get_by_label(re.compile(ITEM)).fill("Three lifts stood still for a week.")
    check(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name=about("Keep a decision")).click()
    page.get_by_label("What was decided").fill("Lifts are mended within two days.")
    check(page)
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("link", name=about("Set an action")).click()
    page.get_by_label("What is to be done").fill(action)
    page.get_by_label("Who does it").select_option(WHO)
    page.get_by_label("By when").fill(day(10))
    check(page)
    page.get_by_role("button", name="Set it").click()
    page.get_by_role("button", name="Send the minutes to members").click()
    expect(page.get_by_text("The minutes are open to members")).to_be_visible()
    check(page)


def do_action(page, name, action, check):
    page.goto("/group/")
    check(page)
    page.get_by_role("link", name=name).click()
    check(page)
    page.get_by_role("link", name=action).click()
    page.get_by_role("button", name="It was done").click()
    page.get_by_label("What was done").fill("Told everybody on Tuesday.")
    check(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Told everybody on Tuesday.").first).to_be_visible()
    check(page)


@pytest.mark.parametrize(("width", "scripts"), [(PHONE, True), (DESKTOP, False)], ids=str)
def test_from_the_agenda_to_an_action_that_a_landlord_did(
    open_page, site, assert_accessible, width, scripts
):
    check = assert_accessible if scripts else lambda _page: None
    name, action = f"Group {width} {scripts}", f"Say when lifts were mended {width} {scripts}"
    team = open_page(width=width, scripts=scripts)
    sign_in(team, site, OFFICER)
    make_group(team, name, check)
    address = plan_meeting(team, check)
    make_agenda(team, address, check)
    write_up(team, action, check)
    landlord = open_page(width=width, scripts=scripts)
    sign_in(landlord, site, LANDLORD)
    do_action(landlord, name, action, check)
    landlord.goto(address)
    expect(landlord.get_by_text("Three lifts stood still for a week.")).to_be_visible()
    with landlord.expect_download() as started:
        landlord.get_by_role("link", name="Minutes as PDF").click()
    assert started.value.suggested_filename.endswith(".pdf")


def test_the_demonstrations_group_reads_well(page, site, assert_accessible):
    sign_in(page, site, OFFICER)
    group = "/group/landlords-and-residents-working-group/"
    page.goto("/group/calendar/")
    page.get_by_role("button", name="Make").click()
    expect(page.locator("[data-address]")).to_contain_text(".ics")
    assert_accessible(page)
    for path in ("", "actions/", "decisions/", "meetings/6/", "meetings/7/propose/"):
        page.goto(group + path)
        assert_accessible(page)

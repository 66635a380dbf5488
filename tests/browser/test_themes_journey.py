"""Themes made, corrected, checked and published: on a phone, and at a desk without scripts."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import DESKTOP, PHONE, sign_in

pytestmark = pytest.mark.browser
OFFICER, CHAMPION, LANDLORD = "staff@demo.example", "champion@demo.example", "landlord@demo.example"
ANSWERS = "\n".join(
    ["id,date,comment"]
    + [
        f"{number},2026-0{number % 6 + 1}-11,{words} {number}"
        for number in range(1, 41)
        for words in [
            (
                "The lift is broken again and nobody can climb the stairs",
                "Black mould on the wall and the bedroom smells of damp",
            )[number % 2]
        ]
    ]
    + ["41,,", "42,2126-01-01,Too late"]
)


def begin_study(phone, file, column):
    """Send a file off to be sorted into two themes."""
    phone.get_by_label("CSV file").set_input_files(file)
    phone.get_by_label("Heading of the column").fill(column)
    phone.get_by_label("How many themes").fill("2")
    phone.get_by_role("button", name="Find themes").click()


def test_a_file_is_sorted_named_quoted_published_and_its_codebook_used_again(
    open_page, site, assert_accessible, tmp_path
):
    file = tmp_path / "answers.csv"
    file.write_text(ANSWERS)
    phone = open_page(width=PHONE)
    sign_in(phone, site, OFFICER)
    phone.goto("/themes/new/file/")
    assert_accessible(phone)
    phone.get_by_label("Title").fill("Talk of the estate")
    begin_study(phone, file, "remark")
    expect(phone.get_by_text("There is no column 'remark'. The file has: id")).to_be_visible()
    assert_accessible(phone)
    begin_study(phone, file, "comment")
    expect(phone.get_by_text("2 rows were left out.")).to_be_visible()
    phone.get_by_role("button", name="See the themes").click(timeout=30_000)
    study = phone.url
    expect(phone.get_by_role("rowheader")).to_have_count(2)
    assert_accessible(phone)

    desk = open_page(width=DESKTOP, scripts=False)
    sign_in(desk, site, OFFICER)
    desk.goto(study)
    name_and_quote(desk)
    publish(desk, study)
    phone.goto(desk.url)
    assert_accessible(phone)
    book = codebook_of(desk, study)
    assert [one["name"] for one in book["themes"]] == ["Damp & mould"]
    book["themes"].append({"name": "Lifts", "description": "lift broken stairs climb"})
    (tmp_path / "book.json").write_text(json.dumps(book))
    desk.get_by_role("link", name="Use the themes of a codebook here").click()
    desk.get_by_label("Codebook (JSON)").set_input_files(tmp_path / "book.json")
    desk.get_by_role("button", name="Use these themes").click()
    desk.get_by_role("button", name="See the themes").click(timeout=30_000)
    expect(desk.get_by_role("link", name="Lifts")).to_be_visible()
    expect(desk.get_by_text("Proposed")).to_have_count(0)


def name_and_quote(desk):
    """Name the theme about damp, approve part of a quote, and put a text in no theme."""
    desk.get_by_role("link", name=re.compile("mould|damp", re.IGNORECASE)).first.click()
    desk.get_by_role("button", name="Name it").click()
    desk.get_by_label("Name", exact=True).fill("Damp & mould")
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("The machine’s name")).to_be_visible()
    desk.get_by_role("link", name="Read and approve quote 1").click()
    box = desk.get_by_label("As everybody will read it")
    words = box.input_value()
    box.fill("We love mould")
    desk.get_by_role("button", name="Approve it").click()
    expect(desk.get_by_role("alert")).to_contain_text("doesn’t stand in the text so")
    box.fill("[…] smells of damp" + words.rpartition("smells of damp")[2])
    desk.get_by_role("button", name="Approve it").click()
    expect(desk.get_by_text("Approved. It is shown wherever the theme is.")).to_be_visible()
    desk.get_by_role("checkbox").last.check()  # the quote stays
    desk.get_by_label("Put the chosen texts in").select_option("None of these")
    desk.get_by_role("button", name="Move", exact=True).click()
    expect(desk.get_by_text("1 text moved.")).to_be_visible()


def publish(desk, study):
    """Show it to everybody, and open the page that they see."""
    desk.goto(study)
    desk.get_by_role("link", name="change", exact=True).click()
    desk.get_by_label("Everybody").check()
    desk.get_by_role("button", name="Save").click()
    desk.get_by_role("link", name="The public page").click()
    expect(desk.get_by_role("heading", name="Damp & mould")).to_be_visible()
    expect(desk.get_by_text("[…] smells of damp")).to_be_visible()
    expect(desk.locator("main").get_by_text("lift")).to_have_count(0)  # nobody kept that theme


def codebook_of(desk, study):
    """The codebook that the page of a study gives."""
    desk.goto(study)
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Codebook of the kept themes").click()
    return json.loads(download.value.path().read_text())


def test_two_people_read_a_sample_and_see_how_far_they_agree(open_page, site, assert_accessible):
    page = open_page(width=PHONE)
    sign_in(page, site, OFFICER)
    page.goto("/themes/")
    page.get_by_role("link", name="What residents raised in the last year").click()
    page.get_by_role("button", name="Draw a sample").click()
    check = page.url
    page.get_by_role("button", name="Read the texts").click()
    assert_accessible(page)
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a theme for text 1")
    read_all(page)
    expect(page.get_by_text("Nobody else has read them yet.")).to_be_visible()
    desk = open_page(width=DESKTOP, scripts=False)
    sign_in(desk, site, CHAMPION)
    desk.goto(check)
    desk.get_by_role("button", name="Read the texts").click()
    read_all(desk, last="None of these")
    expect(desk.get_by_role("heading", name="How far people agree")).to_be_visible()
    expect(desk.get_by_text("The same theme for 40 of 50 texts.")).to_be_visible()
    page.goto(check)
    assert_accessible(page)


def read_all(page, last=""):
    """Give all texts the first theme, and those of the last page another."""
    for number in range(1, 6):
        for box in page.get_by_role("combobox").all():
            if last and number == 5:
                box.select_option(last)
            else:
                box.select_option(index=1)
        page.get_by_role("button", name="Save").click()


def test_pages_of_themes_are_accessible(open_page, site, assert_accessible):
    page = open_page(width=PHONE)
    page.goto("/what-residents-say/")
    assert_accessible(page)
    sign_in(page, site, OFFICER)
    page.goto("/themes/")
    assert_accessible(page)
    page.get_by_role("link", name="What residents raised in the last year").click()
    expect(page.get_by_role("img", name=re.compile("Damp or mould"))).to_be_visible()
    assert_accessible(page)
    page.get_by_role("rowheader").get_by_role("link").first.click()
    page.get_by_text("The same as a table").click()
    assert_accessible(page)
    page.goto("/themes/new/concerns/")
    assert_accessible(page)


def test_a_landlord_sees_what_residents_of_its_homes_say(open_page, site, assert_accessible):
    page = open_page(width=PHONE)
    sign_in(page, site, LANDLORD)
    page.goto("/landlord-themes/")
    page.get_by_role("link", name="What residents raised in the last year").click()
    expect(page.get_by_role("heading", name="Damp or mould")).to_be_visible()
    assert_accessible(page)

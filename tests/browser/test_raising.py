"""Residents raise a concern on a phone or a computer, with and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.browser.raising_pages import SAID, choose, on, raise_concern, say_what, say_where

pytestmark = pytest.mark.browser
REFERENCE = re.compile(r"H-\w{4}-\w{4}")


def test_resident_raises_a_concern(page, assert_accessible):
    reference = raise_concern(page, assert_accessible)
    assert REFERENCE.fullmatch(reference)
    expect(page.get_by_role("heading", level=1)).to_have_text("We have it")
    expect(page.get_by_alt_text("Your private link as a code")).to_be_visible()
    page.get_by_role("link", name="large print").click()
    assert_accessible(page)
    page.get_by_role("link", name="See your concern").click()
    expect(page.get_by_text(SAID)).to_be_visible()


def test_resident_raises_a_concern_without_scripts(open_page):
    page = open_page(scripts=False)
    assert REFERENCE.fullmatch(raise_concern(page))


def test_emergency_is_told_what_to_do_first(page, assert_accessible):
    page.goto("/raise/what/all/")
    assert_accessible(page)
    page.get_by_role("button", name="Gas, fumes or alarms for them").click()
    choose(page, "Do you smell gas now?", "Yes")
    on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Please read this first")
    expect(page.get_by_text("Open doors and windows.")).to_be_visible()
    assert_accessible(page)


def test_mistakes_are_named_and_what_was_typed_stays(page, assert_accessible):
    say_what(page)
    on(page)
    expect(page.get_by_role("alert")).to_contain_text("Write the name of your landlord")
    assert_accessible(page)
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_label("What is wrong?")).to_have_value(SAID)


def test_photos_are_shown_and_a_document_is_refused(page, assert_accessible, tmp_path):
    from PIL import Image

    photo, document = tmp_path / "wall.jpg", tmp_path / "letter.docx"
    Image.new("RGB", (300, 200), (120, 90, 60)).save(photo)
    document.write_bytes(b"PK\x03\x04 not a photo")
    say_what(page)
    say_where(page)
    page.get_by_label("Choose photos or PDFs").set_input_files([photo, document])
    page.get_by_role("button", name="Add these").click()
    expect(page.get_by_role("alert")).to_contain_text("letter.docx")
    expect(page.get_by_alt_text("wall.jpg")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Remove wall.jpg").click()
    expect(page.get_by_alt_text("wall.jpg")).to_have_count(0)


def test_fields_of_a_choice_open_with_it(page):
    say_what(page)
    page.goto("/raise/contact/")
    expect(page.get_by_label("E-mail address")).to_be_hidden()
    choose(page, "How shall we reach you?", "E-mail")
    expect(page.get_by_label("E-mail address")).to_be_visible()

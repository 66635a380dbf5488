"""What the council's staff do, in the browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import sign_in
from tests.workbooks import build_workbook

pytestmark = pytest.mark.browser

PAGES = {
    "start": "/staff/",
    "components": "/staff/components/",
    "workbooks": "/staff/workbooks/",
    "import": "/staff/workbooks/new/",
    "register": "/staff/landlords/",
    "add a landlord": "/staff/landlords/add/",
    "import landlords": "/staff/landlords/import/",
    "one landlord": "/staff/landlords/candlemas-housing/",
    "edit": "/staff/landlords/candlemas-housing/edit/",
    "history": "/staff/landlords/candlemas-housing/history/",
    "wards": "/staff/landlords/wards/osiermead/",
    "frameworks": "/review-work/frameworks/",
    "one framework": "/review-work/frameworks/health-check/1/",
    "bring in a framework": "/review-work/frameworks/upload/",
}


@pytest.mark.parametrize("name", PAGES)
def test_staff_page_is_accessible(open_page, site, assert_accessible, name):
    page = open_page()
    sign_in(page, site)
    assert page.goto(PAGES[name]).ok
    assert_accessible(page)


def test_wrong_password_is_told(page, site, assert_accessible):
    page.goto("/account/sign-in/password/")
    page.get_by_label("E-mail address").fill(site.staff)
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    assert_accessible(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_upload_that_is_no_workbook_is_refused(open_page, site, tmp_path, scripts):
    page = open_page(scripts=scripts)
    sign_in(page, site)
    path = tmp_path / "holiday.xlsx"
    path.write_bytes(b"not a workbook")
    upload(page, path)
    expect(page.get_by_role("alert")).to_contain_text("holiday.xlsx", timeout=30_000)
    expect(page.get_by_role("alert")).to_contain_text("Nothing was stored")


def test_officer_imports_a_workbook_and_sees_what_came_of_it(
    open_page, site, tmp_path, assert_accessible
):
    page = open_page()
    sign_in(page, site)
    path = tmp_path / "2024_TSM_small.xlsx"
    build_workbook(path, year="2023-24")
    upload(page, path)
    expect(page.get_by_role("heading", name="Imported")).to_be_visible(timeout=60_000)
    assert_accessible(page)


def test_officer_mends_a_framework_at_its_line_and_stores_it(open_page, site, assert_accessible):
    page = open_page()
    sign_in(page, site)
    page.goto("/review-work/frameworks/edit/")
    text = page.get_by_label("The framework")
    text.fill(text.input_value().replace("weight: 2", "weight: two"))
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("alert")).to_contain_text("1 thing to mend")
    assert_accessible(page)
    page.get_by_role("link", name="Line 14").click()
    chosen = text.evaluate("it => it.value.slice(it.selectionStart, it.selectionEnd)")
    assert chosen == "    weight: two"
    for weight in ("weight: 2", "weight: 3"):
        text.fill(re.sub("weight: .*", weight, text.input_value()))
        page.get_by_role("button", name="See what would change").click()
        page.get_by_role("button", name="Store as version").click()
        page.get_by_role("button", name="Change it").click()
    page.get_by_role("button", name="See what would change").click()
    expect(page.locator("main")).to_contain_text("There is nothing to store.")
    assert_accessible(page)
    page.goto("/review-work/frameworks/our-framework/compare/")
    expect(page.locator("main")).to_contain_text("1 criterion changed.")
    assert_accessible(page)


def upload(page, path):
    page.goto("/staff/workbooks/new/")
    page.get_by_label("Workbooks").set_input_files(path)
    page.get_by_role("button", name="Import").click()

"""Signing in and people's roles, in the browser."""

from __future__ import annotations

import re
import time
from uuid import uuid4

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import DESKTOP, PHONE, sign_in

pytestmark = pytest.mark.browser


def message(site, to, pattern, seconds=30):
    """What a message to the address says at the pattern, once it is there."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for path in sorted(site.mail.glob("*.log"), reverse=True):
            text = path.read_text().replace("=\n", "")
            if f"To: {to}" in text and (found := re.search(pattern, text)):
                return found.group(1)
        time.sleep(0.1)
    pytest.fail(f"no message to {to}")


def ask_for_code(page, site, email):
    page.goto("/account/sign-in/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", name="Check your e-mail")).to_be_visible()
    return message(site, email, r"Your code is (\d{3} \d{3})")


@pytest.mark.parametrize(("width", "scripts"), [(PHONE, True), (DESKTOP, False)], ids=str)
def test_resident_signs_in_by_code_and_out(open_page, site, assert_accessible, scripts, width):
    page = open_page(scripts=scripts, width=width)
    email = f"{uuid4().hex}@example.org"
    code = ask_for_code(page, site, email)
    if scripts:
        assert_accessible(page)
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_resident_signs_in_by_link_on_another_device(open_page, site, assert_accessible):
    page, phone = open_page(), open_page(width=PHONE)
    email = f"{uuid4().hex}@example.org"
    ask_for_code(page, site, email)
    phone.goto(message(site, email, r"http://[^/]+(/account/sign-in/link/\S+)"))
    assert_accessible(phone)
    phone.get_by_role("button", name="Sign in").click()
    expect(phone.get_by_role("heading", name="Your account")).to_be_visible()


def test_administrator_invites_an_officer_who_sets_up_a_passkey(open_page, site, assert_accessible):
    email = f"{uuid4().hex}@example.org"
    administrator = open_page()
    sign_in(administrator, site, "administrator@demo.example")
    administrator.goto("/account/people/invite/")
    assert_accessible(administrator)
    administrator.get_by_label("E-mail addresses").fill(email)
    administrator.get_by_label("Council officer").check()
    administrator.get_by_role("button", name="Send invitations").click()
    expect(administrator.get_by_text("1 invitation was sent.")).to_be_visible()
    assert_accessible(administrator)

    page = open_page(width=PHONE)
    local = site.url.replace("127.0.0.1", "localhost")  # browsers know no passkeys of a number
    page.goto(local + message(site, email, r"http://[^/]+(/account/invitation/\S+)"))
    assert_accessible(page)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("heading", name="One more thing")).to_be_visible()
    assert_accessible(page)
    page.goto(f"{local}/staff/landlords/")
    expect(page.get_by_role("heading", name="One more thing")).to_be_visible()

    with_passkeys(page)
    page.get_by_role("button", name="Add a passkey").click()
    assert_accessible(page)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    assert_accessible(page)
    page.goto(f"{local}/account/")
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{local}/account/sign-in/?next=/staff/landlords/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(f"{local}/staff/landlords/")


def with_passkeys(page):
    """Give the browser something like a fingerprint reader, whose owner always agrees."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


ACCOUNT_PAGES = ["/account/", "/account/sessions/", "/account/security/", "/account/security/app/"]


@pytest.mark.parametrize("address", [*ACCOUNT_PAGES, "/account/our-people/"])
def test_pages_of_an_account_are_accessible(open_page, site, assert_accessible, address):
    page = open_page()
    sign_in(page, site, "lead@demo.example")
    assert page.goto(address).ok
    assert_accessible(page)

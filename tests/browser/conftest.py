"""A real server with the demonstration loaded, and Chromium that looks at it.

Each worker of the test run has a server of its own, started as a user starts one.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

PHONE, DESKTOP = 360, 1280
LAUNCH = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


@dataclass(frozen=True)
class Site:
    """A running installation with the demonstration in it."""

    url: str
    staff: str
    password: str


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    home = tmp_path_factory.mktemp("heard")
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("HEARD_", "DJANGO_"))
    } | {"HEARD_HOME": str(home)}
    loaded = subprocess.run(
        [sys.executable, "-m", "heard", "demo", "--no-serve", "--tsm", "none"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert loaded.returncode == 0, loaded.stderr
    name, password = re.search(r"(staff\S+)\s+(\S+)", loaded.stdout).groups()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "heard", "serve", "--port", str(port), "--workers", "1"],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{url}/healthz", server)
        yield Site(url, name, password)
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(address, server, seconds=60):
    """Return once the address answers; fail when the server stops or takes too long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert server.poll() is None, "the server stopped"
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server didn't answer in time")


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        path = os.environ.get("HEARD_BROWSER") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=path, args=LAUNCH)
        yield browser
        browser.close()


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def width(request):
    return request.param


@pytest.fixture
def open_page(chromium, site):
    """Open pages that fail the test when the browser's console shows an error."""
    contexts, errors = [], []

    def opened(*, width=DESKTOP, scripts=True):
        context = chromium.new_context(
            base_url=site.url, viewport={"width": width, "height": 800}, java_script_enabled=scripts
        )
        page = context.new_page()
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        contexts.append(context)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not errors


@pytest.fixture
def page(open_page, width):
    return open_page(width=width)


@pytest.fixture
def staff_page(open_page, width, site):
    page = open_page(width=width)
    sign_in(page, site)
    return page


def sign_in(page, site):
    page.goto("/account/sign-in/")
    page.get_by_label("Username").fill(site.staff)
    page.get_by_label("Password").fill(site.password)
    page.get_by_role("button", name="Sign in").click()


@pytest.fixture
def assert_accessible():
    """Run axe on a page, and see that nothing is wider than the screen."""
    axe = Axe()

    def check(page):
        found = axe.run(page, options=AXE)
        assert found.violations_count == 0, found.generate_report()
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, f"{page.url} is wider than the screen"

    return check

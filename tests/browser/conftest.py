"""A real server with the demonstration loaded, and Chromium that looks at it.

Each worker of the test run has a server of its own, started as a user starts one.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, sync_playwright

PHONE, DESKTOP = 360, 1280
SIGNED_IN: dict[tuple[str, str], list] = {}  # site and e-mail address: cookies of the session
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
    },
    "resultTypes": ["violations"],  # what is well needs no list of where
}


@dataclass(frozen=True)
class Site:
    """A running installation with the demonstration in it."""

    url: str
    staff: str
    password: str
    sign_ins: dict[str, str]  # e-mail address of each made-up person: password
    mail: Path  # a folder with a file for each message sent


@dataclass(frozen=True)
class Demonstration:
    """A folder with the demonstration loaded into it, and what loading said."""

    home: Path
    said: str


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory):
    """The demonstration, loaded by whichever worker comes first. Never served: `site` copies it.

    `script/test` has it loaded beforehand, and names the folder.
    """
    if loaded := os.environ.get("HEARD_TEST_DEMONSTRATION"):
        return Demonstration(Path(loaded) / "home", (Path(loaded) / "said").read_text("utf-8"))
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # the folder that all workers of this run share
    home, said = base / "demonstration", base / "demonstration.txt"
    with (base / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            loaded = subprocess.run(
                [sys.executable, "-m", "heard", "demo", "--no-serve", "--tsm", "none"],
                env=environment(home),
                capture_output=True,
                text=True,
                check=False,
            )
            assert loaded.returncode == 0, loaded.stderr
            said.write_text(loaded.stdout, encoding="utf-8")
    return Demonstration(home, said.read_text(encoding="utf-8"))


def environment(home):
    """Settings of an installation in that folder, and nobody else's."""
    others = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("HEARD_", "DJANGO_"))
    }
    return others | {"HEARD_HOME": str(home), "HEARD_MAIL_URL": f"file://{home / 'mail'}"}


@pytest.fixture(scope="session")
def site(demonstration, tmp_path_factory):
    home = tmp_path_factory.mktemp("heard") / "home"
    shutil.copytree(demonstration.home, home)
    sign_ins = dict(re.findall(r"^ +(\S+@demo\.example) +(\S+)", demonstration.said, re.MULTILINE))
    name = next(email for email in sign_ins if email.startswith("staff"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "heard", "serve", "--port", str(port), "--workers", "1"],
        env=environment(home),
        stdout=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{url}/healthz", server)
        yield Site(url, name, sign_ins[name], sign_ins, home / "mail")
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
def page(open_page):
    return open_page(width=PHONE)


@pytest.fixture
def staff_page(open_page, site):
    page = open_page()
    sign_in(page, site)
    return page


def sign_in(page, site, email=""):
    """Sign a made-up person in by their password; the officer unless another is named.

    Whoever signed in to this site before goes on with that session, if it hasn't ended.
    """
    who = (site.url, email or site.staff)
    if who in SIGNED_IN:
        page.context.add_cookies(SIGNED_IN[who])
        page.goto("/account/start/")
        if "/sign-in/" not in page.url:
            return
    page.goto("/account/sign-in/password/")
    page.get_by_label("E-mail address").fill(email or site.staff)
    page.get_by_label("Password").fill(site.sign_ins[email or site.staff])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in/password/" not in url)
    SIGNED_IN[who] = page.context.cookies()


@pytest.fixture
def assert_accessible():
    """Run axe at both widths, see that nothing is wider than the screen, and leave it as it was."""
    axe = Axe()

    def run(page):
        if page.evaluate("typeof axe === 'undefined'"):
            return axe.run(page, options=AXE)
        return AxeResults(page.evaluate("options => axe.run(options)", AXE))

    def look(page):
        page.wait_for_load_state()
        try:
            found = run(page)
        except Error:  # the next page took this one's place meanwhile: that is the one to look at
            page.wait_for_load_state()
            found = run(page)
        assert found.violations_count == 0, found.generate_report()
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, f"{page.url} is wider than the screen"

    def check(page):
        before = page.viewport_size
        for width in sorted((PHONE, DESKTOP), key=lambda width: width == before["width"]):
            page.set_viewport_size({**before, "width": width})
            look(page)

    return check

"""Print the path of a Chromium for the browser tests, getting one where there is none.

The system's own first, then Debian's package where apt may be used, then Playwright's download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)


def installed() -> str | None:
    """The browser of the system, if it has one."""
    given = os.environ.get("HEARD_BROWSER")
    return given or next((path for name in NAMES if (path := shutil.which(name))), None)


def from_debian() -> str | None:
    """Debian's package, where this account may use apt."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    print("Installing Debian's Chromium for the browser tests …", file=sys.stderr)
    subprocess.run(["apt-get", "update"], check=False, **quiet)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for package in ("chromium-headless-shell", "chromium"):  # the shell does with half the work
        command = ["apt-get", "install", "--yes", "--no-install-recommends", package]
        command.append("fonts-liberation")
        subprocess.run(command, check=False, env=environment, **quiet)
        if found := installed():
            return found
    return None


def from_playwright() -> str | None:
    """Playwright's own download."""
    print("Downloading Playwright's Chromium for the browser tests …", file=sys.stderr)
    command = [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]
    done = subprocess.run(
        command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    if done.returncode:
        return None
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only after the download

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main() -> int:
    """Print the browser's path; exit 1 and say how to get one when there is none."""
    path = installed() or from_debian() or from_playwright()
    if path is None:
        print(
            "The browser tests need Chromium and none could be had. Install one (Debian, Ubuntu: "
            "apt install chromium; macOS: brew install --cask chromium) or name one: "
            "HEARD_BROWSER=/path/to/chromium script/test",
            file=sys.stderr,
        )
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())

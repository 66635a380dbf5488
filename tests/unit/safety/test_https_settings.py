from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

PROGRAM = """
import json
from heard import settings as s
def cookie(kind, name):
    name = getattr(s, f"{kind}_COOKIE_NAME", name)
    parts = ("SECURE", "HTTPONLY", "SAMESITE")
    return [name, *(getattr(s, f"{kind}_COOKIE_{part}") for part in parts)]
print(json.dumps({
    "session": cookie("SESSION", "sessionid"),
    "csrf": cookie("CSRF", "csrftoken"),
    "hosts": s.ALLOWED_HOSTS,
    "path": getattr(s, "SESSION_COOKIE_DOMAIN", None),
}))
"""


def told(tmp_path, **variables):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "HEARD_HOME": str(tmp_path), **variables},
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)


def test_cookies_are_bound_to_this_host_where_people_come_by_https(tmp_path):
    found = told(tmp_path, HEARD_HTTPS="1", HEARD_FILES_URL="https://files.example.org")
    assert found["session"] == ["__Host-session", True, True, "Lax"]
    assert found["csrf"] == ["__Host-csrf", True, True, "Lax"]
    assert found["path"] is None
    assert "files.example.org" in found["hosts"]


@pytest.mark.parametrize("https", ["0", ""])
def test_cookies_work_on_ones_own_machine(tmp_path, https):
    found = told(tmp_path, HEARD_HTTPS=https)
    assert found["session"] == ["sessionid", False, True, "Lax"]

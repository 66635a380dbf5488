from __future__ import annotations

import pytest

from heard.errors import SettingsError
from heard.mail import CONSOLE, FILES, SMTP, mail_settings


def test_console_is_the_plainest():
    assert mail_settings("console:") == {"EMAIL_BACKEND": CONSOLE}


def test_folder_takes_messages_as_files():
    assert mail_settings("file:///tmp/a%20b") == {
        "EMAIL_BACKEND": FILES,
        "EMAIL_FILE_PATH": "/tmp/a b",  # noqa: S108 - nothing is written
    }


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("smtp://mail.example", ("mail.example", 587, "", "", False, False, 20.0)),
        ("smtp://u:p%40%2F@h:25?tls=1&timeout=3", ("h", 25, "u", "p@/", True, False, 3.0)),
        ("smtp://h?tls=0", ("h", 587, "", "", False, False, 20.0)),
        ("smtps://h", ("h", 465, "", "", False, True, 20.0)),
        ("smtp://[::1]:2525", ("::1", 2525, "", "", False, False, 20.0)),
    ],
)
def test_server_with_everything_that_can_be_said(url, wanted):
    found = mail_settings(url)
    assert found["EMAIL_BACKEND"] == SMTP
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL", "TIMEOUT")
    assert tuple(found[f"EMAIL_{name}"] for name in names) == wanted


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://u:topsecret@h:port",
        "smtp://u:topsecret@h?tls=yes",
        "smtp://u:topsecret@h?tsl=1",
        "smtp://u:topsecret@h?timeout=soon",
        "smtp://u:topsecret@h?timeout=0",
        "smtps://u:topsecret@h?tls=1",
        "file:",
    ],
)
def test_address_that_makes_no_sense_is_refused_without_its_password(url):
    with pytest.raises(SettingsError, match="HEARD_MAIL_URL") as caught:
        mail_settings(url)
    assert "topsecret" not in str(caught.value)

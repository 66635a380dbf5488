"""HEARD_MAIL_URL, read into Django's settings for mail."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from heard.errors import SettingsError

CONSOLE = "heard.notices.channels.console.ConsoleBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
FILES = "django.core.mail.backends.filebased.EmailBackend"
_SAY = "See docs/reference/settings.md."


def mail_settings(url: str) -> dict[str, Any]:
    """Django's settings for a way of sending: console:, file:///folder, smtp:// or smtps://.

    Raises:
        SettingsError: the address makes no sense. Its password is never repeated.

    Examples:
        >>> mail_settings("smtp://heard:p%40ss@mail.example.org:587?tls=1")["EMAIL_HOST_PASSWORD"]
        'p@ss'
    """
    parts = urlsplit(url)
    match parts.scheme:
        case "console":
            return {"EMAIL_BACKEND": CONSOLE}
        case "file" if parts.path:
            return {"EMAIL_BACKEND": FILES, "EMAIL_FILE_PATH": unquote(parts.path)}
        case "smtp" | "smtps":
            return _smtp(url)
    raise SettingsError(
        f"HEARD_MAIL_URL starts with {parts.scheme or 'nothing'!r}: write console:, "
        f"file:///folder, smtp://host or smtps://host. {_SAY}"
    )


def _smtp(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    within = parts.scheme == "smtps"
    choices = parse_qs(parts.query)
    try:
        port = parts.port or (465 if within else 587)
        timeout = float(choices.pop("timeout", ["20"])[0])
        tls = {"1": True, "0": False}[choices.pop("tls", ["0"])[0]]
    except (ValueError, KeyError):
        raise SettingsError(
            f"HEARD_MAIL_URL: the port and timeout are numbers, tls is 1 or 0. {_SAY}"
        ) from None
    if choices or not parts.hostname or timeout <= 0 or (tls and within):
        raise SettingsError(
            "HEARD_MAIL_URL: name a host, and after ? only tls=1 (not with smtps) and "
            f"timeout=SECONDS. {_SAY}"
        )
    return {
        "EMAIL_BACKEND": SMTP,
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": tls,
        "EMAIL_USE_SSL": within,
        "EMAIL_TIMEOUT": timeout,
    }

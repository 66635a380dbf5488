"""Every setting that Heard reads from its environment, in one place."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from heard.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

Network = IPv4Network | IPv6Network
CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable; docs/reference/settings.md describes each."""

    name: str
    summary: str
    default: str = ""


VARIABLES = (
    Variable("HEARD_HOME", "Folder that holds everything an installation keeps."),
    Variable("HEARD_DATABASE_URL", "The store; SQLite in HEARD_HOME unless given."),
    Variable("HEARD_SECRET_KEY", "Signs sessions; made and kept in HEARD_HOME unless given."),
    Variable("HEARD_AUDIT_KEY", "Signs the audit log; made and kept in HEARD_HOME unless given."),
    Variable(
        "HEARD_ALLOWED_HOSTS", "Host names to answer to, with commas.", "localhost,127.0.0.1,[::1]"
    ),
    Variable("HEARD_HTTPS", "1 where people reach Heard by HTTPS: secure cookies and HSTS.", "0"),
    Variable("HEARD_DEBUG", "1 shows technical error pages. Never on a machine others reach.", "0"),
    Variable("HEARD_TSM_DIR", "Folder with the regulator's workbooks, for the demo."),
    Variable("HEARD_OIDC_ISSUER", "The council's own sign-in (OpenID Connect), if it has one."),
    Variable("HEARD_OIDC_CLIENT_ID", "What that sign-in knows Heard as."),
    Variable("HEARD_OIDC_CLIENT_SECRET", "Heard's secret there."),
    Variable("HEARD_SECOND_FACTOR", "0 lets staff in without a passkey or one-time code.", "1"),
    Variable("HEARD_MAIL_URL", "How messages are sent; printed unless given.", "console:"),
    Variable("HEARD_MAIL_FROM", "From whom messages come.", "Heard <heard@localhost>"),
    Variable("HEARD_MAIL_FROM_DISCREET", "From whom messages without details come."),
    Variable("HEARD_MAIL_REPLY_TO", "Where replies to messages go."),
    Variable("HEARD_SITE_URL", "Address at which people reach Heard.", "http://localhost:8000"),
    Variable("HEARD_COUNCIL_NAME", "The council's name, as messages sign.", "The council"),
    Variable("HEARD_COUNCIL_CONTACT", "Phone and address, shown where a page can't help."),
    Variable("HEARD_CLAMAV", "ClamAV that looks at files: host:port, or a socket's path."),
    Variable("HEARD_FILES_URL", "Another address of this server, which gives out files alone."),
    Variable("HEARD_TRUSTED_PROXIES", "Addresses of proxies whose word about visitors counts."),
    Variable("HEARD_STANDARD", "File with the council's own deadlines."),
    Variable("HEARD_MODEL_URL", "A language model that proposes names of themes, if wanted."),
    Variable("HEARD_MODEL_NAME", "Which model it is to use there."),
    Variable("HEARD_MODEL_KEY", "Heard's secret there."),
    Variable("HEARD_SPARK_MASTER", "Where Spark counts; what spark-submit says unless given."),
    Variable("HEARD_LOG_LEVEL", "Least level to log.", "WARNING"),
)


def read(name: str, environ: Mapping[str, str] = os.environ) -> str:
    """The variable's value, or its default."""
    variable = next(v for v in VARIABLES if v.name == name)
    return environ.get(name, "").strip() or variable.default


def read_flag(name: str, environ: Mapping[str, str] = os.environ) -> bool:
    """A variable that is 1 or 0.

    Raises:
        SettingsError: it is something else.
    """
    value = read(name, environ).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"", "0", "false", "no", "off"}:
        return False
    raise SettingsError(f"{name} is {value!r}: write 1 or 0. See docs/reference/settings.md.")


def networks(name: str, environ: Mapping[str, str] = os.environ) -> tuple[Network, ...]:
    """A variable that names addresses and networks, with commas.

    Raises:
        SettingsError: one is neither.
    """
    parts = [part.strip() for part in read(name, environ).split(",") if part.strip()]
    try:
        return tuple(ip_network(part, strict=False) for part in parts)
    except ValueError as error:
        raise SettingsError(
            f"{name}: {error}. Write addresses such as 127.0.0.1 or 10.0.0.0/8, with commas."
        ) from error


def host_of(name: str, url: str) -> str:
    """The host that an address of the web is on.

    Raises:
        SettingsError: it isn't a whole address without a path.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise SettingsError(
            f"{name} is {url!r}: write an address without a path, such as https://files.example.org"
        )
    return parts.hostname


def home(environ: Mapping[str, str] = os.environ) -> Path:
    """HEARD_HOME, or var/ in a checkout, or the platform's data folder."""
    given = read("HEARD_HOME", environ)
    if given:
        return Path(given).expanduser().resolve()
    if (CHECKOUT / "pyproject.toml").exists():
        return CHECKOUT / "var"
    from platformdirs import user_data_path  # noqa: PLC0415 - only an installed package needs it

    return user_data_path("heard")


def secret_key(folder: Path, environ: Mapping[str, str] = os.environ) -> str:
    """The key that signs sessions: given, or made once and kept readable by its owner only."""
    return read("HEARD_SECRET_KEY", environ) or _kept_key(folder / "secret-key")


def audit_key(folder: Path, environ: Mapping[str, str] = os.environ) -> bytes:
    """The key that signs the audit log: given, or made once and kept outside the store."""
    return (read("HEARD_AUDIT_KEY", environ) or _kept_key(folder / "audit-key")).encode()


def _kept_key(path: Path) -> str:
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    try:
        os.link(made, path)  # whole from the first moment that another process can read it
    except FileExistsError:
        pass
    finally:
        made.unlink()
    return path.read_text().strip()


OIDC = "council"


def openid_providers(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """The council's own sign-in, as django-allauth wants it told; nothing where there is none.

    Raises:
        SettingsError: only some of its three settings are given.
    """
    names = ("HEARD_OIDC_ISSUER", "HEARD_OIDC_CLIENT_ID", "HEARD_OIDC_CLIENT_SECRET")
    given = {name: read(name, environ) for name in names}
    if not any(given.values()):
        return {}
    if missing := [name for name, value in given.items() if not value]:
        raise SettingsError(
            f"{' and '.join(missing)}: missing. The council's sign-in needs all three of "
            f"{', '.join(names)}. See docs/reference/settings.md."
        )
    issuer, client, secret = given.values()
    app = {
        "provider_id": OIDC,
        "name": "the council's sign-in",
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": issuer.rstrip("/"), "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}

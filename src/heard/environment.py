"""Every setting that Heard reads from its environment, in one place."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from heard.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    Variable(
        "HEARD_ALLOWED_HOSTS", "Host names to answer to, with commas.", "localhost,127.0.0.1,[::1]"
    ),
    Variable("HEARD_HTTPS", "1 where people reach Heard by HTTPS: secure cookies and HSTS.", "0"),
    Variable("HEARD_DEBUG", "1 shows technical error pages. Never on a machine others reach.", "0"),
    Variable("HEARD_TSM_DIR", "Folder with the regulator's workbooks, for the demo."),
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
    given = read("HEARD_SECRET_KEY", environ)
    if given:
        return given
    path = folder / "secret-key"
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        pass
    folder.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(50)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process made it first
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(key)
    return key

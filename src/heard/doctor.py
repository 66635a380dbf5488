"""Checks of an installation, each with what to do about it."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.conf import settings
from django.core.checks import run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from heard.environment import CHECKOUT, VARIABLES
from heard.errors import BadInputError
from heard.health import store_faults

if TYPE_CHECKING:
    from collections.abc import Callable

ENOUGH_SPACE = 500 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: "ok", "note" (works, could be better) or "wrong" (must be put right)."""

    mark: Literal["ok", "note", "wrong"]
    what: str
    mend: str = ""


def examine() -> list[Finding]:
    """Run every check; one that fails to run is itself a finding."""
    checks: list[Callable[[], list[Finding]]] = [
        _home,
        _settings,
        _unknown_settings,
        _store,
        _migrations,
        _assets,
        _django,
        _mail,
        _log,
        _standard,
        _safety_words,
        _contents,
    ]
    findings: list[Finding] = []
    for check in checks:
        try:
            findings += check()
        except (OSError, DatabaseError) as error:
            name = check.__name__.strip("_")
            findings.append(Finding("wrong", f"The check of {name} failed: {error}"))
    return findings


def _home() -> list[Finding]:
    home = settings.HOME
    if not home.is_dir():
        return [Finding("wrong", f"{home} doesn't exist.", "Run `heard serve` or `heard demo`.")]
    if not os.access(home, os.W_OK):
        return [Finding("wrong", f"{home} can't be written.", "Give this account write access.")]
    findings = [Finding("ok", f"Everything is kept in {home}")]
    if home.stat().st_mode & 0o077:
        findings.append(
            Finding("note", f"Others on this machine can look into {home}.", f"chmod 700 {home}")
        )
    if shutil.disk_usage(home).free < ENOUGH_SPACE:
        findings.append(Finding("wrong", "Less than 500 MB of disk is free.", "Make room."))
    return findings


def _settings() -> list[Finding]:
    findings = []
    if settings.DEBUG:
        findings.append(
            Finding("wrong", "HEARD_DEBUG is on: error pages show secrets.", "Set HEARD_DEBUG=0.")
        )
    local = {"localhost", "127.0.0.1", "[::1]"}
    if not settings.HTTPS and set(settings.ALLOWED_HOSTS) - local:
        findings.append(
            Finding(
                "wrong",
                "People reach Heard by name but cookies are not kept to HTTPS.",
                "Serve it by HTTPS and set HEARD_HTTPS=1.",
            )
        )
    return findings or [Finding("ok", "Settings are safe.")]


def _unknown_settings() -> list[Finding]:
    known = {variable.name for variable in VARIABLES} | {"HEARD_PYTHON"}
    unknown = sorted(name for name in os.environ if name.startswith("HEARD_") and name not in known)
    return [
        Finding("note", f"{name} is no setting of Heard.", "See docs/reference/settings.md.")
        for name in unknown
    ]


def _store() -> list[Finding]:
    faults = store_faults()
    if faults:
        return [
            Finding("wrong", fault, "Check HEARD_DATABASE_URL and the disk.") for fault in faults
        ]
    return [Finding("ok", f"The store ({connection.vendor}) can be read and written.")]


def _migrations() -> list[Finding]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return [
            Finding(
                "wrong",
                f"The store is {len(waiting)} steps behind this version of Heard.",
                "Run `heard manage migrate`.",
            )
        ]
    return [Finding("ok", "The store is up to date.")]


def _assets() -> list[Finding]:
    sheet = settings.PACKAGE / "static" / "vendor" / "govuk-frontend.min.css"
    if not sheet.exists():
        return [Finding("wrong", "The styles are missing.", "Run script/setup again.")]
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        return [Finding("note", "Static files aren't in place.", "`heard serve` puts them there.")]
    return [Finding("ok", "Styles and scripts are in place.")]


def _django() -> list[Finding]:
    return [
        Finding("wrong" if message.level >= 40 else "note", str(message.msg), message.hint or "")  # noqa: PLR2004 - Django's ERROR
        for message in run_checks(include_deployment_checks=settings.HTTPS)
    ]


def _mail() -> list[Finding]:
    from heard.mail import CONSOLE, SMTP  # noqa: PLC0415 - after the store is known
    from heard.notices.models import Notice, State  # noqa: PLC0415

    findings = []
    if settings.EMAIL_BACKEND == CONSOLE:
        findings.append(
            Finding("note", "Messages are printed and reach nobody.", "Set HEARD_MAIL_URL.")
        )
    elif settings.EMAIL_BACKEND == SMTP and "//localhost" in settings.SITE_URL:
        findings.append(
            Finding("wrong", "Links in messages lead to this machine only.", "Set HEARD_SITE_URL.")
        )
    if failed := Notice.objects.filter(state=State.FAILED, settled_at=None).count():
        findings.append(
            Finding("note", f"{failed} messages failed.", "See `heard notices failed`.")
        )
    return findings or [Finding("ok", "Messages go out; none failed.")]


def _log() -> list[Finding]:
    from heard.audit.guards import guards_stand  # noqa: PLC0415 - after the store is known
    from heard.audit.services import audit_verify_end  # noqa: PLC0415

    findings = []
    verdict = audit_verify_end()
    if verdict.ok:
        findings.append(Finding("ok", f"The end of the audit log holds ({verdict.rows} rows)."))
    else:
        findings.append(
            Finding("wrong", f"The audit log: {verdict.fault}", "Run `heard audit verify`.")
        )
    if not guards_stand(connection):
        findings.append(
            Finding(
                "wrong",
                "The store lets rows of the audit log be changed.",
                "Restore the triggers from a backup, and find out who removed them.",
            )
        )
    return findings


def _standard() -> list[Finding]:
    from heard.concerns.rules import standard_faults  # noqa: PLC0415 - after settings are known

    return [
        Finding("wrong", f"{fault.file}, {fault.place}: {fault.problem}", fault.mend)
        for fault in standard_faults()
    ]


def _safety_words() -> list[Finding]:
    from heard.ingest.safety_words import safety_rules  # noqa: PLC0415 - after settings are known
    from heard.signals.services.dangers import words_file  # noqa: PLC0415 - the same

    try:
        safety_rules(words_file())
    except BadInputError as error:
        return [
            Finding("wrong", f"{fault.file}, {fault.place}: {fault.problem}", fault.mend)
            for fault in error.faults
        ]
    return []


def _contents() -> list[Finding]:
    from heard.landlords.models import Borough, Landlord  # noqa: PLC0415 - after the store is known
    from heard.measures.models import Workbook  # noqa: PLC0415

    findings = []
    years = Workbook.objects.filter(superseded_by=None).values_list("year", flat=True)
    if years:
        findings.append(Finding("ok", f"Measures of {', '.join(sorted(set(years)))} are here."))
    else:
        findings.append(
            Finding("note", "No measures yet.", "Run `heard measures import WORKBOOK.xlsx`.")
        )
    if not Borough.objects.exists():
        findings.append(
            Finding("note", "No borough yet.", "Run `heard landlords import FILE.csv`.")
        )
    findings.append(Finding("ok", f"{Landlord.objects.count()} landlords in the register."))
    if (CHECKOUT / "pyproject.toml").exists():
        findings.append(Finding("ok", f"Running from the checkout {CHECKOUT}"))
    return findings

"""Write docs/reference/personal-data.md from the marks that the models carry.

.venv/bin/python script/personal_data.py
"""

# ruff: noqa: PLC0415 - models can be imported once Django is set up

from __future__ import annotations

import os
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "personal-data.md"
START = """# Personal data

What Heard holds about people: each table, what of it is personal, on what basis, and how long
it is kept. Whoever reads an account's number in a row and has access to accounts can tell who
it is; so numbers of accounts are listed too. History keeps every version of a row of the
register with who changed it and why, and is not listed apart.

How long things are kept is for each council to set in its own retention schedule; what stands
here is Heard's default, which no law prescribes. Nothing removes data by itself yet: the marks
are there so that removal, and answers to people who ask what is held of them, can be complete.
The [audit log](../explanation/audit.md) holds no personal values, only numbers of accounts and
references.

`script/personal_data.py` writes this page from the marks in the code, and a test holds the two
together.

"""


def models() -> list[type[Model]]:
    """Every table that may hold something of people, with histories and mere links left out."""
    from django.apps import apps

    return sorted(
        (model for model in apps.get_models() if not hasattr(model, "instance_type")),
        key=lambda model: model._meta.label,  # noqa: SLF001 - Django documents it
    )


def page() -> str:
    """The page as the marks have it."""
    from heard.access.privacy import BASES, RETENTION

    parts = [START, "## How long\n\n| Rule | Kept |\n|---|---|\n"]
    parts += [f"| {key} | {kept.until} |\n" for key, kept in RETENTION.items()]
    parts += ["\n## On what basis\n\n| Basis | |\n|---|---|\n"]
    parts += [f"| {key} | {words} |\n" for key, words in BASES.items()]
    for app, members in groupby(models(), key=lambda model: model._meta.app_label):  # noqa: SLF001 - the same
        lines = [line for model in members for line in rows(model)]
        if lines:
            parts.append(f"\n## {app}\n\n| Table | What | Kept | Basis |\n|---|---|---|---|\n")
            parts += lines
    return "".join(parts)


def rows(model: type[Model]) -> Iterator[str]:
    """A line for what a table holds of people; none if it holds nothing."""
    from heard.access.privacy import LIBRARIES, accounts_named_in, personal_of

    label = model._meta.label  # noqa: SLF001 - Django documents it
    mark = personal_of(model) or LIBRARIES[label]
    held = [f"{words} (`{name}`)" for name, words in mark.fields.items()]
    named = [name for name in accounts_named_in(model) if name not in mark.fields]
    if named:
        held.append("accounts: " + ", ".join(f"`{name}`" for name in named))
    if held:
        name = label.split(".")[1]
        kept, basis = mark.kept or "record", mark.basis or "public-task"
        yield f"| {name} | {'; '.join(held)} | {kept} | {basis} |\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.settings")
    import django

    django.setup()
    PAGE.write_text(page())
    print(PAGE, file=sys.stderr)

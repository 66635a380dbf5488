"""What a table of the exchange is: a model, the columns that leave, and why others stay."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from heard.landlords.models import (
    Borough,
    Landlord,
    LandlordCode,
    LandlordName,
    Presence,
    Succession,
)
from heard.reviews.models import Criterion, Framework
from heard.uploads.models import StoredFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Field, Model

KEYED = ("key",)
AUTHORED = ("key", "at", "by_role", "by_landlord")

# Why a column stays. Accounts and the store's own numbers stay everywhere, unsaid.
CARD = "lets the holder of a card in, and is made with the installation's own key"
ADDRESS = "lets a calendar in, and belongs to an account"
ON_DISK = "where the bytes lie in this installation; another keeps them elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """A model as a file of rows.

    `identity` are the columns that say which row it is; `noun` names the events of the log for
    what people look up by itself, and is empty for what belongs to something else.
    """

    file: str
    model: type[Model]
    columns: tuple[str, ...]
    identity: tuple[str, ...] = KEYED
    left_out: Mapping[str, str] = field(default_factory=dict)
    noun: str = ""

    @property
    def name(self) -> str:
        """What the file is called."""
        return f"{self.file}.jsonl"

    def column(self, name: str) -> Field[object, object]:
        """The model's field behind a column."""
        found: Field[object, object] = self.model._meta.get_field(name)  # type: ignore[assignment] # noqa: SLF001 - Django documents it
        return found

    @property
    def pointers(self) -> Mapping[str, type[Model]]:
        """The columns that point at other rows, with the models of those."""
        return _pointers(self)


@cache
def _pointers(table: Table) -> dict[str, type[Model]]:
    found = {name: table.column(name).related_model for name in table.columns}
    return {name: model for name, model in found.items() if isinstance(model, type)}


# How rows of a model are named where other rows point at them; others by their key.
NAMED_BY: Mapping[type[Model], str] = {
    Borough: "slug",
    Landlord: "slug",
    StoredFile: "public_id",
}
# These are named by more than one column: "health-check@1" and "health-check@1/asks-residents".
FRAMEWORKS = frozenset({Framework, Criterion})

REGISTER = (
    Table(
        file="boroughs",
        model=Borough,
        identity=("slug",),
        columns=("slug", "name", "gss_code", "is_fictional"),
    ),
    Table(
        file="landlords",
        model=Landlord,
        identity=("slug",),
        columns=(
            "slug",
            "name",
            "legal_name",
            "kind",
            "website",
            "is_fictional",
            "ended_on",
        ),
    ),
    Table(
        file="landlord-codes",
        model=LandlordCode,
        identity=("code",),
        columns=("code", "landlord"),
    ),
    Table(
        file="landlord-names",
        model=LandlordName,
        identity=("landlord", "name"),
        columns=("landlord", "name", "used_until", "source"),
    ),
    Table(
        file="landlord-boroughs",
        model=Presence,
        identity=("landlord", "borough"),
        columns=("landlord", "borough", "since", "until"),
    ),
    Table(
        file="landlord-successions",
        model=Succession,
        identity=("predecessor", "successor", "on"),
        columns=("predecessor", "successor", "on", "kind", "whole", "source"),
    ),
)

FILES = Table(
    file="files",
    model=StoredFile,
    identity=("public_id",),
    columns=(
        "public_id",
        "kind",
        "media_type",
        "width",
        "height",
        "pages",
        "size",
        "sha256",
        "original_name",
        "virus_check",
        "uploaded_at",
        "removed_at",
        "removed_because",
    ),
    left_out={"path": ON_DISK},
)

# The words of each stand in a file of their own, which `heard reviews framework` reads too.
FRAMEWORK_ROWS = Table(
    file="frameworks",
    model=Framework,
    identity=("slug", "version"),
    columns=(*AUTHORED, "slug", "version"),
    left_out={
        "name": "stands in the framework's own file",
        "description": "stands in the framework's own file",
    },
)

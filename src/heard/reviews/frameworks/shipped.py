"""The frameworks that come with Heard."""

from __future__ import annotations

from importlib.resources import files


def shipped_codes() -> tuple[str, ...]:
    """Codes of the frameworks that come with Heard."""
    found = (files("heard.reviews") / "frameworks" / "data").iterdir()
    return tuple(
        sorted(one.name.removesuffix(".yaml") for one in found if one.name.endswith(".yaml"))
    )


def shipped_file(code: str) -> bytes:
    """The file of one of them."""
    return (files("heard.reviews") / "frameworks" / "data" / f"{code}.yaml").read_bytes()

"""The frameworks that come with Heard."""

from __future__ import annotations

from importlib.resources import files

_DATA = files("heard.reviews") / "frameworks" / "data"


def shipped_codes() -> tuple[str, ...]:
    """Codes of the frameworks that come with Heard."""
    names = [one.name for one in _DATA.iterdir()]
    return tuple(sorted(one.removesuffix(".yaml") for one in names if one.endswith(".yaml")))


def starting_file() -> bytes:
    """The shortest whole framework, to write one's own from."""
    return (_DATA / "starting" / "starting.yaml").read_bytes()


def shipped_file(code: str) -> bytes:
    """The file of one of them."""
    return (_DATA / f"{code}.yaml").read_bytes()

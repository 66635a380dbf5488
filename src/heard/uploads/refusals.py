"""Why a file can't be taken. Pure: the process that opens files knows no more than this."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """What is wrong with a file that somebody sent."""

    EMPTY = "empty"
    TOO_BIG = "too-big"
    KIND = "kind"
    HEIC = "heic"
    OFFICE = "office"
    MOVING = "moving"
    NOT_WANTED = "not-wanted"
    DAMAGED = "damaged"
    TOO_MANY_PIXELS = "too-many-pixels"
    LOCKED = "locked"
    FORM = "form"
    CARRIES_FILES = "carries-files"
    TOO_MANY_PAGES = "too-many-pages"
    TOO_MUCH_INSIDE = "too-much-inside"
    TOO_LONG = "too-long"
    VIRUS = "virus"
    UNCHECKED = "unchecked"


class RefusedError(Exception):
    """The file can't be taken, for this reason. Nothing of it is kept."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.value)

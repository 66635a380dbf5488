"""Names of files as people gave them, made safe to show and to save under."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 100
_ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}
_KNOWN_ENDING = re.compile(r"\.(jpe?g|png|gif|webp|heic|pdf)\Z", re.IGNORECASE)
_UNSAFE = re.compile(r'[<>:"|?*;%\\/]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\Z", re.IGNORECASE)


def safe_name(given: str, media_type: str, *, nameless: str) -> str:
    """The file's name without folders, signs that hide or turn text, or a false ending.

    "../../photo.exe" becomes "photo.exe.jpg".
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", given[:1000]))[-1]
    plain = "".join(
        " " if character.isspace() else character
        for character in last
        if character.isspace() or not unicodedata.category(character).startswith("C")
    )
    stem = _KNOWN_ENDING.sub("", " ".join(_UNSAFE.sub(" ", plain).split())).strip(" .")
    ending = _ENDINGS[media_type]
    stem = stem[: LONGEST_NAME - len(ending)].strip(" .")
    if not stem or _RESERVED.match(stem):
        stem = f"{nameless} {stem}".strip()
    return stem + ending

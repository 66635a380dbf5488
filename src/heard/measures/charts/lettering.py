"""How wide text is in Arial, so that labels wrap and keep out of each other's way.

Liberation Sans and Helvetica have the same widths. Measuring from this short table takes
microseconds and gives the same picture on every machine, whatever fonts it has.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"

# Advance width in thousandths of the type size → characters of that width, regular weight.
_ADVANCES = {
    191: "'",
    222: "ijl\N{RIGHT SINGLE QUOTATION MARK}",
    260: "|",
    278: " !,./:;I[\\]ft\N{NO-BREAK SPACE}",
    334: "()-`r{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu\N{EN DASH}\N{POUND SIGN}",
    584: "+<=>~\N{MINUS SIGN}",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: ELLIPSIS,
    1015: "@",
}
_ADVANCES_BOLD = {
    238: "'",
    278: " ,./I\\ijl\N{RIGHT SINGLE QUOTATION MARK}\N{NO-BREAK SPACE}",
    280: "|",
    333: "!()-:;[]`ft",
    389: "*r{}",
    474: '"',
    500: "z",
    556: "#$0123456789J_aceksvxy\N{EN DASH}\N{POUND SIGN}",
    584: "+<=>^~\N{MINUS SIGN}",
    611: "?FLTZbdghnopqu",
    667: "EPSVXY",
    722: "&ABCDHKNRU",
    778: "GOQw",
    833: "M",
    889: "%m",
    944: "W",
    975: "@",
    1000: ELLIPSIS,
}
_REGULAR, _BOLD = (
    {letter: width for width, letters in advances.items() for letter in letters}
    for advances in (_ADVANCES, _ADVANCES_BOLD)
)
_OTHER, _WIDE = 611, 1000


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of the text in pixels at this type size."""
    widths = _BOLD if bold else _REGULAR
    return sum(_advance(letter, widths) for letter in text) * size / 1000


def _advance(letter: str, widths: dict[str, int]) -> int:
    """Width of one letter; accented ones are as wide as their plain ones."""
    known = widths.get(letter)
    if known is None:
        known = widths.get(unicodedata.normalize("NFD", letter)[0])
    if known is None:
        known = _WIDE if unicodedata.east_asian_width(letter) in "WF" else _OTHER
    return known


def shortened(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it is wider than the room."""
    if text_width(text, size, bold=bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        cut = text[:middle].rstrip() + ELLIPSIS
        if text_width(cut, size, bold=bold) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS


def wrapped(
    text: str, room: float, size: float, *, lines: int = 2, bold: bool = False
) -> list[str]:
    """The text in lines no wider than the room; what doesn't fit the last is cut."""
    done: list[str] = []
    line = ""
    words = text.split()
    for number, word in enumerate(words):
        longer = f"{line} {word}".strip()
        if not line or text_width(longer, size, bold=bold) <= room:
            line = longer
            continue
        if len(done) == lines - 1:
            line = " ".join([line, *words[number:]])
            break
        done.append(line)
        line = word
    done.append(line)
    return [shortened(line, room, size, bold=bold) for line in done]

"""SVG written by hand: small, the same bytes every time, and safe under a strict policy.

Looks are presentation attributes, never `style`; nothing is fetched and nothing runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Literal
from xml.sax.saxutils import escape, quoteattr

from heard.measures.charts.lettering import text_width, wrapped
from heard.publications.characters import safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence

Width = Literal["wide", "narrow"]
Anchor = Literal["start", "middle", "end"]

TEXT = "#0b0c0c"
GREY = "#505a5f"
BLUE = "#1d70b8"
PLUM = "#801650"
HAIR = "#cecece"
EDGE = "#858c90"
BAND = "#e3e9ef"
DEEP = "#b3c3d3"
WHITE = "#ffffff"

PIXELS = {"wide": 960, "narrow": 340}
BODY, SMALL = 16, 14
FONTS = "Arial, Helvetica, 'Liberation Sans', sans-serif"
_TITLE = {"wide": 24, "narrow": 19}
_LEADING = 1.25


@dataclass(frozen=True, slots=True)
class Caption:
    """Words around a chart: the finding, what is measured of whom and in which unit, the source.

    With `drawn` off the title and subtitle stay out of the picture, for a page that has them
    in its own text; they still name the picture for those who don't see it.
    """

    title: str
    subtitle: str = ""
    source: str = ""
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """A finished picture. `alt` says in words what it shows."""

    svg: str
    title: str
    alt: str
    width: int
    height: int


class Drawing:
    """A picture in the making; `bottom` is where the next part goes."""

    def __init__(self, width: Width) -> None:
        self.narrow = width == "narrow"
        self.size: Width = width
        self.width = PIXELS[width]
        self.bottom = 0.0
        self._parts: list[str] = []

    def add(self, name: str, **attributes: str | float | None) -> None:
        """One shape; underscores in attribute names stand for hyphens."""
        self._parts.append(f"<{name}{_attributes(attributes)}/>")

    def line(self, ends: Sequence[float], **attributes: str | float | None) -> None:
        """A straight line from x1, y1 to x2, y2."""
        x1, y1, x2, y2 = ends
        self.add("line", x1=x1, y1=y1, x2=x2, y2=y2, **({"stroke": TEXT} | attributes))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = SMALL,
        fill: str = TEXT,
        anchor: Anchor = "start",
        bold: bool = False,
        halo: bool = False,
    ) -> None:
        """One line of text on the baseline y; a halo keeps it readable over lines."""
        looks: dict[str, str | float | None] = {"x": x, "y": y, "font_size": size, "fill": fill}
        looks["text_anchor"] = None if anchor == "start" else anchor
        looks["font_weight"] = "bold" if bold else None
        if halo:
            looks |= {"stroke": WHITE, "stroke_width": 4, "stroke_linejoin": "round"}
            looks["paint_order"] = "stroke"
        self._parts.append(f"<text{_attributes(looks)}>{escape(safe_text(text))}</text>")

    def paragraph(
        self,
        text: str,
        *,
        size: float = SMALL,
        fill: str = TEXT,
        bold: bool = False,
        lines: int = 6,
    ) -> None:
        """Text over the whole width, below what is there; none takes no room."""
        if not text:
            return
        for line in wrapped(text, self.width, size, lines=lines, bold=bold):
            self.bottom += size * _LEADING
            self.text(0, self.bottom - size * 0.25, line, size=size, fill=fill, bold=bold)

    def caption(self, caption: Caption) -> None:
        """The finding and what it is about, at the head of the picture."""
        if not caption.drawn:
            return
        self.paragraph(caption.title, size=_TITLE[self.size], bold=True)
        if caption.subtitle:
            self.bottom += 4
            self.paragraph(caption.subtitle, size=BODY, fill=GREY)
        self.bottom += 12

    def finish(self, caption: Caption, alt: str) -> Chart:
        """The whole picture, named and described for those who don't see it."""
        if caption.source:
            self.bottom += 8
            self.paragraph(caption.source, fill=GREY)
        height = round(self.bottom + 4)
        title, described = safe_text(caption.title), safe_text(alt)
        body = "".join(self._parts)
        mark = "c" + sha256(f"{title}{described}{body}".encode()).hexdigest()[:10]
        head = _attributes(
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "width": self.width,
                "height": height,
                "viewBox": f"0 0 {self.width} {height}",
                "role": "img",
                "aria_labelledby": f"{mark}-title {mark}-desc",
                "font_family": FONTS,
            }
        )
        svg = (
            f'<svg{head}><title id="{mark}-title">{escape(title)}</title>'
            f'<desc id="{mark}-desc">{escape(described)}</desc>'
            f'<rect width="{self.width}" height="{height}" fill="{WHITE}"/>{body}</svg>\n'
        )
        return Chart(svg, title, described, self.width, height)


def centred(middle: float, text: str, size: float, room: tuple[float, float]) -> float:
    """Where text centred on `middle` starts so that it stays within the room."""
    width = text_width(text, size)
    return max(room[0], min(middle - width / 2, room[1] - width))


def _attributes(attributes: dict[str, str | float | None]) -> str:
    """Attributes in the order given; None is left out."""
    return "".join(
        _worded(name, value) if isinstance(value, str) else f'{_worded(name)}"{number(value)}"'
        for name, value in attributes.items()
        if value is not None
    )


@lru_cache(maxsize=1024)
def _worded(name: str, value: str | None = None) -> str:
    """An attribute's name, with its value where that is text; the same few come again and again."""
    return f" {name.replace('_', '-')}=" + ("" if value is None else quoteattr(value))


def number(value: float) -> str:
    """A coordinate to a hundredth of a pixel, in the fewest characters."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text

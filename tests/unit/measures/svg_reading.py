"""Reads a chart as a browser would."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from heard.measures.charts.lettering import text_width

SVG = "{http://www.w3.org/2000/svg}"
WHITE = "#ffffff"


def root(chart):
    return ET.fromstring(chart.svg)  # noqa: S314 - our own output


def texts(chart) -> list[str]:
    return [node.text or "" for node in root(chart).iter(f"{SVG}text")]


def said(chart) -> str:
    """All that is written, with wrapped lines joined."""
    return " ".join(texts(chart))


def dots(chart) -> int:
    """Dots of every shape, the key's included."""
    nodes = list(root(chart))
    circles = [node for node in nodes if node.tag == f"{SVG}circle"]
    shapes = [node for node in nodes if node.tag == f"{SVG}path" and node.get("fill") != "none"]
    return len(circles) + len(shapes)


def text_ends(chart) -> list[tuple[str, float, float]]:
    """Each text with where it starts and ends across the picture."""
    ends = []
    for node in root(chart).iter(f"{SVG}text"):
        text = node.text or ""
        bold = node.get("font-weight") == "bold"
        wide = text_width(text, float(node.get("font-size")), bold=bold)
        shift = {"middle": 0.5, "end": 1.0}.get(node.get("text-anchor"), 0.0) * wide
        left = float(node.get("x")) - shift
        ends.append((text, left, left + wide))
    return ends


def contrast(colour: str, ground: str) -> float:
    """WCAG's contrast ratio of two colours."""
    light, dark = sorted((luminance(colour), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))

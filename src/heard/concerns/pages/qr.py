"""A link as a picture that a phone's camera can read."""

from __future__ import annotations

from io import BytesIO

import segno


def qr_svg(link: str) -> bytes:
    """An SVG without styles or scripts, black on white, with the border that readers need."""
    out = BytesIO()
    made = segno.make_qr(link, error="m")
    made.save(out, kind="svg", border=4, dark="#000", light="#fff", scale=4, svgclass=None)
    return out.getvalue()

"""Pictures of estates before and after, drawn by chance: no real place was photographed."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw

from heard.demo.chance import stream
from heard.uploads.keeping import bytes_write
from heard.uploads.models import Kind, StoredFile, VirusCheck

if TYPE_CHECKING:
    from datetime import datetime

WIDTH, HEIGHT, SMALL = 800, 600, 320


def picture_kept(number: int, *, after: bool, at: datetime, seed: int) -> StoredFile:
    """A picture of a doorway, kept as an upload is; `after` shows it mended. Not yet stored."""
    data, small = _drawn(number, after=after, seed=seed)
    return StoredFile(
        kind=Kind.IMAGE,
        media_type="image/jpeg",
        width=WIDTH,
        height=HEIGHT,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        original_name="after.jpg" if after else "before.jpg",
        path=bytes_write(data, small),
        virus_check=VirusCheck.UNCHECKED,
        uploaded_at=at,
    )


def _drawn(number: int, *, after: bool, seed: int) -> tuple[bytes, bytes]:
    chance = stream(seed, "estate picture", number, after)
    wall = np.array((176, 150, 126)) + chance.normal(0, 9, (HEIGHT, WIDTH, 1))
    image = Image.fromarray(np.clip(wall, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, HEIGHT - 110, WIDTH, HEIGHT), fill=(120, 122, 120))
    door = (46, 92, 88) if after else (104, 96, 84)
    tilt = 0 if after else 26
    draw.polygon(
        ((290, 140), (510, 140 + tilt), (510 - tilt, HEIGHT - 110), (290, HEIGHT - 110)), fill=door
    )
    draw.rectangle((286, 132, 516, 146), fill=(70, 66, 60))
    if not after:
        for _bag in range(6):
            x = int(chance.integers(40, 250))
            y = int(chance.integers(HEIGHT - 150, HEIGHT - 90))
            draw.ellipse((x, y, x + 90, y + 70), fill=(40, 44, 48))
    draw.text((12, HEIGHT - 22), "Made up for a demonstration", fill=(240, 240, 236))
    return _jpeg(image), _jpeg(image.resize((SMALL, SMALL * HEIGHT // WIDTH)))


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()

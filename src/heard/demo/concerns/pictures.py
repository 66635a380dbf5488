"""Pictures of things wrong, drawn by chance: nobody's home was photographed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from heard.demo.chance import stream

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTH, HEIGHT, SMALL = 800, 600, 320
VARIANTS = 3
CAPTIONS = {
    "wall": "The wall behind the bed", "ceiling": "The ceiling", "window": "The window frame",
}  # fmt: skip
PAINT = {"wall": (214, 205, 190), "ceiling": (228, 226, 220), "window": (178, 190, 200)}
STAIN = {"wall": (58, 62, 54), "ceiling": (150, 116, 70), "window": (64, 58, 50)}


def picture(kind: str, variant: int, *, seed: int) -> tuple[bytes, bytes]:
    """A picture and a small one of it, as JPEG; the same each time."""
    chance = stream(seed, "picture", kind, variant)
    image = Image.fromarray(_grain(PAINT[kind], chance))
    stains = Image.new("L", (WIDTH, HEIGHT), 0)
    draw = ImageDraw.Draw(stains)
    middle = chance.integers((WIDTH // 4, HEIGHT // 4), (3 * WIDTH // 4, 3 * HEIGHT // 4))
    for _ in range(220 if kind == "wall" else 60):
        x, y = middle + chance.normal(0, 110, 2)
        size = chance.exponential(9 if kind == "wall" else 26)
        draw.ellipse((x - size, y - size, x + size, y + size), fill=int(chance.integers(90, 220)))
    stains = stains.filter(ImageFilter.GaussianBlur(3 if kind == "wall" else 9))
    image.paste(Image.new("RGB", image.size, STAIN[kind]), mask=stains)
    if kind == "window":
        frame = ImageDraw.Draw(image)
        frame.rectangle((90, 60, WIDTH - 90, HEIGHT - 60), outline=(240, 240, 236), width=26)
        frame.line((WIDTH // 2, 60, WIDTH // 2, HEIGHT - 60), fill=(240, 240, 236), width=18)
    ImageDraw.Draw(image).text((12, HEIGHT - 22), "Made up for a demonstration", fill=(90, 90, 90))
    return _jpeg(image), _jpeg(image.resize((SMALL, SMALL * HEIGHT // WIDTH)))


def _grain(paint: tuple[int, int, int], chance: np.random.Generator) -> NDArray[np.uint8]:
    noise = chance.normal(0, 5, (HEIGHT, WIDTH, 1))
    light = np.linspace(10, -18, WIDTH)[None, :, None]
    return np.clip(np.array(paint)[None, None, :] + noise + light, 0, 255).astype(np.uint8)


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()

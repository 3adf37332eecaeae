"""Shapes and texts come in, each with its colour and the colour that it lies on; a picture of few colours goes out, as PNG.

A picture has a palette from the start: between two colours that meet there are a few steps, and softened edges are drawn in these.
Nothing is counted or guessed afterwards, so it is quick, small and the same every time.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from ledstjarna.share.colours import GROUNDS, SHAPES, TEXTS, Colour
from ledstjarna.share.fonts import find_glyph
from ledstjarna.words.pictures import PICTURE

WIDTH, HEIGHT = PICTURE
STEPS = 4  # from one colour to another, both of them counted: fewer are seen at the edges of letters, more make the file larger
FINE = 3  # shapes are drawn so many times as large and made small again, which softens their edges
_PAIRS = (*TEXTS, *SHAPES, *GROUNDS)

# By how much of a pixel is covered: which step that is, and whether anything is drawn there.
# What is hardly covered is left out and what is nearly covered is filled, which makes letters sharper and files smaller.
_HARDLY = 36
_STEP_OF = [min(STEPS - 1, max(0, (covered - _HARDLY) * STEPS // (256 - 2 * _HARDLY))) for covered in range(256)]
_IS_DRAWN = bytes(255 if step else 0 for step in _STEP_OF)

Point = tuple[float, float]
Box = tuple[int, int, int, int]


class Canvas:
    """A picture that is being drawn. Colours are named; ``on`` is that which lies under what is drawn."""

    def __init__(self, colours: Mapping[str, Colour], ground: str) -> None:
        self._palette, self._steps = _make_palette(tuple(sorted(colours.items())))
        self._image = Image.new("P", (WIDTH, HEIGHT), self._steps[ground, ground][-1])
        self._image.putpalette(self._palette)
        self._draw = ImageDraw.Draw(self._image)

    def fill(self, box: Box, colour: str) -> None:
        """A rectangle with straight edges: left, top, right and bottom, the last two outside."""
        left, top, right, bottom = box
        self._draw.rectangle((left, top, right - 1, bottom - 1), fill=self._steps[colour, colour][-1])

    def text(self, place: tuple[int, int], text: str, font: ImageFont.FreeTypeFont, colour: str, on: str) -> None:
        """A line of text, whose baseline begins at the place. Letters are drawn once for all pictures, and stand side by side."""
        glyphs = [find_glyph(font, sign) for sign in text]
        room = round(font.size)  # no letter reaches further out of its place
        line = Image.new("L", (sum(glyph.width for glyph in glyphs) + 2 * room, 3 * room))
        x = room
        for glyph in glyphs:
            if glyph.mask:
                line.paste(255, (x + glyph.left, 2 * room + glyph.top), glyph.mask)
            x += glyph.width
        box = line.getbbox()
        if box:
            self.paint(line.crop(box), (place[0] - room + box[0], place[1] - 2 * room + box[1]), colour, on)

    def shape(self, box: Box, colour: str, on: str, draw: Callable[[ImageDraw.ImageDraw], None]) -> None:
        """What ``draw`` draws in white, ``FINE`` times as large as it is, inside the box."""
        left, top, right, bottom = box
        large = Image.new("L", ((right - left) * FINE, (bottom - top) * FINE))
        draw(ImageDraw.Draw(large))
        self.paint(large.reduce(FINE), (left, top), colour, on)

    def paint(self, mask: Image.Image, place: tuple[int, int], colour: str, on: str) -> None:
        """Colour through a mask whose upper left corner lies at the place."""
        covered = mask.tobytes()
        drawn = Image.frombytes("P", mask.size, covered.translate(self._steps[colour, on]))
        self._image.paste(drawn, place, Image.frombytes("L", mask.size, covered.translate(_IS_DRAWN)))

    def png(self) -> bytes:
        """The finished picture."""
        out = io.BytesIO()
        self._image.save(out, "PNG", compress_level=6)
        return out.getvalue()


@lru_cache(maxsize=4)
def _make_palette(colours: Sequence[tuple[str, Colour]]) -> tuple[bytes, Mapping[tuple[str, str], bytes]]:
    """The palette, and by two names what is drawn of the first on the second: for each covering of a pixel, a place in the palette."""
    known = dict(colours)
    found: dict[Colour, int] = {}
    tables: dict[tuple[str, str], bytes] = {}
    for colour, on in (*((name, name) for name in sorted({name for pair in _PAIRS for name in pair})), *_PAIRS):
        steps = [found.setdefault(mixed, len(found)) for mixed in _mix(known[on], known[colour])]
        tables[colour, on] = bytes(steps[step] for step in _STEP_OF)
    return bytes(part for colour in found for part in colour), tables


def _mix(first: Colour, last: Colour) -> Iterator[Colour]:
    for step in range(STEPS):
        red, green, blue = ((before * (STEPS - 1 - step) + after * step) // (STEPS - 1) for before, after in zip(first, last, strict=True))
        yield red, green, blue

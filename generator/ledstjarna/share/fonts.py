"""A size comes in, and texts; the font and lines that fit go out. A text with a letter that the font lacks is told to be so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from ledstjarna.theme_files import theme_folder

ELLIPSIS = "…"
_NO_LETTER = "\uffff"  # which no font has: drawn as what stands for a letter that is missing
_SIZE = 20  # at which letters are looked at; any will do


@lru_cache(maxsize=64)
def find_font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """The font at a size in pixels. The basic layout is the same wherever Pillow is; the others hang on what else is installed."""
    file = theme_folder() / "fonts" / f"PublicSans-{'Bold' if bold else 'Regular'}.ttf"
    return _open(file, size)


def _open(file: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.BASIC)


class Glyph(NamedTuple):
    """A letter: its shape, where that lies from where the letter begins on the baseline, and where the next one begins."""

    mask: Image.Image | None
    left: int
    top: int
    width: int


@lru_cache(maxsize=8_192)
def find_glyph(font: ImageFont.FreeTypeFont, sign: str) -> Glyph:
    """A letter of a font at a size, drawn once."""
    left, top, right, bottom = map(round, font.getbbox(sign, anchor="ls"))
    width = round(font.getlength(sign))
    if right <= left or bottom <= top:
        return Glyph(None, 0, 0, width)
    mask = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(mask).text((-left, -top), sign, fill=255, font=font, anchor="ls")
    return Glyph(mask, left, top, width)


def measure(font: ImageFont.FreeTypeFont, text: str) -> int:
    """How wide a line of text is."""
    return sum(find_glyph(font, sign).width for sign in text)


def plain(text: str) -> str:
    """A text as it is drawn: on one line, letters as one sign each, and every space as one that breaks a line or one that does not."""
    words = re.split(r"[ \t\r\n]+", unicodedata.normalize("NFC", str(text)).replace("\u00ad", "").strip())
    return " ".join(re.sub(r"\s", "\u00a0", word) for word in words)


def can_draw(text: str) -> bool:
    """Whether the font has every letter of a text; a box in place of a letter is never drawn."""
    return all(_has(sign) for sign in set(plain(text)))


@lru_cache(maxsize=4_096)
def _has(sign: str) -> bool:
    if sign in " \u00a0":
        return True
    font = find_font(_SIZE)
    missing, found = (font.getmask(text, mode="L") for text in (_NO_LETTER, sign))
    return found.size != missing.size or bytes(found) != bytes(missing)


def fit_line(text: str, width: int, sizes: tuple[int, ...], *, bold: bool = False) -> tuple[str, ImageFont.FreeTypeFont]:
    """The text on one line at the largest of the sizes that holds it; at the smallest it is cut short where it does not."""
    for size in sizes:
        font = find_font(size, bold=bold)
        if measure(font, text) <= width:
            return text, font
    return shorten(text, width, font), font


def fit_lines(text: str, width: int, sizes: Sequence[tuple[int, int]], *, bold: bool = False) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """The text on as few lines as it needs; ``sizes`` are pairs of a size and the most lines at it, the largest first."""
    for size, most in sizes:
        font = find_font(size, bold=bold)
        lines = wrap(text, width, font)
        if len(lines) <= most:
            return lines, font
    return [*lines[: most - 1], shorten(" ".join(lines[most - 1 :]), width, font)], font


def wrap(text: str, width: int, font: ImageFont.FreeTypeFont) -> list[str]:
    """The text on lines of whole words; a word that is wider than a line is broken with a hyphen."""
    lines: list[str] = []
    for word in (part for whole in text.split(" ") for part in _break(whole, width, font)):
        if lines and measure(font, f"{lines[-1]} {word}") <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def _break(word: str, width: int, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    while measure(font, word) > width:
        cut = next(at for at in range(len(word) - 1, 0, -1) if at == 1 or measure(font, f"{word[:at]}-") <= width)
        yield f"{word[:cut]}-"
        word = word[cut:]
    yield word


def shorten(text: str, width: int, font: ImageFont.FreeTypeFont) -> str:
    """The text, cut short with an ellipsis where it is too long; between words where that leaves most of the line."""
    if measure(font, text) <= width:
        return text
    cut = next((at for at in range(len(text) - 1, 0, -1) if measure(font, text[:at].rstrip() + ELLIPSIS) <= width), 1)
    space = text.rfind(" ", 0, cut + 1)
    return text[: space if space > cut // 2 else cut].rstrip(" ,.;:–-") + ELLIPSIS

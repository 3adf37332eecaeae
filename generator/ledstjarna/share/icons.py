"""The name of an icon comes in; its shape goes out as a mask: the very shape that pages show, drawn from the path in its SVG."""

from __future__ import annotations

import importlib.util
import itertools
import math
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

from ledstjarna.problems import OutsideError
from ledstjarna.share.canvas import FINE, Point

_FRAME = 24  # the side of the frame that Material's icons are drawn in
_PATH = re.compile(r'<path d="([^"]+)"')
_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d*\.\d+|\d+\.?)(?:e-?\d+)?")
_NUMBERS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_BITS = 8  # straight pieces that a curve is drawn as


@lru_cache(maxsize=64)
def icon_mask(name: str, size: int) -> Image.Image:
    """The shape in a square of so many pixels. A shape inside another is a hole in it."""
    side = size * FINE
    found = Image.new("1", (side, side))
    for outline in trace(_read(name)):
        part = Image.new("1", (side, side))
        ImageDraw.Draw(part).polygon([(x * side / _FRAME, y * side / _FRAME) for x, y in outline], fill=1)
        found = ImageChops.logical_xor(found, part)
    return found.convert("L").reduce(FINE)


def _read(name: str) -> str:
    spec = importlib.util.find_spec("material")
    if spec is None or not spec.submodule_search_locations:
        raise OutsideError("theme_missing", folder="material")
    file = Path(next(iter(spec.submodule_search_locations))) / "templates" / ".icons" / "material" / f"{name}.svg"
    return " ".join(_PATH.findall(file.read_text(encoding="utf-8")))


def trace(path: str) -> Iterator[list[Point]]:
    """The outlines of an SVG path, curves as straight pieces."""
    at: Point = (0.0, 0.0)
    outline: list[Point] = []
    handle: Point | None = None  # the mirrored handle of the curve before, for what continues it smoothly
    for letter, numbers in _commands(path):
        upper, (dx, dy) = letter.upper(), at if letter.islower() else (0.0, 0.0)
        if upper == "Z":
            at, handle = outline[0] if outline else at, None
            continue
        if upper == "M":
            if outline:
                yield outline
            at = (numbers[0] + dx, numbers[1] + dy)
            outline, handle = [at], None
            continue
        if upper in ("H", "V", "L"):
            x = at[0] if upper == "V" else numbers[0] + dx
            y = at[1] if upper == "H" else numbers[-1] + dy
            points, handle = [(x, y)], None
        elif upper == "A":
            points, handle = list(_arc(at, numbers, (numbers[5] + dx, numbers[6] + dy))), None
        else:
            places = [(numbers[index] + dx, numbers[index + 1] + dy) for index in range(0, len(numbers), 2)]
            if upper in ("S", "T"):
                places.insert(0, handle or at)
            points = list(_curve((at, *places)))
            handle = (2 * places[-1][0] - places[-2][0], 2 * places[-1][1] - places[-2][1])
        outline += points
        at = points[-1]
    if outline:
        yield outline


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """Each letter with its numbers; the two flags of an arc may stand without a space."""
    rest, letter = path, ""
    while rest := rest.lstrip(" ,\n"):
        if rest[0].isalpha():
            letter, rest = rest[0], rest[1:]
        numbers: list[float] = []
        while len(numbers) < _NUMBERS[letter.upper()]:
            rest = rest.lstrip(" ,\n")
            if letter.upper() == "A" and len(numbers) in (3, 4):
                token = rest[0]
            else:
                found = _TOKEN.match(rest)
                assert found is not None
                token = found.group()
            numbers.append(float(token))
            rest = rest[len(token) :]
        yield letter, numbers
        letter = {"M": "L", "m": "l"}.get(letter, letter)


def _curve(places: tuple[Point, ...]) -> Iterator[Point]:
    """A Bézier curve of any degree through its first and last place."""
    for step in range(1, _BITS + 1):
        row, share = list(places), step / _BITS
        while len(row) > 1:
            row = [(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share) for a, b in itertools.pairwise(row)]
        yield row[0]


def _arc(start: Point, numbers: list[float], end: Point) -> Iterator[Point]:
    """An arc as SVG tells it: by its radii, two flags and where it ends; icons turn no ellipse."""
    rx, ry, _, large, sweep = numbers[:5]
    x, y = (start[0] - end[0]) / 2 / rx, (start[1] - end[1]) / 2 / ry
    scale = max(1.0, math.hypot(x, y))  # radii that do not reach are made to
    x, y, rx, ry = x / scale, y / scale, rx * scale, ry * scale
    length = math.hypot(x, y)
    if not length:
        yield end
        return
    far = math.sqrt(max(0.0, 1 - length**2)) / length * (1 if bool(large) != bool(sweep) else -1)
    cx, cy = far * y, -far * x
    first, last = math.atan2(y - cy, x - cx), math.atan2(-y - cy, -x - cx)
    turn = (last - first) % (2 * math.pi)
    turn = turn if sweep else turn - 2 * math.pi
    middle = ((start[0] + end[0]) / 2 + cx * rx, (start[1] + end[1]) / 2 + cy * ry)
    bits = max(2, math.ceil(abs(turn) / (math.pi / 2) * _BITS))
    for step in range(1, bits):
        angle = first + turn * step / bits
        yield middle[0] + rx * math.cos(angle), middle[1] + ry * math.sin(angle)
    yield end

"""What a picture shows comes in; the picture goes out, as PNG: who and what at the top, how it stands and its figure below, the course.

All places are pixels in a frame of 1200 by 630. Chat programs show it a third as large, so no letter is smaller than 22 pixels.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ledstjarna.pages.signs import sign
from ledstjarna.share.canvas import FINE, WIDTH, Canvas
from ledstjarna.share.chart_layer import draw_chart
from ledstjarna.share.colours import Colour, read_colours
from ledstjarna.share.fonts import can_draw, find_font, fit_line, fit_lines, measure, plain
from ledstjarna.share.icons import icon_mask
from ledstjarna.theme_files import theme_folder
from ledstjarna.words.pictures import Picture

MARGIN = 64
HEAD, RULE = 88, 6  # how high the dark band with the site's name is, and the line of star colour below it
RIGHT = WIDTH - MARGIN
COLUMN = 656  # where the chart begins; figure and words stand to the left of it
GAP = 40  # between the two
LOWER = 340  # the lower half begins here at the latest, whatever the title is
FOOT = 596  # the baseline of the date
MOST = 112  # how high what is said beside a figure may be: three lines or four, or the picture is all words
MOST_COUNTS = 6  # statuses of a body that are named; the strip has them all
LEADING = 1.32  # from line to line, in sizes of letters
STAR = "star-four-points"

_TITLE = ((60, 1), (54, 2), (48, 2), (42, 3))
_FIGURE = (88, 72, 60, 52)
_NUMBER = re.compile(r"[−-]?[0-9](?:[0-9.,\u00a0 ]*[0-9])?")


class Tag(NamedTuple):
    """The sizes of a status tag: its height, its letters and its icon."""

    height: int
    letters: int
    icon: int


_TAG, _SMALL_TAG = Tag(54, 28, 34), Tag(46, 23, 28)


def read_tokens() -> Mapping[str, Colour]:
    """The colours of the theme."""
    return read_colours(theme_folder() / "styles" / "10-tokens.css")


def is_drawable(picture: Picture) -> bool:
    """Whether the font has every letter that the picture shows."""
    return all(can_draw(text) for text in picture.texts)


def draw_picture(picture: Picture) -> bytes:
    """The picture as PNG."""
    canvas = Canvas(read_tokens(), "paper")
    _draw_head(canvas, picture)
    below = _draw_title(canvas, picture)
    if picture.counts:
        _draw_body(canvas, picture, below)
    else:
        _draw_goal(canvas, picture, below)
    _draw_foot(canvas, picture)
    return canvas.png()


def _draw_head(canvas: Canvas, picture: Picture) -> None:
    """The star, whose site it is, and that all of it is invented where it is."""
    canvas.fill((0, 0, WIDTH, HEAD), "bar")
    canvas.fill((0, HEAD, WIDTH, HEAD + RULE), "star")
    canvas.paint(icon_mask(STAR, 44), (MARGIN - 6, 22), "star", "bar")
    name, font = fit_line(plain(picture.site), 640, (34, 28), bold=True)
    canvas.text((MARGIN + 52, 56), name, font, "bar-ink", "bar")
    if picture.invented:
        text, bold = plain(picture.invented), find_font(28, bold=True)
        left = round(RIGHT - measure(bold, text))
        canvas.text((left, 55), text, bold, "star", "bar")
        canvas.paint(icon_mask(sign("invented").icon, 38), (left - 50, 25), "star", "bar")


def _draw_title(canvas: Canvas, picture: Picture) -> int:
    """Whose it is and what it is called; gives how far down that reaches."""
    above, font = fit_line(plain(picture.above), RIGHT - MARGIN, (30, 26))
    canvas.text((MARGIN, 148), above, font, "muted", "paper")
    lines, font = fit_lines(plain(picture.title), RIGHT - MARGIN, _TITLE, bold=True)
    step = round(font.size * 1.16)
    y = 158
    for line in lines:
        y += step
        canvas.text((MARGIN, y - 4), line, font, "ink", "paper")
    return y


def _draw_goal(canvas: Canvas, picture: Picture, below: int) -> None:
    """How it stands, the figure and what it is held against to the left, the chart to the right, and the course below."""
    top = min(below + 30, LOWER)
    y = _draw_tags(canvas, picture, top)
    right = COLUMN - GAP if picture.chart else RIGHT
    if picture.figure:
        y = _draw_figure(canvas, picture, y, right)
    bottom = FOOT - (88 if picture.course else 44)
    bottom = min(bottom, y + MOST) if picture.figure else bottom
    y = _draw_lines(canvas, picture.about, (MARGIN, y), right, bottom, (28, 26, 24) if picture.figure else (38, 34, 30))
    if picture.chart:
        draw_chart(
            canvas,
            picture.chart,
            (
                COLUMN,
                top + 6 if _fit_tags(picture, right - MARGIN) else top + _TAG.height,
                RIGHT,
                FOOT - 40 if not picture.course else FOOT - 92,
            ),
        )
    if picture.course:
        _draw_course(canvas, *picture.course)


def _draw_lines(canvas: Canvas, text: str, place: tuple[int, int], right: int, bottom: int, sizes: tuple[int, ...]) -> int:
    """Text on lines between two heights, at the largest of the sizes at which all of it has room; gives how far down it reaches."""
    x, y = place
    most = [(size, many) for size in sizes if (many := (bottom - y) // round(size * LEADING))]
    if not most:
        return y
    lines, font = fit_lines(plain(text), right - x, most)
    for line in lines:
        y += round(font.size * LEADING)
        canvas.text((x, y), line, font, "ink", "paper")
    return y


def _draw_tags(canvas: Canvas, picture: Picture, y: int) -> int:
    """The statuses side by side, above the chart too where they need its room; gives how far down they reach."""
    if not picture.tags:
        return y
    room = RIGHT - MARGIN
    size = _fit_tags(picture, COLUMN - GAP - MARGIN) or _fit_tags(picture, room) or _SMALL_TAG
    each = room // len(picture.tags) - 12  # the most that one may have where they are too wide together
    x = MARGIN
    for status, word in picture.tags:
        text = (
            plain(word) if _fit_tags(picture, room) else fit_line(plain(word), each - _tag_width("", size), (size.letters,), bold=True)[0]
        )
        x += draw_tag(canvas, (x, y), status, text, size) + 12
    return y + size.height


def _fit_tags(picture: Picture, room: int) -> Tag | None:
    """The largest tags that have room side by side; None where none have."""
    return next((size for size in (_TAG, _SMALL_TAG) if sum(_tag_width(word, size) + 12 for _, word in picture.tags) - 12 <= room), None)


def _tag_width(text: str, size: Tag) -> int:
    return round(measure(find_font(size.letters, bold=True), plain(text))) + size.icon + 52


def draw_tag(canvas: Canvas, place: tuple[int, int], status: str, text: str, size: Tag) -> int:
    """A status by shape, word and colour, as the component ``status_tag`` shows it; gives how wide it is."""
    tone, icon = sign(status)
    font, width = find_font(size.letters, bold=True), _tag_width(text, size)
    x, y = place
    box = (x, y, x + width, y + size.height)
    for inset, colour, on in ((0, f"{tone}-ink", "paper"), (2, f"{tone}-paper", f"{tone}-ink")):
        edges = [part * FINE for part in (inset, inset, width - inset, size.height - inset)]
        radius = (size.height / 2 - inset) * FINE
        canvas.shape(box, colour, on, lambda draw, edges=edges, radius=radius: draw.rounded_rectangle(edges, radius, fill=255))  # type: ignore[misc]
    canvas.paint(icon_mask(icon, size.icon), (x + 16, y + (size.height - size.icon) // 2), f"{tone}-ink", f"{tone}-paper")
    canvas.text((x + 16 + size.icon + 10, y + size.height // 2 + round(size.letters * 0.36)), text, font, f"{tone}-ink", f"{tone}-paper")
    return width


def _draw_figure(canvas: Canvas, picture: Picture, y: int, right: int) -> int:
    """The figure, as large as there is room for, and its time; a unit that has no room beside the number stands with the time."""
    room, small = right - MARGIN, find_font(26)
    figure, period = plain(picture.figure), plain(picture.period)
    if measure(find_font(_FIGURE[-1], bold=True), figure) > room and (number := _NUMBER.match(figure)):
        figure, period = number.group(), f"{figure[number.end() :].strip()}, {period}"
    beside = measure(small, period) + 18
    is_beside = beside < room / 2
    sizes = _FIGURE if y < LOWER + _TAG.height else _FIGURE[2:]  # below a title of several lines there is less room
    text, font = fit_line(figure, room - beside if is_beside else room, sizes, bold=True)
    y += round(font.size * 0.72) + 28
    canvas.text((MARGIN - 4, y), text, font, "ink", "paper")
    if is_beside:
        canvas.text((MARGIN + measure(font, text) + 14, y), period, small, "muted", "paper")
        return y + 10
    lines, small = fit_lines(period, room, ((26, 1), (24, 1), (24, 2)))
    for line in lines:
        y += 34
        canvas.text((MARGIN, y), line, small, "muted", "paper")
    return y + 6


def _draw_course(canvas: Canvas, filled: int, expected: int | None) -> None:
    """The course to the star: where we are, and where we should be by then."""
    top, high = FOOT - 64, 14
    end = RIGHT - 26
    canvas.fill((MARGIN, top, end, top + high), "track")
    here = MARGIN + (end - MARGIN) * filled // 1000
    canvas.fill((MARGIN, top, max(here, MARGIN + 2), top + high), "fill")
    if expected is not None:
        there = MARGIN + (end - MARGIN) * expected // 1000
        canvas.fill((there - 4, top - 10, there + 4, top + high + 10), "paper")
        canvas.fill((there - 2, top - 10, there + 2, top + high + 10), "ink")
    middle = top + high // 2
    canvas.paint(icon_mask(STAR, 60), (end - 30, middle - 30), "ink", "paper")
    canvas.paint(icon_mask(STAR, 44), (end - 22, middle - 22), "star", "ink")


def _draw_body(canvas: Canvas, picture: Picture, below: int) -> None:
    """In words how many goals stand how, as a strip, and by each status."""
    y = _draw_lines(canvas, picture.about, (MARGIN, below + 10), RIGHT, below + 10 + 84, (32, 28)) + 20
    if picture.strip:
        _draw_strip(canvas, picture, y)
        y += STRIP + 22
    x, size, number = MARGIN, _SMALL_TAG, find_font(32, bold=True)
    for status, word, many in picture.counts[:MOST_COUNTS]:
        text, many_ = fit_line(plain(word), 620, (size.letters,), bold=True)[0], plain(many)
        width = round(measure(number, many_)) + 10 + _tag_width(text, size)
        if x > MARGIN and x + width > RIGHT:
            x, y = MARGIN, y + size.height + 8
        if y + size.height > FOOT - 30:
            break  # the strip has them all
        canvas.text((x, y + 34), many_, number, "ink", "paper")
        draw_tag(canvas, (x + width - _tag_width(text, size), y), status, text, size)
        x += width + 28


# A tone is told by shape too, as in theme/components/strip: the parts that are filled, in twenty-fourths of the height.
STRIP = 36
_STRIPS = {"good": ((0, 24),), "near": ((8, 24),), "bad": ((0, 9), (15, 24)), "none": ((19, 24),)}


def _draw_strip(canvas: Canvas, picture: Picture, y: int) -> None:
    wide = RIGHT - MARGIN
    for status, start, length in picture.strip:
        tone = sign(status).tone
        left, right = MARGIN + wide * start // 1000, MARGIN + wide * (start + length) // 1000
        for top, bottom in _STRIPS[tone]:
            box = (left, y + STRIP * top // 24, max(right, left + 2), y + STRIP * bottom // 24)
            canvas.fill(box, "edge" if tone == "none" else tone)


def _draw_foot(canvas: Canvas, picture: Picture) -> None:
    """The date of the newest fact, and where the site is."""
    font = find_font(24)
    canvas.text((MARGIN, FOOT), plain(picture.date), font, "muted", "paper")
    text, small = fit_line(plain(picture.address), 560, (24, 22))
    canvas.text((round(RIGHT - measure(small, text)), FOOT), text, small, "muted", "paper")

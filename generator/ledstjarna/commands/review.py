"""``ledstjarna review``: a site and a branch come in; what readers would see differ, and what must not happen, is told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from ledstjarna.commands.notes import print_notes
from ledstjarna.commands.request import FINE, Request
from ledstjarna.commands.say import say
from ledstjarna.commands.voices import choose_voice
from ledstjarna.console import print_line
from ledstjarna.reports.markdown import Part, Row, write_markdown
from ledstjarna.reports.note import Level, Note
from ledstjarna.review.review import make_review
from ledstjarna.words.review import ReviewGroup, ReviewLine, ToldReview, tell_review

MOST_OPEN = 12  # lines that are not folded away, or are told at all in a text
_LEVELS: dict[ReviewGroup, Level] = {"refused": "error", "problems": "error", "goalposts": "warning", "translations": "warning"}


def run(request: Request) -> int:
    """Compare, and tell."""
    options = request.options
    review = make_review(request.site, options.base, options.head, as_of=request.as_of, today=request.today)
    told = tell_review(review, options.base, choose_voice(review.project, request.language))
    lines = [line for part in told.parts for line in part.lines]
    match options.format:
        case "json":
            print(json.dumps(_as_data(told, review.base), ensure_ascii=True, indent=2))
        case "markdown":
            print(_as_markdown(told, request), end="")
        case "text":
            _print(told, request)
        case form:
            print_notes(list(_notes(lines, review.prefix)), request.language, form)
    return FINE


def _notes(lines: Sequence[ReviewLine], prefix: str) -> Iterator[Note]:
    for line in lines:
        message = f"{line.title}: {line.text}" if line.title else line.text
        yield Note(_LEVELS.get(line.group, "notice"), line.code, message, f"{prefix}{line.file}", line.line, line.column)


def _as_data(told: ToldReview, base: str) -> dict[str, Any]:
    """The same for programs."""
    return {
        "base": base,
        "headline": told.headline,
        "counts": told.counts,
        "parts": [
            {"group": part.group, "heading": part.heading, "lines": [{**line._asdict(), "page": line.page or None} for line in part.lines]}
            for part in told.parts
        ],
    }


# --- for people -------------------------------------------------------------------------------------------------------


def _open_parts(told: ToldReview) -> dict[ReviewGroup, int]:
    """How many lines of each part are not folded away: the most telling, as many as fit on a screen."""
    left, shown = MOST_OPEN, {}
    for part in told.parts:
        shown[part.group] = min(left, len(part.lines))
        left -= shown[part.group]
    return shown


def _as_markdown(told: ToldReview, request: Request) -> str:
    """A comment; a part that does not fit on a screen is folded away whole, but for what has to be put right."""
    shown, language = _open_parts(told), request.language
    parts = []
    for part in told.parts:
        summary = say("review_folded", language, heading=part.heading, count=len(part.lines))
        is_open = shown[part.group] == len(part.lines) or part.group == "refused"
        parts.append(Part(part.heading, summary, [_row(line, request.options.preview) for line in part.lines], is_open))
    return write_markdown(told.headline, [f"{told.counts} {told.base}"], parts, say("review_too_long", language))


def _row(line: ReviewLine, preview: str | None) -> Row:
    place = line.file if not line.line else f"{line.file}:{line.line}"
    href = f"{preview.rstrip('/')}/{line.page}" if preview and line.page else ""
    return Row(line.text, line.title, href, "" if line.page else place)


def _print(told: ToldReview, request: Request) -> None:
    options, language = request.options, request.language
    print_line(told.headline)
    print(f"{told.counts} {told.base}")
    shown = {part.group: len(part.lines) for part in told.parts} if options.all else _open_parts(told)
    for part in told.parts:
        print()
        print(f"{part.heading} ({len(part.lines)})")
        for line in part.lines[: shown[part.group]]:
            print_line("\n".join(_text_lines(line, options.preview)))
        if left := len(part.lines) - shown[part.group]:
            print(f"  {say('review_left', language, count=left)}")


def _text_lines(line: ReviewLine, preview: str | None) -> Iterator[str]:
    if not line.title:
        place = ":".join(str(part) for part in (line.file, line.line, line.column) if part)
        yield f"  {place}  {line.text} ({line.code})"
        return
    yield f"  {line.title} ({line.id})"
    yield f"    {line.text}"
    if preview:
        yield f"    {preview.rstrip('/')}/{line.page}"

"""A complaint of the YAML parser comes in; a code of the catalogue, its facts and its place go out.

libyaml's own words are for programmers and are never shown. What it stumbles on is seldom what the editor did wrong, so
the line itself is looked at as well.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

# What always means the same; it is told where the thing it speaks of begins.
_ALWAYS = (
    (("tag",), "tag"),
    (("directive", "incompatible YAML"), "directive"),
    (("quoted scalar found unexpected",), "quote_not_closed"),
    (("block scalar",), "sign_at_start"),
    (("simple key",), "colon_missing"),
    (("alias",), "alias"),
    (("anchor",), "anchor"),
)
_NO_SPACE = re.compile(r"\s*(?:- )?[A-Za-z_]+:[^\s:]")
TEXT_AFTER_HASH = re.compile(r"[ \t]+(?=#[^\s#])")  # what looks like text after a sign that begins a comment
_ENDS = ('"', "'", "]", "}")


class Complaint(NamedTuple):
    """A code and its facts; line and column are counted from 0."""

    code: str
    facts: dict[str, str]
    line: int
    column: int


def explain_complaint(error: yaml.MarkedYAMLError, text: str) -> Complaint:
    """What an editor did wrong, and where, when the parser gave up on ``text``."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Complaint("yaml", {"found": ""}, 0, 0)
    began = error.context_mark or mark
    lines = text.split("\n")
    if mark.line >= len(lines):  # after the end of a file that lacks its last line break
        mark = yaml.Mark(mark.name, mark.index, len(lines) - 1, len(lines[-1]), None, 0)
    here = lines[mark.line]
    said = f"{error.context or ''} {error.problem or ''}"
    if "\t" in here[: len(here) - len(here.lstrip())] or ("cannot start" in said and here[mark.column :].startswith("\t")):
        return Complaint("tab", {}, mark.line, mark.column)
    if "escape code" in said or "unknown escape" in said or "hexdecimal" in said:
        return Complaint("backslash", {"found": here.strip()}, mark.line, mark.column)
    for phrases, code in _ALWAYS:
        if any(phrase in said for phrase in phrases):
            found = (lines[began.line] if began.line < len(lines) else "")[began.column :].strip()
            if code == "colon_missing" and "\t" in found:
                return Complaint("excel_row", {}, began.line, began.column)
            return Complaint(code, {"found": found[:1] if code == "sign_at_start" else found}, began.line, began.column)
    return _explain_misfit(said, lines, mark, began)


def _explain_misfit(said: str, lines: list[str], mark: yaml.Mark, began: yaml.Mark) -> Complaint:
    here = lines[mark.line]
    before, after = here[: mark.column], here[mark.column :]
    code = _name_misfit(said, before, after, same_line=began.line == mark.line)
    above = _line_above(lines, mark.line)
    if code == "indentation" and above and _NO_SPACE.match(above[1]):
        return Complaint("colon_missing", {"found": above[1].strip()}, above[0], len(above[1]) - len(above[1].lstrip()))
    if code == "indentation":
        return Complaint(code, {"found": here.strip()}, mark.line, len(here) - len(here.lstrip()))
    if code == "bracket_not_closed":
        opened = began.line if "flow" in said and "content" not in said else _last_bracket(lines)
        if cut := TEXT_AFTER_HASH.search(lines[opened]):
            return Complaint("text_after_hash", {"found": lines[opened][cut.end() :].strip()}, opened, cut.end())
        return Complaint(code, {"line": str(opened + 1)}, mark.line, mark.column)
    found = here.strip() if code in ("colon_in_text", "yaml") else after.strip()
    return Complaint(code, {"found": found[:1] if code in ("sign_at_start", "bracket_extra") else found}, mark.line, mark.column)


def _line_above(lines: list[str], line: int) -> tuple[int, str] | None:
    """The nearest line above that is not empty, and its number."""
    return next(((number, lines[number]) for number in reversed(range(line)) if lines[number].strip()), None)


def _name_misfit(said: str, before: str, after: str, *, same_line: bool) -> str:
    """What to call something that stands where it cannot; ``before`` and ``after`` are its line on both sides."""
    begins_line = not before.strip(" -")
    if "mapping values" in said:
        return "colon_in_text" if re.search(r":(?:\s|$)", before) else "indentation"
    if "block sequence entries" in said:
        return "indentation" if begins_line else "hyphen_after_colon"
    if "mapping keys" in said or "cannot start" in said:
        return "sign_at_start"
    if "node content" in said:
        return "bracket_not_closed" if not after.strip() else "bracket_extra" if after[0] in "]},:" else "sign_at_start"
    if not begins_line and before.rstrip().endswith(_ENDS):
        return "text_after_end"
    if "flow" in said:
        return "colon_in_text" if same_line and after.startswith(":") else "bracket_not_closed"
    return "indentation" if "block" in said or "document start" in said else "yaml"


def _last_bracket(lines: list[str]) -> int:
    return next((number for number in reversed(range(len(lines))) if "[" in lines[number] or "{" in lines[number]), 0)

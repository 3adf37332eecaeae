"""A complaint of the YAML parser comes in; a code of the catalogue, its facts and its place go out.

libyaml's own words are for programmers and are never shown. What it stumbles on is seldom what the editor did wrong, and often
lines below it, so the text itself is looked at as well.

A cause is told, and what comes of it is not. A line without its colon is taken together with the next, so the lines that the parser took
for one are looked at from the first; after a sign of a word processor its own complaint is left out, and after an id that is used twice
whatever others would do with it, since which of the two they mean is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from ledstjarna.load.typed_signs import Complaint, find_quote, find_sign
from ledstjarna.load.yaml_strict import TEXT_AFTER_HASH

_NAMES_A_FIELD = re.compile(r"[^#]*?:(?:[ \t]|$)")
_BEGINS_A_TEXT = re.compile(r"(?:[^#]*?[:-]\s+|--- )?[|>][-+0-9]*\s*(?:#.*)?$")
_BARE = re.compile(r"\s*[a-z_]+(?::\S|[ \t])[^:#]*$")  # a field and its value, with no colon and space between them
_ROW_OF_TABLE = re.compile(r"[^;:{]+(?:;[^;:{]*)+$")
_COMMENT = re.compile(r"(?:^|\s)#")
_MARKER = re.compile(r"(?:\.\.\.|---)(?:\s|$)")
_ENDS = ('"', "'", "]", "}")
_PROPERTIES = {"&": "anchor", "!": "tag", "*": "alias"}


@dataclass(frozen=True, slots=True)
class _Trouble:
    """What libyaml said, where it gave up, and where that began which it was reading."""

    said: str
    lines: list[str]
    line: int
    column: int
    began_line: int
    began_column: int

    @property
    def here(self) -> str:
        return self.lines[self.line]

    @property
    def before(self) -> str:
        return self.here[: self.column]

    @property
    def after(self) -> str:
        return self.here[self.column :]

    @property
    def began(self) -> str:
        return self.lines[self.began_line][self.began_column :].strip()

    @property
    def begins_line(self) -> bool:
        return not self.before.strip(" -")

    def above(self, line: int) -> int | None:
        """The nearest line above that is neither empty nor a comment."""
        return next((number for number in reversed(range(line)) if self.lines[number].split("#")[0].strip()), None)


def explain_complaint(error: yaml.MarkedYAMLError, text: str) -> Complaint:
    """What an editor did wrong, and where, when the parser gave up on ``text``."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Complaint("yaml", {"found": ""}, 0, 0)
    lines, began = text.split("\n"), error.context_mark or mark
    line, column = (mark.line, mark.column) if mark.line < len(lines) else (len(lines) - 1, len(lines[-1]))
    began_line, began_column = (began.line, began.column) if began.line < len(lines) else (line, column)
    trouble = _Trouble(f"{error.context or ''} {error.problem or ''}", lines, line, column, began_line, began_column)
    for explain in _EXPLANATIONS:
        if complaint := explain(trouble):
            return complaint
    return Complaint("yaml", {"found": trouble.here.strip()}, line, column)


# --- lines that are not content, and signs that cannot stand where they do -------------------------------------------------


def _explain_marker(trouble: _Trouble) -> Complaint | None:
    """Lines of three full stops end a file, and lines of three hyphens begin one."""
    line, said = trouble.line, trouble.said
    if "document indicator" in said:
        return Complaint("marker_in_text", {"found": trouble.here[:3], "line": str(trouble.began_line + 1)}, line, 0)
    if trouble.here.startswith("---") and ("mapping values" in said or "content" in said):
        return Complaint("hyphens_before_field", {"found": trouble.here.strip()}, line, 0)
    if "document start" in said or "content" in said:
        for number in reversed(range(line + 1)):
            if _MARKER.match(trouble.lines[number]):
                return Complaint("dots_line", {}, number, 0) if trouble.lines[number][0] == "." else None
    return None


def _explain_tab(trouble: _Trouble) -> Complaint | None:
    indentation = trouble.here[: _indentation(trouble.here)]
    if "tab" in trouble.said and "block scalar" in trouble.said:
        return Complaint("tab_in_text", {"line": str(trouble.began_line + 1)}, trouble.line, trouble.column)
    if "\t" in indentation or ("cannot start" in trouble.said and trouble.after.startswith("\t")):
        return Complaint("tab", {}, trouble.line, trouble.column)
    return None


def _explain_backslash(trouble: _Trouble) -> Complaint | None:
    if any(phrase in trouble.said for phrase in ("escape code", "unknown escape", "hexdecimal")):
        return Complaint("backslash", {"found": trouble.here.strip()}, trouble.line, trouble.column)
    return None


def _explain_property(trouble: _Trouble) -> Complaint | None:
    """What begins with &, ! or *, which mean something to YAML and nothing to an editor."""
    said, began = trouble.said, trouble.began
    code = "tag" if "tag" in said else "alias" if "alias" in said else "anchor" if "anchor" in said else ""
    if not code and ("simple key" in said or "sequence entries" in said):
        began = began if "simple key" in said else trouble.here.strip()
        code = _PROPERTIES.get(began[:1], "")
    return Complaint(code, {"found": began}, trouble.began_line, trouble.began_column if began == trouble.began else 0) if code else None


def _explain_sign(trouble: _Trouble) -> Complaint | None:
    """A sign of a word processor, in the line or in those that it was taken together with."""
    if "flow" not in trouble.said and "quoted" not in trouble.said:
        first = trouble.began_line if "simple key" in trouble.said else min(_first_line(trouble), trouble.above(trouble.line) or 0)
        for number in range(first, trouble.line + 1):
            if trouble.lines[number].strip() and (found := find_sign(trouble.lines[number], number)):
                return found
    if ("mapping values" in trouble.said or "flow mapping" in trouble.said) and trouble.after.startswith(":"):
        return find_quote(trouble.here, trouble.line, trouble.column)
    return None


def _explain_scalar(trouble: _Trouble) -> Complaint | None:
    if "quoted scalar found unexpected" in trouble.said:
        return Complaint("quote_not_closed", {"found": trouble.began}, trouble.began_line, trouble.began_column)
    if "block scalar" in trouble.said:
        return Complaint("sign_at_start", {"found": trouble.began[:1]}, trouble.began_line, trouble.began_column)
    if "mapping keys" in trouble.said or "cannot start" in trouble.said:
        return Complaint("sign_at_start", {"found": trouble.after.strip()[:1]}, trouble.line, trouble.column)
    if "unexpected ':'" in trouble.said:
        return Complaint("colon_missing", {"found": trouble.began}, trouble.began_line, trouble.began_column)
    return None


# --- names, colons and indentation -----------------------------------------------------------------------------------------


def _explain_name(trouble: _Trouble) -> Complaint | None:
    """A line that should have named a field."""
    said, line = trouble.said, trouble.line
    if "simple key" in said:
        if "\t" in trouble.began:
            return Complaint("excel_row", {}, trouble.began_line, trouble.began_column)
        if trouble.began.startswith(_ENDS[:2]):
            return Complaint("name_over_lines", {}, trouble.began_line, trouble.began_column)
        return _lack_colon(trouble, trouble.began_line)
    if trouble.after.startswith(":") and not trouble.before.strip(" -?"):
        is_alone = trouble.above(line) is None or "block" in said
        return Complaint("name_missing" if is_alone else "name_over_lines", {}, line, trouble.column)
    if "mapping values" in said:
        if (first := _first_line(trouble)) < line:
            code = {'"': "name_over_lines", "'": "name_over_lines", "[": "key_not_a_word", "{": "key_not_a_word"}
            begins = trouble.lines[first].lstrip(" -")[:1]
            return Complaint(code[begins], {}, first, _indentation(trouble.lines[first])) if begins in code else _lack_colon(trouble, first)
        if trouble.before.strip().startswith(_ENDS):
            return Complaint("key_not_a_word", {}, line, _indentation(trouble.here))
        if _NAMES_A_FIELD.match(trouble.before):
            return Complaint("colon_in_text", {"found": trouble.here.strip()}, line, trouble.column)
    return None


def _lack_colon(trouble: _Trouble, line: int) -> Complaint:
    """The line has no colon with a space; or it belongs to a text that begins above, and stands too far out."""
    text = trouble.lines[line]
    column = len(text) - len(text.lstrip(" -"))
    above = trouble.above(line)
    if above is not None and _BEGINS_A_TEXT.match(trouble.lines[above]):
        return Complaint("text_not_indented", {"found": text.strip(), "line": str(above + 1)}, line, column)
    if _ROW_OF_TABLE.match(text[column:]):
        return Complaint("excel_row", {}, line, column)
    return Complaint("colon_missing", {"found": text[column:].strip()}, line, column)


def _first_line(trouble: _Trouble) -> int:
    """The first of the lines that were taken for one text, the last of which has a colon that cannot be."""
    first = trouble.line
    for number in reversed(range(trouble.line)):
        line = trouble.lines[number]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if _NAMES_A_FIELD.match(line) or _MARKER.match(line) or line.rstrip().endswith(_ENDS):
            break
        first = number
        if line.lstrip().startswith("- "):
            break
    return first if "mapping values" in trouble.said else trouble.line


def _explain_list(trouble: _Trouble) -> Complaint | None:
    if "sequence entries" not in trouble.said or trouble.begins_line:
        return None
    code = "text_after_end" if trouble.before.rstrip().endswith(_ENDS) else "hyphen_after_colon"
    return Complaint(code, {"found": trouble.after.strip()}, trouble.line, trouble.column)


def _explain_indentation(trouble: _Trouble) -> Complaint | None:
    """A line that goes with nothing above it."""
    said, line = trouble.said, trouble.line
    if "flow" in said or not ("block" in said or "document start" in said or "mapping values" in said):
        return None
    if not trouble.begins_line and trouble.before.rstrip().endswith(_ENDS):
        if trouble.after[:1] in ("]", "}"):
            return Complaint("bracket_extra", {"found": trouble.after[:1]}, line, trouble.column)
        return Complaint("text_after_end", {"found": trouble.after.strip()}, line, trouble.column)
    column = _indentation(trouble.here)
    if trouble.begins_line and (bare := _bare_line_above(trouble)) is not None:
        return _lack_colon(trouble, bare)
    if _BEGINS_A_TEXT.match(trouble.lines[above := trouble.above(line) or 0]) and above < line:
        return Complaint("text_not_indented", {"found": trouble.here.strip(), "line": str(above + 1)}, line, column)
    if "mapping values" not in said and not _NAMES_A_FIELD.match(trouble.here) and (comment := _comment_above(trouble)) is not None:
        return Complaint("comment_in_text", {"line": str(comment + 1), "found": trouble.here.strip()}, line, column)
    return Complaint("indentation", {"found": trouble.here.strip()}, line, column)


def _bare_line_above(trouble: _Trouble) -> int | None:
    """The nearest line above that is no comment, where it stands as far out as this one and is but words, a field without its colon."""
    above = trouble.above(trouble.line)
    if above is None or not _NAMES_A_FIELD.match(trouble.here) or _indentation(trouble.here) != _indentation(trouble.lines[above]):
        return None
    return above if _BARE.match(trouble.lines[above]) else None


def _comment_above(trouble: _Trouble) -> int | None:
    """The nearest line above, where it is a comment or ends with one."""
    above = next((number for number in reversed(range(trouble.line)) if trouble.lines[number].strip()), None)
    return above if above is not None and _COMMENT.search(trouble.lines[above]) else None


# --- brackets --------------------------------------------------------------------------------------------------------------


def _explain_brackets(trouble: _Trouble) -> Complaint | None:
    said, line, column, after = trouble.said, trouble.line, trouble.column, trouble.after
    if "content" in said:
        code = "bracket_not_closed" if not after.strip() else "bracket_extra" if after[0] in "]},:" else "sign_at_start"
        opened = next((number for number in reversed(range(len(trouble.lines))) if re.search(r"[\[{]", trouble.lines[number])), 0)
        return _open_bracket(trouble, opened) if code == "bracket_not_closed" else Complaint(code, {"found": after[:1]}, line, column)
    if "flow" not in said:
        return None
    if after.startswith(":"):
        return _explain_colon_in_brackets(trouble)
    if after[:1] in ("]", "}") and after[:1] != {"[": "]", "{": "}"}.get(trouble.began[:1]):
        expected = "]" if after[:1] == "}" else "}"
        return Complaint("bracket_other", {"found": after[:1], "expected": expected, "line": str(trouble.began_line + 1)}, line, column)
    if not trouble.begins_line and trouble.before.rstrip().endswith(_ENDS):
        return Complaint("text_after_end", {"found": after.strip()}, line, column)
    return _open_bracket(trouble, trouble.began_line)


def _explain_colon_in_brackets(trouble: _Trouble) -> Complaint:
    line, column = trouble.line, trouble.column
    above = trouble.above(line)
    if trouble.began_line == line:
        return Complaint("colon_in_text", {"found": trouble.here.strip()}, line, column)
    if not trouble.before.strip() or trouble.before.rstrip().endswith(_ENDS[:2]) or above is None:
        return Complaint("name_over_lines", {}, line, column)
    is_inside = _indentation(trouble.here) > _indentation(trouble.lines[trouble.began_line])
    if is_inside and trouble.lines[above].rstrip()[-1:] not in (",", "{", "[", ":") and not re.search(r"[,{\[:]\s", trouble.before):
        end = len(trouble.lines[above].split(" #")[0].rstrip())
        return Complaint("comma_missing", {"found": trouble.here.strip()}, above, end)
    return _open_bracket(trouble, trouble.began_line)


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def _open_bracket(trouble: _Trouble, opened: int) -> Complaint:
    """A bracket that was begun in a line; what looks like text after # there has taken its end with it."""
    if cut := TEXT_AFTER_HASH.search(trouble.lines[opened]):
        return Complaint("text_after_hash", {"found": trouble.lines[opened][cut.start() :].strip()}, opened, cut.start())
    return Complaint("bracket_not_closed", {"line": str(opened + 1)}, trouble.line, trouble.column)


_EXPLANATIONS: tuple[Callable[[_Trouble], Complaint | None], ...] = (
    _explain_marker,
    _explain_tab,
    _explain_backslash,
    _explain_property,
    _explain_sign,
    _explain_scalar,
    _explain_name,
    _explain_list,
    _explain_brackets,
    _explain_indentation,
)

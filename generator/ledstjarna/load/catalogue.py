"""A file of translations comes in, which others have written; a catalogue goes out, or what in it is not as it must be.

The form is gettext's, and only as much of it as is used here. A translation says what its text says: it has the same words in
braces and no HTML, no link and no line break that the text does not have, so that it can do no more than be read.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from ledstjarna.model.catalogue import Catalogue, TextId
from ledstjarna.problems import Place, Problem

MOST_FORMS = 6
MOST_PROBLEMS = 25
LONGEST_RULE = 200
_TRIED = 1_000  # numbers that the rule is tried with
_LINE = re.compile(r'(?:(msgid|msgid_plural|msgstr)(?:\[(\d{1,2})\])?[ \t]+)?"((?:[^"\\]|\\.)*)"\Z')
_FORMULA = ("=", "+", "-", "@")  # a heading of a table that begins so would run in a spreadsheet
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
_RULE = re.compile(r"^Plural-Forms:[ \t]*nplurals[ \t]*=[ \t]*(\d)[ \t]*;[ \t]*plural[ \t]*=([^;\n]*);?[ \t]*$", re.MULTILINE)
_IN_BRACES = re.compile(r"\{[^{}]*\}")
_MARKUP = ("<", ">", "&#", "](", "]:", "![", "\n", "\t", "LSMARK")  # the last is where the frame is cut


@dataclass(slots=True)
class _Entry:
    """A text and its translation, as far as it has been read; ``parts`` are the pieces of each, by what its first line begins with."""

    line: int
    is_uncertain: bool
    parts: dict[str, list[str]] = field(default_factory=dict)
    told_at: int = 0
    is_broken: bool = False  # one of its lines could not be understood, and that has been told

    @property
    def id(self) -> TextId:
        return tuple("".join(self.parts[word]) for word in ("msgid", "msgid_plural") if word in self.parts)

    @property
    def forms(self) -> dict[int, str]:
        return {int(word[7:-1]): "".join(pieces) for word, pieces in self.parts.items() if word.startswith("msgstr[")}


def read_catalogue(text: str, file: str) -> tuple[Catalogue, list[Problem]]:
    """The translations of a file; with problems they are of no use."""
    reader = _Reader(file)
    for number, line in enumerate(text.split("\n"), 1):
        reader.take(line.strip(), number)
        if len(reader.problems) >= MOST_PROBLEMS:
            break
    return reader.finish(), reader.problems


class _Reader:
    """Takes a file line by line."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._entry: _Entry | None = None
        self._last = ""
        self._is_uncertain = False
        self._header = _Entry(1, is_uncertain=False)
        self._entries: dict[TextId, _Entry] = {}

    def take(self, line: str, number: int) -> None:
        """One line, without the spaces around it."""
        if not line or line.startswith("#"):
            self._end()
            self._is_uncertain = (self._is_uncertain and bool(line)) or (line.startswith("#,") and "fuzzy" in line)
            return
        match = _LINE.match(line)
        text = _unescape(match[3]) if match else None
        if match is None or text is None or not self._put(match, text, number):
            self._note(number, "catalogue_line", found=line)
            if self._entry:
                self._entry.is_broken = True

    def finish(self) -> Catalogue:
        """What has been read."""
        self._end()
        forms, rule = self._read_rule()
        texts, lines = {}, {}
        for id, entry in self._entries.items():
            given = entry.forms
            if entry.is_uncertain or not any(form.strip() for form in given.values()):
                continue
            wanted = forms if len(id) == 2 else 1
            if wanted and (sorted(given) != list(range(wanted)) or not all(form.strip() for form in given.values())):
                self._note(entry.told_at, "catalogue_forms", found=id[0], expected=str(wanted))
                continue
            texts[id], lines[id] = tuple(given[index] for index in sorted(given)), entry.told_at
        if rule is None and any(len(id) == 2 for id in texts):
            self._note(self._header.told_at or 1, "catalogue_rule")
        return Catalogue(self.file, texts, lines, rule or (lambda _: 0))

    def _put(self, match: re.Match[str], text: str, number: int) -> bool:
        """Put a line's text where it belongs; False where it belongs nowhere."""
        word = match[1]
        if word == "msgid":
            self._end()
            self._entry = _Entry(number, self._is_uncertain)
        if self._entry is None or (word != "msgstr" and match[2] is not None):
            return False
        if word is None:
            self._entry.parts[self._last].append(text)
            return True
        self._last = f"msgstr[{match[2] or 0}]" if word == "msgstr" else word
        if self._last in self._entry.parts or (word == "msgid_plural" and self._entry.told_at):
            return False
        self._entry.parts[self._last] = [text]
        if word == "msgstr":
            self._entry.told_at = self._entry.told_at or number
        return True

    def _end(self) -> None:
        """The text that was begun has come to its end, where one was."""
        entry, self._entry = self._entry, None
        if entry is None:
            return
        self._is_uncertain = False
        if entry.is_broken:
            return
        if not entry.told_at:
            self._note(entry.line, "catalogue_line", found=f'msgid "{entry.id[0]}"')
        elif (id := entry.id) == ("",):
            self._header = entry
        elif id in self._entries:
            self._note(entry.line, "catalogue_twice", found=id[0], line=str(self._entries[id].line))
        else:
            self._entries[id] = entry

    def _read_rule(self) -> tuple[int, Callable[[int], int] | None]:
        """How many forms the language has for numbers, and which it uses when; 0 and None where the file does not say."""
        match = _RULE.search(self._header.forms.get(0, ""))
        many = int(match[1]) if match else 0
        rule = _compile(match[2].strip()) if match and 1 <= many <= MOST_FORMS else None
        if rule is None or any(not 0 <= rule(number) < many for number in range(_TRIED)):
            return 0, None
        return many, rule

    def _note(self, at: int, code: str, /, **facts: str) -> None:
        self.problems.append(Problem(Place(self.file, at, 1), code, facts=facts))


def _unescape(text: str) -> str | None:
    """The text between quotation marks as it is meant; None where a backslash stands before a sign that cannot follow it."""
    if "\\" not in text:
        return text
    if any(sign not in _ESCAPES for sign in re.findall(r"\\(.)", text)):
        return None
    return re.sub(r"\\(.)", lambda match: _ESCAPES[match[1]], text)


def _compile(expression: str) -> Callable[[int], int] | None:
    """The rule as a function that always has an answer; None for what is no rule. gettext takes but numbers, n and C's operators."""
    if len(expression) > LONGEST_RULE:
        return None
    try:
        rule = gettext.c2py(expression)
    except (ValueError, RecursionError, SyntaxError, MemoryError, OverflowError):
        return None

    def tell(number: int) -> int:
        try:
            return int(rule(number))
        except ArithmeticError:
            return -1

    return tell


def check_translations(catalogue: Catalogue, originals: Collection[TextId]) -> Iterator[Problem]:
    """What a translation says that its text does not, and what it leaves out. What the source no longer says is passed over."""
    for id, forms in catalogue.texts.items():
        if id in originals:
            for form in forms:
                if problem := _check_form(form, id, Place(catalogue.file, catalogue.lines[id], 1)):
                    yield problem


def _check_form(form: str, id: TextId, place: Place) -> Problem | None:
    found, wanted = _braces(form), [_braces(text) for text in id]
    if found not in wanted:
        expected = ", ".join(sorted(set().union(*wanted) - {"{", "}"})) or "–"
        return Problem(place, "catalogue_braces", facts={"found": form, "text": id[0], "expected": expected})
    begins = form.strip()[:1]
    signs = [sign for sign in _MARKUP if form.count(sign) > max(text.count(sign) for text in id)]
    if signs or (begins in _FORMULA and not id[0].startswith(_FORMULA)):
        sign = {"\n": "\\n", "\t": "\\t"}.get(signs[0], signs[0]) if signs else begins
        return Problem(place, "catalogue_markup", facts={"found": form, "text": id[0], "sign": sign})
    longest = 4 * max(map(len, id)) + 100
    if len(form) > longest:
        return Problem(place, "catalogue_long", facts={"text": id[0], "length": str(len(form)), "longest": str(longest)})
    return None


def _braces(text: str) -> set[str]:
    """The words in braces, and any brace that has no other."""
    return set(_IN_BRACES.findall(text)) | {sign for sign in _IN_BRACES.sub("", text) if sign in "{}"}

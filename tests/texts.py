"""Brings theme/locale up to date with the source: ``python -m tests.texts``, or ``make messages``.

New texts are added untranslated, vanished ones are taken away, and the same source always gives the same file.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from ledstjarna.validate.fields import field_texts
from ledstjarna.validate.guide import check_entries, rule_entries

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "theme" / "locale"
KEYWORDS: Mapping[str, tuple[int, ...] | None] = {"_": None, "n": (1, 2), "N_": None}
HEADER = """# The texts of the interface. The source's texts are English; `make messages` brings this file up to date with them.
msgid ""
msgstr ""
"Language: {code}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""
JINJA_OPTIONS = {"silent": "false", "trim_blocks": "true", "lstrip_blocks": "true", "extensions": "jinja2.ext.loopcontrols"}

MessageId = str | tuple[str, str]


def python_extract(
    source: BinaryIO, keywords: Collection[str], _comment_tags: Collection[str], **_options: object
) -> Iterator[tuple[int, str, tuple[str | None, ...], list[str]]]:
    """Calls of the keywords, as functions or methods, wherever they stand; Babel's own extractor misses those inside f-strings."""
    for node in ast.walk(ast.parse(source.read())):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in keywords:
                yield node.lineno, name, tuple(_literal(argument) for argument in node.args), []


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def extract_messages() -> dict[MessageId, list[str]]:
    """Every text of the source, and the files that it stands in; in the order of files and lines."""
    found: dict[MessageId, list[str]] = {}
    for path in sorted([*(ROOT / "generator").rglob("*.py"), *(ROOT / "theme").rglob("*.html")]):
        name = path.relative_to(ROOT).as_posix()
        for message in _extract_file(path):
            files = found.setdefault(message, [])
            if name not in files:
                files.append(name)
    for text, name in guide_texts():
        found.setdefault(text, []).append(name)
    return found


def guide_texts() -> Iterator[tuple[str, str]]:
    """What the editors' guide says of rules and checks, which are their docstrings, and of fields, and where it stands."""
    for entries, name in (
        (check_entries(), "generator/ledstjarna/validate/checks"),
        (rule_entries(), "generator/ledstjarna/validate/rules"),
    ):
        for entry in entries:
            for text in (entry.title, entry.text):
                if text:
                    yield text, name
    yield from ((text, "generator/ledstjarna/model") for text in dict.fromkeys(field_texts()))


def _extract_file(path: Path) -> list[MessageId]:
    method: Any = python_extract if path.suffix == ".py" else babel_extract
    with path.open("rb") as source:
        entries = [(line, message) for line, message, _, _ in extract(method, source, KEYWORDS, (), JINJA_OPTIONS)]
    entries.sort(key=lambda entry: entry[0])
    return [message if isinstance(message, str) else (message[0], message[1]) for _, message in entries]


def catalogue_file(code: str) -> Path:
    """Where a language's texts lie."""
    return LOCALE / code / "LC_MESSAGES" / "ledstjarna.po"


def read_catalogue(code: str) -> Catalog:
    """A language's texts; an empty catalogue where there are none yet."""
    file = catalogue_file(code)
    return read_po(io.BytesIO(file.read_bytes() if file.is_file() else b""), locale=code)


def updated_catalogue(code: str) -> str:
    """The text that a language's file should have, with the translations that it has now."""
    known = read_catalogue(code)
    catalogue = Catalog(locale=code)
    for id, files in extract_messages().items():
        old = known.get(id)
        kept = old if old and old.id == id and not old.fuzzy else None
        message = Message(id, kept.string if kept else "", locations=[(name, 0) for name in files])
        message.flags.clear()
        catalogue[id] = message
    body = io.BytesIO()
    write_po(body, catalogue, width=0, omit_header=True, include_lineno=False)
    return HEADER.format(code=code, plural=catalogue.plural_forms) + body.getvalue().decode()


def update_catalogue(code: str) -> int:
    """Write a language's file; how many texts are still untranslated."""
    file = catalogue_file(code)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(updated_catalogue(code), encoding="utf-8")
    return len(untranslated(read_catalogue(code)))


def untranslated(catalogue: Catalog) -> list[tuple[str, ...]]:
    """The texts that lack a translation, in one form or in all."""
    return [english for english, swedish in translations(catalogue) if not swedish or not all(swedish)]


def translations(catalogue: Catalog) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every text in all its forms, and its translation in all its forms."""
    return [(_forms(message.id), _forms(message.string)) for message in catalogue if message.id]


def _forms(told: Any) -> tuple[str, ...]:
    return (told,) if isinstance(told, str) else tuple(told)


def main() -> None:
    """Bring every language up to date."""
    for folder in sorted(path for path in LOCALE.iterdir() if path.is_dir()):
        missing = update_catalogue(folder.name)
        print(f"{catalogue_file(folder.name).relative_to(ROOT)}: {missing} untranslated")


if __name__ == "__main__":
    main()

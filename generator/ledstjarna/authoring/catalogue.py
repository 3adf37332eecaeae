"""The code of a language comes in; what it is called goes out, and the file that the texts of the pages are to be translated in."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale, UnknownLocaleError
from babel.messages.plurals import get_plural

from ledstjarna.interface import quote_text, source_texts


def write_catalogue(code: str, about: Iterable[str]) -> str:
    """The file that a language's texts are to be written in: every text of the interface, none of them translated yet."""
    rule = get_plural(_locale(code) or "en")
    header = f"Language: {code}\\nContent-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals={rule[0]}; plural={rule[1]};\\n"
    lines = [
        *(f"# {line}" for line in about),
        'msgid ""',
        'msgstr ""',
        *(f'"{part}\\n"' for part in header.split("\\n") if part),
    ]
    for id in source_texts():
        lines += ["", *(f"{word} {quote_text(text)}" for word, text in zip(("msgid", "msgid_plural"), id, strict=False))]
        lines += ['msgstr ""'] if len(id) == 1 else [f'msgstr[{form}] ""' for form in range(rule[0])]
    return "\n".join(lines) + "\n"


def name_language(code: str) -> str:
    """What a language is called in itself; its code where that is not known."""
    locale = _locale(code)
    name = (locale.get_display_name(locale) if locale else None) or code
    return name[:1].upper() + name[1:]


def _locale(code: str) -> Locale | None:
    """What is known of a language."""
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return None

"""site_config.yml comes in; the site's settings and folders go out.

Two words of addresses may not be the same in a language, even where no two pages would meet today: a goal and a plan with one id would. A
page of one's own is refused only where a page is there already: there is no list of plans, so ``planer.md`` is free.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from ledstjarna.load.content_tree import Document
from ledstjarna.load.guarded_yaml import read_yaml
from ledstjarna.load.source import FolderSource, Source, read_text
from ledstjarna.model.guards import GUARDS
from ledstjarna.model.settings import DEFAULT_LANGUAGES, PAGE_WORDS, Settings
from ledstjarna.model.site_file import SiteFile
from ledstjarna.problems import OutsideError, Place, Problem, sort_problems
from ledstjarna.site_file import split_settings
from ledstjarna.validate.checks.all import CHECK_CODES
from ledstjarna.validate.checks.wording import find_placeholders
from ledstjarna.validate.shape import make_part, problem_at

_OWN = ("extra", "ledstjarna")
_LOCALE = re.compile(r"[a-z]{2,3}(?:_[a-z]{4})?(?:_(?:[a-z]{2}|[0-9]{3}))?\Z", re.IGNORECASE)
_NO_LANGUAGE = {"root", "und"}  # which Babel knows all the same
_SPOKEN = {word for language in DEFAULT_LANGUAGES for word in (language.code, language.locale)}  # which it need not be asked about


@dataclass(frozen=True, slots=True)
class Project:
    """A site's settings and where its things lie."""

    settings: Settings
    config_file: Path
    content: Path
    output: Path
    unwritten: tuple[Problem, ...] = ()  # texts of the settings that still say what to write
    extensions: tuple[str, ...] = ()  # what Markdown can do on prose pages
    document: Document | None = None  # the whole file, as plain data

    @property
    def catalogues(self) -> Path:
        """The folder where a site's own interface texts lie, if it has any."""
        return self.config_file.parent / "locale"


class ConfigError(OutsideError):
    """The settings have problems; ``problems`` holds them, sorted."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.problems = sort_problems(problems)
        super().__init__("config_problems", file=file, count=str(len(self.problems)))


def read_project(config_file: Path, source: Source | None = None) -> Project:
    """OutsideError ``config_missing`` where there is no such file; ConfigError where something in it does not hold.

    With a ``source`` the file is read from there, by its name, and not from its folder.
    """
    document = _read_document(config_file, source or _open_file(config_file))
    given, problems = split_settings(document)
    extra = given.get("extra")
    own = extra.get("ledstjarna") if isinstance(extra, dict) else None
    listed = own.get("languages") if isinstance(own, dict) else None
    codes = [str(entry.get("code")) for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    told, complaints = make_part(SiteFile, document, given, {"languages": tuple(codes) or ("sv", "en")})
    problems += complaints
    if isinstance(told, SiteFile):
        problems += _check_settings(told.extra.ledstjarna, document)
    if problems or not isinstance(told, SiteFile):
        later = [problem for problem in problems if problem.code == "format_later"]
        raise ConfigError(document.file, later or problems)  # of what is unknown in a later format nothing else can be said
    settings = told.extra.ledstjarna
    name = settings.name or (dict.fromkeys(settings.codes, told.site_name) if told.site_name else None)
    settings = settings.model_copy(update={"site_url": told.site_url, "name": name})
    root = config_file.parent
    unwritten = tuple(problem_at(document, path, "placeholder_left", found=text) for path, text in find_placeholders(told))
    return Project(
        settings, config_file, root / settings.content, root / settings.output, unwritten, tuple(told.markdown_extensions), document
    )


def _open_file(config_file: Path) -> Source:
    """The folder that the file lies in, which may be a link itself."""
    try:
        config_file.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise OutsideError("config_missing", file=config_file.as_posix()) from error
    except OSError:
        pass  # it is there, and reading it tells what is wrong
    return FolderSource(config_file.parent, follows_links=True)


def _read_document(config_file: Path, source: Source) -> Document:
    """The file's plain data."""
    name = config_file.as_posix()
    text, problems = read_text(source, config_file.name, name)
    data: object = None
    if not problems:
        data, problems = read_yaml(text, name)
    if not problems and not isinstance(data, dict):
        problems = [Problem(Place(name, 1, 1), "empty_file" if data is None else "not_a_mapping_file", facts={"found": ""})]
    if problems:
        raise ConfigError(name, problems)
    return Document("config", "site-config", "", source, config_file.name, name, data)


def _check_settings(settings: Settings, document: Document) -> Iterator[Problem]:
    """What a shape cannot tell: languages that are there and not twice, checks that there are, and addresses that differ."""
    yield from _check_languages(settings, document)
    yield from _check_addresses(settings, document)
    known = (*CHECK_CODES, *GUARDS)
    for code in settings.checks:
        if code not in known:
            near = ", ".join(get_close_matches(code, known, n=3)) or ", ".join(known)
            yield problem_at(document, (*_OWN, "checks", code), "unknown_check", on_key=True, found=code, expected=near)


def _check_languages(settings: Settings, document: Document) -> Iterator[Problem]:
    if not settings.languages:
        yield problem_at(document, (*_OWN, "languages"), "languages_none")
    for index, language in enumerate(settings.languages):
        place = (*_OWN, "languages", index)
        if language.code in settings.codes[:index]:
            yield problem_at(document, place, "languages_twice", found=language.code)
        elif language.code in _NO_LANGUAGE or not _is_known(language.code, "-"):
            yield problem_at(document, (*place, "code"), "language_unknown", found=language.code)
        if not _LOCALE.match(language.locale) or not _is_known(language.locale, "_"):
            yield problem_at(document, (*place, "locale"), "locale_unknown", found=language.locale)


def _is_known(code: str, sign: str) -> bool:
    """Whether there are rules for the numbers, dates and names of this language."""
    if code in _SPOKEN:
        return True
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(code, sep=sign)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def _check_addresses(settings: Settings, document: Document) -> Iterator[Problem]:
    """Every kind of page has a word of its own in each language, or pages would lie on top of one another."""
    kinds = [*PAGE_WORDS, *(kind for kind in settings.addresses if kind not in PAGE_WORDS)]
    for code in settings.codes:
        first: dict[str, str] = {}
        for kind in sorted(kinds, key=lambda kind: code in settings.addresses.get(kind, {})):  # what is set is told, not what it meets
            word = settings.word(kind, code)
            if word in first:
                yield problem_at(document, (*_OWN, "addresses", kind, code), "address_word_twice", found=word, other=first[word])
            first.setdefault(word, kind)

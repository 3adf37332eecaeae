"""Both sides of a proposal come in; the addresses that would lead elsewhere or nowhere go out, as problems.

A goal's own address is guarded with the goal. Of others: bodies, plans, findings, earlier ids, themes, pages of one's own, and the words
and languages that all addresses are made of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ledstjarna.addresses import Addresses
from ledstjarna.history.goals import read_goal_history
from ledstjarna.history.read import make_past
from ledstjarna.history.renames import find_names, name_at
from ledstjarna.load.content_tree import make_visible
from ledstjarna.load.guarded_yaml import read_yaml
from ledstjarna.load.source import Source, read_text
from ledstjarna.model.settings import PAGE_WORDS, Settings
from ledstjarna.problems import Place, Problem
from ledstjarna.review.sides import Sides
from ledstjarna.validate.shape import problem_at

_CODE = "address_gone"
_KINDS = ("agency", "plan", "goal", "finding")
_PAGES = "pages"
_THEMES = "themes.yml"


def find_gone_addresses(sides: Sides) -> Iterator[Problem]:
    """Each of them once, in the site's first language where it is in all."""
    settings = sides.before or sides.project.settings
    addresses, code = Addresses(settings), settings.codes[0]
    yield from _find_gone_words(settings, sides)
    yield from _find_gone_versions(settings, sides)
    for kind in _KINDS:
        for id, file in _find_gone_ids(kind, sides):
            yield Problem(Place(file), _CODE, facts={"found": f"/{addresses.record(kind, id, code)}"})
    for tag, file in _find_gone_themes(sides):
        yield Problem(Place(file), _CODE, facts={"found": f"/{addresses.record('theme', tag, code)}"})
    for language, stem in sorted(set(_list_prose(sides.old)) - set(_list_prose(sides.new))):
        file = f"{sides.old.shown}/{_PAGES}/{language}/{stem}.md"
        yield Problem(Place(make_visible(file)), _CODE, facts={"found": f"/{addresses.prose(stem, language)}"})


def _list_prose(source: Source) -> Iterator[tuple[str, str]]:
    """Language and stem of each page of one's own."""
    for language in source.list(_PAGES) or ():
        if language.kind == "folder":
            for page in source.list(f"{_PAGES}/{language.name}") or ():
                if page.kind == "file" and page.name.endswith(".md"):
                    yield language.name, page.name.removesuffix(".md")


def _find_gone_words(before: Settings, sides: Sides) -> Iterator[Problem]:
    """Languages that are no longer there, words of addresses that are others, and a site that lies elsewhere."""
    document, after = sides.project.document, sides.project.settings
    if sides.before is None or document is None:
        return
    own = ("extra", "ledstjarna")
    if before.base_url and before.base_url != after.base_url:
        yield problem_at(document, ("site_url",), _CODE, found=before.base_url)
    for code in before.codes:
        if code not in after.codes:
            yield problem_at(document, (*own, "languages"), _CODE, found=f"/{Addresses(before).start(code)}")
            continue
        for kind in sorted({*PAGE_WORDS, *before.addresses, *after.addresses}):
            if before.word(kind, code) != after.word(kind, code):
                yield problem_at(document, (*own, "addresses", kind, code), _CODE, found=f"/{Addresses(before).listing(kind, code)}")


def _find_gone_versions(before: Settings, sides: Sides) -> Iterator[Problem]:
    """Pages of earlier versions of goals, where the settings no longer let there be any: the first of each goal."""
    document, now = sides.project.document, sides.project.settings.history
    had, has = before.history.versions and before.history.git, now.versions and (now.git or now.stream)
    if document is None or before.history.stream or not had or has:
        return
    for _, names in sorted(find_names(sides.reader).items()):
        history = read_goal_history(names, sides.reader, as_of=sides.as_of)
        pages = make_past(history, sides.reader)[0].pages if history.versions else ()
        if len(pages) > sum(entry.id in pages and entry.place == sides.last for entry in history.entries) + 1:
            found = f"/{Addresses(before).version(names[-1][1], pages[0], before.codes[0])}"
            yield problem_at(document, ("extra", "ledstjarna", "history"), _CODE, found=found)


def _find_gone_ids(kind: str, sides: Sides) -> Iterator[tuple[str, str]]:
    """The ids and earlier ids of a kind that nothing answers to any longer, with the files that had them."""
    reader, touched = sides.reader, {id for found, id in sides.touched if found == kind}
    if not touched:
        return
    if any(past and past.record is None for past in (reader.at(kind, id, sides.last) for id in touched)):
        return  # what it says of earlier ids is not known, and that it cannot be read is told
    names = [names for names in find_names(reader).values() if names[0][0] < sides.last] if kind == "goal" else []
    renamed = {name_at(each, sides.last - 1): each[-1][1] for each in names}
    kept = {id for id in reader.ids(kind) if reader.is_there(kind, id, sides.last)}
    leading = {alias: id for id in kept & touched for alias in _aliases(kind, id, sides.last, sides)}

    def lead(id: str) -> str | None:
        """The record that an address leads to: one of that id, else one that has it as an earlier id, changed or not."""
        others = (other for other in kept - touched if id in _aliases(kind, other, sides.last, sides))
        return id if id in kept else leading.get(id) or next(others, None)

    for id in sorted(touched):
        if not reader.is_there(kind, id, sides.last - 1):
            continue
        file = sides.file_before(kind, id)
        now = renamed.get(id, id) if kind == "goal" else lead(id)
        if kind == "goal" and now not in kept:
            continue  # that it is deleted is told
        if now is None:
            yield id, file
        yield from ((alias, file) for alias in _aliases(kind, id, sides.last - 1, sides) if now != lead(alias) or now is None)


def _aliases(kind: str, id: str, place: int, sides: Sides) -> list[str]:
    return _listed("aliases", kind, id, place, sides)


def _tags(id: str, place: int, sides: Sides) -> list[str]:
    return _listed("tags", "goal", id, place, sides)


def _listed(field: Literal["aliases", "tags"], kind: str, id: str, place: int, sides: Sides) -> list[str]:
    """What a record lists in a field after a step; nothing where it is not there, or cannot be read."""
    past = sides.reader.at(kind, id, place)
    found: list[str] = getattr(past.record, field) if past and past.record else []
    return found


def _find_gone_themes(sides: Sides) -> Iterator[tuple[str, str]]:
    """The themes that no goal has any longer, with the file of a goal that had each."""
    reader = sides.reader
    lost: dict[str, str] = {}
    for kind, id in sorted(sides.touched):
        if kind == "goal":
            for tag in set(_tags(id, sides.last - 1, sides)) - set(_tags(id, sides.last, sides)):
                lost.setdefault(tag, sides.file_before("goal", id))
    for tag in _named_themes(sides.old) - _named_themes(sides.new):
        lost.setdefault(tag, f"{sides.old.shown}/{_THEMES}")
    if lost:
        left = {tag for id in reader.ids("goal") for tag in _tags(id, sides.last, sides)} | _named_themes(sides.new)
        yield from sorted((tag, file) for tag, file in lost.items() if tag not in left)


def _named_themes(source: Source) -> set[str]:
    """The themes that the site has names for."""
    text, problems = read_text(source, _THEMES, _THEMES)
    plain, problems = (None, problems) if problems else read_yaml(text, _THEMES)
    return set(map(str, plain)) if isinstance(plain, dict) and not problems else set()

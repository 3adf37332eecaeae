"""The files that visitors can fetch come in; the page that tells of every one of them goes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ledstjarna.addresses import (
    BOOK_OF_ALL,
    FEEDS,
    calendar_ending,
    citation_file,
    data_file,
    excel_ending,
    feed_file,
    oembed_file,
    record_file,
    way_up,
)
from ledstjarna.derive.site import Site
from ledstjarna.pages.downloads import FileLink, Files
from ledstjarna.pages.page import Link, Page
from ledstjarna.pages.renderer import Renderer
from ledstjarna.words.citations import CITED_FORMS
from ledstjarna.words.downloads import TABLES, licence_sentence
from ledstjarna.words.voice import N_, Voice

CITATIONS = citation_file("", "").rstrip(".")
FEW_GOALS = 12  # so many have links of their own here; more would hide the rest of the page

_OF_EACH_GOAL = {
    "json": N_("everything on the goal’s page: texts, measures, targets, outcomes, corrections, events and findings"),
    "history.json": N_("every version of the goal and its outcomes as written, and what each step changed, where that is recorded"),
    "csv": N_("the goal’s outcomes, with the columns of the table of all outcomes but those that are the same on every row"),
}
_OF_EACH_BODY = {
    "xlsx": N_("the body’s goals and outcomes as a workbook"),
}
_OF_EACH_BODY_FOR_EXCEL = N_("the outcomes of the body’s goals")


@dataclass(frozen=True, slots=True)
class Group:
    """Files that belong together."""

    title: str
    about: str
    files: list[FileLink]


@dataclass(frozen=True, slots=True)
class Pattern:
    """How the address of a file is built, and what the file holds."""

    address: str
    about: str


def open_data(renderer: Renderer, site: Site) -> Iterator[Page]:
    """Every file of the site: what it holds, its format and size, on what terms, and how to cite it."""
    voice, addresses = renderer.voice, renderer.addresses
    here = addresses.listing("open-data", voice.code)
    up = way_up(here)
    link = Link(up, addresses, voice.code)
    files = Files(voice, renderer.around.sizes)
    groups = [*_tables(files, voice, link), *_calendars(files, renderer, link), *_feeds(files, renderer, link)]
    bodies, goals = _bodies(renderer, site, files, link), _goals(renderer, site, files, link)
    described = _descriptions(files, voice, link)
    told = {one.href for one in (*(one for group in groups for one in group.files), *bodies, *described)}
    base = renderer.settings.base_url or ""
    title = voice._("Open data")
    yield renderer.listing(
        "open-data",
        "open-data",
        title,
        voice._("Every file that can be downloaded here: what it contains, its format, its size and its terms."),
        many=len(site.goals),
        as_of=site.as_of,
        settings=renderer.settings,
        groups=groups,
        bodies=bodies,
        of_bodies=[*_of_bodies(files, voice, base), *_feed_patterns(renderer, base, "agency")],
        has_book=BOOK_OF_ALL in renderer.around.sizes,
        goals=goals,
        patterns=[*_patterns(voice, base), *_feed_patterns(renderer, base, "goal"), *_embed_patterns(voice, base)],
        citations=_citations(renderer, base),
        described=described,
        others=_others(renderer, told, up),
        licence=licence_sentence(voice),
        cite=voice._(
            "{site}, {title}, {address}, as of {date}.",
            site=voice.site_name,
            title=title,
            address=base + here,
            date=voice.date(site.as_of),
        ),
        excel=[voice.language_name(code) for code in files.comma_codes],
    )


def _tables(files: Files, voice: Voice, link: Link) -> list[Group]:
    groups = []
    for name, (label, about) in TABLES.items():
        found = files.table(voice._(label), name, link)
        if name == "goalposts":
            found += files.link(voice._(label), data_file("goalposts.json"), "JSON", link)
        if name == "goals":
            found += files.link(voice._("All goals, with every threshold"), data_file("goals.json"), "JSON", link)
        if found or name != "goalposts":  # there is none where nothing is recorded
            groups.append(Group(voice._(label), voice._(about), found))
    if bodies := [*files.link(voice._("All bodies and plans"), data_file("agencies.json"), "JSON", link)]:
        about = voice._("Every body and its plans, with all texts, documents and statements, and which goals are the body’s own.")
        groups.append(Group(voice._("All bodies and plans"), about, bodies))
    if everything := [*files.link(voice._("Goals and outcomes of the whole site"), BOOK_OF_ALL, "XLSX", link)]:
        about = voice._("A workbook with the goals and the outcomes on a sheet each, and a sheet that explains every column.")
        groups.append(Group(voice._("Everything in one workbook"), about, everything))
    return groups


def _calendars(files: Files, renderer: Renderer, link: Link) -> Iterator[Group]:
    """The calendars of the whole site; those of one body are linked from its own."""
    voice = renderer.voice
    found = [
        one
        for code in renderer.settings.codes
        for one in files.link(
            voice._("The calendar in {language}", language=voice.language_name(code)),
            data_file(f"calendar.{calendar_ending(code)}"),
            "ICS",
            link,
        )
    ]
    if found:
        about = voice._("Dates when outcomes are due, targets should be reached and promises should be kept, for calendar programs.")
        yield Group(voice._("Calendar"), about, found)


def _feeds(files: Files, renderer: Renderer, link: Link) -> Iterator[Group]:
    """The feeds of all changes; those of a body or a goal are linked from its own pages."""
    voice = renderer.voice
    found: list[FileLink] = []
    for code in renderer.settings.codes:
        title = voice._("All changes, in {language}", language=voice.language_name(code))
        found += files.link(title, feed_file("changes", "", code, "atom"), "Atom", link)
        found += files.link(title, feed_file("changes", "", code, "feed.json"), "JSON Feed", link)
    if found:
        about = voice._(
            "Every recorded change that says something, the newest first, for feed readers. Each body and each goal has a feed too."
        )
        yield Group(voice._("Feeds"), about, found)


def _bodies(renderer: Renderer, site: Site, files: Files, link: Link) -> list[FileLink]:
    found: list[FileLink] = []
    for node in site.agencies.values():
        name = renderer.text(node.record.name)
        label = renderer.voice._("{agency} (invented)", agency=name) if node.is_invented else name
        found += files.link(label, record_file("agency", node.id, "xlsx"), "XLSX", link)
    return found


def _goals(renderer: Renderer, site: Site, files: Files, link: Link) -> list[list[FileLink]]:
    """The files of each goal, where the goals are few."""
    goals = site.goals.values()
    if len(goals) > FEW_GOALS:
        return []
    found = []
    for node in goals:
        title = renderer.text(node.title)
        found.append(
            [one for ending in ("json", "csv") for one in files.link(title, record_file("goal", node.id, ending), ending.upper(), link)]
        )
    return found


def _patterns(voice: Voice, base: str) -> list[Pattern]:
    id = voice._("<the goal’s id>")
    return [Pattern(base + record_file("goal", id, ending), voice._(about)) for ending, about in _OF_EACH_GOAL.items()]


def _feed_patterns(renderer: Renderer, base: str, kind: str) -> Iterator[Pattern]:
    """The feeds of each body or each goal, in each language, where there are any."""
    voice = renderer.voice
    if not any(address.startswith(FEEDS) for address in renderer.around.sizes):
        return
    id = voice._("<the goal’s id>") if kind == "goal" else voice._("<the body’s id>")
    for code in renderer.settings.codes:
        for ending in ("atom",) if kind == "goal" else ("atom", "feed.json"):
            about = voice._("recorded changes, in {language}", language=voice.language_name(code))
            yield Pattern(base + feed_file(kind, id, code, ending), about)


def _embed_patterns(voice: Voice, base: str) -> Iterator[Pattern]:
    """How programs are told to show each goal, where the site's own address is known."""
    id = voice._("<the goal’s id>")
    for code in voice.settings.codes if base else ():
        about = voice._("how the goal is shown inside other pages (oEmbed), in {language}", language=voice.language_name(code))
        yield Pattern(base + oembed_file(id, code), about)


def _of_bodies(files: Files, voice: Voice, base: str) -> list[Pattern]:
    id = voice._("<the body’s id>")
    found = [Pattern(base + record_file("agency", id, ending), voice._(about)) for ending, about in _OF_EACH_BODY.items()]
    about = voice._(_OF_EACH_BODY_FOR_EXCEL)
    return [
        *found,
        *(Pattern(base + record_file("agency", id, excel_ending(code)), files.for_excel(about, code)) for code in files.comma_codes),
    ]


def _citations(renderer: Renderer, base: str) -> list[Pattern]:
    """The files for reference managers, of which there are some for every body."""
    if not any(address.startswith(CITATIONS) for address in renderer.around.sizes):
        return []
    id = renderer.voice._("<the body’s id>")
    return [Pattern(base + citation_file(id, ending), name) for ending, name in CITED_FORMS.items()]


def _descriptions(files: Files, voice: Voice, link: Link) -> list[FileLink]:
    found = [*files.link(voice._("What every field of the JSON files means"), data_file("schema.json"), "JSON Schema", link)]
    for name, (label, _) in TABLES.items():
        found += files.link(voice._("The columns of “{table}”", table=voice._(label)), data_file(f"{name}.csv-metadata.json"), "CSVW", link)
    return found


def _others(renderer: Renderer, told: set[str], up: str) -> list[FileLink]:
    """Every file that has no place above, under its address; where there is one for each record, the first stands for all."""
    known = [record_file("goal", "", ending) for ending in ("json", "history.json", "csv")]
    known += [record_file("agency", "", excel_ending(code)) for code in renderer.settings.codes]
    known += [oembed_file("", code) for code in renderer.settings.codes]
    seen = {(folder, name.partition(".")[2]) for folder, _, name in (address.rpartition("/") for address in known)}
    found = []
    for address, size in sorted(renderer.around.sizes.items()):
        folder, _, name = address.rpartition("/")
        ending = name.partition(".")[2]
        if up + address not in told and (folder, ending) not in seen and not address.startswith((CITATIONS, FEEDS)):
            found.append(FileLink(address, up + address, ending.rpartition(".")[2].upper(), size))
            if folder.count("/"):
                seen.add((folder, ending))
    return found

"""A site comes in; everything that is published of it goes out, as jobs in the order of their ranks."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ledstjarna.addresses import ASSETS, DATA, SHARE, Addresses, calendar_ending, excel_ending, picture_file, record_file
from ledstjarna.careful_pickle import read_kept, write_kept
from ledstjarna.data import all_files
from ledstjarna.data.all_files import FILES, FILES_OF_BODY
from ledstjarna.derive.dated import latest_fact
from ledstjarna.derive.site import Site
from ledstjarna.fingerprints import digest, program
from ledstjarna.history.past import SiteHistory
from ledstjarna.hosting.hosts import host_files
from ledstjarna.hosting.redirects import Recorded, Redirect, redirect_page, redirect_rules, redirects
from ledstjarna.hosting.sitemap import robots, sitemap
from ledstjarna.load.content_tree import ProsePage
from ledstjarna.pages.all_kinds import KINDS
from ledstjarna.pages.kinds.special import choice_page, not_found_page, prose_page
from ledstjarna.pages.markdown import clean_prose
from ledstjarna.pages.renderer import Around
from ledstjarna.publish.chunks import Chunks
from ledstjarna.publish.jobs import Job, Known, Output, Rank
from ledstjarna.publish.pictures import draw_body, has_picture
from ledstjarna.publish.shared import Shared
from ledstjarna.publish.site_pages import site_pages
from ledstjarna.publish.version_jobs import gone_jobs
from ledstjarna.search.documents import find_documents
from ledstjarna.search.index_files import search_files
from ledstjarna.search.update import NOTHING, SearchIndex, update_index
from ledstjarna.search.words import words_of
from ledstjarna.validate.guide import guide_facts


def site_jobs(
    site: Site, history: SiteHistory, prose: Sequence[ProsePage], shared: Shared, chunks: Chunks, place: Callable[[str], Path | None]
) -> Iterator[Job]:
    """Every job of a site but those of its goals; ``place`` says in what file a job may keep something for the next build."""
    renderers = shared.renderers
    guide = guide_facts()
    codes, base_url = site.settings.codes, site.settings.base_url
    yield Job("assets", Rank.FILES, make_assets, (shared.assets,))
    for name in FILES:
        yield Job(name, Rank.FILES, make_files, (name, site, history, chunks), is_long=True)
    for name, agency in itertools.product(FILES_OF_BODY, site.agencies):
        yield Job(f"{name}:{agency}", Rank.FILES, make_files_of_body, (name, agency, site, history, chunks))
    for code in codes:
        yield Job(f"search:{code}", Rank.FILES, make_search, (code, site, prose, chunks, guide, place(f"search.{code}")), is_long=True)
    for code, agency in itertools.product(codes, site.agencies):
        if has_picture(site.agencies[agency], shared.voices[code]):
            yield Job(f"pictures:{code}:{agency}", Rank.FILES, make_picture, (code, agency, site))
    yield Job("choice", Rank.PAGES, make_choice, (site,))
    for kind, code in itertools.product(KINDS, codes):
        renderers[code].around = Around({}, {}, {}, history)
        told = guide if kind == "guide" else {}
        for part in KINDS[kind].parts(renderers[code], site):
            asks = tuple(_asks(kind, code, part, codes))
            yield Job(f"{kind}:{code}:{part}", Rank.PAGES, make_kind, (kind, code, part, site, history, told), asks)
    recorded = {id: Recorded(past.former, past.pages if site.settings.history.versions else ()) for id, past in history.goals.items()}
    moved = list(redirects(site, Addresses(site.settings), recorded))
    yield from gone_jobs(site, history)
    for code in codes:
        yield Job(f"prose:{code}", Rank.PAGES, make_prose, (code,))
    yield Job("not-found", Rank.PAGES, make_not_found)
    yield Job("redirects", Rank.PAGES, make_redirects, (moved,))
    yield Job("hosts", Rank.LISTS, make_host_files, (), (ASSETS, *(f"{code}/" for code in codes)))
    if base_url:
        yield Job("sitemap", Rank.LISTS, make_sitemap, (), tuple(f"{code}/" for code in codes))
    yield Job("robots", Rank.LISTS, make_robots)


def _asks(kind: str, code: str, part: str, codes: Sequence[str]) -> Iterator[str]:
    """The files that a page leads to, and whose sizes it tells."""
    if kind == "search":
        yield f"search:{code}"
    elif kind == "open-data" or (kind == "calendar" and not part):
        yield DATA
    elif kind == "calendar":
        yield record_file("agency", part, calendar_ending(code))
    elif kind == "of agencies":
        yield record_file("agency", part, "xlsx")
        yield picture_file("agency", part, code)
        yield from (record_file("agency", part, excel_ending(other)) for other in codes)


def make_assets(_shared: Shared, _told: Known, assets: Mapping[str, str | bytes]) -> Iterator[Output]:
    """What pages stand on: styles, scripts, the icon."""
    return (Output(address, content) for address, content in assets.items())


def make_files(shared: Shared, _told: Known, name: str, site: Site, history: SiteHistory, chunks: Chunks) -> Iterator[Output]:
    """Files of one sort that visitors fetch."""
    return (Output(address, content) for address, content in FILES[name](site, _around(shared, history, chunks)))


def make_files_of_body(
    shared: Shared, _told: Known, name: str, agency: str, site: Site, history: SiteHistory, chunks: Chunks
) -> Iterator[Output]:
    """Files of one sort about one body."""
    around = _around(shared, history, chunks)
    return (Output(address, content) for address, content in FILES_OF_BODY[name](site.agencies[agency], site, around))


def _around(shared: Shared, history: SiteHistory, chunks: Chunks) -> all_files.Around:
    return all_files.Around(shared.voices, history, chunks, shared.tables)


def make_search(
    shared: Shared,
    _told: Known,
    code: str,
    site: Site,
    prose: Sequence[ProsePage],
    chunks: Chunks,
    guide: Mapping[str, Any],
    kept: Path | None,
) -> Iterator[Output]:
    """What a language is searched in; its manifest, which comes last, is known by a name."""
    words, own = words_of(code), site.search.get(code)
    head = digest(program(), code, repr(own))
    before = read_kept(kept, head) if kept else None
    documents = find_documents(site, shared.voices[code], prose, chunks, site_pages(shared.renderers[code], site, guide))
    index = update_index(documents, words, own, before if isinstance(before, SearchIndex) else NOTHING)
    if kept:
        with contextlib.suppress(OSError):
            write_kept(kept, head, index)
    for address, text in search_files(code, index, words):
        yield Output(address, text, name=f"search:{code}")


def make_picture(shared: Shared, _told: Known, code: str, agency: str, site: Site) -> Iterator[Output]:
    """The picture that goes with links to a body's page."""
    node = site.agencies[agency]
    yield draw_body(node, latest_fact(node, as_of=site.as_of), shared.voices[code])


def make_choice(shared: Shared, _told: Known, site: Site) -> Iterator[Output]:
    """The choice of language."""
    yield shared.put(choice_page(site, shared.renderers), ())


def make_kind(
    shared: Shared, told: Known, kind: str, code: str, part: str, site: Site, history: SiteHistory, guide: Mapping[str, Any]
) -> Iterator[Output]:
    """The pages of a part of a kind in one language."""
    renderer, sizes = shared.renderers[code], _sizes(told)
    manifest = told.get(f"search:{code}")
    renderer.around = Around(guide, sizes, {code: manifest.address} if manifest else {}, history)
    return (shared.put(page, sizes) for page in KINDS[kind].make(renderer, site, part))


def make_prose(shared: Shared, _told: Known, code: str) -> Iterator[Output]:
    """The prose pages of a language."""
    stems = {other: frozenset(framed.prose) for other, framed in shared.framed.items()}
    for stem, text in sorted(shared.framed[code].prose.items()):
        yield shared.put(prose_page(stem, clean_prose(text), shared.renderers[code], stems), ())


def make_not_found(shared: Shared, _told: Known) -> Iterator[Output]:
    """What stands where nothing is."""
    yield shared.put(not_found_page(shared.renderers, shared.base_path), (), shared.base_path)


def make_redirects(shared: Shared, _told: Known, moved: Iterable[Redirect]) -> Iterator[Output]:
    """A page for each address that a record had, and the same for hosts that read them as rules."""
    for one in moved:
        page = redirect_page(one, shared.voices[one.language], shared.base_url, shared.stylesheet, shared.preview_note(one.language))
        yield Output(one.old, page, f"{one.old} → {one.new}")
    yield Output("_redirects", redirect_rules(moved, shared.base_path))


def make_host_files(shared: Shared, told: Known) -> Iterator[Output]:
    """Settings for sorts of web host; names with a fingerprint may be kept for ever, but those of search have a rule of their own."""
    assets = [address for address in told if address.startswith(ASSETS) and not address.startswith("assets/search/")]
    pages = [address for address in told if not address.startswith(ASSETS)]
    framed = [renderer.addresses.listing("embed", code) for code, renderer in shared.renderers.items()]
    return (Output(address, text) for address, text in host_files(shared.base_url, assets, pages, framed))


def make_sitemap(shared: Shared, told: Known) -> Iterator[Output]:
    """Every page in every language, for search engines; none of a preview."""
    if shared.is_preview:
        return
    pages = [entry.alternates for entry in told.values() if entry.alternates]
    yield Output("sitemap.xml", sitemap([{"x-default": ""}, *pages], shared.base_url or ""))


def make_robots(shared: Shared, _told: Known) -> Iterator[Output]:
    """What search engines may read."""
    yield Output("robots.txt", robots(shared.base_url, is_preview=shared.is_preview))


def _sizes(told: Known) -> dict[str, int]:
    return {address: entry.size for address, entry in told.items() if address.startswith((DATA, SHARE))}

"""The whole flow: a site's settings and content come in, its folder goes out."""

from __future__ import annotations

import datetime
import functools
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ledstjarna.derive.missing import count_texts
from ledstjarna.derive.site import Site, derive_site
from ledstjarna.frame import BareFrame, Frame, Framed, MaterialFrame
from ledstjarna.interface import read_interface
from ledstjarna.load.content_tree import ContentFiles, ProsePage, load_content
from ledstjarna.load.guarded_yaml import position
from ledstjarna.menus import MENU, frame_texts, prose_of
from ledstjarna.model.content import Content
from ledstjarna.problems import ContentError, Place, Problem, known_codes
from ledstjarna.publish.files import published_files
from ledstjarna.publish.head import frame_parts
from ledstjarna.publish.hosts import host_files
from ledstjarna.publish.places import check_output
from ledstjarna.publish.redirects import redirect_page, redirect_rules, redirects
from ledstjarna.publish.scripts import bundle_scripts
from ledstjarna.publish.sitemap import robots, sitemap
from ledstjarna.publish.styles import bundle_styles
from ledstjarna.publish.swap import restore_site
from ledstjarna.publish.write import SiteWriter, replace_site
from ledstjarna.render.addresses import Addresses
from ledstjarna.render.environment import theme_folder
from ledstjarna.render.kinds.apart import choice_page, not_found_page, prose_page
from ledstjarna.render.markdown import clean_prose
from ledstjarna.render.page import Page
from ledstjarna.render.pages import all_pages, make_renderers, make_voices
from ledstjarna.render.prose_links import broken_links, known_addresses, listing_addresses
from ledstjarna.render.renderer import Around, Renderer, site_name
from ledstjarna.render.voice import Voice
from ledstjarna.search.documents import make_documents
from ledstjarna.search.files import search_files
from ledstjarna.search.index import index_documents
from ledstjarna.search.words import words_of
from ledstjarna.settings import Project
from ledstjarna.validate.checks.all import Remarks
from ledstjarna.validate.checks.texts import find_quoted
from ledstjarna.validate.content import make_register
from ledstjarna.validate.examples import Examples, find_examples, read_examples
from ledstjarna.validate.guide import check_entries, rule_entries
from ledstjarna.validate.register import Circumstances
from ledstjarna.validate.shape import problem_at

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    output: Path
    pages: int
    goals: int
    missing: dict[str, int]
    remarked: int


def kept_apart(project: Project) -> tuple[list[Path], list[Path]]:
    """What a build must not take with it, and the folders that no site is built in."""
    return [project.config_file], [project.content, project.catalogues, theme_folder(), Path(__file__).parent]


def check_site(
    project: Project, step: Step = lambda _: None, *, as_of: datetime.date | None = None, today: datetime.date | None = None
) -> tuple[Content, ContentFiles, Remarks]:
    """Read and check all content; ContentError with every problem. What could be better is told as remarks.

    Without ``as_of`` nothing is said of what is too old, without ``today`` nothing of what lies in the future.
    """
    files = load_content(project.content, shown_from=project.config_file.parent, each=lambda: step("read"))
    examples = form_examples()
    is_public = project.settings.base_url is not None
    around = Circumstances(as_of, today, is_public=is_public, method=project.settings.method, examples=examples)
    register = make_register(files, languages=project.settings.codes, around=around)
    interface = read_interface(project)
    left, quoted = [*project.unwritten, *_find_examples(project, examples)], list(_find_quoted(project))
    others = {"placeholder_left": left, "quotes_around_value": quoted, "interface_text_missing": interface.gaps}
    remarks = Remarks(register, project.settings.checks, others)
    prose = [*_check_prose_links(files.prose, register.content, project), *_check_prose_addresses(files.prose, register.content, project)]
    if problems := [*interface.problems, *prose, *remarks.errors()]:
        raise ContentError(problems, remarks.warnings())
    return register.content, files, remarks


@functools.cache
def form_examples() -> Examples:
    """What the forms of ``ledstjarna new`` have as examples."""
    folder = theme_folder() / "new"
    forms, pages = ([file.read_text(encoding="utf-8") for file in sorted(folder.glob(name))] for name in ("*/*.yml", "pages/*.md"))
    return read_examples(forms, pages)


def _find_examples(project: Project, examples: Examples) -> Iterator[Problem]:
    """What the settings still have of their form."""
    if project.document:
        for path, found in find_examples(project.document.data, examples):
            yield problem_at(project.document, path, "placeholder_left", found=found)


def _find_quoted(project: Project) -> Iterator[Problem]:
    """What the settings have in curly quotation marks."""
    if project.document:
        for path, found in find_quoted(project.document.data):
            yield problem_at(project.document, path, "quotes_around_value", found=found, instead=found[1:-1])


def _check_prose_links(pages: Sequence[ProsePage], content: Content, project: Project) -> list[Problem]:
    """Prose pages link only to what is there."""
    known = known_addresses(content, project.settings, [(page.language, page.stem) for page in pages])
    addresses = Addresses(project.settings)
    return [
        Problem(Place(page.file, *position(page.text, index)), "prose_link", facts={"found": target})
        for page in pages
        for index, target in broken_links(page.text, addresses.prose(page.stem, page.language), known)
    ]


def _check_prose_addresses(pages: Sequence[ProsePage], content: Content, project: Project) -> Iterator[Problem]:
    """No prose page has the address of a page that is there anyway."""
    addresses, taken = Addresses(project.settings), listing_addresses(content, project.settings)
    for page in pages:
        address = addresses.prose(page.stem, page.language)
        if other := taken.get(address):
            yield Problem(Place(page.file), "address_taken", facts={"found": address, "other": other})


def build_site(
    project: Project,
    *,
    as_of: datetime.date,
    output: Path,
    today: datetime.date | None = None,
    frame: str = "material",
    step: Step = lambda _: None,
) -> Built:
    """Build the whole site into ``output``; with problems nothing is written and the old site stays."""
    restore_site(output)
    keep, apart = kept_apart(project)
    check_output(output, keep=keep, apart=apart)
    content, files, remarks = check_site(project, step, as_of=as_of, today=today)
    remarked = sum(remarks.counts().values())
    del remarks
    site = derive_site(content, project.settings, as_of=as_of)
    theme = theme_folder()
    voices = make_voices(site, theme, read_interface(project).catalogues)
    guide = {"checks": check_entries(), "rules": rule_entries(), "codes": known_codes()}
    maker: Frame = BareFrame() if frame == "bare" else MaterialFrame(theme, project.extensions)
    styles, scripts = bundle_styles(theme, maker.styles()), bundle_scripts(theme)
    with replace_site(output) as writer:
        sizes = _write_files(site, voices, writer)
        indexes = _write_search(site, voices, files.prose, writer)
        renderers = make_renderers(site, voices, theme, Around(guide, sizes, indexes))
        prose = {code: prose_of(files.prose, code) for code in renderers}
        framed = {
            code: maker.build(frame_texts(renderer, styles[0], prose[code]), prose[code], scratch=writer.scratch)
            for code, renderer in renderers.items()
        }
        pages = _write_pages(site, renderers, framed, {name: file for name, (file, _) in scripts.items()}, writer, step)
        _write_surroundings(site, voices, dict([styles, *scripts.values()]), theme, writer)
    return Built(output, pages, len(site.goals), count_texts(site), remarked)


def _write_pages(
    site: Site, renderers: Mapping[str, Renderer], framed: Mapping[str, Framed], scripts: Mapping[str, str], writer: SiteWriter, step: Step
) -> int:
    voices = {code: renderer.voice for code, renderer in renderers.items()}
    url = site.settings.base_url
    alternates = []
    many = 0

    def put(page: Page, root: str | None = None) -> None:
        nonlocal many
        name, files = site_name(site, voices[page.language]), renderers[page.language].around.sizes
        search = renderers[page.language].addresses.listing("search", page.language)
        parts = frame_parts(
            page, voices=voices, site_name=name, base_url=url, words=MENU, scripts=scripts, files=files, root=root, search=search
        )
        writer.write(page.address, framed[page.language].shell.fill(parts), what=f"{page.title} ({page.kind}, {page.language})")
        many += 1
        step("page")

    stems = {code: frozenset(framed[code].prose) for code in renderers}
    put(choice_page(site, renderers))
    prose = (
        prose_page(stem, clean_prose(text), renderer, stems)
        for code, renderer in renderers.items()
        for stem, text in sorted(framed[code].prose.items())
    )
    for page in itertools.chain(all_pages(renderers), prose):
        put(page)
        if next(iter(page.alternates)) == page.language:
            alternates.append(page.alternates)
    base = _base_path(url)
    put(not_found_page(renderers, base), base)
    if url:
        writer.write("sitemap.xml", sitemap([{"x-default": ""}, *alternates], url))
    return many


def _base_path(base_url: str | None) -> str:
    """The path of the site's root on its host."""
    return urlsplit(base_url).path if base_url else "/"


def _write_files(site: Site, voices: Mapping[str, Voice], writer: SiteWriter) -> dict[str, int]:
    """The files that visitors fetch, first, since pages tell how large they are."""
    return {address: writer.write(address, content) for address, content in published_files(site, voices)}


def _write_search(site: Site, voices: Mapping[str, Voice], prose: Sequence[ProsePage], writer: SiteWriter) -> dict[str, str]:
    """What every language is searched in; the address of each manifest goes out."""
    manifests = {}
    for code, documents in make_documents(site, voices, prose).items():
        words = words_of(code)
        indexed = index_documents(documents, words, site.search.get(code))
        for address, text in search_files(code, documents, indexed, words):
            writer.write(address, text)
            manifests[code] = address
    return manifests


def _write_surroundings(site: Site, voices: Mapping[str, Voice], bundles: Mapping[str, str], theme: Path, writer: SiteWriter) -> None:
    """What pages stand on, and what hosts and search engines read; the first of the bundles is the stylesheet."""
    assets: dict[str, str | bytes] = {f"assets/{name}": text for name, text in bundles.items()}
    stylesheet = next(iter(assets))
    assets["assets/star.svg"] = (theme / "styles" / "star.svg").read_bytes()
    base_url = site.settings.base_url
    rules = list(redirects(site, Addresses(site.settings)))
    for address, content in (*assets.items(), *host_files(base_url, assets)):
        writer.write(address, content)
    for moved in rules:
        writer.write(moved.old, redirect_page(moved, voices[moved.language], base_url, stylesheet), what=f"{moved.old} → {moved.new}")
    writer.write("_redirects", redirect_rules(rules, _base_path(base_url)))
    writer.write("robots.txt", robots(base_url))

"""The whole flow: a site's settings and content come in, its folder goes out."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ledstjarna.derive.missing import count_texts
from ledstjarna.derive.site import derive_site
from ledstjarna.frame import BareFrame, Frame, MaterialFrame
from ledstjarna.interface import read_interface
from ledstjarna.jobs import Output, do
from ledstjarna.load.content_tree import ContentFiles, ProsePage, load_content
from ledstjarna.load.guarded_yaml import position
from ledstjarna.menus import frame_texts, prose_of
from ledstjarna.model.content import Content
from ledstjarna.problems import ContentError, Place, Problem, known_codes
from ledstjarna.publish.places import check_output
from ledstjarna.publish.scripts import bundle_scripts
from ledstjarna.publish.styles import bundle_styles
from ledstjarna.publish.swap import restore_site
from ledstjarna.publish.write import replace_site
from ledstjarna.render.addresses import Addresses
from ledstjarna.render.environment import theme_folder
from ledstjarna.render.pages import make_renderers, make_voices
from ledstjarna.render.prose_links import broken_links, known_addresses, listing_addresses
from ledstjarna.render.renderer import Around
from ledstjarna.settings import Project
from ledstjarna.site_jobs import Shared, read_assets, site_jobs
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
    renderers = make_renderers(site, voices, theme, Around({}, {}))
    maker: Frame = BareFrame() if frame == "bare" else MaterialFrame(theme, project.extensions)
    styles, scripts = bundle_styles(theme, maker.styles()), bundle_scripts(theme)
    guide = {"checks": check_entries(), "rules": rule_entries(), "codes": known_codes()}
    with replace_site(output) as writer:
        prose = {code: prose_of(files.prose, code) for code in renderers}
        framed = {
            code: maker.build(frame_texts(renderer, site, styles[0], prose[code]), prose[code], scratch=writer.scratch)
            for code, renderer in renderers.items()
        }
        shared = Shared(renderers, framed, f"assets/{styles[0]}", {name: file for name, (file, _) in scripts.items()})
        pages = 0

        def write(output: Output) -> int:
            nonlocal pages
            if output.is_page:
                pages += 1
                step("page")
            return writer.write(output.address, output.content, what=output.what)

        do(site_jobs(site, files.prose, read_assets(theme, dict([styles, *scripts.values()])), guide), shared, write)
    return Built(output, pages, len(site.goals), count_texts(site), remarked)

"""A site’s settings and folder come in; its checked content goes out, or every problem, with what could be better."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator, Sequence

from ledstjarna.addresses import Addresses
from ledstjarna.interface import read_interface
from ledstjarna.load.content_tree import ContentFiles, ProsePage, load_content
from ledstjarna.load.garbage_collection import without_garbage_collection
from ledstjarna.load.guarded_yaml import position
from ledstjarna.model.content import Content
from ledstjarna.problems import ContentError, Place, Problem
from ledstjarna.prose_links import broken_links, known_addresses, listing_addresses
from ledstjarna.settings import Project
from ledstjarna.theme_files import theme_folder
from ledstjarna.validate.checks.all import Remarks
from ledstjarna.validate.checks.texts import find_quoted
from ledstjarna.validate.content import make_register
from ledstjarna.validate.examples import Examples, find_examples, read_examples
from ledstjarna.validate.register import Circumstances
from ledstjarna.validate.shape import problem_at


@without_garbage_collection()
def check_site(
    project: Project, *, as_of: datetime.date | None = None, today: datetime.date | None = None
) -> tuple[Content, ContentFiles, Remarks]:
    """Read and check all content; ContentError with every problem. What could be better is told as remarks.

    Without ``as_of`` nothing is said of what is too old, without ``today`` nothing of what lies in the future.
    """
    files = load_content(project.content, shown_from=project.config_file.parent)
    content, remarks = check_files(project, files, as_of=as_of, today=today)
    return content, files, remarks


def check_files(
    project: Project, files: ContentFiles, *, as_of: datetime.date | None = None, today: datetime.date | None = None
) -> tuple[Content, Remarks]:
    """The same of content that has been read, wherever it lay."""
    register = make_register(files, languages=project.settings.codes, around=circumstances(project, as_of=as_of, today=today))
    outside, others = find_outside(project, files)
    remarks = Remarks(register, project.settings.checks, others)
    if problems := [*outside, *find_prose_problems(project, files.prose, register.content), *remarks.errors()]:
        raise ContentError(problems, remarks.warnings())
    return register.content, remarks


def circumstances(project: Project, *, as_of: datetime.date | None, today: datetime.date | None) -> Circumstances:
    """What rules and checks may know of the site besides its content."""
    is_public = project.settings.base_url is not None
    return Circumstances(as_of, today, is_public=is_public, method=project.settings.method, examples=form_examples())


def find_outside(project: Project, files: ContentFiles) -> tuple[list[Problem], dict[str, list[Problem]]]:
    """What is wrong outside the records, in the site's own texts; and what is remarked on there, by check."""
    interface, examples = read_interface(project), form_examples()
    return interface.problems, {
        "placeholder_left": [*project.unwritten, *_find_examples(project, examples)],
        "quotes_around_value": list(_find_quoted(project)),
        "interface_text_missing": interface.gaps,
        "page_not_translated": list(_find_untranslated(files, project)),
    }


def find_prose_problems(project: Project, pages: Sequence[ProsePage], content: Content) -> list[Problem]:
    """Links of prose pages that lead nowhere, and prose pages where a page is anyway."""
    return [*_check_prose_links(pages, content, project), *_check_prose_addresses(pages, content, project)]


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


def _find_untranslated(files: ContentFiles, project: Project) -> Iterator[Problem]:
    """Prose pages that are not there in one of the site's languages."""
    addresses, codes = Addresses(project.settings), project.settings.codes
    there = {(page.language, page.stem) for page in files.prose}
    for page in files.prose:
        for code in codes if page.language in codes else ():
            stem = addresses.prose_stem(page.stem, page.language, code)
            if (code, stem) not in there:
                facts = {"language": code, "file": f"{files.folder}/pages/{code}/{stem}.md"}
                yield Problem(Place(page.file), "page_not_translated", facts=facts)


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

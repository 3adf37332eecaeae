"""A site's folder comes in; its pages as trees of elements go out, for tests that read what was written."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

# Every kind of page that the shipped site has, in the order of a walk through it; an old address is a page of its own besides.
KINDS = (
    "choice",
    "start",
    "agencies",
    "agency",
    "plan",
    "goals",
    "changes",
    "changes_year",
    "standings",
    "standing",
    "letters",
    "letter",
    "search",
    "goal",
    "version",
    "gone",
    "findings",
    "finding",
    "ended",
    "themes",
    "theme",
    "calendar",
    "missing",
    "method",
    "accessibility",
    "open-data",
    "guide",
    "chapter",
    "fields",
    "prose",
    "not-found",
)
LANGUAGES = ("sv", "en")
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


@dataclass(eq=False, slots=True)
class Element:
    """An element with its attributes, its children and the words between them."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)

    def all(self, *tags: str, **attributes: str) -> Iterator[Element]:
        """Every element below with one of the tags and these attributes; ``class_`` is one of the classes."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        for child in self.inside:
            if isinstance(child, Element):
                if (not tags or child.tag in tags) and all(child._has(name, value) for name, value in wanted.items()):
                    yield child
                yield from child.all(*tags, **attributes)

    def first(self, *tags: str, **attributes: str) -> Element:
        """The first such element; there must be one."""
        return next(self.all(*tags, **attributes))

    @property
    def text(self) -> str:
        """The words, with single spaces between them."""
        return " ".join("".join(self._words()).split())

    def _words(self) -> Iterator[str]:
        for child in self.inside:
            if isinstance(child, str):
                yield child
            else:
                yield from child._words()

    def _has(self, name: str, value: str) -> bool:
        found = self.attributes.get(name)
        return found is not None and (value in found.split() if name == "class" else value == found)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)


@dataclass(frozen=True)
class ReadPage:
    """A page of a built site. ``address`` is seen from the site's root: ``sv/mal/x/``, or ``404.html``."""

    file: Path
    address: str

    @cached_property
    def source(self) -> str:
        """The page as it was written."""
        return self.file.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> Element:
        """The page as a tree."""
        reader = _Reader()
        reader.feed(self.source)
        reader.close()
        return reader.root

    @property
    def language(self) -> str:
        """The language the page says it is in."""
        return self.tree.first("html").attributes["lang"]

    @property
    def kind(self) -> str:
        """What kind of page it says it is."""
        return self.meta("page-kind")

    @property
    def title(self) -> str:
        """The words of the title."""
        return self.tree.first("title").text

    @property
    def main(self) -> Element:
        """What is between header and footer."""
        return self.tree.first("main")

    def meta(self, name: str) -> str:
        """What a meta element says."""
        return self.tree.first("meta", name=name).attributes["content"]

    @property
    def scripts(self) -> list[Element]:
        """The scripts, without the block of data that nothing runs."""
        return [script for script in self.tree.all("script") if script.attributes.get("type") != "application/ld+json"]

    def links(self, rel: str) -> list[dict[str, str]]:
        """The attributes of the head's links of a kind."""
        return [link.attributes for link in self.tree.all("link", rel=rel)]

    @cached_property
    def ids(self) -> list[str]:
        """Every id on the page."""
        return [element.attributes["id"] for element in self.tree.all() if "id" in element.attributes]


def read_pages(site: Path) -> dict[str, ReadPage]:
    """Every page of a site by its address, sorted. A page that is read again is parsed no second time, unless its file has changed."""
    pages = {}
    for file in sorted(site.rglob("*.html")):
        name = file.relative_to(site).as_posix()
        address = name.removesuffix("index.html") if name == "index.html" or name.endswith("/index.html") else name
        state = file.stat()
        pages[address] = _read_page(file, address, (state.st_ino, state.st_mtime_ns, state.st_size))
    return pages


@lru_cache(maxsize=2000)
def _read_page(file: Path, address: str, _state: tuple[int, int, int]) -> ReadPage:
    return ReadPage(file, address)


def find_target(page: ReadPage, href: str, base: str = "/") -> tuple[str, str] | None:
    """Address (from the site's root) and fragment that a link leads to; None for a link that leaves the site."""
    parts = urlsplit(urljoin(f"https://here.invalid{base}{page.address}", href))
    if parts.scheme != "https" or parts.netloc != "here.invalid":
        return None
    assert parts.path.startswith(base), f"{page.address}: {href} leads outside {base}"
    ending = "/" if parts.path.endswith("/") else ""
    address = (posixpath.normpath(unquote(parts.path)) + ending).removeprefix(base.rstrip("/")).lstrip("/")
    return address, unquote(parts.fragment)

"""A kind of page and its facts come in; the finished page goes out, in one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import jinja2

from ledstjarna.addresses import Addresses, feed_file, way_up
from ledstjarna.derive.dated import RecordNode
from ledstjarna.derive.nodes import AgencyNode, PlanNode
from ledstjarna.history.past import SiteHistory
from ledstjarna.model.settings import Settings
from ledstjarna.pages.downloads import Files
from ledstjarna.pages.drawings import write_drawings_once
from ledstjarna.pages.environment import make_environment
from ledstjarna.pages.kinds.goal import GoalTeller
from ledstjarna.pages.page import FeedLink, Link, Page
from ledstjarna.pages.pieces import Pieces
from ledstjarna.words.citations import cite, cite_box
from ledstjarna.words.mixed_text import in_own_words, join
from ledstjarna.words.voice import Voice

Crumbs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What pages tell of besides the site's own records.

    ``guide`` is what the editors’ guide tells of: checks, rules and codes. ``sizes`` are the bytes of every file that visitors can
    fetch, by its address from the site's root. ``indexes`` are the addresses of what is searched in, by language. ``history`` is what is
    recorded of the site's goals.
    """

    guide: Mapping[str, Any]
    sizes: Mapping[str, int]
    indexes: Mapping[str, str] = field(default_factory=dict)
    history: SiteHistory = field(default_factory=SiteHistory)


NOTHING_AROUND = Around({}, {})


class Renderer:
    """Renders the pages of one language. Nothing it does for one page depends on how many pages there are.

    ``around`` is what the pages that come next may tell of.
    """

    def __init__(self, settings: Settings, voice: Voice, theme: Path, around: Around) -> None:
        self.settings, self.voice, self.theme, self.around = settings, voice, theme, around
        self.addresses = Addresses(settings)
        self.environment = make_environment(theme, voice)
        self.goals = GoalTeller(voice, Pieces(self.environment, voice))
        self._templates: dict[str, jinja2.Template] = {}

    def page(
        self,
        kind: str,
        address: Callable[[str], str],
        title: str,
        description: str,
        *,
        crumbs: Crumbs = (),
        current: str = "",
        scripts: tuple[str, ...] = (),
        pieces: Mapping[str, Any] | None = None,
        **facts: Any,
    ) -> Page:
        """One page from its template; ``address`` tells where it lies in a language, or "" where there is none like it.

        ``facts`` and ``pieces``, whatever their names, are what the template is given.
        """
        alternates = {code: where for code in self.settings.codes if (where := address(code))}
        here = alternates[self.voice.code]
        sizes = self.around.sizes
        known = {"link": self.link(here), "sizes": sizes, "files": Files(self.voice, sizes)}
        body = write_drawings_once(self.template(kind).render({**facts, **(pieces or {}), **known}))
        return Page(kind, self.voice.code, here, title, in_own_words(description), body, crumbs, alternates, current, scripts)

    def feeds(self, kind: str, id: str = "", *, title: str) -> tuple[FeedLink, ...]:
        """The feeds of what a page tells, of which something is recorded: Atom, and but for goals JSON Feed too."""
        code = self.voice.code
        atom = FeedLink("application/atom+xml", title, feed_file(kind, id, code, "atom"), "Atom")
        more = FeedLink("application/feed+json", title, feed_file(kind, id, code, "feed.json"), "JSON Feed")
        return (atom,) if kind == "goal" else (atom, more)

    def link(self, here: str) -> Link:
        """The links of the page that lies there."""
        return Link(way_up(here), self.addresses, self.voice.code)

    def template(self, kind: str) -> jinja2.Template:
        """The template of a kind of page."""
        return self._templates.get(kind) or self._templates.setdefault(kind, self.environment.get_template(f"pages/{kind}.html"))

    def listing(
        self, kind: str, word: str, title: str, about: str, *, crumbs: Crumbs | None = None, current: str = "", **facts: Any
    ) -> Page:
        """A page that is the only one of its kind; ``word`` is that of its address, and of the menu where no other is ``current``."""
        address = partial(self.addresses.listing, word)
        return self.page(kind, address, title, about, crumbs=crumbs or self.crumbs(), current=current or word, **facts)

    def part(self, kind: str, agency: AgencyNode, title: str, about: str, crumbs: Crumbs, **facts: Any) -> Page:
        """The part of such a page that is about one body; its kind is the word of its address."""
        title = join((title, self.text(agency.record.name)), " – ")
        about = join((self.voice._("Invented example.") if agency.is_invented else "", about))
        address = partial(self.addresses.part, kind, agency.id)
        return self.page(kind, address, title, about, crumbs=crumbs, current=kind, agency=agency, **facts)

    def record(self, kind: str, id: str, title: str, about: str, crumbs: Crumbs, current: str, **facts: Any) -> Page:
        """The page of an agency, a plan, a goal or a finding, whose node is the fact named as its kind."""
        owner: AgencyNode = facts["agency"] if kind == "agency" else facts[kind].agency
        about = join((self.voice._("Invented example.") if owner.is_invented else "", about))
        node: RecordNode = facts[kind]
        date = facts.pop("latest")
        citation = cite(kind, node, self.voice, self.addresses, site_name=self.voice.site_name, date=date)
        facts["cite"] = cite_box(citation, owner.id, self.voice, way_up(self.addresses.record(kind, id, self.voice.code)))
        page = self.page(kind, lambda code: self.addresses.record(kind, id, code), title, about, crumbs=crumbs, current=current, **facts)
        return replace(page, record=node, changed=date, citation=citation)

    def crumbs(self, word: str = "", label: str = "") -> Crumbs:
        """The way here: the start page, and the list that the page belongs to."""
        first = (self.voice._("Home"), self.addresses.start(self.voice.code))
        return (first, (label, self.addresses.listing(word, self.voice.code))) if word else (first,)

    def body_crumbs(self, agency: AgencyNode, plan: PlanNode | None = None) -> Crumbs:
        """The way through a body, and its plan, to what belongs to it; ``agency`` and ``plan`` have pages."""
        voice, addresses = self.voice, self.addresses
        body = (self.text(agency.record.name), addresses.record("agency", agency.id, voice.code))
        below = ((self.text(plan.record.title), addresses.record("plan", plan.id, voice.code)),) if plan else ()
        return (*self.crumbs("agencies", voice._("Agencies")), body, *below)

    def text(self, text: Mapping[str, str] | str) -> str:
        """A text of the content, which knows where it is in another language."""
        return self.voice.told(text)


Renderers = Mapping[str, Renderer]  # by the codes of their languages

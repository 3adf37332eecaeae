"""A page as it leaves the templates, ready for the frame, and the links that lead from one page to others."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ledstjarna.addresses import Addresses, data_file, way_up
from ledstjarna.derive.dated import RecordNode
from ledstjarna.derive.nodes import AgencyNode, FindingNode, GoalNode, PlanNode, ThemeNode
from ledstjarna.derive.status_names import standing_key
from ledstjarna.derive.summary import GoalSummary
from ledstjarna.words.citations import Citation


class PageImage(NamedTuple):
    """The picture that goes with a link to a page: its address, and what it shows in words."""

    address: str
    alt: str


class FeedLink(NamedTuple):
    """A feed: its media type, its title, its address, and what it is called for short."""

    type: str
    title: str
    address: str
    name: str


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page. Addresses are seen from the site's root; texts are no HTML, but know which of their words are in another language.

    ``description`` has no such words, since nothing can be marked in it.

    The page of a record has its node, how it is cited, and the day of the newest dated fact on it where there is one.
    """

    kind: str
    language: str
    address: str
    title: str
    description: str
    body: str
    crumbs: tuple[tuple[str, str], ...] = ()
    alternates: Mapping[str, str] = field(default_factory=dict)
    current: str = ""
    scripts: tuple[str, ...] = ()  # by the names of the files in theme/scripts; nearly every page has none
    record: RecordNode | None = None
    changed: datetime.date | None = None
    citation: Citation | None = None
    is_indexed: bool = True  # whether search engines may show it
    feeds: tuple[FeedLink, ...] = ()  # of what the page tells
    image: PageImage | None = None  # shown with links to it, where there is such a file
    oembed: str = ""  # where programs are told how to show it inside another page
    relations: tuple[tuple[str, str], ...] = ()  # other versions of it (RFC 5829): how they are related, and their addresses

    @property
    def up(self) -> str:
        """The way from this page to the site's root."""
        return way_up(self.address)


class Link:
    """Links from one page to others, all relative, so that the site works at a root and under a path."""

    def __init__(self, up: str, addresses: Addresses, language: str) -> None:
        self._up, self._addresses, self._language = up, addresses, language

    def agency(self, node: AgencyNode) -> str:
        """To an agency's page."""
        return self._up + self._addresses.record("agency", node.id, self._language)

    def plan(self, node: PlanNode) -> str:
        """To a plan's page."""
        return self._up + self._addresses.record("plan", node.id, self._language)

    def goal(self, node: GoalNode | GoalSummary) -> str:
        """To a goal’s page."""
        return self._up + self._addresses.record("goal", node.id, self._language)

    def record(self, kind: str, id: str) -> str:
        """To the page of a record that there is, by its kind and id."""
        return self._up + self._addresses.record(kind, id, self._language)

    def goal_of(self, id: str) -> str:
        """To the page of a goal that there is or has been, by its id."""
        return self._up + self._addresses.record("goal", id, self._language)

    def finding(self, node: FindingNode) -> str:
        """To a finding's page."""
        return self._up + self._addresses.record("finding", node.id, self._language)

    def theme(self, node: ThemeNode) -> str:
        """To a theme's page."""
        return self._up + self._addresses.record("theme", node.id, self._language)

    def part(self, word: str, node: AgencyNode) -> str:
        """To the part of a page that is about one body."""
        return self._up + self._addresses.part(word, node.id, self._language)

    def listing(self, word: str) -> str:
        """To a page that is one of its kind."""
        return self._up + self._addresses.listing(word, self._language)

    def guide(self, name: str) -> str:
        """To a page of the editors’ guide."""
        return self._up + self._addresses.guide(name, self._language)

    def standing(self, status: str) -> str:
        """To all goals that stand so; to the part of them that has ended by ``#ended``, to invented ones by ``#invented``."""
        return self._up + self._addresses.part("standings", standing_key(status), self._language)

    def rule(self, status: str) -> str:
        """To what a word for a goal means, on the page that tells how things are worked out."""
        return f"{self.listing('method')}#status-{standing_key(status)}"

    def letter(self, id: str, *, has_page: bool) -> str:
        """To the goals whose titles begin so: on a page of their own, or on the page of all letters."""
        return self._up + self._addresses.part("letters", id, self._language) if has_page else f"{self.listing('letters')}#letter-{id}"

    def start(self) -> str:
        """To the start page."""
        return self._up + self._addresses.start(self._language)

    def data(self, name: str) -> str:
        """To a file of open data."""
        return self.file(data_file(name))

    def file(self, address: str) -> str:
        """To a file, by its address."""
        return self._up + address

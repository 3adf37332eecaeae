"""The site tree comes in; every page goes out with its address, its head and its body, ready for the frame."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from generator.derive.site import AgencyNode, FindingNode, GoalNode, PlanNode, Site
from generator.problems import message_words
from generator.render.addresses import Addresses, way_up
from generator.render.environment import make_environment
from generator.render.leads import agency_lead, kind_word, plan_lead
from generator.render.markdown import render_guide
from generator.render.sentences import goal_sentence
from generator.render.voice import Voice

LATEST = 5


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page. Addresses are seen from the site's root; texts are plain, ``body`` is HTML."""

    kind: str
    language: str
    address: str
    title: str
    description: str
    body: str
    crumbs: tuple[tuple[str, str], ...] = ()
    alternates: Mapping[str, str] = field(default_factory=dict)
    current: str = ""

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

    def goal(self, node: GoalNode) -> str:
        """To a goal's page."""
        return self._up + self._addresses.record("goal", node.id, self._language)

    def finding(self, node: FindingNode) -> str:
        """To a finding's page."""
        return self._up + self._addresses.record("finding", node.id, self._language)

    def listing(self, word: str) -> str:
        """To a page that is one of its kind."""
        return self._up + self._addresses.listing(word, self._language)

    def start(self) -> str:
        """To the start page."""
        return self._up + self._addresses.start(self._language)

    def data(self, name: str) -> str:
        """To a file of open data."""
        return f"{self._up}data/{name}"


class Renderer:
    """Renders the pages of one language. Nothing it does for one page depends on how many pages there are."""

    def __init__(self, site: Site, voice: Voice, theme: Path, guide: Mapping[str, Any]) -> None:
        self.site, self.voice, self.theme, self.guide_facts = site, voice, theme, guide
        self.addresses = Addresses(site.settings)
        self.environment = make_environment(theme, voice)
        self._templates: dict[str, jinja2.Template] = {}

    def page(
        self,
        kind: str,
        address: Callable[[str], str],
        title: str,
        description: str,
        *,
        crumbs: tuple[tuple[str, str], ...] = (),
        current: str = "",
        **facts: Any,
    ) -> Page:
        """One page from its template; ``address`` tells where it lies in a language."""
        alternates = {code: address(code) for code in self.site.settings.codes}
        here = alternates[self.voice.code]
        link = Link(way_up(here), self.addresses, self.voice.code)
        template = self._templates.get(kind) or self._templates.setdefault(kind, self.environment.get_template(f"pages/{kind}.html"))
        body = template.render(site=self.site, link=link, **facts)
        return Page(kind, self.voice.code, here, title, description, body, crumbs, alternates, current)

    # --- one method for each kind of page, in the order of a walk through the site ---

    def start(self) -> Iterator[Page]:
        """What is here, how the goals stand, the latest outcomes."""
        site, voice = self.site, self.voice
        name = site_name(site, voice)
        tagline = voice.text(site.settings.tagline).text if site.settings.tagline else voice._("Public goals, and how they go.")
        yield self.page(
            "start",
            self.addresses.start,
            name,
            tagline,
            site_name=name,
            lead=tagline,
            living=[goal for goal in site.living() if not goal.agency.is_invented],
            ended=[goal for goal in site.ended() if not goal.agency.is_invented],
            invented=[goal for goal in site.goals.values() if goal.agency.is_invented],
            latest=site.latest_outcomes(LATEST),
        )

    def agencies(self) -> Iterator[Page]:
        """All agencies."""
        title = self.voice._("Agencies and municipalities")
        yield self._listing("agencies", "agencies", title, self.voice._("Whose goals are shown here."))

    def goals(self) -> Iterator[Page]:
        """All goals."""
        yield self._listing("goals", "goals", self.voice._("All goals"), self.voice._("Every goal and how it stands, ended ones too."))

    def findings(self) -> Iterator[Page]:
        """All findings."""
        yield self._listing("findings", "scrutiny", self.voice._("Scrutiny"), self.voice._("What others found, and the answers."))

    def ended(self) -> Iterator[Page]:
        """All that has ended."""
        title, about = self.voice._("What has ended"), self.voice._("Goals that have ended, with their fate.")
        yield self._listing("ended", "ended", title, about, goals=self.site.ended(), statements=self.site.ended_statements())

    def method(self) -> Iterator[Page]:
        """Every rule and threshold in force."""
        title, about = self.voice._("How we work it out"), self.voice._("Every rule and every threshold behind the words on the site.")
        yield self._listing("method", "method", title, about, limits=self.site.settings.thresholds)

    def guide(self) -> Iterator[Page]:
        """The editors' guide: first steps, checks, rules and every message."""
        title, about = self.voice._("Editors' guide"), self.voice._("How to publish goals and outcomes, and what every message means.")
        yield self._listing("guide", "guide", title, about, steps=self._first_steps(), message=self._message, **self.guide_facts)

    def _first_steps(self) -> Markup:
        folder = self.theme / "guide"
        file = next((file for code in (self.voice.code, "en") if (file := folder / f"first-steps.{code}.md").is_file()), None)
        return Markup(render_guide(file.read_text(encoding="utf-8"))) if file else Markup()  # noqa: S704  # our own text, sanitised by nh3

    def _message(self, code: str) -> str:
        return message_words(code, self.voice.code)

    def _listing(self, kind: str, word: str, title: str, about: str, **facts: Any) -> Page:
        return self.page(kind, lambda code: self.addresses.listing(word, code), title, about, crumbs=self._crumbs(), current=word, **facts)

    def agency_pages(self) -> Iterator[Page]:
        """A page for each agency."""
        for node in self.site.agencies.values():
            name, lead = self._text(node.record.name), agency_lead(node, self.voice)
            crumbs = self._crumbs("agencies", self.voice._("Agencies"))
            yield self._record(
                "agency", node.id, name, lead, crumbs, "agencies", agency=node, lead=lead, kind_word=kind_word(node.record, self.voice)
            )

    def plan_pages(self) -> Iterator[Page]:
        """A page for each plan."""
        for node in self.site.plans.values():
            lead = plan_lead(node, self.voice)
            title = f"{self._text(node.record.title)} – {self._text(node.agency.record.name)}"
            crumbs = self._crumbs("agencies", self.voice._("Agencies"))
            yield self._record("plan", node.id, title, lead, crumbs, "agencies", plan=node, lead=lead)

    def goal_pages(self) -> Iterator[Page]:
        """A page for each goal."""
        for node in self.site.goals.values():
            title = f"{self._text(node.record.title)} – {self._text(node.agency.record.name)}"
            crumbs = self._crumbs("goals", self.voice._("Goals"))
            yield self._record("goal", node.id, title, goal_sentence(node, self.voice), crumbs, "goals", goal=node)

    def finding_pages(self) -> Iterator[Page]:
        """A page for each finding."""
        for node in self.site.findings.values():
            title = f"{self._text(node.record.title)} – {self._text(node.agency.record.name)}"
            about = self.voice._("Reviewer: {reviewer}.", reviewer=self._text(node.record.reviewer))
            crumbs = self._crumbs("scrutiny", self.voice._("Scrutiny"))
            yield self._record("finding", node.id, title, about, crumbs, "scrutiny", finding=node)

    def _record(self, kind: str, id: str, title: str, about: str, crumbs: tuple[tuple[str, str], ...], current: str, **facts: Any) -> Page:
        owner: AgencyNode = facts["agency"] if kind == "agency" else facts[kind].agency
        about = f"{self.voice._('Invented example.')} {about}" if owner.is_invented else about
        return self.page(kind, lambda code: self.addresses.record(kind, id, code), title, about, crumbs=crumbs, current=current, **facts)

    def _crumbs(self, word: str = "", label: str = "") -> tuple[tuple[str, str], ...]:
        first = (self.voice._("Start"), self.addresses.start(self.voice.code))
        return (first, (label, self.addresses.listing(word, self.voice.code))) if word else (first,)

    def _text(self, text: Mapping[str, str] | str) -> str:
        return self.voice.text(text).text

    def all(self) -> Iterator[Page]:
        """Every page of the language, but prose."""
        for make in (
            self.start,
            self.agencies,
            self.goals,
            self.findings,
            self.ended,
            self.method,
            self.guide,
            self.agency_pages,
            self.plan_pages,
            self.goal_pages,
            self.finding_pages,
        ):
            yield from make()


def site_name(site: Site, voice: Voice) -> str:
    """What the site is called in a language."""
    return voice.text(site.settings.name).text if site.settings.name else "Ledstjärna"


def prose_page(stem: str, body: str, renderer: Renderer, others: Mapping[str, frozenset[str]]) -> Page:
    """A prose page; ``others`` has the stems of every language, to find the same page there."""
    addresses, code = renderer.addresses, renderer.voice.code
    heading = body[body.find("<h1") :].partition(">")[2].partition("</h1>")[0]
    title = html.unescape(jinja2.filters.do_striptags(heading))
    alternates = {}
    for other in renderer.site.settings.codes:
        there = addresses.prose_stem(stem, code, other)
        if there in others.get(other, frozenset()):
            alternates[other] = addresses.prose(there, other)
    word = next((word for word in ("about",) if renderer.site.settings.word(word, code) == stem), "")
    first = jinja2.filters.do_striptags(body[body.find("<p>") :].partition("</p>")[0])
    return Page("prose", code, addresses.prose(stem, code), title, html.unescape(first)[:200], body, renderer._crumbs(), alternates, word)


def choice_page(site: Site, renderers: Mapping[str, Renderer]) -> Page:
    """The choice of language, at the site's root; it speaks the first language and tells each in itself."""
    first = next(iter(renderers.values()))
    choices = [
        {
            "code": renderer.voice.code,
            "name": renderer.voice.language.name,
            "tagline": renderer.voice.text(site.settings.tagline).text if site.settings.tagline else "",
        }
        for renderer in renderers.values()
    ]
    name = site_name(site, first.voice)
    body = first.environment.get_template("pages/choice.html").render(site_name=name, choices=choices)
    about = " / ".join(choice["name"] for choice in choices)
    return Page("choice", first.voice.code, "", about, about, body, (), {code: f"{code}/" for code in renderers})


def not_found_page(renderers: Mapping[str, Renderer], base: str) -> Page:
    """What a host shows for an address that leads nowhere; all its links begin at ``base``, since it may stand anywhere."""
    first = next(iter(renderers.values()))
    choices = []
    for code, renderer in renderers.items():
        voice, addresses = renderer.voice, renderer.addresses
        choices.append(
            {
                "code": code,
                "heading": voice._("The page is not here"),
                "text": voice._("Addresses of goals never die, so the address may be mistyped. Try one of these:"),
                "links": [
                    {"address": addresses.start(code), "label": voice._("Start")},
                    {"address": addresses.listing("goals", code), "label": voice._("All goals")},
                    {"address": addresses.listing("ended", code), "label": voice._("What has ended")},
                ],
            }
        )
    body = first.environment.get_template("pages/not_found.html").render(heading="404", choices=choices, up=base)
    return Page("not-found", first.voice.code, "404.html", first.voice._("The page is not here"), "404", body)


def make_renderers(site: Site, theme: Path, guide: Mapping[str, Any]) -> dict[str, Renderer]:
    """A renderer for each language of the site, by its code; ``guide`` is what the editors' guide tells of: checks, rules and codes."""
    catalogues = theme / "locale"
    return {language.code: Renderer(site, Voice(language, site.settings, catalogues), theme, guide) for language in site.settings.languages}

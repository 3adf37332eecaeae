"""Facts of a goal, a measure or a source come in; finished pieces of a page, which templates only put in their place, go out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import jinja2
from markupsafe import Markup

from ledstjarna.derive.facts import IndicatorFacts
from ledstjarna.derive.nodes import AgencyNode, GoalNode
from ledstjarna.model.document import Document, Source
from ledstjarna.pages.page import Link
from ledstjarna.words import phrases, sources
from ledstjarna.words.captions import Caption
from ledstjarna.words.charts import ToldChart
from ledstjarna.words.rows import Folded, same_note, same_source
from ledstjarna.words.statuses import late_word
from ledstjarna.words.voice import Unit, Voice

NOTHING = Markup()
_LINE_BREAK = Markup("\n")


class Pieces:
    """The pieces of one language. Each is a component of the theme, or a few of them, filled in."""

    def __init__(self, environment: jinja2.Environment, voice: Voice) -> None:
        self._voice = voice
        self.components: Any = environment.globals["ls"]
        parts: Any = environment.get_template("pages/_parts.html").module
        self._parts = parts
        self._about_body: dict[str, tuple[Markup, Markup, Markup]] = {}
        self._sources: dict[object, Markup] = {}

    def text(self, text: Any) -> Markup:
        """A text of the content on one line."""
        piece: Markup = self.components.text(text)
        return piece

    def prose(self, text: Any) -> Markup:
        """A longer text of the content; nothing where there is none."""
        return self.components.prose(text) if text else NOTHING

    def tag(self, status: str, label: str, link: Link) -> Markup:
        """How something stands, as a label that leads to the rule it goes by."""
        piece: Markup = self.components.status_tag(status=status, label=label, href=link.rule(status))
        return piece

    def about_body(self, agency: AgencyNode, *, has_source: bool) -> tuple[Markup, Markup]:
        """What must be known of a body: that it is invented, and that it does not publish here itself."""
        if agency.id not in self._about_body:
            parts = self._parts
            notices = (parts.not_published_here(agency, has_source=known) for known in (False, True))
            self._about_body[agency.id] = (parts.invented(agency), *notices)
        invented, without, with_source = self._about_body[agency.id]
        return invented, with_source if has_source else without

    def late(self, link: Link, *, is_late: bool, is_awaited: bool) -> Markup:
        """The label of what is late or awaited."""
        word = late_word(self._voice, is_late=is_late, is_awaited=is_awaited)
        return self.tag("overdue", word, link) if word else NOTHING

    def document(self, goal: GoalNode) -> Markup:
        """The document of a goal in a line of its own; most goals of a plan have the plan's. Nothing where there is none."""
        if own := goal.record.document:
            return self._draw_document(own)
        shared = goal.plan.record.document
        return goal.plan.once("line of document", lambda: self._draw_document(shared), self._voice.code) if shared else NOTHING

    def _draw_document(self, document: Document) -> Markup:
        drawn: Markup = self.components.document_line(**(sources.named_document(document, self._voice) or {}))
        return drawn + _LINE_BREAK

    def source_line(self, source: Source, own: str, retold: str) -> Markup:
        """Where something was read; most figures of a goal were read in one place."""
        told = self._voice.text
        key = (source.title and told(source.title), source.publisher and told(source.publisher), source.url, source.role, own, retold)
        if key not in self._sources:
            self._sources[key] = self._parts.source_line(source, own, retold)
        return self._sources[key]

    def quotation(self, text: Any, source: str) -> Markup:
        """Words of somebody else, in the language they were written in."""
        drawn: Markup = self.components.quotation(value=text, source=source)
        return drawn

    def table(self, heading: Caption, unit: Unit, rows: Folded, series: str = "") -> Markup:
        """Figures, each in a row; the older ones, or all, are folded. ``series`` is the name of a comparison, nothing for the results."""
        every = [*rows.shown, *rows.older]
        above = {**same_source(every), **same_note(every)}
        drawn: Markup = self.components.outcome_table(
            caption=heading.text,
            label=heading.label,
            unit=self._voice.unit(unit),
            rows=rows.shown,
            older=rows.older,
            more=rows.label,
            series=series,
            **above,
        )
        return drawn

    def chart(self, id: str, told: ToldChart, *, has_tools: bool = True) -> Markup:
        """A chart; ``id`` is its measure's. It has tools where its page has its tables."""
        drawn: Markup = self.components.chart(
            id=f"c_{id}",
            title=told.title,
            about=told.about,
            caption=told.caption,
            note=told.note,
            strokes=told.strokes,
            left=told.left,
            values=told.values,
            times=told.times,
            signs=told.signs,
            height=told.height,
            has_tools=has_tools,
        )
        return drawn

    def paragraph(self, text: str) -> Markup:
        """A sentence as a paragraph of its own."""
        return Markup("<p>{}</p>").format(text)

    def drawing(self, facts: IndicatorFacts) -> Markup:
        """A bar of how far a measure has come, or of where it stands; nothing where there is no such thing."""
        voice, standing = self._voice, facts.standing
        if path := facts.progress:
            expected = phrases.expected_text(standing, voice)
            drawn: Markup = self.components.progress_bar(
                filled=path.filled,
                expected=path.expected,
                filled_text=phrases.covered_phrase(standing, voice),
                expected_text="" if standing.closed else voice._("{share} expected by then", share=expected),
                start_text=phrases.path_start(standing, voice),
                end_text=phrases.path_end(standing, voice),
            )
            return drawn + _LINE_BREAK
        level, outcome = facts.level, standing.judged_on
        if level is None or outcome is None:
            return NOTHING
        unit, one = standing.indicator.unit, standing.indicator.unit_one
        drawn = self.components.level_bar(
            start=level.start,
            end=level.end,
            line=level.line,
            band_end=level.band_end,
            value_text=phrases.outcome_phrase(outcome, standing, voice),
            line_text=phrases.level_phrase(standing, voice),
            low_text=voice.measure(level.low, unit, one=one),
            high_text=voice.measure(level.high, unit, one=one),
        )
        return drawn + _LINE_BREAK

    def history(self, years: Sequence[Mapping[str, Any]], older: Sequence[Mapping[str, Any]], more: str) -> Markup:
        """The steps of a goal's history, by year; the ``older`` ones are folded, and ``more`` is what the fold is called."""
        drawn: Markup = self.components.history_list(years=years, older=older, more=more)
        return drawn

    def version_banner(self, text: str, today: str, older: str, newer: str) -> Markup:
        """That a page shows a goal as it stood, or that is gone."""
        drawn: Markup = self.components.version_banner(text=text, today=today, older=older, newer=newer)
        return drawn

    def goalpost(self, label: str, text: str, href: str, more: str) -> Markup:
        """What nobody should miss of a goal's history."""
        drawn: Markup = self.components.goalpost(label=label, text=text, href=href, more=more)
        return drawn

"""The site tree comes in; what search can find in each language goes out, the documents of a body together.

A text that is only a fallback would be cut by the wrong language's rules and told twice. A page of its own language is one link away,
with the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from ledstjarna.addresses import Addresses
from ledstjarna.derive.listing import standing_key
from ledstjarna.derive.nodes import AgencyNode, GoalNode, PlanNode
from ledstjarna.derive.site import Site
from ledstjarna.derive.tally import counted_status
from ledstjarna.load.content_tree import ProsePage
from ledstjarna.model.plan import Statement
from ledstjarna.model.texts import walk_texts
from ledstjarna.search.document import SearchDocument
from ledstjarna.words.leads import agency_lead, bodies_of_theme, plan_lead, theme_lead
from ledstjarna.words.sentences import goal_sentence
from ledstjarna.words.statuses import goal_word
from ledstjarna.words.voice import Voice

# The kinds of documents, in the order in which a body's are listed.
KINDS = ("agency", "plan", "statement", "goal", "finding", "theme", "page")
# What is written the same in every language, and is looked for: what others call a measure, who answers for it, where a figure is from.
_PLAIN = frozenset({"external", "owner", "reviewer", "publisher", "number", "title", "name"})
_ADDRESSES = re.compile(r"\]\([^)\s]*\)|<?https?://\S+")
_HEADING = re.compile(r"\s*#\s*(.+)")


def make_documents(site: Site, voices: Mapping[str, Voice], prose: Iterable[ProsePage]) -> dict[str, list[SearchDocument]]:
    """The documents of each language, by its code."""
    pages = list(prose)
    return {code: list(_Documents(site, voice).all(page for page in pages if page.language == code)) for code, voice in voices.items()}


class _Documents:
    """Makes the documents of one language."""

    def __init__(self, site: Site, voice: Voice) -> None:
        self._site, self._voice = site, voice
        self._addresses = Addresses(site.settings)

    def all(self, prose: Iterable[ProsePage]) -> Iterator[SearchDocument]:
        """Body by body, then what belongs to none."""
        for agency in self._site.agencies.values():
            yield self._make("agency", agency, agency.record.name, agency_lead(agency, self._voice), agency, texts=(agency.record,))
            for plan in agency.plans:
                yield self._make("plan", plan, plan.record.title, plan_lead(plan, self._voice), agency, texts=self._of_plan(plan))
            for plan in agency.plans:
                yield from (self._statement(statement, plan) for statement in plan.record.statements)
            yield from (self._goal(goal) for goal in agency.goals)
            for finding in agency.findings:
                about = self._voice._("Reviewer: {reviewer}.", reviewer=self._voice.text(finding.record.reviewer).text)
                yield self._make("finding", finding, finding.record.title, about, agency, texts=(finding.record,))
        for theme in self._site.themes.values():
            whose = bodies_of_theme(theme, self._voice)
            yield self._make("theme", theme, theme.name, theme_lead(theme, self._voice), None, texts=(), whose=whose)
        yield from map(self._page, prose)

    def _make(
        self,
        kind: str,
        node: Any,
        title: Mapping[str, str] | str,
        sentence: str,
        agency: AgencyNode | None,
        *,
        texts: Iterable[object],
        **more: Any,
    ) -> SearchDocument:
        """A document of a record; ``texts`` are records, or words of this language."""
        shown = self._voice.text(title)
        words = " ".join(part for text in texts for part in ([text] if isinstance(text, str) else self._texts(text, title)))
        address = more.pop("address", None) or self._addresses.record(kind, node.id, self._voice.code)
        return SearchDocument(
            kind,
            node.id,
            agency.id if agency else "",
            self._agency_name(agency) if agency else "",
            shown.text,
            words,
            address.removeprefix(f"{self._voice.code}/"),
            sentence,
            language=shown.language if shown.is_fallback else "",
            **more,
        )

    def _goal(self, goal: GoalNode) -> SearchDocument:
        around = [goal.plan.record.title, goal.perspective and goal.perspective.name, *(theme.name for theme in goal.themes)]
        own = [text for each in around if each and (text := self._own(each))]
        return self._make(
            "goal",
            goal,
            goal.record.title,
            goal_sentence(goal, self._voice),
            goal.agency,
            texts=(goal.record, *own, goal_word(goal, self._voice), goal.period.text if goal.period else ""),
            status=standing_key(counted_status(goal)),
            themes=tuple(theme.id for theme in goal.themes),
        )

    def _statement(self, statement: Statement, plan: PlanNode) -> SearchDocument:
        address = f"{self._addresses.record('plan', plan.id, self._voice.code)}#{statement.id}"
        text = statement.text or statement.official
        said = self._voice.text(text).text if text else ""
        return self._make("statement", statement, statement.name, _plain(said), plan.agency, texts=(statement,), address=address)

    def _page(self, page: ProsePage) -> SearchDocument:
        first, _, rest = page.text.strip().partition("\n")
        heading = _HEADING.match(first)
        return SearchDocument("page", page.stem, "", "", heading[1] if heading else page.stem, _plain(rest), f"{page.stem}/")

    def _of_plan(self, plan: PlanNode) -> Iterator[object]:
        """A plan without its statements, which are found by themselves."""
        yield plan.record.model_copy(update={"statements": []})

    def _agency_name(self, agency: AgencyNode) -> str:
        """Its name and what it is called for short, where they are in this language."""
        return " ".join(name for text in (agency.record.name, *agency.record.short_names) if (name := self._own(text)))

    def _own(self, text: Mapping[str, str] | str) -> str:
        """A text in this language, or "": what is only a fallback here is found in its own language."""
        return text if isinstance(text, str) else text.get(self._voice.code, "")

    def _texts(self, record: object, title: object) -> Iterator[str]:
        """Every text of a record in this language but its title."""
        assert isinstance(record, BaseModel)
        code = self._voice.code
        for path, text in walk_texts(record):
            if isinstance(text, Mapping):
                if text is not title and isinstance(own := text.get(code), str) and path[-1:] != ("external",):
                    yield _plain(own)
            elif path[-1] in _PLAIN or path[-2:-1] == ("external",):
                yield text


def _plain(markdown: str) -> str:
    """Without the addresses that links lead to; other signs of Markdown are no words anyway."""
    return _ADDRESSES.sub(" ", markdown) if "](" in markdown or "://" in markdown else markdown

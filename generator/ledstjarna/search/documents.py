"""The site tree comes in; what search can find in each language goes out, the documents of a body together.

A text that is only a fallback would be cut by the wrong language's rules and told twice. A page of its own language is one link away,
with the same words.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import BaseModel

from ledstjarna.addresses import Addresses
from ledstjarna.derive.nodes import AgencyNode, FindingNode, GoalNode, PlanNode
from ledstjarna.derive.site import Site
from ledstjarna.derive.status_names import standing_key
from ledstjarna.derive.summary import GoalSummary
from ledstjarna.derive.tally import counted_status
from ledstjarna.fingerprints import digest
from ledstjarna.load.content_tree import ProsePage
from ledstjarna.model.plan import Statement
from ledstjarna.model.texts import may_hold
from ledstjarna.publish.chunks import Chunks
from ledstjarna.search.document import SearchDocument, Source, source_of
from ledstjarna.search.passages import find_figures, plain_passages
from ledstjarna.words.leads import agency_lead, bodies_of_theme, plan_lead, theme_lead
from ledstjarna.words.sentences import goal_sentence
from ledstjarna.words.statuses import goal_word
from ledstjarna.words.voice import Voice

# What is written the same in every language, and is looked for: what others call a measure, who answers for it, where a figure is from.
_PLAIN = frozenset({"external", "owner", "reviewer", "publisher", "number", "title", "name"})
_HEADING = re.compile(r"\s*#\s*(.+)")


def document_name(code: str) -> str:
    """The name of what a goal has ready for the search in a language."""
    return f"document.{code}"


class GoalDocuments:
    """Makes the documents of goals."""

    def __init__(self, voices: Mapping[str, Voice]) -> None:
        self._writers = {code: _Writer(Addresses(voice.settings), voice) for code, voice in voices.items()}

    def tell(self, goal: GoalNode) -> dict[str, SearchDocument]:
        """What is found of a goal in each language."""
        subject = _goal(goal)
        return {code: writer.document(subject) for code, writer in self._writers.items()}


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of the site that is no record: its address from the root, and what is found of it. ``about`` is what its head says of it."""

    kind: str
    id: str
    address: str
    title: str
    about: str
    passages: tuple[str, ...] = ()


def find_documents(
    site: Site, voice: Voice, prose: Iterable[ProsePage], chunks: Chunks, pages: Iterable[SitePage] = ()
) -> Iterator[Source]:
    """The documents of a language; those of goals are read from what these have ready. ``pages`` are those of no record."""
    writer, name = _Writer(Addresses(site.settings), voice), document_name(voice.code)
    for subject in _subjects(site):
        if isinstance(subject, GoalSummary):
            made_of = digest(chunks.get(subject.id, name))
            yield Source(writer.address("goal", subject.id), made_of, partial(chunks.load, subject.id, name))
        else:
            yield source_of(writer.document(subject))
    yield from (source_of(_prose(page)) for page in prose if page.language == voice.code)
    start = f"{voice.code}/"
    for page in pages:
        address = page.address.removeprefix(start)
        # Some know a page by what stands in its address.
        words, text = address.partition("#")[0].replace("-", " ").replace("/", " "), "\n".join(page.passages)
        yield source_of(SearchDocument(page.kind, page.id, "", words, page.title, text, address, page.about, aside=page.about))


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a document is about, in whatever language.

    ``texts`` are all that is written in it, its title among them, ``around`` are titles of what it
    belongs to, and ``said`` has what the interface says of it. ``page`` is the kind and the id of the
    record on whose page it is, where that is not its own. ``is_told``: figures of its sentence are looked for too.
    """

    kind: str
    id: str
    title: Mapping[str, str] | str
    agency: AgencyNode | None
    sentence: Callable[[Voice], str]
    texts: Sequence[Mapping[str, Any] | str] = ()
    around: Sequence[Mapping[str, str] | str] = ()
    said: Callable[[Voice], Sequence[str]] = lambda _: ()
    page: tuple[str, str] | None = None
    status: str = ""
    themes: tuple[str, ...] = ()
    whose: Callable[[Voice], str] = lambda _: ""
    is_told: bool = False


def _subjects(site: Site) -> Iterator[_Subject | GoalSummary]:
    """Body by body, then what belongs to none."""
    for agency in site.agencies.values():
        yield _Subject("agency", agency.id, agency.record.name, agency, partial(agency_lead, agency), _texts(agency.record))
        for plan in agency.plans:
            alone = plan.record.model_copy(update={"statements": []})  # statements are found by themselves
            yield _Subject("plan", plan.id, plan.record.title, agency, partial(plan_lead, plan), _texts(alone))
        for plan in agency.plans:
            yield from (_statement(statement, plan) for statement in plan.record.statements)
        yield from agency.goals
        for finding in agency.findings:
            yield _Subject("finding", finding.id, finding.record.title, agency, partial(_reviewer, finding), _texts(finding.record))
    for theme in site.themes.values():
        yield _Subject("theme", theme.id, theme.name, None, partial(theme_lead, theme), whose=partial(bodies_of_theme, theme))


def _goal(goal: GoalNode) -> _Subject:
    around = [goal.plan.record.title, goal.perspective and goal.perspective.name, *(theme.name for theme in goal.themes)]
    return _Subject(
        "goal",
        goal.id,
        goal.record.title,
        goal.agency,
        partial(goal_sentence, goal),
        [*_texts(goal.record), *(_texts(goal.outcomes) if goal.outcomes else ())],
        [text for text in around if text],
        lambda voice: (goal_word(goal, voice), goal.period.text if goal.period else ""),
        status=standing_key(counted_status(goal)),
        themes=tuple(theme.id for theme in goal.themes),
        is_told=True,
    )


def _statement(statement: Statement, plan: PlanNode) -> _Subject:
    text = statement.text or statement.official

    def said(voice: Voice) -> str:
        return " ".join(plain_passages(voice.text(text).text)) if text else ""

    return _Subject("statement", statement.id, statement.name, plan.agency, said, _texts(statement), page=("plan", plan.id))


def _reviewer(finding: FindingNode, voice: Voice) -> str:
    return voice._("Reviewer: {reviewer}.", reviewer=voice.text(finding.record.reviewer).text)


def _prose(page: ProsePage) -> SearchDocument:
    first, _, rest = page.text.strip().partition("\n")
    heading = _HEADING.match(first)
    text = "\n".join(plain_passages(rest))
    return SearchDocument("page", page.stem, "", "", heading[1] if heading else page.stem, text, f"{page.stem}/")


def _texts(record: BaseModel) -> list[Mapping[str, Any] | str]:
    """Every text of a record that can be looked for, in each language or in none."""
    found: list[Mapping[str, Any] | str] = []
    for name, key in _fields_with_words(type(record)):
        if inside := record.__dict__[name]:
            _add_texts(found, inside, key)
    return found


def _add_texts(found: list[Mapping[str, Any] | str], value: Any, key: str | int) -> None:
    """Add the texts in a value that stands under a key: the whole before its parts."""
    if isinstance(value, str):
        if key in _PLAIN:
            found.append(value)
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            _add_texts(found, entry, index)
    elif isinstance(value, dict):
        if key == "external":
            found += [name for name in value.values() if isinstance(name, str)]
            return
        found.append(value)
        for name, entry in value.items():
            _add_texts(found, entry, name)
    else:
        for name, inside_key in _fields_with_words(value.__class__):
            if inside := value.__dict__[name]:
                _add_texts(found, inside, inside_key)


@functools.cache
def _fields_with_words(kind: type) -> tuple[tuple[str, str], ...]:
    """The fields of a record that may hold something to look for, and the words that files have for them; anything else has none."""
    fields = kind.model_fields if issubclass(kind, BaseModel) else {}
    keys = ((name, info.alias or name, info.annotation) for name, info in fields.items())
    return tuple((name, key) for name, key, of in keys if may_hold(of, (dict, BaseModel, *((str,) if key in _PLAIN else ()))))


class _Writer:
    """Writes the documents of one language."""

    def __init__(self, addresses: Addresses, voice: Voice) -> None:
        self._addresses, self._voice = addresses, voice
        self._names: dict[str, str] = {}

    def document(self, subject: _Subject) -> SearchDocument:
        """What is found of a subject."""
        voice, agency = self._voice, subject.agency
        shown = voice.text(subject.title)
        address = self.address(*(subject.page or (subject.kind, subject.id)))
        sentence = subject.sentence(voice)
        passages = [*self._own(subject), *filter(None, map(self._in_language, subject.around)), *subject.said(voice)]
        return SearchDocument(
            subject.kind,
            subject.id,
            agency.id if agency else "",
            self._agency_name(agency) if agency else "",
            shown.text,
            "\n".join(dict.fromkeys(passages)),
            f"{address}#{subject.id}" if subject.page else address,
            sentence,
            subject.status,
            subject.themes,
            shown.language if shown.is_fallback else "",
            subject.whose(voice),
            " ".join([*self._elsewhere(subject.title), *(find_figures(sentence) if subject.is_told else ())]),
        )

    def address(self, kind: str, id: str) -> str:
        """The address of a record's page, seen from the language's root."""
        return self._addresses.record(kind, id, self._voice.code).removeprefix(f"{self._voice.code}/")

    def _own(self, subject: _Subject) -> Iterator[str]:
        """Every text of it but the title."""
        code, title = self._voice.code, subject.title
        for text in subject.texts:
            if isinstance(text, str):
                yield " ".join(text.split())
            elif text is not title and isinstance(own := text.get(code), str):
                yield from plain_passages(own)

    def _agency_name(self, agency: AgencyNode) -> str:
        """Its name and what it is called for short, where they are in this language."""
        if agency.id not in self._names:
            named = (agency.record.name, *agency.record.short_names)
            self._names[agency.id] = " ".join(filter(None, map(self._in_language, named)))
        return self._names[agency.id]

    def _elsewhere(self, title: Mapping[str, str] | str) -> Iterator[str]:
        """What it is called in other languages, for those who know it by that name alone."""
        if not isinstance(title, str):
            yield from (text for code, text in title.items() if code != self._voice.code)

    def _in_language(self, text: Mapping[str, str] | str) -> str:
        """A text in this language, or "": what is only a fallback here is found in its own language."""
        return text if isinstance(text, str) else text.get(self._voice.code, "")

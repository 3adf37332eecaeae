"""The files that visitors can fetch, and their sizes, come in; links with words, format and size go out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel.numbers import get_decimal_symbol

from ledstjarna.derive.nodes import AgencyNode, GoalNode
from ledstjarna.model.settings import Settings
from ledstjarna.render.page import Link
from ledstjarna.render.told import join
from ledstjarna.render.voice import N_, Voice

# The tables of the whole site, by their files' names: what they are called, and what is in them.
TABLES = {
    "goals": (
        N_("All goals"),
        N_(
            "One row for each measure of each goal, with target, latest outcome and how it is going. "
            "A goal without a measure has a row too."
        ),
    ),
    "outcomes": (
        N_("All outcomes"),
        N_(
            "One row for each published figure of each goal, with period, source and day of publication; those to compare with are marked. "
            "What the goals and the bodies are called is in the table of goals."
        ),
    ),
    "findings": (N_("All findings"), N_("One row for each finding, with reviewer, source and the state of the body’s answer.")),
    "events": (
        N_("All events"),
        N_("One row for each event in a goal’s history: decided, reworded, target changed, corrected, ended and the like."),
    ),
}


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file: what it is called, where it lies seen from the page, its format and its bytes."""

    label: str
    href: str
    format: str
    size: int


class Files:
    """The files of one site, in the words of one language."""

    def __init__(self, voice: Voice, sizes: Mapping[str, int]) -> None:
        self._voice, self._sizes = voice, sizes
        self.comma_codes = comma_codes(voice.settings)

    def link(self, label: str, name: str, format: str, link: Link) -> Iterator[FileLink]:
        """One file below ``/data/``, if it is there."""
        if size := self._sizes.get(f"data/{name}"):
            yield FileLink(label, link.data(name), format, size)

    def goal(self, node: GoalNode, link: Link) -> list[FileLink]:
        """What a goal's page offers; its outcomes as a table only where there are any. What spreadsheets open is the body's."""
        voice = self._voice
        found = [*self.link(voice._("The goal’s data"), f"goals/{node.id}.json", "JSON", link)]
        if has_figures(node):
            found += self.link(voice._("The outcomes"), f"goals/{node.id}.csv", "CSV", link)
        return found

    def agency(self, node: AgencyNode, link: Link) -> list[FileLink]:
        """What an agency's page offers."""
        voice, name = self._voice, f"agencies/{node.id}"
        found = [*self.link(voice._("The body’s goals and outcomes"), f"{name}.xlsx", "XLSX", link)]
        for code in self.comma_codes:
            found += self.link(self.for_excel(voice._("The outcomes"), code), f"{name}.{code}-excel.csv", "CSV", link)
        return found

    def table(self, label: str, name: str, link: Link) -> list[FileLink]:
        """A table in both forms: strict, and for the spreadsheets of languages with a decimal comma."""
        found = [*self.link(label, f"{name}.csv", "CSV", link)]
        for code in self.comma_codes:
            found += self.link(self.for_excel(label, code), f"{name}.{code}-excel.csv", "CSV", link)
        return found

    def for_excel(self, label: str, code: str) -> str:
        """The label of a table for the spreadsheets of a language."""
        return self._voice._("{label}, for {language} Excel", label=label, language=self._voice.language_name(code))


def has_figures(node: GoalNode) -> bool:
    """Whether any figure of a goal is published, its own or one to compare with."""
    if node.outcomes is None:
        return False
    compared = (one.values for named in node.outcomes.comparisons.values() for one in named.values())
    return any(node.outcomes.outcomes.values()) or any(compared)


def comma_codes(settings: Settings) -> tuple[str, ...]:
    """The languages whose numbers have a decimal comma: there, spreadsheets read a strict CSV wrongly."""
    return tuple(language.code for language in settings.languages if get_decimal_symbol(language.locale) == ",")


def licence_sentence(voice: Voice) -> str:
    """On what terms the data may be used, as far as the site says."""
    licence = voice.settings.licence
    if licence is None:
        return voice._("No licence is stated.")
    said = voice._("Licence: {name}.", name=voice.told(licence.name))
    return join((said, voice.told(licence.covers))) if licence.covers else said

"""The files that visitors can fetch, and their sizes, come in; links with words, format and size go out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ledstjarna.addresses import data_file, excel_ending, record_file
from ledstjarna.derive.nodes import AgencyNode, GoalNode
from ledstjarna.pages.page import Link
from ledstjarna.words.downloads import comma_codes, has_figures
from ledstjarna.words.voice import Voice


class FileLink(NamedTuple):
    """A file: what it is called, where it lies seen from the page, its format and its bytes."""

    label: str
    href: str
    format: str
    size: int


class Files:
    """The files of one site, in the words of one language."""

    def __init__(self, voice: Voice, sizes: Mapping[str, int]) -> None:
        self._voice, self._sizes = voice, sizes

    @property
    def comma_codes(self) -> tuple[str, ...]:
        """The languages whose numbers have a decimal comma; few pages ask."""
        return comma_codes(self._voice.settings)

    def link(self, label: str, address: str, format: str, link: Link) -> Iterator[FileLink]:
        """One file, if it is there."""
        if size := self._sizes.get(address):
            yield FileLink(label, link.file(address), format, size)

    def goal(self, node: GoalNode, link: Link) -> list[FileLink]:
        """What a goal's page offers; its outcomes as a table only where there are any. What spreadsheets open is the body's."""
        voice = self._voice
        found = [*self.link(voice._("The goal’s data"), record_file("goal", node.id, "json"), "JSON", link)]
        found += self.link(voice._("The goal’s history"), record_file("goal", node.id, "history.json"), "JSON", link)
        if has_figures(node):
            found += self.link(voice._("The outcomes"), record_file("goal", node.id, "csv"), "CSV", link)
        return found

    def agency(self, node: AgencyNode, link: Link) -> list[FileLink]:
        """What an agency's page offers."""
        voice = self._voice
        found = [*self.link(voice._("The body’s goals and outcomes"), record_file("agency", node.id, "xlsx"), "XLSX", link)]
        for code in self.comma_codes:
            found += self.link(
                self.for_excel(voice._("The outcomes"), code), record_file("agency", node.id, excel_ending(code)), "CSV", link
            )
        return found

    def table(self, label: str, name: str, link: Link) -> list[FileLink]:
        """A table in both forms: strict, and for the spreadsheets of languages with a decimal comma."""
        found = [*self.link(label, data_file(f"{name}.csv"), "CSV", link)]
        for code in self.comma_codes:
            found += self.link(self.for_excel(label, code), data_file(f"{name}.{excel_ending(code)}"), "CSV", link)
        return found

    def for_excel(self, label: str, code: str) -> str:
        """The label of a table for the spreadsheets of a language."""
        return self._voice._("{label}, for {language} Excel", label=label, language=self._voice.language_name(code))

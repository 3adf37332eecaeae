"""A site and the tables of a workbook come in; the words of the sheet that explains them go out, a column for each language."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from ledstjarna.addresses import Addresses
from ledstjarna.data.tables.column import Rows, page, whole_address
from ledstjarna.derive.dated import latest_fact
from ledstjarna.derive.nodes import AgencyNode
from ledstjarna.derive.site import Site
from ledstjarna.words.downloads import licence_sentence
from ledstjarna.words.voice import Voice

Said = Callable[[Voice], str]


def about_rows(
    site: Site, voices: Mapping[str, Voice], file: str, agency: AgencyNode | None, date: datetime.date | None
) -> Iterator[list[str]]:
    """The first rows: what, whose, how new, on what terms, where. ``file`` is its address."""
    yield ["", *(voice.language.name for voice in voices.values())]
    for said in _sentences(site, file, agency, date):
        yield ["", *(said(voice) for voice in voices.values())]


def column_rows(tables: Sequence[Rows], without: Collection[str]) -> Iterator[list[str]]:
    """The rows below them, the same in the workbook of every body: every sheet, and its columns but those whose words are left out."""
    for rows in tables:
        voices = rows.voices
        yield []
        yield [rows.table.name, *(voice._(rows.table.about) for voice in voices.values())]
        for column in rows.columns:
            if column.word not in without:
                yield [column.name, *(f"{column.heading(voice)}: {column.about(voice)}" for voice in voices.values())]


def book_title(agency: AgencyNode | None, voice: Voice) -> str:
    """What a workbook is called."""
    whose = str(voice.text(agency.record.name)) if agency else voice.site_name
    return voice._("Goals and outcomes: {name}", name=whose)


def latest_of(site: Site, agency: AgencyNode | None) -> datetime.date | None:
    """The day of the newest fact in a workbook, which is that of the bodies in it."""
    bodies = [agency] if agency else site.agencies.values()
    return max((day for body in bodies if (day := latest_fact(body, as_of=site.as_of))), default=None)


def _sentences(site: Site, file: str, agency: AgencyNode | None, date: datetime.date | None) -> Iterator[Said]:
    yield lambda voice: book_title(agency, voice)
    if agency and agency.is_invented:
        yield lambda voice: voice._(
            "Invented. {agency} does not exist: body, goals and figures are made up as an example.", agency=voice.text(agency.record.name)
        )
    if date:
        yield lambda voice: voice._("Latest data in the file: {date}.", date=voice.date(date))
    yield lambda voice: voice._("An empty cell means that nothing is known or that it does not apply. It never means zero.")
    yield licence_sentence
    yield lambda voice: voice._("Permanent address of this file: {address}", address=whole_address(file, voice))
    if agency:
        yield lambda voice: voice._("The body’s page: {address}", address=page("agency", agency.id, voice))
    yield lambda voice: voice._("All files, of every body and every goal: {address}", address=_open_data(site, voice))
    yield lambda voice: _citation(file, agency, date, voice)


def _open_data(site: Site, voice: Voice) -> str:
    return (site.settings.base_url or "") + Addresses(site.settings).listing("open-data", voice.code)


def _citation(file: str, agency: AgencyNode | None, date: datetime.date | None, voice: Voice) -> str:
    when = voice._("latest data {date}", date=voice.date(date)) if date else ""
    parts = (voice.site_name, book_title(agency, voice), whole_address(file, voice), when)
    return voice._("To cite: {citation}.", citation=", ".join(filter(None, parts)))

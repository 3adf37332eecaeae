"""A site and the tables of a workbook come in; the words of the sheet that explains them go out, a column for each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ledstjarna.derive.nodes import AgencyNode
from ledstjarna.derive.site import Site
from ledstjarna.publish.tables.column import OF_BODY, Rows, data, page
from ledstjarna.render.files import licence_sentence
from ledstjarna.render.renderer import site_name
from ledstjarna.render.voice import Voice

Said = Callable[[Voice], str]


def about_rows(site: Site, tables: Sequence[Rows], name: str, agency: AgencyNode | None) -> Iterator[list[str]]:
    """The rows: what, whose, when, on what terms, where; then every sheet and column. ``name`` is the file's, below ``/data/``."""
    voices = tables[0].voices
    yield ["", *(voice.language.name for voice in voices.values())]
    for said in _sentences(site, name, agency):
        yield ["", *(said(voice) for voice in voices.values())]
    for rows in tables:
        yield []
        yield [rows.table.name, *(voice._(rows.table.about) for voice in voices.values())]
        for column in rows.columns:
            if agency is None or column.word not in OF_BODY:
                yield [column.name, *(f"{column.heading(voice)}: {column.about(voice)}" for voice in voices.values())]


def book_title(site: Site, agency: AgencyNode | None, voice: Voice) -> str:
    """What a workbook is called."""
    whose = str(voice.text(agency.record.name)) if agency else site_name(site, voice)
    return voice._("Goals and outcomes: {name}", name=whose)


def _sentences(site: Site, name: str, agency: AgencyNode | None) -> Iterator[Said]:
    yield lambda voice: book_title(site, agency, voice)
    if agency and agency.is_invented:
        yield lambda voice: voice._(
            "Invented. {agency} does not exist: body, goals and figures are made up as an example.", agency=voice.text(agency.record.name)
        )
    yield lambda voice: voice._("As of {date}.", date=voice.date(site.as_of))
    yield lambda voice: voice._("An empty cell means that nothing is known or that it does not apply. It never means zero.")
    yield licence_sentence
    yield lambda voice: voice._("Permanent address of this file: {address}", address=data(name, voice))
    if agency:
        yield lambda voice: voice._("The body’s page: {address}", address=page("agency", agency.id, voice))
    yield lambda voice: voice._(
        "To cite: {site}, {title}, {address}, as of {date}.",
        site=site_name(site, voice),
        title=book_title(site, agency, voice),
        address=data(name, voice),
        date=voice.date(site.as_of),
    )

"""A record's node and a language come in; how its page is to be cited goes out, as one line to copy and as its parts.

No clock is read and no date is made up, so a page is cited alike until a fact of its own changes.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ledstjarna.addresses import Addresses, citation_file
from ledstjarna.derive.dated import RecordNode
from ledstjarna.derive.nodes import AgencyNode, FindingNode, GoalNode
from ledstjarna.words.mixed_text import join
from ledstjarna.words.voice import Voice

# The files of each body below /data/cite/, by their endings.
CITED_FORMS = {"json": "CSL-JSON", "ris": "RIS", "bib": "BibTeX"}


@dataclass(frozen=True, slots=True)
class Citation:
    """How a page is cited in one language. What is not known is empty, or None."""

    key: str
    language: str
    title: str
    author: str
    site: str
    publisher: str
    address: str
    date: datetime.date | None
    note: str
    text: str


def cite(kind: str, node: RecordNode, voice: Voice, addresses: Addresses, *, site_name: str, date: datetime.date | None) -> Citation:
    """How a record's page is cited, worked out once for page and files: ``date`` is that of the newest dated fact on the page.

    The author is the body only where it publishes here itself, and never of a finding about it: otherwise the words are the site's.
    The body is then named in the title. What is invented says so in the title too, the one part that every style prints.
    """
    address = addresses.record(kind, node.id, voice.code)
    return node.once("citation", lambda: _cite(f"{kind}-{node.id}", node, voice, address, site_name, date), voice.code)


def cite_version(goal: str, version: str, node: GoalNode, voice: Voice, addresses: Addresses, *, day: datetime.date) -> Citation:
    """How exactly one version of a goal is cited: by its own address, and with its day in the title."""
    address = addresses.version(goal, version, voice.code)
    stood = voice._("as it stood on {date}", date=voice.date(day))
    return _cite(f"goal-{goal}-{version}", node, voice, address, voice.site_name, day, stood)


def _cite(key: str, node: RecordNode, voice: Voice, address: str, site_name: str, date: datetime.date | None, stood: str = "") -> Citation:
    agency = node if isinstance(node, AgencyNode) else node.agency
    body = voice.told(agency.record.name)
    is_author = agency.reports_here and not isinstance(node, (AgencyNode, FindingNode))
    title = body if isinstance(node, AgencyNode) else _one_line(voice.told(node.record.title))
    if not isinstance(node, AgencyNode) and not is_author:
        title = join((title, body), " – ")
    if stood:
        title = join((title, stood), ", ")
    if agency.is_invented:
        title = voice._("{title} (invented example)", title=title)
    url = voice.settings.base_url
    whole = url + address if url else ""
    author, publisher = _one_line(body) if is_author else "", publisher_name(voice)
    when = voice._("latest data {date}", date=voice.date(date)) if date else ""
    quoted, house = voice._("“{title}”", title=_one_line(title)), publisher if publisher != site_name else ""
    parts = (author, quoted, site_name, house, "" if stood else when, whole)
    notes = (voice._("Invented example.") if agency.is_invented else "", dated_sentence(date, voice))
    return Citation(
        key=f"{key}-{voice.code}",
        language=voice.code,
        title=_one_line(title),
        author=author,
        site=site_name,
        publisher=publisher,
        address=whole,
        date=date,
        note=" ".join(filter(None, notes)),
        text=join(parts, ", "),
    )


def dated_sentence(date: datetime.date | None, voice: Voice) -> str:
    """What the date of a citation means."""
    if date is None:
        return voice._("Nothing on the page is dated.")
    return voice._("Latest data on the page: {date}.", date=voice.date(date))


def publisher_name(voice: Voice) -> str:
    """Who publishes the site; empty where the settings have a sentence about the site in place of a name."""
    name = _one_line(voice.text(voice.settings.publisher).text) if voice.settings.publisher else ""
    return "" if name.endswith(".") else name


def cite_box(citation: Citation, agency: str, voice: Voice, up: str, *, meaning: str = "") -> dict[str, object]:
    """The arguments of the component that shows it; ``agency`` is the id of the body in whose files it is, "" where it is in none.

    ``meaning`` is what the citation says beside the words of the page, where that is not the date of its latest data.
    """
    meaning = meaning or voice._("The date is that of the latest data on the page.") if citation.date else dated_sentence(None, voice)
    notes = [meaning, voice._("Add the date on which you read the page.")]
    if not citation.address:
        notes.append(voice._("The site has no permanent address yet, so none is given."))
    files = [{"label": label, "href": up + citation_file(agency, ending)} for ending, label in CITED_FORMS.items()] if agency else []
    each = (
        voice._("Each file has an entry for every page about the body, in every language.")
        if len(voice.settings.codes) > 1
        else voice._("Each file has an entry for every page about the body.")
    )
    return {"text": citation.text, "note": " ".join(notes), "files": files, "files_note": each if files else ""}


def _one_line(text: str) -> str:
    """A text may be written over several lines; a citation is one."""
    line = " ".join(text.split())
    return text if text == line else line  # the same text knows what language it is in

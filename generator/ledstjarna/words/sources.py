"""A document or a source comes in; what a reader is told beside its title goes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from ledstjarna.model.document import Document, Source
from ledstjarna.words.statuses import document_word
from ledstjarna.words.voice import NO_BREAK, Voice


def named_document(document: Document | None, voice: Voice) -> dict[str, Any] | None:
    """A document's name and address, and what is known of it: also whether it is only named here, and when somebody read it."""
    if document is None:
        return None
    details = [*_document_details(document, voice), *_how_known(document, voice)]
    return {"title": document.title or voice._("The document"), "details": details, "href": document.url or ""}


def _document_details(document: Document, voice: Voice) -> Iterator[str]:
    if document.kind:
        yield document_word(document.kind, voice)
    if document.decided:
        yield voice._("decided {date}", date=voice.date(document.decided))
    if document.dated:
        yield voice._("dated {date}", date=voice.date(document.dated))
    if document.decided_by:
        yield voice._("decided by: {name}", name=voice.told(document.decided_by))
    if document.number:
        yield document.number
    if document.format:
        yield document.format.upper()
    if document.size is not None:
        yield file_size(document.size, voice)


def _how_known(document: Document, voice: Voice) -> Iterator[str]:
    if document.role == "secondary":
        yield voice._("reported by someone else")
    if document.url is None:
        yield voice._("named but not linked here")
    if document.read:
        yield voice._("read for this site {when}", when=voice.on(document.read))


def named_source(source: Source, voice: Voice) -> dict[str, Any]:
    """A source that stands by itself: its name and address, and what is known of it."""
    title = source.title or source.publisher or source.url or voice._("Source not named here")
    return {"title": title, "details": list(_source_details(source, voice)), "href": source.url or ""}


def _source_details(source: Source, voice: Voice) -> Iterator[str]:
    if source.publisher and source.title:
        yield voice.told(source.publisher)
    if source.date:
        yield voice.date(source.date)
    if source.role == "secondary":
        yield voice._("a secondary source: reported by someone else")


class Cited(NamedTuple):
    """A source as a figure's row names it: its name and address, and whom to thank or to blame where it only retells."""

    source: Mapping[str, str] | str = ""
    href: str = ""
    told_by: Mapping[str, str] | str = ""


def cited(source: Source | None, voice: Voice) -> Cited:
    """A source in a figure's row; empty where there is none."""
    if source is None:
        return Cited()
    name = source.title or source.publisher or (voice._("Source") if source.url else "")
    return Cited(name, source.url or "", teller(source, voice))


def teller(source: Source, voice: Voice) -> Mapping[str, str] | str:
    """Who tells what somebody else has found; nothing of a source that is the finder's own."""
    if source.role != "secondary":
        return ""
    return (source.publisher if source.title else None) or voice._("a secondary source")


def file_size(size: int, voice: Voice) -> str:
    """A file's size as people read it."""
    if size < 1_000_000:
        return f"{voice.number(Decimal(max(1, round(size / 1000))))}{NO_BREAK}kB"
    return f"{voice.number(Decimal(size) / 1_000_000, 1)}{NO_BREAK}MB"

"""The calendar: what is due when and what is late, of all bodies together and of each by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from ledstjarna.derive.agenda import Agenda, derive_agenda, join_agendas, last_day
from ledstjarna.derive.site import AgencyNode
from ledstjarna.render.days import agenda_lead, asked_sentence, entry_about, entry_title, entry_whose, is_asked
from ledstjarna.render.page import Page
from ledstjarna.render.renderer import Renderer

MOST = 100  # so much of each list stands on a page; the files have the rest


def calendar_pages(renderer: Renderer) -> Iterator[Page]:
    """A page for all bodies, and one for each."""
    site, voice = renderer.site, renderer.voice
    agendas = derive_agenda(site)
    everyone = list(site.agencies.values())
    known = [agency for agency in everyone if not agency.is_invented]
    invented = [agency for agency in everyone if agency.is_invented]
    until = last_day(site.as_of)

    def tell(agencies: Sequence[AgencyNode], agenda: Agenda) -> dict[str, object]:
        return {
            "agenda": agenda,
            "is_invented": all(agency.is_invented for agency in agencies) and bool(agencies),
            "lead": agenda_lead(agenda, agencies, voice, beside_invented=bool(invented) and agencies == known),
            "asked": asked_sentence(agencies, voice),
            "is_asked": any(is_asked(agency) for agency in agencies),
        }

    says = {"tells": partial(entry_about, voice=voice), "named": entry_title, "whose": partial(entry_whose, voice=voice)}
    says |= {"until": until, "most": MOST}
    title = voice._("Calendar")
    parts = [some for some in (known, invented) if some] or [known]  # the invented ones come last
    groups = [tell(some, join_agendas((agendas[agency.id] for agency in some), until)) for some in parts]
    facts = {"agency": None, "agendas": agendas, "groups": groups, "file": _file(renderer, "calendar")}
    yield renderer.listing("calendar", "calendar", title, str(groups[0]["lead"]), **facts, **says)
    crumbs = renderer.crumbs("calendar", title)
    for agency in everyone:
        told = tell([agency], agendas[agency.id])
        yield renderer.part(
            "calendar", agency, title, str(told["lead"]), crumbs, groups=[told], file=_file(renderer, f"agencies/{agency.id}"), **says
        )


def _file(renderer: Renderer, name: str) -> str:
    """The name, below ``/data/``, of a calendar's file in the language; empty where there is none."""
    found = f"{name}.{renderer.voice.code}.ics"
    return found if f"data/{found}" in renderer.around.sizes else ""

"""The accessibility statement of the site.

A demonstration says so, and its form is no link: nobody answers at an address that is only an example.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ledstjarna.derive.site import Site
from ledstjarna.model.accessibility import REASONS, Accessibility, Fault
from ledstjarna.pages.page import Page
from ledstjarna.pages.renderer import Renderer
from ledstjarna.words.voice import Voice

COMPLAINTS = "https://www.digg.se/tdosanmalan"


@dataclass(frozen=True, slots=True)
class FaultGroup:
    """The faults that are there for one reason, and what that means. ``is_owed``: a day for the remedy is missed where none is given."""

    heading: str
    meaning: str
    faults: tuple[Fault, ...]
    is_owed: bool


def accessibility(renderer: Renderer, site: Site) -> Iterator[Page]:
    """How accessible the site is; no page where nobody has said."""
    voice, statement = renderer.voice, site.accessibility
    if statement:
        title = voice._("Accessibility statement for {service}", service=renderer.text(statement.service))
        lead = conformance_sentence(statement, voice)
        facts: dict[str, Any] = {
            "heading": title,
            "lead": lead,
            "statement": statement,
            "as_of": site.as_of,
            "body": renderer.text(statement.body),
            "groups": fault_groups(statement, voice),
            "complaints": COMPLAINTS,
        }
        yield renderer.listing("accessibility", "accessibility", title, lead, **facts)


def conformance_sentence(statement: Accessibility, voice: Voice) -> str:
    """How far the site does what the law asks for, in the law's own three words."""
    service = voice.told(statement.service)
    if statement.conformance == "full":
        return voice._("The site {service} is fully compliant with the law on accessibility to digital public services.", service=service)
    if statement.conformance == "partial":
        return voice._(
            "The site {service} is partially compliant with the law on accessibility to digital public services.", service=service
        )
    return voice._("The site {service} is not compliant with the law on accessibility to digital public services.", service=service)


def fault_groups(statement: Accessibility, voice: Voice) -> list[FaultGroup]:
    """The faults, by their reasons."""
    body = voice.told(statement.body)
    words = {
        "not_conforming": (
            voice._("What does not meet the requirements"),
            voice._("This does not meet the law’s requirements."),
        ),
        "unreasonable_burden": (
            voice._("What would be an unreasonable burden (section 12)"),
            voice._(
                "The law lets a body leave something as it is where putting it right would be an unreasonable burden. "
                "{body} judges that this is the case here.",
                body=body,
            ),
        ),
        "outside_the_law": (
            voice._("What the law does not cover (section 9)"),
            voice._("The law does not require this to be accessible."),
        ),
    }
    grouped = {reason: tuple(fault for fault in statement.faults if fault.reason == reason) for reason in REASONS}
    return [FaultGroup(*words[reason], faults, reason == "not_conforming") for reason, faults in grouped.items() if faults]

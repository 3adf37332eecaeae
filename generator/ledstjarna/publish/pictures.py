"""Goals and bodies come in; the pictures that go with links to their pages go out, as far as there are any.

A site whose address nobody knows has none: a picture is found by its whole address. A name with a letter that the font lacks has none
either, and then the goal has its body's; where the body's name has one too, there is no picture, and the link is shown as text.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from ledstjarna.addresses import SHARE, picture_file
from ledstjarna.derive.facts import GoalFacts
from ledstjarna.derive.nodes import AgencyNode
from ledstjarna.fingerprints import digest, digest_files
from ledstjarna.pages.page import PageImage
from ledstjarna.publish.jobs import Output, Told
from ledstjarna.publish.shared import Shared
from ledstjarna.share.draw import draw_picture, is_drawable
from ledstjarna.share.fonts import can_draw
from ledstjarna.theme_files import theme_folder
from ledstjarna.words.leads import kind_word
from ledstjarna.words.pictures import Picture, body_alt, tell_body_picture, tell_goal_picture
from ledstjarna.words.voice import Voice


class Drawn(NamedTuple):
    """The pictures of a goal: the fingerprint of what they show, and what they have told, by address."""

    shown: bytes = b""
    told: Mapping[str, Told] = {}


class GoalPictures:
    """The pictures of goals, each where ``has_own``, else its body's."""

    def __init__(self, shared: Shared, *, has_own: bool) -> None:
        self._shared, self._has_own = shared, has_own

    def tell(self, facts: GoalFacts) -> dict[str, Picture]:
        """What the pictures of a goal show, by language; those that can be drawn."""
        if not self._has_own or not self._shared.base_url:
            return {}
        told = {code: tell_goal_picture(facts, voice) for code, voice in self._shared.voices.items()}
        return {code: picture for code, picture in told.items() if is_drawable(picture)}

    def print(self, pictures: Mapping[str, Picture]) -> bytes:
        """The fingerprint of what pictures show, and of what they are drawn with."""
        return digest(self._drawn_with, *(repr(entry) for entry in sorted(pictures.items()))) if pictures else b""

    @cached_property
    def _drawn_with(self) -> bytes:
        theme = theme_folder()
        return digest_files([theme / "styles" / "10-tokens.css", *(theme / "fonts").iterdir()])

    def image(self, facts: GoalFacts, pictures: Mapping[str, Picture], code: str) -> PageImage | None:
        """The picture of a goal's page in a language."""
        if picture := pictures.get(code):
            return PageImage(picture_file("goal", facts.node.id, code), picture.alt)
        agency, voice = facts.node.agency, self._shared.voices[code]
        return PageImage(picture_file("agency", agency.id, code), body_alt(agency, voice)) if has_picture(agency, voice) else None


def draw_goal(goal: str, pictures: Mapping[str, Picture]) -> list[Output]:
    """The pictures of a goal."""
    return [Output(picture_file("goal", goal, code), draw_picture(picture)) for code, picture in pictures.items()]


def pictures_among(pages: Mapping[str, Told]) -> dict[str, Told]:
    """Those of a goal's pages that are pictures."""
    return {address: entry for address, entry in pages.items() if address.startswith(SHARE)}


def has_picture(agency: AgencyNode, voice: Voice) -> bool:
    """Whether the body has a picture: what must be on it can be drawn, and the site's address is known."""
    must = (voice.site_name, voice.told(agency.record.name), kind_word(agency.record, voice))
    return voice.settings.base_url is not None and all(can_draw(text) for text in must)


def draw_body(agency: AgencyNode, latest: datetime.date | None, voice: Voice) -> Output:
    """The picture of a body that has one; words that cannot be drawn are left out."""
    picture = tell_body_picture(agency, latest, voice)
    words = (picture.about, picture.date, picture.invented, *(word for _, *told in picture.counts for word in told))
    if not all(can_draw(text) for text in words):
        picture = picture._replace(about="", date="", counts=())
    return Output(picture_file("agency", agency.id, voice.code), draw_picture(picture))

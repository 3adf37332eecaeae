"""A goal's page comes in; what others paste to show the goal on a page of their own goes out, and what the box that offers it says."""

from __future__ import annotations

from html import escape

from ledstjarna.addresses import Addresses
from ledstjarna.derive.nodes import AgencyNode, GoalNode
from ledstjarna.words.mixed_text import in_own_words, join
from ledstjarna.words.voice import Voice

# How high a goal is in a column of 600 pixels: with a chart, and without. A page that listens is told how high it is.
HIGH, LOW = 1_000, 300
WIDE = 600


def embed_height(goal: GoalNode) -> int:
    """How high the room is that a goal asks for, in pixels."""
    return HIGH if len(goal.standing.indicators) != 1 or goal.standing.indicators[0].series else LOW


def embed_title(goal: GoalNode, voice: Voice) -> str:
    """What a screen reader calls the frame: the goal and whose it is, and that it is invented where it is."""
    title = join((voice.told(goal.record.title), voice.told(goal.agency.record.name)), " – ")
    return in_own_words(voice._("{title} (invented example)", title=title) if goal.agency.is_invented else title)


def embed_code(goal: GoalNode, voice: Voice, addresses: Addresses) -> str:
    """A plain frame, which needs no script; nothing where the site's own address is not known."""
    base = voice.settings.base_url
    if base is None:
        return ""
    source = escape(base + addresses.embed(goal.id, voice.code))
    title = escape(embed_title(goal, voice))
    return f'<iframe src="{source}" title="{title}" width="100%" height="{embed_height(goal)}" loading="lazy"></iframe>'


def goal_share_box(goal: GoalNode, voice: Voice, addresses: Addresses) -> dict[str, str] | None:
    """The arguments of the component for a goal; None where nothing can be shared, since no address is known."""
    base = voice.settings.base_url
    link = base and base + addresses.record("goal", goal.id, voice.code)
    return {"link": link, "code": embed_code(goal, voice, addresses)} if link else None


def body_share_box(agency: AgencyNode, voice: Voice, addresses: Addresses) -> dict[str, str] | None:
    """The same for a body."""
    base = voice.settings.base_url
    return {"link": base + addresses.record("agency", agency.id, voice.code)} if base else None

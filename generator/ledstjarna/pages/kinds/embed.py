"""A goal comes in; the pages that others show inside theirs go out: the whole goal, and each of its measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from ledstjarna.addresses import way_up
from ledstjarna.derive.facts import GoalFacts, IndicatorFacts
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.hosting.policy import POLICY
from ledstjarna.pages.drawings import write_drawings_once
from ledstjarna.pages.page import Link
from ledstjarna.pages.pieces import NOTHING
from ledstjarna.pages.renderer import Renderer
from ledstjarna.words.embeds import embed_title
from ledstjarna.words.mixed_text import in_own_words, join, language_of
from ledstjarna.words.phrases import measure_name
from ledstjarna.words.sentences import indicator_sentence

SCRIPT = "embed"


class Standing(NamedTuple):
    """What these pages stand on: styles and script, seen from the site's root, and what a preview says of itself."""

    stylesheet: str
    script: str
    preview: str = ""


class EmbeddedMeasure(NamedTuple):
    """A measure on such a page; what is not there is empty."""

    id: str
    name: Markup
    tag: Markup
    sentence: str
    drawing: Markup
    chart: Markup
    source: tuple[str, str] | None


def embed_pages(renderer: Renderer, facts: GoalFacts, standing: Standing, removed: str = "") -> Iterator[tuple[str, str]]:
    """Address and document of each page in one language; ``removed`` is what is said of a goal that is gone."""
    goal, voice, addresses = facts.node, renderer.voice, renderer.addresses
    own = addresses.embed(goal.id, voice.code)
    link = renderer.link(own)
    sentence, tags = renderer.goals.standing(goal, link)
    told, title, several = _tell_goal(renderer, facts, standing, sentence, removed), embed_title(goal, voice), len(facts.indicators) > 1
    whole = {**told, "heading": join((title, voice.site_name), " – "), "sentence": sentence, "tags": tags}
    measures = [_tell(renderer, goal, entry, link, with_chart=not several, named=several) for entry in facts.indicators]
    yield _page(renderer, goal, own, whole, measures)
    for entry in facts.indicators:
        own = addresses.embed(goal.id, voice.code, entry.standing.indicator.id)
        link = renderer.link(own)
        heading = in_own_words(join((measure_name(entry.standing, goal, voice), title, voice.site_name), " – "))
        sentence = indicator_sentence(entry.standing, goal, voice)
        one = {**told, "heading": heading, "sentence": sentence, "tags": [renderer.goals.measure_tag(entry.standing, goal, link)]}
        measure = _tell(renderer, goal, entry, link, with_chart=True, named=False)
        measure = measure._replace(name=renderer.goals.measure_name(entry.standing)) if several else measure
        yield _page(renderer, goal, own, one, [measure])


def _tell_goal(renderer: Renderer, facts: GoalFacts, standing: Standing, sentence: str, removed: str) -> dict[str, Any]:
    """What all of a goal's pages say of it."""
    goal, voice, pieces = facts.node, renderer.voice, renderer.goals.pieces
    base = voice.settings.base_url
    invented, _ = pieces.about_body(goal.agency, has_source=True)
    return {
        "policy": POLICY,
        "stylesheet": standing.stylesheet,
        "script": standing.script,
        "preview": standing.preview,
        "canonical": base + renderer.addresses.record("goal", goal.id, voice.code) if base else "",
        "about": in_own_words(join((voice._("Invented example.") if goal.agency.is_invented else "", sentence))),
        "body": pieces.text(goal.agency.record.name),
        "invented": invented,
        "title": pieces.text(goal.record.title),
        "title_language": language_of(renderer.text(goal.record.title)),
        "from_site": voice._("Read more on {site}", site=voice.site_name),
        "removed": removed,
    }


def _page(renderer: Renderer, goal: GoalNode, address: str, told: Mapping[str, Any], measures: list[EmbeddedMeasure]) -> tuple[str, str]:
    up = way_up(address)
    href = up + renderer.addresses.record("goal", goal.id, renderer.voice.code)
    return address, write_drawings_once(renderer.template("embed").render({**told, "up": up, "href": href, "measures": measures}))


def _tell(renderer: Renderer, goal: GoalNode, entry: IndicatorFacts, link: Link, *, with_chart: bool, named: bool) -> EmbeddedMeasure:
    """A measure; where it is one of several, ``named`` and with how it stands."""
    voice, pieces, standing = renderer.voice, renderer.goals.pieces, entry.standing
    return EmbeddedMeasure(
        id=standing.indicator.id,
        name=renderer.goals.measure_name(standing) if named else NOTHING,
        tag=renderer.goals.measure_tag(standing, goal, link) if named else NOTHING,
        sentence=indicator_sentence(standing, goal, voice) if named else "",
        drawing=pieces.drawing(entry),
        chart=renderer.goals.chart(entry, goal, with_tables=False) if with_chart else NOTHING,
        source=renderer.goals.latest_source(standing),
    )

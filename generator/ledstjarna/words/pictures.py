"""A goal or a body comes in; what the picture that goes with a link to its page says goes out, in one language: plain words and figures.

The picture says nothing that the page does not. Its date is that of the newest fact on the page, never that of a build.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from ledstjarna.derive.axis import told_in
from ledstjarna.derive.chart import Chart
from ledstjarna.derive.facts import GoalFacts, IndicatorFacts
from ledstjarna.derive.nodes import AgencyNode, GoalNode
from ledstjarna.derive.standing import IndicatorStanding
from ledstjarna.derive.strokes import Stroke
from ledstjarna.derive.timeline import TimeLabel
from ledstjarna.derive.wording import find_decider
from ledstjarna.words.leads import agency_lead, kind_word
from ledstjarna.words.mixed_text import in_own_words, join
from ledstjarna.words.phrases import has_ended, measure, target_phrase
from ledstjarna.words.sentences import goal_sentence, held_against_sentence
from ledstjarna.words.statuses import counted_word, fate_word, goal_word
from ledstjarna.words.voice import Voice

PICTURE = (1200, 630)  # how wide and high it is, in pixels: what social networks and chat programs ask for


class PictureChart(NamedTuple):
    """A small chart: its strokes in the frame of charts, the labels of its scales with their places, and what the dark line is."""

    name: str
    strokes: tuple[Stroke, ...]
    left: int
    values: tuple[tuple[int, str], ...]
    times: tuple[tuple[int, str], ...]
    target: str


class Picture(NamedTuple):
    """All that a picture shows. What is not there is empty.

    ``above`` stands over the title, ``tags`` are statuses with their words, ``about`` is said beside the figure or in its stead.
    ``course`` is how far a measure has come and should have come by then, in thousandths. ``counts`` are statuses with their words and
    numbers, and ``strip`` the same as stretches, in thousandths. ``alt`` is the picture in words, for those who do not see it.
    """

    site: str
    address: str
    invented: str
    above: str
    title: str
    about: str
    date: str
    alt: str
    tags: tuple[tuple[str, str], ...] = ()
    figure: str = ""
    period: str = ""
    chart: PictureChart | None = None
    course: tuple[int, int | None] | None = None
    counts: tuple[tuple[str, str, str], ...] = ()
    strip: tuple[tuple[str, int, int], ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that is drawn."""
        chart = self.chart
        words = (chart.name, chart.target, *(text for _, text in (*chart.values, *chart.times))) if chart else ()
        tags = (word for _, word in self.tags)
        counts = (word for _, *told in self.counts for word in told)
        own = (self.site, self.address, self.invented, self.above, self.title, self.about, self.date, self.figure, self.period)
        return (*own, *tags, *counts, *words)


def tell_goal_picture(facts: GoalFacts, voice: Voice) -> Picture:
    """The picture of a goal: the measure that decided how it stands, else the first with a figure; without one, what is said of it."""
    goal = facts.node
    shown = _choose_measure(facts)
    title, body, sentence = voice.told(goal.record.title), voice.told(goal.agency.record.name), goal_sentence(goal, voice)
    status = goal.standing.progress_status or goal.standing.reporting_status
    tags: list[tuple[str, str]] = [(status, goal_word(goal, voice))]
    if goal.record.lifecycle == "ended":
        tags.append(("ended", fate_word(goal.record.fate, voice, is_contradicted=goal.is_fate_contradicted)))
    elif goal.record.lifecycle == "proposed":
        tags.append(("proposed", voice._("Proposed, not decided")))
    figure, period, about = _tell_figure(shown.standing, goal, voice) if shown else ("", "", sentence)
    invented = _invented(goal.agency, voice)
    says = join((f"{title} – {body}", *(word for _, word in tags), join((figure, period and f"({period})"))), ". ")
    return Picture(
        site=voice.site_name,
        address=_host(voice),
        invented=invented,
        above=body,
        title=title,
        about=about,
        date=_dated(facts.latest, voice),
        alt=in_own_words(join((voice._("Invented example.") if invented else "", says))),
        tags=tuple(tags),
        figure=figure,
        period=period,
        chart=_tell_chart(shown.chart, shown, goal, voice) if shown and shown.chart else None,
        course=_course(shown) if shown else None,
    )


def tell_body_picture(agency: AgencyNode, latest: datetime.date | None, voice: Voice) -> Picture:
    """The picture of a body: how its goals stand."""
    lead, name, invented = agency_lead(agency, voice), voice.told(agency.record.name), _invented(agency, voice)
    return Picture(
        site=voice.site_name,
        address=_host(voice),
        invented=invented,
        above=kind_word(agency.record, voice),
        title=name,
        about=lead,
        date=_dated(latest, voice),
        alt=body_alt(agency, voice, lead),
        counts=tuple((status, counted_word(status, voice), voice.number(many)) for status, many in agency.tally.counts),
        strip=tuple((segment.status, round(segment.start * 10), round(segment.length * 10)) for segment in agency.tally.strip),
    )


def body_alt(agency: AgencyNode, voice: Voice, lead: str = "") -> str:
    """The picture of a body in words; without its lead where its goals are not known."""
    invented = voice._("Invented example.") if agency.is_invented else ""
    name = voice._("How the goals stand: {body}.", body=voice.told(agency.record.name))
    return in_own_words(join((invented, name, lead)))


def _choose_measure(facts: GoalFacts) -> IndicatorFacts | None:
    decider = find_decider(facts.node.standing)
    told = [entry for entry in facts.indicators if entry.standing.judged_on and entry.standing.judged_on.value is not None]
    return next((entry for entry in told if decider and entry.standing.indicator.id == decider.indicator.id), next(iter(told), None))


def _tell_figure(standing: IndicatorStanding, goal: GoalNode, voice: Voice) -> tuple[str, str, str]:
    """The figure that is judged, its time, and what it is held against; of one measure among several, how the goal stands."""
    outcome = standing.judged_on
    assert outcome is not None
    assert outcome.value is not None
    period = voice.period(outcome.period)
    if outcome.kind == "preliminary":
        period = voice._("{period}, preliminary", period=period)
    past = standing.closed or standing.day_passed or has_ended(goal)
    beside = (held_against_sentence(standing, voice, past=past), target_phrase(standing, voice, past=past))
    about = join(beside) if len(goal.standing.indicators) == 1 and any(beside) else goal_sentence(goal, voice)
    return measure(outcome.value, standing, voice), period, about


def _tell_chart(chart: Chart, facts: IndicatorFacts, goal: GoalNode, voice: Voice) -> PictureChart:
    """The first and the last label of each scale: what is between them can be told from these, in so small a drawing."""
    name = facts.standing.indicator.name
    labels = [(label.y, voice.number(told_in(label.value, chart.axis.power))) for label in chart.values]
    times = [(label.x, _time(label, chart, voice)) for label in chart.times]
    return PictureChart(
        name=voice.told(name) if name and len(goal.standing.indicators) > 1 else "",
        strokes=chart.strokes,
        left=chart.left,
        values=tuple(_ends(sorted(labels))),
        times=tuple(_ends(times)),
        target=voice._("Starting value") if any(stroke.kind == "start" for stroke in chart.strokes) else voice._("Target"),
    )


def _time(label: TimeLabel, chart: Chart, voice: Voice) -> str:
    if label.unit == "period":
        return voice.period(chart.series.told[0].period)
    return voice.month(label.day) if label.unit == "month" else str(label.day.year)


def _ends(labels: list[tuple[int, str]]) -> list[tuple[int, str]]:
    return [*labels[:1], *labels[1:][-1:]]


def _course(facts: IndicatorFacts) -> tuple[int, int | None] | None:
    """Where we are, and where we should be: not said of what is closed, as on the goal's page."""
    path = facts.progress
    return (path.filled, None if facts.standing.closed else path.expected) if path else None


def _invented(agency: AgencyNode, voice: Voice) -> str:
    return voice._("Invented example") if agency.is_invented else ""


def _dated(day: datetime.date | None, voice: Voice) -> str:
    return voice._("Latest data {date}", date=voice.date(day)) if day else ""


def _host(voice: Voice) -> str:
    """The site's address, as people write it."""
    return (voice.settings.base_url or "").partition("//")[2].removesuffix("/")

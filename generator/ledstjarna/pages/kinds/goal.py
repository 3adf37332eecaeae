"""A goal comes in; everything that its page shows goes out as finished pieces, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from ledstjarna.derive.facts import GoalFacts, IndicatorFacts
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.derive.standing import IndicatorStanding
from ledstjarna.derive.summary import GoalSummary
from ledstjarna.derive.tally import told_status
from ledstjarna.history.past import GoalPast
from ledstjarna.model.document import Source
from ledstjarna.model.goal import Activity
from ledstjarna.pages.kinds.goal_history import PastTeller
from ledstjarna.pages.kinds.goal_told import ToldActivity, ToldGlance, ToldMeasure
from ledstjarna.pages.page import Link
from ledstjarna.pages.pieces import NOTHING, Pieces
from ledstjarna.words.captions import caption, comparisons
from ledstjarna.words.caveats import fate_claim_sentence
from ledstjarna.words.charts import tell_chart, tell_sparklines
from ledstjarna.words.due_outcomes import late_sentences, next_sentence
from ledstjarna.words.growth_rates import growth_sentence
from ledstjarna.words.phrases import path_sentence, target_phrases
from ledstjarna.words.rhythms import rhythm_sentence
from ledstjarna.words.rows import comparison_rows, fold_all, fold_rows, outcome_rows
from ledstjarna.words.sentences import goal_sentence, indicator_sentence
from ledstjarna.words.statuses import fate_word, goal_word, indicator_word
from ledstjarna.words.voice import N_, Voice

MOST_IN_MIND = 3  # measures; where there are more, they are shown beside each other first
SCRIPT = "goal"  # folds what most need not see, and reads charts

Named = tuple[str, Markup]  # where a link leads, and its words


class GoalTeller:
    """Tells what the pages of goals show, in one language."""

    def __init__(self, voice: Voice, pieces: Pieces) -> None:
        self._voice, self.pieces = voice, pieces
        self.past = PastTeller(voice, pieces)
        self._states = {
            "planned": voice._("planned"),
            "under_way": voice._("under way"),
            "done": voice._("done"),
            "stopped": voice._("stopped"),
        }

    def tell(self, facts: GoalFacts, past: GoalPast | None, link: Link) -> dict[str, Any]:
        """What the template ``goal.html`` is given; ``past`` is what is recorded of it, None where nothing is."""
        pieces, goal = self.pieces, facts.node
        record = goal.record
        only = facts.indicators[0] if len(facts.indicators) == 1 else None
        invented, notice = pieces.about_body(goal.agency, has_source=goal.document is not None)
        return {
            "agency": (link.agency(goal.agency), pieces.text(goal.agency.record.name)),
            "plan": (link.plan(goal.plan), pieces.text(goal.plan.record.title)),
            "perspective": pieces.text(goal.perspective.name) if goal.perspective else NOTHING,
            "invented": invented,
            "title": pieces.text(record.title),
            "goalposts": list(self.past.goalposts(goal, past)),
            "replaced_by": [self._goal(other, link) for other in goal.became],
            "tags": self._tags(goal, link),
            "sentence": goal_sentence(goal, self._voice),
            "only": (pieces.drawing(only), self.latest_source(only.standing)) if only else None,
            "notice": notice,
            "official": pieces.quotation(record.official, self._wording_note(goal)) if record.official else NOTHING,
            "summary": pieces.prose(record.summary),
            "name_note": self._name_note(goal),
            "children": [(*self._goal(child, link), child.words[self._voice.code].status) for child in goal.children],
            "fate": self._fate(goal, link) if record.lifecycle == "ended" else None,
            "judged_by": pieces.prose(record.judged_by_note),
            "overview": list(self._overview(facts, link)),
            "measures": [self._measure(entry, goal, link) for entry in facts.indicators],
            "activities": [self._activity(activity) for activity in record.activities],
            "history": self.past.history(goal, past),
            "document": pieces.document(goal),
            "period": self._voice.period(goal.period) if goal.period else "",
            "owner": pieces.text(record.owner) if record.owner else NOTHING,
            "parent": self._goal(goal.parent, link) if goal.parent else None,
            "themes": [(link.theme(theme), pieces.text(theme.name)) for theme in goal.themes],
            "dues": list(self._dues(goal)),
            "version": None,
            "removed": "",
            "follow": [],
            "share": None,
        }

    def standing(self, goal: GoalNode, link: Link) -> tuple[str, list[Markup]]:
        """How it stands: the sentence, and the labels that there are."""
        return goal_sentence(goal, self._voice), [tag for tag in self._tags(goal, link) if tag]

    def _goal(self, goal: GoalSummary, link: Link) -> Named:
        return link.goal(goal), self.pieces.text(goal.title)

    def _tags(self, goal: GoalNode, link: Link) -> tuple[Markup, Markup, Markup]:
        """How it stands, whether it has ended or not begun, and what is late."""
        voice, pieces, standing = self._voice, self.pieces, goal.standing
        life = NOTHING
        if goal.record.lifecycle == "ended":
            life = pieces.tag("ended", self._fate_word(goal), link)
        elif goal.record.lifecycle == "proposed":
            life = pieces.tag("proposed", voice._("Proposed, not decided"), link)
        late = pieces.late(link, is_late=goal.is_late, is_awaited=goal.is_awaited)
        return pieces.tag(told_status(standing, goal.agency), goal_word(goal, voice), link), life, late

    def _fate_word(self, goal: GoalNode) -> str:
        return fate_word(goal.record.fate, self._voice, is_contradicted=goal.is_fate_contradicted)

    def _fate(self, goal: GoalNode, link: Link) -> dict[str, Any]:
        """What became of a goal that has ended."""
        voice, fate = self._voice, goal.record.fate
        why = ""
        if not fate or (not fate.reason and fate.kind != "expired"):
            why = voice._("No reason has been published.") if goal.is_read else voice._("No reason is given here.")
        return {
            "word": self._fate_word(goal),
            "date": (fate.date.isoformat(), voice.date(fate.date)) if fate and fate.date else None,
            "why": why,
            "claim": fate_claim_sentence(goal, voice),
            "reason": self.pieces.prose(fate.reason if fate else None),
            "became": [self._goal(other, link) for other in goal.became],
        }

    def _name_note(self, goal: GoalNode) -> str:
        """Whose words the goal's name is; nothing where that is not known."""
        own, voice = goal.record.official_languages, self._voice
        if own is None:
            return ""
        if not own:
            return voice._("The goal’s name is in our own words.")
        if voice.text(goal.record.title).language in own:
            return voice._("The goal’s name is the body’s own.")
        return voice._("The goal’s name is our translation.")

    def _wording_note(self, goal: GoalNode) -> str:
        """Whose words the official wording is; nothing where that is not known."""
        own, voice = goal.record.official_languages, self._voice
        if own is None:
            return ""
        if voice.text(goal.record.official or goal.record.title).language in own:
            return voice._("The wording is the body’s own.")
        return voice._("The wording here is our translation.")

    def _activity(self, activity: Activity) -> ToldActivity:
        voice, text = self._voice, self.pieces.text
        return ToldActivity(
            text(activity.name),
            text(activity.area) if activity.area else NOTHING,
            self._states.get(activity.state or "") or voice._("status not given here"),
            voice._("from {period}", period=voice.period(activity.from_)) if activity.from_ else "",
            voice._("until {period}", period=voice.period(activity.to)) if activity.to else "",
            text(activity.owner) if activity.owner else NOTHING,
        )

    def _dues(self, goal: GoalNode) -> Iterator[tuple[Markup, str, str]]:
        """What is owed next of each measure: its name where there are several, what is late, what comes."""
        voice, standings = self._voice, goal.standing.indicators
        if not goal.agency.reports_here or not (goal.record.lifecycle == "active" or goal.is_late):
            return
        for standing in standings:
            indicator = standing.indicator
            if indicator.promised:
                continue
            if standing.owed.late:
                none = voice._("No later outcome is due.")
            elif indicator.measured or indicator.shown:
                none = voice._("No outcome is due.")
            else:
                none = voice._("How often it is measured is not given here.")
            name = self.pieces.text(indicator.name) if len(standings) > 1 and indicator.name else NOTHING
            yield name, late_sentences(standing, voice), next_sentence(standing, voice) or none

    def _overview(self, facts: GoalFacts, link: Link) -> Iterator[ToldGlance]:
        """Every measure at a glance, where there are more than can be kept in mind."""
        if len(facts.indicators) <= MOST_IN_MIND:
            return
        pieces, goal = self.pieces, facts.node
        sparks = {
            standing.indicator.id: pieces.components.sparkline(strokes=told.strokes, label=told.label)
            for (standing, _), told in zip(goal.sparklines, tell_sparklines(goal, self._voice), strict=True)
        }
        for entry in facts.indicators:
            id, tag = entry.standing.indicator.id, self.measure_tag(entry.standing, goal, link)
            yield ToldGlance(id, self.measure_name(entry.standing), tag, sparks.get(id, NOTHING))

    def measure_name(self, standing: IndicatorStanding) -> Markup:
        """What a measure is called; one that is only promised may have no name."""
        return self.pieces.text(standing.indicator.name or self._voice._("A measure that is promised"))

    def measure_tag(self, standing: IndicatorStanding, goal: GoalNode, link: Link) -> Markup:
        """How a measure stands, as a label."""
        return self.pieces.tag(told_status(standing, goal.agency), indicator_word(standing, goal, self._voice), link)

    # --- a measure ----------------------------------------------------------------------------------------------------

    def _measure(self, facts: IndicatorFacts, goal: GoalNode, link: Link) -> ToldMeasure:
        voice, pieces, standing = self._voice, self.pieces, facts.standing
        indicator = standing.indicator
        is_one_of_several = len(goal.standing.indicators) > 1
        base, aim = indicator.baseline, standing.aim
        return ToldMeasure(
            id=indicator.id,
            name=self.measure_name(standing),
            promised=pieces.prose(indicator.promised and indicator.promised.text),
            tag=self.measure_tag(standing, goal, link) if is_one_of_several else NOTHING,
            late=pieces.late(link, is_late=bool(standing.owed.late), is_awaited=standing.awaiting_final) if is_one_of_several else NOTHING,
            sentence=indicator_sentence(standing, goal, voice) if is_one_of_several else "",
            drawing=pieces.drawing(facts) if is_one_of_several else NOTHING,
            source=self.latest_source(standing) if is_one_of_several else None,
            path=path_sentence(standing, voice) if standing.share is not None else "",
            start=(
                pieces.prose(base and base.note),
                self._source_line(
                    base.source if base else None, N_("Source of the starting value:"), N_("The starting value according to")
                ),
            ),
            growth=growth_sentence(standing, voice) if standing.growth else "",
            tables=tuple(self._tables(facts, goal)),
            chart=self.chart(facts, goal),
            target=(
                pieces.quotation(aim.target.wording, voice._("The target’s official wording")) if aim and aim.target.wording else NOTHING,
                pieces.prose(aim and aim.target.note),
                self._source_line(aim.target.source if aim else None, N_("Source of the target:"), N_("The target according to")),
            ),
            definition=pieces.prose(indicator.definition),
            rhythm=rhythm_sentence(indicator, voice),
            external=tuple(voice._("In {name}: {id}", name=name.capitalize(), id=id) for name, id in _by_name(indicator.external)),
            covers=pieces.text(indicator.covers) if indicator.covers else NOTHING,
            targets=tuple(target_phrases(standing, goal, voice)) if len(indicator.targets) > 1 else (),
        )

    def _tables(self, facts: IndicatorFacts, goal: GoalNode) -> Iterator[Markup]:
        """The results, and what they are compared with."""
        standing = facts.standing
        voice, pieces = self._voice, self.pieces
        has_figures = any(entry.done is None for entry in standing.outcomes)  # what is done or not is told in no unit
        unit = standing.indicator.unit if has_figures else None
        if standing.outcomes:
            yield pieces.table(caption(standing, goal, voice), unit, fold_rows(outcome_rows(facts, voice), voice))
        for told in comparisons(standing, goal, voice):
            if told.comparison.values:
                rows = fold_all(comparison_rows(told.id, told.comparison, facts, voice), told.caption.text, voice)
                yield pieces.table(told.caption, unit, rows, series=told.heard)
            else:
                yield pieces.paragraph(voice._("No values are given here for the comparison ({name}).", name=told.name))

    def chart(self, facts: IndicatorFacts, goal: GoalNode, *, with_tables: bool = True) -> Markup:
        """The chart of a measure; nothing where no figure was measured. Without tables beside it, it says where these are."""
        if facts.chart is None:
            return NOTHING
        told = tell_chart(facts.chart, facts.standing, goal, self._voice, with_tables=with_tables)
        return self.pieces.chart(facts.standing.indicator.id, told, has_tools=with_tables)

    def featured_chart(self, facts: GoalFacts) -> Markup:
        """The first chart of a goal, for the start page; nothing where there is none."""
        drawn = next((one for one in facts.indicators if one.chart), None)
        return self.chart(drawn, facts.node, with_tables=False) if drawn else NOTHING

    def latest_source(self, standing: IndicatorStanding) -> tuple[str, str] | None:
        """Where the figure that is told was read, and when it was published; None where none is told."""
        voice, outcome = self._voice, standing.judged_on or standing.latest
        if outcome is None:
            return None
        source = outcome.source or standing.indicator.source
        named = source if source and (source.title or source.publisher or source.url) else None
        line = self._source_line(named, N_("Source:"), N_("According to"))
        published = voice._("Published {date}.", date=voice.date(outcome.published)) if outcome.published else ""
        return (
            line or voice._("No source is named here for the figure."),
            published or voice._("The date of publication is not stated here."),
        )

    def _source_line(self, source: Source | None, own: str, retold: str) -> Markup:
        """Where something was read; ``own`` and ``retold`` are what stands before it."""
        return self.pieces.source_line(source, self._voice._(own), self._voice._(retold)) if source else NOTHING


def _by_name(external: Mapping[str, str] | None) -> list[tuple[str, str]]:
    """The ids that others know a measure by, in the order of their names."""
    return sorted((external or {}).items(), key=lambda entry: entry[0].lower())

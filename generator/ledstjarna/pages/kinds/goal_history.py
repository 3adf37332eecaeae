"""What is recorded of a goal comes in; what its page shows of it goes out: its history, and first what nobody should miss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from ledstjarna.addresses import HISTORY, entry_fragment
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.history.past import GoalPast
from ledstjarna.history.records import RecordPast
from ledstjarna.pages.pieces import NOTHING, Pieces
from ledstjarna.words.caveats import fate_claim_sentence
from ledstjarna.words.goalposts import contradicted_word, goalpost_sentence, goalpost_word
from ledstjarna.words.history_entries import ToldEntry, by_year, list_untold, newest_first, tell_entry, tell_event
from ledstjarna.words.voice import Voice

MOST_UNFOLDED = 3  # steps that are seen at once, with the small ones between; those before are folded
MOST_FIRST = 2  # goalposts that stand first on a page; the others are in the history


class PastTeller:
    """Tells the pasts of goals, in one language."""

    def __init__(self, voice: Voice, pieces: Pieces) -> None:
        self._voice, self._pieces = voice, pieces

    def goalposts(self, goal: GoalNode, past: GoalPast | None) -> Iterator[Markup]:
        """What stands first on the page: what was moved or done in silence, and what the body says and the figures do not."""
        voice, pieces = self._voice, self._pieces
        see = voice._("See the history")
        for post in past.goalposts[:MOST_FIRST] if past else ():
            text = goalpost_sentence(post, voice, is_read=goal.is_read)
            yield pieces.goalpost(goalpost_word(post.kind, voice), text, f"#{entry_fragment(post.entry.id)}", see)
        if past and len(past.goalposts) > MOST_FIRST:
            more = len(past.goalposts) - MOST_FIRST
            text = voice.n("{n} more thing of this kind has happened.", "{n} more things of this kind have happened.", more)
            yield pieces.goalpost(goalpost_word(past.goalposts[MOST_FIRST].kind, voice), text, f"#{HISTORY}", see)
        if claim := fate_claim_sentence(goal, voice):
            yield pieces.goalpost(contradicted_word(voice), claim, "", "")

    def history(self, goal: GoalNode, past: GoalPast | None) -> Markup:
        """Every step, the newest first, and what the body tells of what was not recorded; nothing where there is neither."""
        voice = self._voice
        entries = [tell_entry(entry, past, voice, is_read=goal.is_read) for entry in past.entries] if past else []
        names = {entry.id: voice.told(entry.name) for entry in goal.record.indicators if entry.name}
        told = [tell_event(event, names, voice) for event in list_untold(goal.record.events, past)]
        if not entries and not told:
            return NOTHING
        pages = frozenset(past.pages) if past and voice.settings.history.versions else frozenset()
        drawn = self._draw([*told, *entries], pages)
        return drawn if past else drawn + self._pieces.paragraph(voice._("What is changed on this page is not recorded here."))

    def record_history(self, past: RecordPast | None) -> Markup:
        """Every step of the history of a plan, a body or a finding, the newest first; nothing where nothing has changed since the first."""
        if past is None or {change.kind for entry in past.entries for change in entry.changes} == {"imported"}:
            return NOTHING
        return self._draw([tell_entry(entry, past, self._voice, is_read=False) for entry in past.entries], frozenset())

    def _draw(self, entries: Sequence[ToldEntry], pages: frozenset[str]) -> Markup:
        ordered = list(newest_first(entries))
        loud = [place for place, entry in enumerate(ordered) if not entry.is_quiet]
        shown = loud[MOST_UNFOLDED - 1] + 1 if len(loud) > MOST_UNFOLDED else len(ordered)
        first, older = (self._years(part, pages) for part in (ordered[:shown], ordered[shown:]))
        return self._pieces.history(first, older, self._voice._("Older history") if older else "")

    def _years(self, entries: Sequence[ToldEntry], pages: frozenset[str]) -> list[dict[str, Any]]:
        return [
            {
                "label": year.label,
                "loud": [self._entry(entry, pages) for entry in year.loud],
                "quiet": [self._entry(entry, pages) for entry in year.quiet],
            }
            for year in by_year(entries)
        ]

    def _entry(self, entry: ToldEntry, pages: frozenset[str]) -> dict[str, Any]:
        """What the component ``history_entry`` takes."""
        own = entry_fragment(entry.id) if entry.id else ""
        return {
            "iso": entry.iso,
            "date": entry.date,
            "parts": entry.parts,
            "id": own,
            "href": f"#{own}" if own else "",
            "kind": entry.kind,
            "moved": entry.moved,
            "version": f"{entry.id}/" if entry.id in pages else "",
            "commit": entry.commit[:12],
        }

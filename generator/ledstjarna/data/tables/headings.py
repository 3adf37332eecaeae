"""What every column of every table holds: its kind, its heading and its explanation, in the interface's own language."""

from __future__ import annotations

from typing import Literal

from ledstjarna.words.voice import N_

# word: an id or a code, the same in every language; words: several of them, spaces between; text: for readers.
Kind = Literal["word", "words", "text", "number", "whole", "date", "about_date", "truth", "address"]

COLUMN_WORDS: dict[str, tuple[Kind, str, str]] = {
    # What a row belongs to.
    "goal": ("word", N_("Goal (id)"), N_("The goal’s id. It never changes.")),
    "goal_title": ("text", N_("Goal"), N_("What the goal is called.")),
    "agency": ("word", N_("Body (id)"), N_("The id of the body that owns the goal or was scrutinised.")),
    "agency_name": ("text", N_("Body"), N_("What the body is called.")),
    "invented": ("truth", N_("Invented"), N_("Whether the body, its goals and its figures are made up as an example.")),
    "plan": ("word", N_("Plan (id)"), N_("The id of the plan that the goal belongs to.")),
    "plan_title": ("text", N_("Plan"), N_("What the plan is called.")),
    "indicator": ("word", N_("Measure (id)"), N_("The measure’s id within its goal; empty where the goal has no measure.")),
    "indicator_name": ("text", N_("Measure"), N_("What is measured.")),
    "unit": ("word", N_("Unit (code)"), N_("percent, count, SEK, kSEK, MSEK, days or index; empty where the unit has words of its own.")),
    "unit_name": ("text", N_("Unit"), N_("The unit in words.")),
    # How a goal stands.
    "lifecycle": ("word", N_("Under way or ended"), N_("proposed, active or ended.")),
    "fate": ("word", N_("How it ended"), N_("For a goal that has ended: achieved, missed, expired, replaced, merged, split or dropped.")),
    "judged_by": ("word", N_("Judged by"), N_("Whether every measure of the goal must reach its target (all), or one is enough (any).")),
    "goal_progress_status": (
        "word",
        N_("How the whole goal is going (code)"),
        N_("missed, moving_away, off_track, behind, on_track, met_early or achieved; empty where nothing can be judged."),
    ),
    "goal_reporting_status": (
        "word",
        N_("Whether there are figures for the goal (code)"),
        N_("reported, or why there is nothing to judge: for example no_measure, no_outcome_yet, no_target or withheld."),
    ),
    "goal_status": ("text", N_("How the whole goal is going"), N_("How the goal as a whole is going, in the words of its page.")),
    "progress_status": (
        "word",
        N_("How the measure is going (code)"),
        N_("missed, moving_away, off_track, behind, on_track, met_early or achieved; empty where it cannot be judged."),
    ),
    "reporting_status": (
        "word",
        N_("Whether there are figures for the measure (code)"),
        N_("reported, or why there is nothing to judge: for example no_outcome_yet, no_target, withheld or series_ended."),
    ),
    "status": (
        "text",
        N_("How it is going"),
        N_("How the measure is going, in the words of the page; for a goal without a measure, how the goal is going."),
    ),
    "sentence": ("text", N_("How it is going, in a sentence"), N_("The sentence on the page, with the figures.")),
    # How a goal is measured.
    "direction": ("word", N_("Which way is better"), N_("Which way is better: up, down or none.")),
    "course": ("word", N_("How it is followed"), N_("How the target is followed: path, level, pace, compare, improve or done_by.")),
    "method": ("word", N_("Method"), N_("The method by which progress is worked out, and its version.")),
    "baseline_period": ("word", N_("Starting value: period"), N_("The period from which progress counts.")),
    "baseline_date": ("date", N_("Starting value: last day"), N_("The last day of that period.")),
    "baseline_value": ("number", N_("Starting value"), N_("The starting value.")),
    "target_kind": (
        "word",
        N_("Target: type"),
        N_("at_least, at_most, between, exactly, zero, compare, improve or done_by; empty where no target is given."),
    ),
    "target_value": ("number", N_("Target: value"), N_("The level to reach; empty for a target without a level.")),
    "target_low": ("number", N_("Target: lower bound"), N_("The lower bound, for between.")),
    "target_high": ("number", N_("Target: upper bound"), N_("The upper bound, for between.")),
    "target_by": ("date", N_("Target: last day"), N_("The day by which it should be reached.")),
    "target_pace": ("word", N_("Target: pace"), N_("linear, where the level is used up evenly over the period.")),
    "target_with": ("word", N_("Target: compared with"), N_("The id of the comparison series, for compare.")),
    "target_must_be": (
        "word",
        N_("Target: at least or at most"),
        N_("For compare, what the value must be: at_least or at_most the comparison figure."),
    ),
    "latest_period": ("word", N_("Latest outcome: period"), N_("The period of the latest outcome, never of a forecast.")),
    "latest_date": ("date", N_("Latest outcome: last day"), N_("The last day of that period.")),
    "latest_value": (
        "number",
        N_("Latest outcome: value"),
        N_("The latest value; empty where it is withheld, and where the outcome is “done” or “not done” instead."),
    ),
    "latest_done": ("truth", N_("Latest outcome: done"), N_("Whether it was done, for done_by.")),
    "latest_withheld": ("word", N_("Latest outcome: withheld"), N_("Why the latest value is not shown: small_numbers or fewer_than_5.")),
    "latest_kind": ("word", N_("Latest outcome: type"), N_("outcome or preliminary.")),
    "latest_published": ("date", N_("Latest outcome: published"), N_("The day it was published, where known.")),
    "judged_on_period": ("word", N_("Judged outcome: period"), N_("The period of the outcome that was judged.")),
    "judged_on_value": ("number", N_("Judged outcome: value"), N_("The value that was judged.")),
    "comparator_value": ("number", N_("Compared with"), N_("The comparison’s value for the same period, for compare.")),
    "progress": (
        "number",
        N_("Progress"),
        N_(
            "1 is all the way from the starting value to the target; below 0 is further from the target than the starting value. "
            "With a growth-rate method: the ratio of the growth rates."
        ),
    ),
    "expected": (
        "number",
        N_("Expected by the date of the outcome"),
        N_("The share of the way that should have been covered by the outcome’s last day."),
    ),
    "expected_today": (
        "number",
        N_("Expected by now"),
        N_("The share of the way that should have been covered by now."),
    ),
    "closed": ("truth", N_("Closed"), N_("Whether the outcome that decides the target for good has come.")),
    "method_verdict": ("word", N_("Verdict of the method"), N_("The verdict of a growth-rate method, in its own words.")),
    "score": ("number", N_("Score"), N_("The score of a growth-rate method, from -5 to 5.")),
    "overdue": ("truth", N_("Late"), N_("Whether an outcome is late. Never the case for a body that does not report here.")),
    "awaiting_final": ("truth", N_("Final outcome awaited"), N_("Whether the target’s date has passed without the deciding outcome.")),
    "next_due": ("date", N_("Next outcome due"), N_("The earliest date on which an outcome that has not come is due.")),
    "outcomes": ("whole", N_("Number of outcomes"), N_("How many outcomes of the measure are in the table of outcomes.")),
    "document_title": ("text", N_("Document"), N_("What the document is called.")),
    "document_url": ("address", N_("Document’s address"), N_("Where the document can be read.")),
    "page": ("address", N_("Page"), N_("The permanent address of the page.")),
    "data": ("address", N_("Data"), N_("The permanent address of all data on the page, as JSON.")),
    # One figure.
    "series": ("word", N_("Series"), N_("outcome: the body’s own figure; comparison: a figure to compare with.")),
    "comparison": ("word", N_("Comparison (id)"), N_("The id of the comparison series.")),
    "comparison_name": ("text", N_("Comparison"), N_("What it is compared with.")),
    "period": (
        "word",
        N_("Period"),
        N_("The period as it was written: 2023, 2023-H1, 2023-Q2, 2023-T2, 2023-05, 2023-01/2023-08."),
    ),
    "period_start": ("date", N_("First day"), N_("The first day of the period.")),
    "period_end": ("date", N_("Last day"), N_("The last day of the period.")),
    "value": (
        "number",
        N_("Value"),
        N_("The value measured; empty where it is withheld, and where the outcome is “done” or “not done” instead."),
    ),
    "done": ("truth", N_("Done"), N_("Whether it was done, where the target is to have something done.")),
    "withheld": ("word", N_("Withheld"), N_("Why there is no value: small_numbers or fewer_than_5.")),
    "figure_kind": (
        "word",
        N_("Type of figure"),
        N_("outcome, preliminary or forecast; preliminary also where it was published before its period was over."),
    ),
    "published": ("date", N_("Published"), N_("The day it was published, where known.")),
    "respondents": ("whole", N_("Respondents"), N_("How many answered.")),
    "interval_low": ("number", N_("Margin of error: from"), N_("The lower bound of the margin of error.")),
    "interval_high": ("number", N_("Margin of error: to"), N_("The upper bound of the margin of error.")),
    "women": ("number", N_("Women"), N_("The value for women.")),
    "men": ("number", N_("Men"), N_("The value for men.")),
    "corrected": (
        "about_date",
        N_("Corrected"),
        N_("The day, month or year of the latest correction; every correction is in the goal’s JSON."),
    ),
    "corrected_from": ("number", N_("Corrected from"), N_("The value before the latest correction.")),
    "note": ("text", N_("Note"), N_("What a reader should know about the figure.")),
    "source": ("text", N_("Source"), N_("Where the figure or the finding comes from.")),
    "source_url": ("address", N_("Source’s address"), N_("Where the source can be read.")),
    # Scrutiny and events.
    "finding": ("word", N_("Finding (id)"), N_("The finding’s id. It never changes.")),
    "title": ("text", N_("Finding"), N_("What the finding is called.")),
    "reviewer": ("text", N_("Reviewer"), N_("Who carried out the scrutiny.")),
    "date": ("about_date", N_("Day"), N_("The day, month or year of the report or of the event, where known.")),
    "source_role": ("word", N_("Type of source"), N_("primary: the body’s or the reviewer’s own; secondary: reported by someone else.")),
    "goals": ("words", N_("Goals (ids)"), N_("The goals that the finding concerns; empty where it concerns the body as a whole.")),
    "answers": ("whole", N_("Number of answers"), N_("How many answers are known here.")),
    "answer_date": ("date", N_("Answer: day"), N_("The day of the latest answer.")),
    "answer_state": ("word", N_("Answer: state"), N_("The state of the latest answer: open, promised, done or no_date_given.")),
    "answer_promised_by": ("date", N_("Answer: promised by"), N_("The day by which the body promised to be done.")),
    "event_kind": ("word", N_("Type of event"), N_("decided, reworded, target_changed, date_changed, corrected, ended and the like.")),
    "event": ("text", N_("What happened"), N_("What happened, and why.")),
    # Moved goalposts.
    "entry": ("word", N_("Step (id)"), N_("The id of the step in the goal’s history: its day, with a number where there are several.")),
    "goalpost_kind": ("word", N_("Sort (code)"), N_("moved, dropped, overwritten or deleted.")),
    "goalpost": ("text", N_("Sort"), N_("What it is, in words.")),
    "change_kinds": ("words", N_("Changes (codes)"), N_("What was changed: for example target_easier, date_moved or outcome_overwritten.")),
    "change": ("text", N_("What was changed"), N_("What was changed, in a sentence.")),
    "known_period": ("word", N_("Known result: period"), N_("The period of the newest result that was known when the target was changed.")),
    "known_value": ("text", N_("Known result"), N_("What that result said.")),
    "known_since": ("date", N_("Known result: since"), N_("The day from which it was known.")),
    "reason": ("text", N_("Reason"), N_("The reason that was recorded with the change; empty where none was.")),
    "commit": ("word", N_("Commit"), N_("The commit of the content’s repository in which it was done.")),
}

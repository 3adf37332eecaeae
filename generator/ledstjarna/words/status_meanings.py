"""A status that goals are counted under comes in; the sentence that says what it means goes out."""

from __future__ import annotations

from ledstjarna.derive.site import Site
from ledstjarna.derive.status_names import PROGRESS_STATUSES
from ledstjarna.words.voice import N_, Voice

_MEANINGS = {
    "achieved": N_("The deciding outcome has come, and it meets the target."),
    "met_early": N_("The outcome meets the target before the deadline."),
    "on_track": N_(
        "At least {on_track} of the expected share of the way has been covered. For goals that are not a path: the level, the pace or the "
        "comparison is met, or the figure is better than the starting value."
    ),
    "behind": N_(
        "Less than {on_track} but at least {behind} of the expected share of the way has been covered. For goals that are not a path: the "
        "level, the pace or the comparison is missed by at most {tolerance}, or the figure has hardly changed from the starting value."
    ),
    "off_track": N_(
        "Less than {behind} of the expected share of the way has been covered. For goals that are not a path: the level, the pace or the "
        "comparison is missed by more than {tolerance}."
    ),
    "moving_away": N_(
        "The outcome is further from the target than the starting value, or worse than the starting value where no level is given."
    ),
    "missed": N_("The deciding outcome has come, and it does not meet the target."),
    "reported": N_("There are outcomes and a target, but they are not enough to judge the goal. The goal’s page says why."),
    "no_measure": N_("No measure is given here for the goal, so we cannot say whether it is met."),
    "measure_promised": N_("A measure is promised, but none is named here."),
    "not_done_yet": N_("Something is due to be done by a date, and no outcome here says that it is done."),
    "no_outcome_yet": N_("There is a measure, but no outcome has come yet. The body publishes its own outcomes here."),
    "series_ended": N_("The measurement has ended, and the figures up to then are not enough to judge the goal."),
    "withheld": N_("The latest outcome is withheld, since it is about too few people."),
    "waiting_for_comparison": N_("There is an outcome, but no comparison figure for the same period."),
    "no_target": N_("There is an outcome, but no target is given here to compare it with."),
    "not_published_here": N_("There is a measure, but no outcome is published here. The body does not publish its own outcomes here."),
}
# What is said beside a status.
_BESIDE = {
    "ended": N_("The goal no longer applies. Its page tells what became of it, and how it went by the figures that there are."),
    "proposed": N_("The goal is proposed and has not been decided. It is judged like any other, and nothing falls due for it."),
    "overdue": N_(
        "An outcome was due by a day that has passed, or the target’s date has passed and the outcome that decides has not come."
    ),
    "goalpost": N_(
        "A target was moved once its result was known. A goal dropped without a published reason, a result overwritten in silence and an "
        "ending that the figures contradict are marked in the same way, each in its own words."
    ),
}
BESIDE = tuple(_BESIDE)


def beside_word(name: str, voice: Voice) -> str:
    """What is said beside a status, in a word or two."""
    words = {
        "ended": N_("Ended"),
        "proposed": N_("Proposed, not decided"),
        "overdue": N_("Outcome overdue"),
        "goalpost": N_("Goalpost moved"),
    }
    return voice._(words[name])


def beside_meaning(name: str, voice: Voice) -> str:
    """What it means that it is said."""
    return voice._(_BESIDE[name])


def meaning_of(status: str, site: Site, voice: Voice) -> str:
    """What a status means, with this site's own thresholds; where a growth rate may have decided, that too."""
    limits = site.settings.thresholds
    facts = {name: voice.share(getattr(limits, name)) for name in ("on_track", "behind", "tolerance")}
    said = voice._(_MEANINGS[status], **facts)
    if status in PROGRESS_STATUSES and site.methods() != ["linear-1"]:
        said += " " + voice._("Where a growth-rate method is used, its verdict decides instead, until the target is closed.")
    return said

"""A status that goals are counted under comes in; the sentence that says what it means goes out."""

from __future__ import annotations

from generator.derive.site import Site
from generator.derive.standing import PROGRESS_STATUSES
from generator.render.voice import Voice
from generator.render.words import N_

_MEANINGS = {
    "achieved": N_("The outcome that decides has come, and it meets the target."),
    "met_early": N_("The outcome meets the target before its day."),
    "on_track": N_(
        "At least {on_track} of the expected way has been covered. Where there is no way to cover: the level, the pace or the comparison "
        "is kept, or the figure is better than at the start."
    ),
    "behind": N_(
        "Less than {on_track} but at least {behind} of the expected way has been covered. Where there is no way to cover: the level, the "
        "pace or the comparison is missed by at most {tolerance}, or the figure has hardly changed since the start."
    ),
    "off_track": N_(
        "Less than {behind} of the expected way has been covered. Where there is no way to cover: the level, the pace or the comparison "
        "is missed by more than {tolerance}."
    ),
    "moving_away": N_("The outcome is further from the target than at the start, or worse than at the start where no level is given."),
    "missed": N_("The outcome that decides has come, and it does not meet the target."),
    "reported": N_("There are outcomes and a target, but the goal cannot be judged by them. The goal’s page says why."),
    "no_measure": N_("No measure is given for the goal, so whether it is met cannot be read here."),
    "measure_promised": N_("A measure is promised, but none is named."),
    "not_done_yet": N_("Something is to be done by a day, and no outcome here says that it is done."),
    "no_outcome_yet": N_("There is a measure, but no outcome has come yet. The body publishes its outcomes here itself."),
    "series_ended": N_("The measurement has ended, and the figures up to then are not enough to judge the goal."),
    "withheld": N_("The latest outcome is withheld, since it is about too few people."),
    "waiting_for_comparison": N_("There is an outcome, but no comparison figure for the same period."),
    "no_target": N_("There is an outcome, but no target to hold it against."),
    "not_published_here": N_("There is a measure, but no outcome is published here. The body does not publish its outcomes here itself."),
}


def meaning_of(status: str, site: Site, voice: Voice) -> str:
    """What a status means, with this site's own thresholds; where a growth rate may have decided, that too."""
    limits = site.settings.thresholds
    facts = {name: voice.share(getattr(limits, name)) for name in ("on_track", "behind", "tolerance")}
    said = voice._(_MEANINGS[status], **facts)
    if status in PROGRESS_STATUSES and site.methods() != ["linear-1"]:
        said += " " + voice._("Where a method by growth rates is used, its verdict decides instead, until the target is closed.")
    return said

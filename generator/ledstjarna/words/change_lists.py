"""What is recorded of a site comes in; what the pages of changes say around their lists goes out."""

from __future__ import annotations

from ledstjarna.history.listing import Subject
from ledstjarna.history.past import Absence, SiteHistory
from ledstjarna.words.mixed_text import join
from ledstjarna.words.voice import N_, Voice

_SUBJECTS: dict[Subject, str] = {
    "goalposts": N_("Moved goalposts"),
    "endings": N_("New, ended and removed goals"),
    "targets": N_("Targets and starting values"),
    "measures": N_("How it is measured"),
    "wording": N_("Wording, documents and responsibility"),
    "outcomes": N_("Results"),
    "said": N_("What the body does and says"),
    "statuses": N_("Statuses that changed as time passed"),
    "plans": N_("Plans and their documents"),
    "scrutiny": N_("Scrutiny and answers"),
    "bodies": N_("The bodies"),
    "others": N_("Other changes"),
}
_ABSENCES: dict[Absence, str] = {
    "off": N_("No changes are recorded on this site: its settings say so."),
    "no_git": N_("No changes are recorded on this site: the program that remembers them, git, was not there when the site was made."),
    "no_repository": N_("No changes are recorded on this site: its content does not lie in a git repository."),
    "partial": N_(
        "No changes are recorded on this site: the copy that it was made from has no earlier versions of the files (a partial clone)."
    ),
    "no_commits": N_("No changes are recorded on this site: its content has not been committed to a git repository."),
}


def subject_heading(subject: Subject, voice: Voice) -> str:
    """What changes of a sort are gathered under."""
    return voice._(_SUBJECTS[subject])


def record_sentence(history: SiteHistory, voice: Voice) -> str:
    """Since when changes are recorded, or why they are not."""
    if history.absence:
        return voice._(_ABSENCES[history.absence])
    if history.since is None:
        return voice._("Nothing that has changed is dated yet.")
    since = voice._("Changes are recorded here since {date}.", date=voice.date(history.since))
    if not history.is_cut:
        return since
    return join((since, voice._("What was changed before that is not in the copy that the site was made from.")))


def not_recorded_sentence(body: str, voice: Voice) -> str:
    """That changes of a body's goals are not recorded."""
    return voice._("What is changed in the goals of {body} is not recorded here.", body=body)


def counts_sentence(steps: int, moved: int, voice: Voice) -> str:
    """How many steps a list is of, and how many of them nobody should miss."""
    told = voice.n("{n} change is recorded.", "{n} changes are recorded.", steps)
    if not moved:
        return told
    return join(
        (
            told,
            voice.n(
                "{n} of them is a moved goalpost, or was done in silence.",
                "{n} of them are moved goalposts, or were done in silence.",
                moved,
            ),
        )
    )

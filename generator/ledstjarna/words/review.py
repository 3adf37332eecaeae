"""A review comes in; what is told of it in one language goes out, the most telling first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from ledstjarna.addresses import Addresses
from ledstjarna.derive.status_names import GoalpostKind
from ledstjarna.history.change import Change
from ledstjarna.history.goalposts import Goalpost
from ledstjarna.history.listing import SUBJECTS, Subject, subject_of
from ledstjarna.problems import Problem
from ledstjarna.review.files import ChangedFile, FileChangeKind
from ledstjarna.review.proposal import ChangedGoal, ChangedRecord
from ledstjarna.review.review import Review
from ledstjarna.words.change_lists import subject_heading
from ledstjarna.words.goalposts import undated_sentence
from ledstjarna.words.history_entries import tell_entry
from ledstjarna.words.mixed_text import join
from ledstjarna.words.statuses import event_word
from ledstjarna.words.voice import N_, Voice

ReviewGroup = Literal["refused", "problems", Subject, "translations", "files", "remarks"]
GROUPS: tuple[ReviewGroup, ...] = (
    "refused",
    "problems",
    "goalposts",
    "endings",
    "targets",
    "statuses",
    *(subject for subject in SUBJECTS if subject not in ("goalposts", "endings", "targets", "statuses")),
    "translations",
    "files",
    "remarks",
)
_HEADINGS: dict[ReviewGroup, str] = {
    "refused": N_("This must not happen"),
    "problems": N_("This keeps the site from being built"),
    "goalposts": N_("What nobody should miss"),
    "statuses": N_("Statuses that change"),
    "translations": N_("To translate"),
    "files": N_("Other files"),
    "remarks": N_("To look over in what is changed"),
}
_FILES: dict[FileChangeKind, str] = {
    "added": N_("The file is new."),
    "changed": N_("The file is changed."),
    "removed": N_("The file is taken away."),
}
_ASIDE: tuple[ReviewGroup, ...] = ("translations", "remarks")  # what is said of the content, not what it becomes
_WEIGHTS: tuple[GoalpostKind, ...] = ("moved", "dropped", "deleted", "overwritten")  # the most telling first
_PAGES: dict[FileChangeKind, str] = {
    "added": N_("The page is new."),
    "changed": N_("The page is changed."),
    "removed": N_("The page is taken away."),
}
NOTHING = N_("Nothing that readers see is changed.")


class ReviewLine(NamedTuple):
    """What is told of one record, or of one place in a file.

    ``title`` and ``page`` are those of a record; ``line`` and ``column`` count from 1 and are 0 where the whole file is meant. ``code`` is
    that of a problem, or the sort of record. ``text`` is one or more sentences, ``lead`` the most telling of them.
    """

    group: ReviewGroup
    code: str
    text: str
    lead: str
    file: str
    line: int = 0
    column: int = 0
    title: str = ""
    id: str = ""
    page: str = ""


class ReviewPart(NamedTuple):
    """What is told under one heading."""

    group: ReviewGroup
    heading: str
    lines: tuple[ReviewLine, ...]


class ToldReview(NamedTuple):
    """A review in words. ``headline`` is the most telling thing that is changed, ``counts`` what it comes to."""

    headline: str
    counts: str
    base: str
    parts: tuple[ReviewPart, ...]


def tell_review(review: Review, base: str, voice: Voice) -> ToldReview:
    """All of it; ``base`` is what the reader calls what is published."""
    lines = sorted(_tell_all(review, voice), key=lambda line: GROUPS.index(line.group))
    parts = tuple(
        ReviewPart(group, part_heading(group, voice), found)
        for group in GROUPS
        if (found := tuple(line for line in lines if line.group == group))
    )
    told = next((line for line in lines if line.page), None) or next((line for line in lines if line.group not in _ASIDE), None)
    headline = voice._(NOTHING) if told is None else _headline(told, voice)
    return ToldReview(headline, _tell_counts(lines, voice), _tell_base(review.base, base, voice), parts)


def _tell_base(commit: str, name: str, voice: Voice) -> str:
    if commit.startswith(name):
        return voice._("Compared with {commit}.", commit=commit[:12])
    return voice._("Compared with {name} ({commit}).", name=name, commit=commit[:12])


def part_heading(group: ReviewGroup, voice: Voice) -> str:
    """What a part of a review is called."""
    return voice._(_HEADINGS[group]) if group in _HEADINGS else subject_heading(group, voice)  # type: ignore[arg-type]


def _headline(line: ReviewLine, voice: Voice) -> str:
    return voice._("{title}: {what}", title=line.title or line.file, what=line.lead)


def _tell_counts(lines: Sequence[ReviewLine], voice: Voice) -> str:
    """How many goals and other records are changed, and how many things must not happen."""
    goals = sum(1 for line in lines if line.page and line.code == "goal")
    others = sum(1 for line in lines if line.page and line.code != "goal")
    refused = sum(1 for line in lines if line.group in ("refused", "problems"))
    told = [voice.n("{n} goal is changed.", "{n} goals are changed.", goals)]
    if others:
        told.append(voice.n("{n} other record is changed.", "{n} other records are changed.", others))
    if refused:
        told.append(voice.n("{n} thing has to be put right first.", "{n} things have to be put right first.", refused))
    return " ".join(told)


def _tell_all(review: Review, voice: Voice) -> Iterator[ReviewLine]:
    yield from _tell_problems("refused", (problem for problem in review.refused if problem.severity == "error"), voice)
    yield from _tell_problems("problems", review.problems, voice)
    yield from (_tell_goal(changed, voice) for changed in review.goals)
    yield from (_tell_record(changed, voice) for changed in review.records)
    yield from _tell_problems("translations", review.translations, voice)
    yield from (_tell_file(changed, voice) for changed in review.files)
    taken_as_remarks = (problem for problem in review.refused if problem.severity != "error")
    yield from _tell_problems("remarks", (*taken_as_remarks, *review.remarks), voice)


def _tell_problems(group: ReviewGroup, problems: Iterable[Problem], voice: Voice) -> Iterator[ReviewLine]:
    for problem in problems:
        place = problem.place
        message = problem.message(voice.code)
        yield ReviewLine(group, problem.code, message, message, place.file, place.line, place.column)


def _tell_goal(changed: ChangedGoal, voice: Voice) -> ReviewLine:
    """What nobody should miss of it comes first, with what was known then; the rest as its history will tell it."""
    goalposts = sorted(changed.goalposts, key=lambda post: _WEIGHTS.index(post.kind))
    posted = {id(change) for post in goalposts for change in post.changes}
    told = [_tell_goalpost(post, voice) for post in goalposts]
    rest = tuple(change for change in changed.entry.changes if id(change) not in posted)
    events = [
        voice._("An event was recorded: {what}", what=voice.told(event.text) if event.text else event_word(event.kind, voice))
        for event in changed.events
    ]
    return _line(changed, [*told, *_tell_changes(changed, rest, voice), *events], voice)


def _tell_goalpost(goalpost: Goalpost, voice: Voice) -> str:
    """What it is, and the reasons that there are."""
    reasons = (voice.told(reason) for change in goalpost.changes if (reason := change.published_reason))
    return join([undated_sentence(goalpost, voice, is_read=False), *dict.fromkeys(reasons)])


def _tell_changes(changed: ChangedGoal | ChangedRecord, changes: tuple[Change, ...], voice: Voice) -> Iterator[str]:
    """Each change, with why it was made or that nobody says why."""
    if changes:
        for part in tell_entry(replace(changed.entry, changes=changes), changed.past, voice, is_read=False).parts:
            reason = voice.told(part.reason) if part.reason else ""
            yield from (text for text in (*part.sentences, part.note, reason) if text)


def _line(changed: ChangedGoal | ChangedRecord, sentences: Iterable[str], voice: Voice) -> ReviewLine:
    past = changed.past
    page = Addresses(voice.settings).record(past.kind, past.id, voice.settings.codes[0])
    title = str(voice.told(past.title))
    told = list(sentences)
    return ReviewLine(_group(changed), past.kind, str(join(told)), str(told[0]), changed.file, title=title, id=past.id, page=page)


def _group(changed: ChangedGoal | ChangedRecord) -> ReviewGroup:
    """What a change is told under: a status that changes is more telling than the figure that changed it."""
    subject = subject_of(changed.past, changed.entry)
    is_status = any(change.kind == "status_changed" for change in changed.entry.changes)
    return "statuses" if is_status and subject not in ("goalposts", "endings", "targets") else subject


def _tell_file(changed: ChangedFile, voice: Voice) -> ReviewLine:
    if changed.page is None:
        told = voice._(_FILES[changed.kind])
        return ReviewLine("files", changed.kind, told, told, changed.file)
    language, stem, heading = changed.page
    told = voice._(_PAGES[changed.kind])
    address = Addresses(voice.settings).prose(stem, language)
    return ReviewLine("files", "page", told, told, changed.file, title=heading, id=f"{language}/{stem}", page=address)


def _tell_record(changed: ChangedRecord, voice: Voice) -> ReviewLine:
    return _line(changed, _tell_changes(changed, changed.entry.changes, voice), voice)

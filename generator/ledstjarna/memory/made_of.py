"""What goals, pages and files are made of comes in; fingerprints of it go out: while one is the same, so is what was made.

A fingerprint may take in more than is needed, and then a thing is made anew in vain; never less.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from ledstjarna.derive.dated import RecordNode, latest_fact
from ledstjarna.derive.due_days import last_day
from ledstjarna.derive.heads import Heads
from ledstjarna.derive.nodes import AgencyNode
from ledstjarna.derive.site import Site
from ledstjarna.fingerprints import digest, digest_files, digest_folder
from ledstjarna.history.past import SiteHistory
from ledstjarna.load.content_tree import ProsePage
from ledstjarna.pages.kinds.letters import shelves_of
from ledstjarna.publish.goal_jobs import GoalMade, Recorded
from ledstjarna.publish.jobs import Known
from ledstjarna.publish.shared import Shared
from ledstjarna.settings import Project
from ledstjarna.theme_files import theme_folder

_GOAL = ("goal", "version", "withheld", "embed")  # templates of goals' pages; the others have one each
# Kinds of pages that tell of the whole site.
_WHOLE = frozenset(
    [
        *("start", "agencies", "goals", "standings", "letters", "search", "findings", "ended", "themes", "changes", "calendar", "missing"),
        *("method", "accessibility", "open-data"),
    ]
)
_SHARED_FOLDERS = ("components", "styles", "scripts", "frame", "fonts")


def texts_print(project: Project) -> bytes:
    """What words are made of beside the program and the settings: catalogues, and the forms whose examples checks look for."""
    theme = theme_folder()
    own = digest_folder(project.catalogues) if project.catalogues.is_dir() else b""
    return digest(digest_folder(theme / "locale"), digest_folder(theme / "new"), own)


def settings_print(project: Project) -> bytes:
    """What a site decides for itself."""
    return digest(repr(project.settings), repr(project.extensions))


@dataclass
class PagePrints:
    """What pages are made of beside what they tell: the look, the frame, and a template of their kind."""

    shared: Shared
    base: bytes

    @cached_property
    def look(self) -> bytes:
        """What all pages have in common."""
        theme = theme_folder()
        shells = (repr(framed.shell) for framed in self.shared.framed.values())
        names = (self.shared.stylesheet, repr(sorted(self.shared.scripts.items())), str(self.shared.is_preview))
        parts = digest_files((theme / "pages").glob("_*.html"))
        return digest(self.base, *(digest_folder(theme / name) for name in _SHARED_FOLDERS), parts, *shells, *names)

    @cached_property
    def goals(self) -> bytes:
        """What goals' pages are made of."""
        return digest(self.look, digest_files(theme_folder() / "pages" / f"{name}.html" for name in _GOAL))

    @cached_property
    def others(self) -> bytes:
        """What all other pages are made of."""
        files = [file for file in (theme_folder() / "pages").glob("*.html") if file.stem not in _GOAL]
        return digest(self.look, digest_files(files), digest_folder(theme_folder() / "guide"))


@dataclass
class GoalPrints:
    """What goals are made of: their files, what they belong to, what is recorded of them, and the program."""

    heads: Heads
    inputs: Mapping[str, bytes]  # the fingerprints of goals' files and outcomes, by kind and id with a stroke between
    base: bytes
    today: datetime.date | None  # what is dated later is remarked on
    _of_bodies: dict[str, bytes] = field(default_factory=dict)

    def of(self, id: str, agency: str, plan: str, recorded: Recorded) -> bytes:
        """What a goal of a body and a plan is made of."""
        findings = (part for finding in self.heads.findings_of(id) for part in (repr(finding.record), self._body(finding.agency.id)))
        past = digest(repr(recorded.past), self._there) if recorded.past else b""
        own = (self.inputs[f"goal/{id}"], self.inputs.get(f"outcomes/{id}", b""))
        return digest(self.base, self._seen_from, *own, self._body(agency), self._plan(plan), self._themes, past, *findings)

    def _body(self, id: str) -> bytes:
        if id not in self._of_bodies:
            self._of_bodies[id] = body_print(self.heads.agencies[id])
        return self._of_bodies[id]

    def _plan(self, id: str) -> bytes:
        key = f"plan/{id}"
        if key not in self._of_bodies:
            plan = self.heads.plans.get(id)
            self._of_bodies[key] = digest(repr(plan.record), self._body(plan.agency.id)) if plan else b""
        return self._of_bodies[key]

    @property
    def _seen_from(self) -> str:
        """The day of the build, where it is not the day that the site tells of: of that one, ``GoalMade.until`` takes care."""
        return repr(self.today) if self.today != self.heads.as_of else ""

    @cached_property
    def _there(self) -> bytes:
        """Which bodies and plans there are: earlier versions of a goal lead to those that it belonged to."""
        return digest(*sorted(self.heads.agencies), "", *sorted(self.heads.plans))

    @cached_property
    def _themes(self) -> bytes:
        return digest(*(part for id, theme in sorted(self.heads.named_themes.items()) for part in (id, repr(theme))))


def body_print(node: AgencyNode) -> bytes:
    """A body, and those that it is part of."""
    above = body_print(node.parent) if node.parent else b""
    return digest(repr(node.record), repr(node.calendar.begins), repr(sorted(node.calendar.due.items())), above)


def _goals_of(node: AgencyNode) -> Iterable[str]:
    """The goals that pages and files about a body tell of: its own, and those of its plans, whose they may be."""
    return {goal.id: None for goal in (*node.goals, *(goal for plan in node.plans for goal in plan.goals))}


class SitePrints:
    """What pages and files of several goals are made of."""

    def __init__(
        self, site: Site, made: Mapping[str, GoalMade], history: SiteHistory, prose: Sequence[ProsePage], pages: PagePrints
    ) -> None:
        self._site, self._made, self._history, self._prose, self._pages = site, made, history, prose, pages
        # Each language asks for the same.
        self._body: Callable[[str], bytes] = cache(self._print_body)
        self._recorded: Callable[[str], bytes] = cache(self._print_recorded)
        self._goals: Callable[[str, str], bytes] = cache(self._print_goals)

    def of(self, key: str, told: Known) -> bytes:
        """What a job is made of; nothing where it is quicker to do it. ``told`` is what it asks for."""
        sort, _, rest = key.partition(":")
        if sort in ("tables", "citations", "calendars") and rest:
            day = str(self._site.as_of) if sort == "calendars" else ""
            return digest(key, self._base, self._ready(_goals_of(self._site.agencies[rest])), day)
        if sort == "search" and ":" not in rest:  # what is searched in, and not the page
            prose = (repr(page) for page in self._prose if page.language == rest)
            # What pages about the site say is found too.
            return digest(key, self._base, self._pages.others, self._all_ready, *prose)
        if sort == "pictures":
            return digest(key, self._base, self._pages.look, self._body(rest.partition(":")[2]))
        if sort == "tables":
            return digest(key, self._base, self._all_ready, str(self._site.as_of), self._all_recorded)
        if sort in ("data", "calendars"):
            return digest(key, self._base, self._all_ready, str(self._site.as_of))
        return self._page(sort, rest, told)

    def _page(self, sort: str, rest: str, told: Known) -> bytes:
        """What a page is made of, by its kind; ``rest`` has the language and the part."""
        code, _, part = rest.partition(":")
        site, key = self._site, f"{sort}:{rest}"
        asked = (f"{name} {entry.address} {entry.size}" for name, entry in sorted(told.items()))
        own = digest(key, self._base, self._pages.others, *asked)
        body = part.partition("/")[0] if sort == "changes" else part
        if sort == "of agencies" or (body and sort in ("calendar", "missing", "changes")):
            return digest(own, self._body(body), self._recorded(body))
        if sort == "of plans":
            return digest(own, self._goals("plan", part), self._recorded_of("plan", part))
        if sort == "of themes":
            return digest(own, self._goals("theme", part))
        if sort == "of findings":
            return digest(own, self._said(site.findings[part].record.goals), self._recorded_of("finding", part), self._passed(part))
        if sort == "letters" and part:
            return digest(own, self._said(self._under(part, code)))
        if sort == "standings" and part:
            return digest(own, self._goals("standing", part))
        if sort in _WHOLE and (not part or sort == "changes"):
            shown = repr(site.featured) if sort == "start" else ""
            return digest(own, self._all_said, str(site.as_of), self._all_recorded, shown)
        return own if sort == "guide" else b""

    def _passed(self, finding: str) -> str:
        """Which of the days that were promised have passed."""
        promised = [response.promised_by for response in self._site.findings[finding].record.responses]
        return repr([day is not None and day < self._site.as_of for day in promised])

    def _under(self, part: str, code: str) -> list[str]:
        """The goals under a letter."""
        shelves = self._site.once("ids by letter", lambda: self._sort(code), code)
        return shelves.get(part.partition("/")[0], [])

    def _sort(self, code: str) -> dict[str, list[str]]:
        return {letter.id: [goal.id for goal in goals] for letter, goals in shelves_of(self._site, self._pages.shared.voices[code])}

    @cached_property
    def _base(self) -> bytes:
        """All heads, and whatever else every page may tell."""
        site = self._site
        nodes = [*(repr(plan.record) for plan in site.plans.values()), *(repr(finding.record) for finding in site.findings.values())]
        themes = (part for id, theme in sorted(site.named_themes.items()) for part in (id, repr(theme)))
        others = (repr(site.accessibility), repr(site.search), repr(site.methods()), repr(sorted(site.themes)))
        every: tuple[RecordNode, ...] = (*site.agencies.values(), *site.plans.values(), *site.findings.values())
        latest = repr([latest_fact(node, as_of=site.as_of) for node in every])
        return digest(self._pages.base, latest, *(body_print(node) for node in site.agencies.values()), *nodes, *themes, *others)

    def _print_goals(self, kind: str, part: str) -> bytes:
        """What is said of the goals of a plan or a theme, or of those that stand alike."""
        if kind == "standing":
            return self._said(goal.id for goal in self._site.goals.values() if goal.counted == part)
        node = self._site.plans[part] if kind == "plan" else self._site.themes[part]
        return self._said(goal.id for goal in node.goals)

    def _print_body(self, id: str) -> bytes:
        node = self._site.agencies[id]
        goals = self._said(_goals_of(node))
        return digest(goals, repr(node.brief), repr(self._site.sayer.head(node.id)), repr(last_day(self._site.as_of)))

    def _print_recorded(self, body: str) -> bytes:
        if self._history.absence:
            return digest(self._history.absence)
        goals = (past for past in self._history.goals.values() if past.agency == body)
        records = (past for past in self._history.records.values() if past.agency == body)
        return digest(repr(self._history.since), *map(repr, goals), *map(repr, records))

    def _recorded_of(self, kind: str, id: str) -> bytes:
        found = next((past for key, past in self._history.records.items() if key == (kind, id)), None)
        return digest(repr(found)) if found else b""

    def _said(self, goals: Iterable[str]) -> bytes:
        return digest(b"".join([self._made[id].said for id in goals]))

    def _ready(self, goals: Iterable[str]) -> bytes:
        return digest(b"".join([self._made[id].ready + self._made[id].said for id in goals]))

    @cached_property
    def _all_said(self) -> bytes:
        return self._said(self._site.goals)

    @cached_property
    def _all_recorded(self) -> bytes:
        history = self._history
        if history.absence:
            return digest(history.absence)
        about = (history.since, history.is_cut, sorted(history.bodies or ()), history.undated, history.methods)
        return digest(repr(about), *map(repr, history.goals.values()), *map(repr, history.records.values()))

    @cached_property
    def _all_ready(self) -> bytes:
        return self._ready(self._site.goals)

"""Makes docs/exempelkommun.stream, the history of the invented municipality, for ``git fast-import``: ``python -m tests.past``, or ``make past``.

Each step is worked out from today's content: what is dated after its day is not there yet, what was corrected later is as it was before. What
cannot be worked out, such as earlier targets and wordings, stands in docs/exempelkommun-steg.yml. The same files always give the same bytes.
"""

from __future__ import annotations

import calendar
import copy
import datetime
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
STEPS = ROOT / "docs" / "exempelkommun-steg.yml"
STREAM = ROOT / "docs" / "exempelkommun.stream"
FOLDER = "agencies/"
ZONE = ZoneInfo("Europe/Stockholm")
WIDTH = 120

Files = dict[str, bytes]  # by their paths below agencies/


@dataclass(slots=True)
class Step:
    """A commit: the files as it left them, the steps that it came from, and the files in it that are broken on purpose."""

    when: datetime.datetime
    who: str
    message: str
    files: Files
    parents: tuple[int, ...]
    broken: tuple[str, ...] = ()


@dataclass(slots=True)
class Story:
    """Today's content as plain data, and what the file of steps knows of earlier days."""

    told: dict[str, Any]
    today: dict[str, Any] = field(default_factory=dict)
    texts: Files = field(default_factory=dict)

    def at(self, day: str) -> Files:
        """Every file as it would be, had all of it been brought up to date on a day."""
        found = {name: data for name, whole in self.whole(day) if (data := _cut(name, copy.deepcopy(whole), day))}
        for was in sorted(self.told["was"], key=lambda entry: str(entry["until"]), reverse=True):  # the earliest has the last word
            if day < was["until"] and was["file"] in found:
                for path, value in was["set"].items():
                    _put(found[was["file"]], path, value)
        _drop_unknown(found)
        return dict(self._name(name, data, day) for name, data in sorted(found.items()))

    def whole(self, day: str) -> Iterator[tuple[str, Any]]:
        """The files of today, and those that were removed later."""
        yield from self.today.items()
        yield from ((gone["file"], gone["data"]) for gone in self.told["gone"] if day < gone["until"])

    def _name(self, name: str, data: Any, day: str) -> tuple[str, bytes]:
        """A file by the name it had then, and its bytes: today's, where it said the same as today."""
        for renamed in self.told["renamed"]:
            if day < renamed["until"] and name.endswith(f"/{renamed['now']}.yml"):
                data.pop("aliases", None)
                return name.replace(renamed["now"], renamed["was"]), write(data)
        is_today = data == self.today.get(name) and day >= self.told["remarks"].get(name, "")
        return name, self.texts[name] if is_today else write(data)


def read_story() -> Story:
    """The content of the invented bodies and the file of steps."""
    story = Story(_plain(STEPS.read_text(encoding="utf-8")))
    for path in sorted((CONTENT / FOLDER).glob("exk-*/**/*.yml")):
        name = path.relative_to(CONTENT / FOLDER).as_posix()
        story.texts[name] = path.read_bytes()
        story.today[name] = _plain(story.texts[name].decode())
    return story


def _plain(text: str) -> Any:
    """Every scalar as the text that stands in the file."""
    return yaml.load(text, Loader=yaml.CBaseLoader)


def make_steps(story: Story) -> list[Step]:
    """The commits, the oldest first; ``parents`` are their places in the list."""
    steps: list[Step] = []
    drafts: dict[str, int] = {}
    main: tuple[int, ...] = ()
    for place, told in enumerate(story.told["steps"]):
        when = datetime.datetime.fromisoformat(told["on"]).replace(tzinfo=ZONE)
        before = steps[main[0]].files if main else {}
        now = story.at(when.date().isoformat())
        files = {name: data for name, data in before.items() if not name.startswith(tuple(told["for"]))}
        files |= {name: data for name, data in now.items() if name.startswith(tuple(told["for"]))}
        broken = told.get("broken", {})
        for name, (right, wrong) in broken.items():
            files[name] = files[name].replace(right.encode(), wrong.encode())
        parents = (*main, drafts[told["merge"]]) if "merge" in told else main
        steps.append(Step(when, story.told["roles"][told["who"]], told["message"], dict(sorted(files.items())), parents, tuple(broken)))
        if "draft" in told:
            drafts[told["draft"]] = place
        else:
            main = (place,)
    return steps


# --- what was not there yet -------------------------------------------------------------------------------------------


def _cut(name: str, data: Any, day: str) -> Any:
    """A file without what came after a day; nothing where all of it did."""
    kind = name.split("/")[1]
    if kind == "plans":
        for statement in data.get("statements", []):
            _cut_life(statement, day)
        return data if data["document"]["decided"] <= day else None
    if kind == "goals":
        return data if _cut_goal(data, day) else None
    if kind == "findings":
        for key in ("responses", "follow_ups"):
            _keep(data, key, lambda entry: entry["date"] <= day)
        return data if data["date"] <= day else None
    return _cut_outcomes(data, day) if kind == "outcomes" else data


def _cut_goal(goal: Any, day: str) -> bool:
    decided = min(event["date"] for event in goal["events"] if event["kind"] == "decided")
    added = {event["about"]: event["date"] for event in goal["events"] if event["kind"] == "measure_added"}
    _keep(goal, "indicators", lambda entry: added.get(entry["id"], "") <= day)
    _cut_life(goal, day)
    _keep(goal, "activities", lambda entry: entry["state"] in ("planned", "not_stated") or _first(entry.get("from", "")) <= day)
    for entry in goal.get("activities", []):
        if entry["state"] == "done" and _last(entry["to"]) > day:
            entry["state"] = "under_way"
            del entry["to"]
    return bool(decided <= day)


def _cut_life(record: Any, day: str) -> None:
    """A goal or a statement without the end that it came to later, and without what happened to it later."""
    is_to_end = record.get("fate", {}).get("date", "") > day
    if is_to_end:
        del record["fate"], record["lifecycle"]
    _keep(record, "events", lambda event: event["date"] <= day and not (is_to_end and event["kind"] in ("ended", "replaced")))


def _cut_outcomes(data: Any, day: str) -> Any:
    for id, rows in list(data["outcomes"].items()):
        known = {row["period"] for row in rows if row.get("published", "") <= day}
        _keep(data["outcomes"], id, lambda row: row.get("published", "") <= day)
        for row in data["outcomes"].get(id, []):
            for correction in reversed([entry for entry in row.get("corrections", []) if entry.get("date", "") > day]):
                row["value"] = correction["was"]
            _keep(row, "corrections", lambda entry: entry.get("date", "") <= day)
        for comparison in data.get("comparisons", {}).get(id, {}).values():
            comparison["values"] = [row for row in comparison["values"] if _is_known(row, known, day)]
    for key in ("series_ended", "assessments"):
        _keep(data, key, lambda entry: entry["date"] <= day)
    return data


def _is_known(row: Any, known: set[str], day: str) -> bool:
    """Whether a figure that others have was there: from its day, else when the body's own for the same time was."""
    return row["published"] <= day if "published" in row else row["period"] in known


def _keep(record: Any, key: str, holds: Callable[[Any], bool]) -> None:
    """The entries of a list that hold; no list where none of those it had does."""
    if entries := record.get(key):
        record[key] = [entry for entry in entries if holds(entry)]
        if not record[key]:
            del record[key]


def _first(month: str) -> str:
    """The first day of a month, a year or a day."""
    return f"{month}-01-01"[:10] if len(month) == 4 else f"{month}-01"[:10]


def _last(month: str) -> str:
    """The last day of a month or a year."""
    year, number = (int(part) for part in f"{month}-12".split("-")[:2])
    return f"{year}-{number:02}-{calendar.monthrange(year, number)[1]}"


def _drop_unknown(found: dict[str, Any]) -> None:
    """What belongs to a goal that was not there yet, or to a measure that nobody had measured yet, goes too."""
    ids = {Path(name).stem for name in found if "/goals/" in name}
    for name, data in list(found.items()):
        if "/outcomes/" in name and (Path(name).stem not in ids or not data["outcomes"]):
            del found[name]
        elif "/findings/" in name:
            data["goals"] = [id for id in data["goals"] if id in ids]
    for name, data in found.items():
        measured = found.get(name.replace("/goals/", "/outcomes/"), {}).get("outcomes", {})
        for entry in data.get("indicators", []):
            if "baseline" in entry and entry["baseline"]["period"] not in {row["period"] for row in measured.get(entry["id"], [])}:
                del entry["baseline"]


# --- what the file of steps says otherwise ----------------------------------------------------------------------------


def find(data: Any, path: str) -> tuple[Any, str | int] | None:
    """What holds the last part of a path, and its place in it; None where what holds it is not there.

    An entry of a list is named by its id, its period, its date, its Swedish name or its number.
    """
    *above, last = path.split("/")
    for part in above:
        place = _place(data, part)
        if place is None or (isinstance(data, Mapping) and place not in data):
            return None
        data = data[place]
    place = _place(data, last)
    return None if place is None else (data, place)


def _place(data: Any, part: str) -> str | int | None:
    if isinstance(data, Mapping):
        return part
    names = [[entry.get(key) for key in ("id", "period", "date")] + [_swedish(entry.get("name"))] for entry in data]
    return next((place for place, named in enumerate(names) if part in named), int(part) if part in map(str, range(len(data))) else None)


def _swedish(name: Any) -> Any:
    return name["sv"] if isinstance(name, Mapping) else name


def _put(data: Any, path: str, value: Any) -> None:
    """Another value at a path, or none where the file of steps says ``none``."""
    if (found := find(data, path)) is None:
        return
    holder, place = found
    if value != "none":
        holder[place] = copy.deepcopy(value)
    elif not isinstance(place, str) or place in holder:
        del holder[place]


# --- as text ----------------------------------------------------------------------------------------------------------


def write(data: Any) -> bytes:
    """Plain data as YAML, much as people write it here."""
    return ("\n".join(_lines(data, "")) + "\n").encode()


_SPREAD = ("title:", "story:", "reason")  # at the beginning of a line, a language a line
_TELLING = r": |:$| #"
_TELLING_INSIDE = r"[,\[\]{}]|" + _TELLING


def _lines(data: Any, indent: str) -> Iterator[str]:
    for key, value in data.items():
        whole = f"{indent}{key}: {_scalar(value, _TELLING) if isinstance(value, str) else _flow(value)}"
        if len(whole) <= WIDTH and "\n" not in whole and not _has_entries(value) and whole[:6] not in _SPREAD:
            yield whole
        elif isinstance(value, str):
            yield from _text(f"{indent}{key}:", value, indent)
        else:
            yield f"{indent}{key}:"
            yield from _lines(value, indent + "  ") if isinstance(value, Mapping) else _entries(value, indent + "  ")


def _has_entries(value: Any) -> bool:
    """Whether a list of things stands in it, each of which has a line of its own."""
    if isinstance(value, Mapping):
        return any(_has_entries(inside) for inside in value.values())
    return isinstance(value, list) and any(isinstance(entry, Mapping) for entry in value)


def _entries(entries: list[Any], indent: str) -> Iterator[str]:
    for entry in entries:
        whole = f"{indent}- {_flow(entry)}"
        if isinstance(entry, str) or (len(whole) <= WIDTH and "\n" not in whole):
            yield whole
        else:
            first, *rest = _lines(entry, indent + "  ")
            yield f"{indent}- {first.lstrip()}"
            yield from rest


def _text(head: str, text: str, indent: str) -> Iterator[str]:
    if "\n" in text:
        yield f"{head} |-"
        yield from (f"{indent}  {line}" if line else "" for line in text.split("\n"))
    else:
        yield f"{head} >-"
        inside = f"{indent}  "
        yield from textwrap.wrap(
            text, WIDTH - 2, initial_indent=inside, subsequent_indent=inside, break_long_words=False, break_on_hyphens=False
        )


def _flow(data: Any) -> str:
    if isinstance(data, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(_flow(value) for value in data) + "]"
    return _scalar(str(data), _TELLING_INSIDE)


def _scalar(text: str, telling: str) -> str:
    """A text as it is, in quotation marks where it would be read as something else; ``telling`` are the signs that would do that."""
    is_plain = bool(text) and text[0] not in "\"'%&*!|>@`#?-[]{}," and not re.search(telling, text)
    return text if is_plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# --- as a stream ------------------------------------------------------------------------------------------------------


def write_stream(steps: list[Step]) -> bytes:
    """The steps as git's fast-import reads them, all on one branch."""
    parts = [b"feature done\n"]
    for number, step in enumerate(steps, start=1):
        by = f"{step.who} {int(step.when.timestamp())} {step.when:%z}"
        parts.append(
            f"commit refs/heads/main\nmark :{number}\nauthor {by}\ncommitter {by}\n".encode() + _data(f"{step.message}\n".encode())
        )
        parts += [f"{word} :{parent + 1}\n".encode() for word, parent in zip(("from", "merge"), step.parents, strict=False)]
        before = steps[step.parents[0]].files if step.parents else {}
        parts += [f"D {FOLDER}{name}\n".encode() for name in sorted(before.keys() - step.files.keys())]
        parts += [
            f"M 100644 inline {FOLDER}{name}\n".encode() + _data(data) for name, data in step.files.items() if before.get(name) != data
        ]
        parts.append(b"\n")
    return b"".join([*parts, b"done\n"])


def _data(data: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(data), data)


def main() -> None:
    """Write the stream."""
    STREAM.write_bytes(write_stream(make_steps(read_story())))


if __name__ == "__main__":
    main()

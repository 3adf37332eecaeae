"""The text of ``git fast-import`` comes in; its commits and contents go out, as a repository that had read it would have them.

No git is needed, so that a history that comes with a site is read the same from a clone, a wheel or an archive. What is not files on one
branch (tags, notes, submodules) is passed over.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ledstjarna.history.commits import Step
from ledstjarna.history.uncommitted import name_blob
from ledstjarna.problems import OutsideError

_MODES = {b"644": b"100644", b"755": b"100755"}
_CHANGES = (b"M", b"D", b"R", b"C", b"deleteall")
_PASSED_OVER = (b"original-oid", b"gpgsig", b"encoding")
_ESCAPES = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b'"': b'"', b"\\": b"\\", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)")

Files = dict[bytes, tuple[bytes, str]]  # mode and blob, by path


@dataclass(frozen=True, slots=True)
class Stream:
    """A branch: its steps along the first parent, the newest first, and what its blobs hold, by name."""

    steps: tuple[Step, ...]
    contents: dict[bytes, bytes]

    def read(self, object: bytes) -> bytes | None:
        """The content of a blob; None where there is none."""
        return self.contents.get(object)


@dataclass(slots=True)
class _Commit:
    """A commit as it is read, with all files that it left. ``has_first`` tells that its first parent is named."""

    parents: list[str] = field(default_factory=list)
    has_first: bool = False
    people: dict[bytes, bytes] = field(default_factory=dict)
    message: bytes = b""
    files: Files = field(default_factory=dict)

    @property
    def seconds(self) -> int:
        return int(self.people[b"committer"].rsplit(b" ", 2)[-2])

    def name(self) -> str:
        """The name that git has for it."""
        committer = self.people[b"committer"]
        told = [b"tree " + _name_tree(self.files).encode(), *(b"parent " + parent.encode() for parent in self.parents)]
        told += [b"author " + self.people.get(b"author", committer), b"committer " + committer, b"", self.message]
        return _name(b"commit", b"\n".join(told))


def read_stream(data: bytes, *, file: str) -> Stream:
    """The branch ``main``, or that of the last commit where there is none so called; OutsideError ``stream_unreadable`` with the line."""
    return _Reader(data, file).read()


class _Reader:
    """Walks through the lines of a stream once."""

    def __init__(self, data: bytes, file: str) -> None:
        self._data, self._file, self._at = data, file, 0
        self._marks: dict[bytes, str] = {}
        self._commits: dict[str, _Commit] = {}
        self._tips: dict[bytes, str] = {}
        self._contents: dict[bytes, bytes] = {}

    def read(self) -> Stream:
        try:
            while (line := self._line()) is not None:
                word, _, rest = line.partition(b" ")
                if word == b"commit":
                    self._read_commit(rest)
                elif word == b"blob":
                    self._read_blob()
                elif word == b"reset":
                    self._read_reset(rest)
                elif word == b"done":
                    break
                elif word == b"data":  # of a tag or what else is passed over
                    self._read_data(line)
            tip = self._tips.get(b"refs/heads/main") or next(reversed(self._tips.values()), None)
            return Stream(tuple(self._walk(tip)), self._contents)
        except (ValueError, IndexError, KeyError) as error:
            raise OutsideError("stream_unreadable", file=self._file, line=str(self._data.count(b"\n", 0, self._at) + 1)) from error

    def _line(self) -> bytes | None:
        """The next line; None at the end."""
        if self._at >= len(self._data):
            return None
        end = self._data.find(b"\n", self._at)
        end = len(self._data) if end < 0 else end
        line, self._at = self._data[self._at : end], end + 1
        return line

    def _back(self, line: bytes) -> None:
        self._at -= len(line) + 1

    def _read_data(self, line: bytes) -> bytes:
        told = line.removeprefix(b"data ")
        if told.startswith(b"<<"):
            end = self._data.index(b"\n" + told[2:] + b"\n", self._at - 1)
            data, self._at = self._data[self._at : end + 1], end + len(told)
            return data
        size = int(told)
        data, self._at = self._data[self._at : self._at + size], self._at + size
        if len(data) != size:
            raise ValueError(told)
        if self._data[self._at : self._at + 1] == b"\n":
            self._at += 1
        return data

    def _read_blob(self) -> None:
        mark = None
        while (line := self._line()) is not None:
            if line.startswith(b"mark "):
                mark = line[5:]
            elif line.startswith(b"data "):
                name = self._keep(self._read_data(line))
                if mark:
                    self._marks[mark] = name
                return

    def _keep(self, data: bytes) -> str:
        name = name_blob(data)
        self._contents[name.encode()] = data
        return name

    def _read_reset(self, branch: bytes) -> None:
        self._tips.pop(branch, None)
        line = self._line()
        if line is not None and line.startswith(b"from "):
            self._tips[branch] = self._commit_named(line[5:])
        elif line is not None:
            self._back(line)

    def _commit_named(self, word: bytes) -> str:
        """The commit that a mark, a branch or a name stands for."""
        name = self._marks.get(word) or self._tips.get(word) or word.decode("ascii")
        return name if name in self._commits else self._commits[name].name()

    def _read_commit(self, branch: bytes) -> None:
        commit = _Commit()
        mark = self._read_head(commit)
        self._begin(commit, branch)
        while (line := self._line()) is not None:
            word, _, rest = line.partition(b" ")
            if word in _CHANGES:
                self._change(commit.files, word, rest)
            elif line and word != b"N":
                self._back(line)
                break
        name = commit.name()
        self._commits[name] = commit
        self._tips.pop(branch, None)  # so that the last commit's branch comes last
        self._tips[branch] = name
        if mark:
            self._marks[mark] = name

    def _read_head(self, commit: _Commit) -> bytes | None:
        """What stands before the files of a commit; the mark by which others name it goes out."""
        mark = None
        while (line := self._line()) is not None:
            word, _, rest = line.partition(b" ")
            if word == b"mark":
                mark = rest
            elif word in (b"author", b"committer"):
                commit.people[word] = rest
            elif word == b"data":
                commit.message = self._read_data(line)
            elif word == b"from":
                commit.parents.insert(0, self._commit_named(rest))
                commit.has_first = True
            elif word == b"merge":
                commit.parents.append(self._commit_named(rest))
            elif word not in _PASSED_OVER:
                self._back(line)
                break
        return mark

    def _begin(self, commit: _Commit, branch: bytes) -> None:
        """A commit begins with the files of its first parent, which is its branch's last commit where none is named."""
        if not commit.has_first and branch in self._tips:
            commit.parents.insert(0, self._tips[branch])
        commit.files = dict(self._commits[commit.parents[0]].files) if commit.parents else {}

    def _change(self, files: Files, word: bytes, rest: bytes) -> None:
        if word == b"deleteall":
            files.clear()
        elif word == b"M":
            mode, object, path = rest.split(b" ", 2)
            files[_path(path)] = (_MODES.get(mode, mode), self._object(object))
        elif word == b"D":
            _remove(files, _path(rest))
        else:
            old, new = _paths(rest)
            moved = {new + path[len(old) :]: entry for path, entry in files.items() if path == old or path.startswith(old + b"/")}
            if word == b"R":
                _remove(files, old)
            files.update(moved)

    def _object(self, word: bytes) -> str:
        if word == b"inline":
            line = self._line()
            if line is None or not line.startswith(b"data "):
                raise ValueError(word)
            return self._keep(self._read_data(line))
        return self._marks[word] if word.startswith(b":") else word.decode("ascii")

    def _walk(self, name: str | None) -> Iterator[Step]:
        while name is not None:
            commit = self._commits[name]
            parent = commit.parents[0] if commit.parents else None
            before = self._commits[parent].files if parent else {}
            yield Step(name, commit.seconds, list(_differences(before, commit.files)))
            name = parent


def _differences(before: Files, after: Files) -> Iterator[tuple[str, str | None, str | None]]:
    for path in sorted({*before, *after}):
        was, now = before.get(path), after.get(path)
        if was != now:
            yield path.decode("utf-8", "surrogateescape"), _file(was), _file(now)


def _file(entry: tuple[bytes, str] | None) -> str | None:
    """The blob of a file; a link or a submodule is none."""
    return entry[1] if entry and entry[0].startswith(b"100") else None


def _remove(files: Files, path: bytes) -> None:
    for gone in [known for known in files if known == path or known.startswith(path + b"/")]:
        del files[gone]


def _path(text: bytes) -> bytes:
    """A path as it is written, in quotation marks where it has odd signs."""
    if not text.startswith(b'"'):
        return text
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 8)]) if len(found[1]) == 3 else _ESCAPES[found[1]], text[1:-1])


def _paths(text: bytes) -> tuple[bytes, bytes]:
    """The two paths of a move."""
    if text.startswith(b'"'):
        end = re.match(rb'"(?:[^"\\]|\\.)*"', text)
        if end is None:
            raise ValueError(text)
        return _path(end[0]), _path(text[end.end() + 1 :])
    old, new = text.split(b" ", 1)
    return old, _path(new)


def _name(kind: bytes, data: bytes) -> str:
    return hashlib.sha1(b"%s %d\0" % (kind, len(data)) + data, usedforsecurity=False).hexdigest()


def _name_tree(files: Files) -> str:
    """The name that git has for a folder."""
    entries: dict[bytes, tuple[bytes, str]] = {}
    folders: dict[bytes, Files] = {}
    for path, entry in files.items():
        first, slash, rest = path.partition(b"/")
        if slash:
            folders.setdefault(first, {})[rest] = entry
        else:
            entries[first] = entry
    for folder, inside in folders.items():
        entries[folder] = (b"40000", _name_tree(inside))
    ordered = sorted(entries, key=lambda name: name + b"/" if entries[name][0] == b"40000" else name)
    return _name(b"tree", b"".join(b"%s %s\0%s" % (entries[name][0], name, bytes.fromhex(entries[name][1])) for name in ordered))

"""Finished files come in; the site's folder goes out, brought up to date by them: all of it, or nothing is touched."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterable, Iterator
from pathlib import Path

from ledstjarna.output.bench import bench_beside
from ledstjarna.output.journal import forget_journal, plan_journal, replay, write_journal
from ledstjarna.output.obstacles import check_same_disk, check_way
from ledstjarna.output.owned import MARK, fingerprint_mark, folders_above, list_made, read_mark
from ledstjarna.output.places import check_ours
from ledstjarna.output.real_files import RealFiles, Stamp, stamp
from ledstjarna.output.stage import Stage, Written, file_at
from ledstjarna.problems import OutsideError, explain_disk


class SiteUpdate:
    """What the site is to be: the files that were staged, and those that stay as they lie. All else that a build has made goes.

    ``scratch`` is a folder beside the site, for what is made on the way. How many files were ``written``, ``unchanged`` and ``removed``
    is known afterwards.
    """

    def __init__(self, bench: Path, output: Path) -> None:
        self.stage, self.scratch = Stage(bench, output), bench / "scratch"
        self.written = self.unchanged = self.removed = 0
        self._bench, self._output = bench, output
        self._before, self._listed = fingerprint_mark(output), read_mark(output)
        self._site = RealFiles(str(output))
        self._made: dict[str, tuple[str, str]] = {}  # to a disk that takes capitals for small letters, names in both are one
        self._put: set[str] = set()
        self._stays: dict[str, Stamp] = {}

    def write(self, address: str, content: str | bytes | Iterable[bytes], *, what: str = "") -> Written:
        """Stage a file, and add it."""
        written = self.stage.write(address, content)
        self.add(written, what)
        return written

    def add(self, written: Written, what: str = "") -> None:
        """A file that was staged becomes part of the site.

        ``what`` says what it is, for the day when two things want one address: OutsideError ``address_twice``.
        """
        name = self._take(written.address, what)
        if not written.is_new and name not in self._listed and name.casefold() in self._listed_folded:
            self.stage.copy(name)  # on a disk that takes capitals for small letters it lies there by another name
            self._put.add(name)
        elif written.is_new:
            self._put.add(name)
        else:
            self._stays[name] = written.stamp

    def keep(self, address: str, what: str = "") -> None:
        """A file of an earlier build stays as it lies; ValueError where there is none."""
        there = self.stat(address)
        if there is None:
            raise ValueError(f"nothing to keep at {address}")
        self._stays[self._take(address, what)] = there

    def stat(self, address: str) -> Stamp | None:
        """What a later build compares, of the file that an earlier one has left at an address; None where there is none."""
        name = file_at(address)
        there = self._site.look(name) if name in self._listed else None
        return stamp(there) if there else None

    def commit(self, *, shown: str) -> None:
        """Bring the site up to date. Nothing is touched until the journal is written; from then on it will be finished."""
        self._check_folders()
        names = {folded: name for folded, (name, _) in self._made.items()}
        mark = self.stage.write(MARK, list_made(names.values()))
        journal = plan_journal(self._before, self._listed, names, self._put)
        check_ours(self._output, shown=shown)  # a build takes its time, and somebody may have put something there
        check_way(journal, self._output, shown=shown, also=[name for name in self._stays if name not in self._listed])
        self._check_stays(shown)
        if mark.is_new or journal.put or journal.clear or journal.remove:
            write_journal(self._bench, journal)
            replay(journal, self._bench, self._output)
            forget_journal(self._bench)
        self.written, self.unchanged, self.removed = len(journal.put), len(self._stays), len(journal.clear) + len(journal.remove)

    @functools.cached_property
    def _listed_folded(self) -> frozenset[str]:
        return frozenset(name.casefold() for name in self._listed)

    def _take(self, address: str, what: str) -> str:
        name = file_at(address)
        before = self._made.get(name.casefold())
        if before:
            raise OutsideError("address_twice", found=address or "/", first=before[1], other=what or name)
        self._made[name.casefold()] = (name, what or name)
        return name

    def _check_folders(self) -> None:
        """OutsideError where one thing would be the folder of another."""
        for folded, (name, what) in self._made.items():
            for folder in folders_above(folded):
                if folder in self._made:
                    raise OutsideError("address_twice", found=self._made[folder][0], first=self._made[folder][1], other=what or name)

    def _check_stays(self, shown: str) -> None:
        """OutsideError where a file that was to stay is another by now."""
        site = RealFiles(str(self._output))
        for name, before in self._stays.items():
            there = site.look(name)
            if there is None or stamp(there) != before:
                raise OutsideError("output_changed", folder=shown, found=name)


@contextlib.contextmanager
def update_site(output: Path) -> Iterator[SiteUpdate]:
    """The update of a site, carried out when the block ends well; otherwise the old site stays as it was.

    Two of the same site are made one after the other.
    """
    shown, output = str(output), output.resolve()
    with explain_disk(str(output.parent)):
        output.parent.mkdir(parents=True, exist_ok=True)
    with explain_disk(shown), bench_beside(output) as bench:
        check_ours(output, shown=shown)
        check_same_disk(bench, output)
        update = SiteUpdate(bench, output)
        update.scratch.mkdir()
        yield update
        update.commit(shown=shown)

"""What outputs tell comes in; the update of the site is told what is new in it and what stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ledstjarna.output.stage import Written, file_at
from ledstjarna.output.update import SiteUpdate
from ledstjarna.publish.jobs import Told
from ledstjarna.publish.press import print_of


@dataclass(slots=True)
class Account:
    """Takes account of all outputs of a build; ``output`` is the folder of the site.

    With ``read_all`` no file is believed to be as it was left because the disk says so.
    """

    update: SiteUpdate
    output: Path
    read_all: bool = False
    told: dict[str, Told] = field(default_factory=dict)

    def find(self, entries: Mapping[str, Told]) -> dict[str, Told] | None:
        """Outputs of an earlier build as they lie in the site; None where one is another by now, or gone."""
        found = {}
        for address, entry in entries.items():
            there = self.update.stat(address)
            if there is None or there[0] != entry.size:
                return None
            if (self.read_all or there != entry.stamp) and not self._is_same(entry):
                return None
            found[address] = entry if there == entry.stamp and not entry.is_new else entry._replace(stamp=there, is_new=False)
        return found

    def _is_same(self, entry: Told) -> bool:
        """Whether the file has what it had, whenever it was put there: copies have times of their own."""
        try:
            return print_of((self.output / file_at(entry.address)).read_bytes()) == entry.print
        except OSError:
            return False

    def add(self, entries: Iterable[Told]) -> None:
        """Take account of outputs; one that was made twice is the one that was made last."""
        for entry in entries:
            self.told[entry.address] = entry

    def close(self, also: Iterable[Told] = ()) -> None:
        """Tell the update of all of it; of ``also``, which were done elsewhere, too."""
        for entry in (*self.told.values(), *also):
            self.update.add(Written(entry.address, entry.size, (entry.stamp[0], entry.stamp[1]), entry.is_new), entry.what)

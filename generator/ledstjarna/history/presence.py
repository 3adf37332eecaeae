"""The steps of a record come in, one by one; whether it went, came back, or could not be read goes out as changes, each told once."""

from __future__ import annotations

from ledstjarna.history.change import Change


class Presence:
    """Whether a record is there and can be read. ``is_gone`` tells that its file is not there."""

    def __init__(self) -> None:
        self.is_gone = self._is_gap = False

    def go(self) -> bool:
        """Its file is not there; whether it was, as far as is known."""
        was_gone, self.is_gone = self.is_gone, True
        return not was_gone

    def hide(self) -> list[Change]:
        """Its file cannot be read."""
        was_gap, self._is_gap = self._is_gap, True
        return [] if was_gap else [Change("unreadable")]

    def show(self, *, is_known: bool) -> list[Change]:
        """Its file can be read; ``is_known`` tells that it could be before, too."""
        was_gone, was_gap = self.is_gone, self._is_gap
        self.is_gone = self._is_gap = False
        return [Change("restored")] if was_gone and is_known else [Change("readable")] if was_gap else []

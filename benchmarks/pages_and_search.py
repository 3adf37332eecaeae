"""The words of a build come in; a site of pages and search goes out, without the files that visitors fetch: what other generators make."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from unittest.mock import patch

from ledstjarna.__main__ import main
from ledstjarna.data.all_files import FILES, FILES_OF_BODY
from ledstjarna.publish import goal_jobs


class NoGoalFiles:
    """Makes nothing of goals but their pages and what search finds of them."""

    def __init__(self, *_: object) -> None:
        pass

    def tell(self, nodes: Sequence[Any]) -> Iterator[tuple[dict[str, str | bytes], dict[str, bytes]]]:
        """No files, and nothing ready for files of several goals."""
        return (({}, {}) for _ in nodes)


def run(words: Sequence[str]) -> int:
    """What ``ledstjarna`` does, without those files."""
    nothing: Mapping[str, Any] = {}
    with (
        patch.dict(FILES, nothing, clear=True),
        patch.dict(FILES_OF_BODY, nothing, clear=True),
        patch.object(goal_jobs, "GoalFiles", NoGoalFiles),
    ):
        return main(words)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))

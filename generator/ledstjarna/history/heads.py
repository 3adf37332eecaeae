"""A repository comes in; the commits that its history was read from before, and that no longer lead to it, go out: somebody rewrote it.

What was read last is kept on this computer, so another one does not know. It is told to whoever builds, and never on the site.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ledstjarna.cache import keep, key_of_folder, read_kept
from ledstjarna.load.git import Git
from ledstjarna.problems import OutsideError

_SORT = "heads"


def find_rewritten(repository: Path, content: Path, head: str) -> tuple[str, ...]:
    """The commits that were read here before and that ``head`` does not come from; ``head`` is kept as what was read last."""
    key = key_of_folder(content)
    kept = _read(read_kept(_SORT, key))
    lost = [commit for commit in (*kept["lost"], kept["head"]) if commit and not _leads_to(repository, commit, head)]
    told = {"head": head, "lost": list(dict.fromkeys(lost))}
    if told != kept:
        keep(_SORT, key, json.dumps(told))
    return tuple(told["lost"])


def _read(text: str | None) -> dict[str, Any]:
    """What was kept; nothing where it is no such thing."""
    try:
        kept = json.loads(text or "")
        head, lost = kept["head"], kept["lost"]
        if all(isinstance(commit, str) and commit.isalnum() for commit in [head, *lost]):
            return {"head": head, "lost": lost}
    except (ValueError, KeyError, TypeError):
        pass
    return {"head": "", "lost": []}


def _leads_to(repository: Path, commit: str, head: str) -> bool:
    """Whether a commit is among those that a head comes from."""
    try:
        Git(repository, commit).run("merge-base", "--is-ancestor", commit, head)
    except OutsideError:
        return False
    return True

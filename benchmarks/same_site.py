"""``python -m benchmarks.same_site OLD NEW``: whether two built sites are the same byte for byte, and where they first differ.

For a change that is meant to change nothing that is published: build before, build after, and ask.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

AROUND = 60  # bytes that are shown on either side of a difference


def files_of(site: Path) -> dict[str, Path]:
    """Every file of a built site, by its address from the site's root."""
    return {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}


def differences(old: Path, new: Path) -> Iterator[str]:
    """A line for each file that only one of two sites has, or that both have with other bytes."""
    before, after = files_of(old), files_of(new)
    for address in sorted({*before, *after}):
        if address not in after:
            yield f"only in {old}: {address}"
        elif address not in before:
            yield f"only in {new}: {address}"
        elif (was := before[address].read_bytes()) != (now := after[address].read_bytes()):
            yield f"{address}: {_first_difference(was, now)}"


def _first_difference(was: bytes, now: bytes) -> str:
    at = next((index for index, (one, other) in enumerate(zip(was, now, strict=False)) if one != other), min(len(was), len(now)))
    start, end = max(0, at - AROUND), at + AROUND
    shown = [part[start:end].decode("utf-8", "replace") for part in (was, now)]
    return f"byte {at:,} (of {len(was):,} and {len(now):,})\n  was {shown[0]!r}\n  now {shown[1]!r}"


def main() -> None:
    """Print the first differences; exit code 1 where there is any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--most", type=int, default=5, help="differences that are shown")
    asked = parser.parse_args()
    found = list(differences(asked.old, asked.new))
    for line in found[: asked.most]:
        print(line)
    print(f"{len(found)} of {len(files_of(asked.old) | files_of(asked.new))} files differ")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()

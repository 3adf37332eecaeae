"""A promise about each row of a table, as one test: every row that breaks it is named, with what was found.

For rows that cost less than the test around them. What costs more, or is to be run alone, stays with ``pytest.mark.parametrize``.
"""

from __future__ import annotations

import functools
import inspect
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

Test = Callable[..., None]


def each_row(
    names: str | Sequence[str], rows: Iterable[Any], *, ids: Iterable[Any] | Callable[[Any], str] | None = None
) -> Callable[[Test], Test]:
    """As ``pytest.mark.parametrize``, all rows in one test. One that wants ``tmp_path`` gets a folder of its own for each row."""
    wanted = [names] if isinstance(names, str) else list(names)
    given = [(row,) if isinstance(names, str) else tuple(row) for row in rows]
    called = _names(given, ids)
    assert given, "a table without rows promises nothing"

    def of(test: Test) -> Test:
        signature = inspect.signature(test)

        @functools.wraps(test)
        def every(**fixtures: Any) -> None:
            broken = []
            for number, (name, row) in enumerate(zip(called, given, strict=True)):
                own = {**fixtures, **dict(zip(wanted, row, strict=True))}
                if "tmp_path" in fixtures:
                    own["tmp_path"] = _folder(fixtures["tmp_path"], number)
                try:
                    test(**own)
                except Exception as error:  # noqa: BLE001  # the other rows are to be told of too
                    broken.append(f"{name}: {_tell(error)}")
            assert not broken, f"{len(broken)} of {len(given)} rows:\n" + "\n".join(broken)

        left = [each for name, each in signature.parameters.items() if name not in wanted]
        every.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]  # where inspect looks for it
        return every

    return of


def _names(rows: Sequence[tuple[Any, ...]], ids: Iterable[Any] | Callable[[Any], str] | None) -> list[str]:
    if callable(ids):
        return [ids(row[0]) for row in rows]
    return [str(name) for name in ids] if ids is not None else [", ".join(map(repr, row))[:200] for row in rows]


def _folder(around: Path, number: int) -> Path:
    folder = around / str(number)
    folder.mkdir()
    return folder


def _tell(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in line {place.lineno} of {Path(place.filename).name}: {error}"

"""That a table in one test hides no row: each that breaks the promise is told of, and the others are looked at all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rows import each_row


def test_every_row_that_breaks_the_promise_is_named_with_what_was_found() -> None:
    seen = []

    @each_row(("name", "number"), [("one", 1), ("two", 2), ("three", 3), ("four", 0)])
    def promise(name: str, number: int) -> None:
        seen.append(name)
        assert 6 // number != 3, "three"

    with pytest.raises(AssertionError) as told:
        promise()
    assert seen == ["one", "two", "three", "four"]
    first, *rows = str(told.value).splitlines()
    assert first == "2 of 4 rows:"
    assert rows[0].startswith("'two', 2: AssertionError in line ")
    assert rows[0].endswith("test_rows.py: three")
    assert any(row.startswith("'four', 0: ZeroDivisionError") for row in rows)


@each_row("number", range(3), ids=["a", "b", "c"])
@each_row("other", (True, False))
def test_tables_can_be_crossed_and_every_row_has_a_folder_of_its_own(tmp_path: Path, number: int, *, other: bool) -> None:
    assert list(tmp_path.iterdir()) == []
    (tmp_path / f"{number}-{other}").touch()


def test_a_table_without_rows_is_no_promise() -> None:
    with pytest.raises(AssertionError, match="without rows"):
        each_row("number", [])

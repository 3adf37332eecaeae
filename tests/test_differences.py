"""Two texts held against each other: what is gone, what is new, and what is the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledstjarna.words.differences import MOST_WORDS, find_differences

WORDS = st.lists(st.sampled_from(["ett", "två", "tre", "fyra", "fem."]), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("minst 80 % år 2026", "minst 75 % år 2026", [("same", "minst "), ("gone", "80 "), ("new", "75 "), ("same", "% år 2026")]),
        ("", "nytt", [("new", "nytt")]),
        ("gammalt", "", [("gone", "gammalt")]),
        ("a b c", "a b c", [("same", "a b c")]),
        # A word or two in common do not part a phrase that is another.
        (
            "alla ska få plats direkt",
            "ingen ska behöva vänta länge",
            [("gone", "alla ska få plats direkt"), ("new", "ingen ska behöva vänta länge")],
        ),
    ],
)
def test_words_that_differ_are_told_as_phrases(was: str, now: str, told: list[tuple[str, str]]) -> None:
    assert [tuple(part) for part in find_differences(was, now)] == told


@given(was=WORDS, now=WORDS)
def test_nothing_is_lost_and_nothing_is_made_up(was: str, now: str) -> None:
    parts = find_differences(was, now)
    assert "".join(part.text for part in parts if part.sort != "new") == was
    assert "".join(part.text for part in parts if part.sort != "gone") == now


def test_a_very_long_text_is_told_apart_at_its_ends() -> None:
    was, now = (" ".join(["först", *(f"{word}{number}" for number in range(MOST_WORDS + 1)), "sist"]) for word in "ab")
    assert [part.sort for part in find_differences(was, now)] == ["same", "gone", "new", "same"]

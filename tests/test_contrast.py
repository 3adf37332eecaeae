"""Colours: every pair that meets on a page, in both schemes, measured as WCAG does."""

from __future__ import annotations

import re

import pytest

from ledstjarna.render.environment import theme_folder
from tests.rows import each_row

TOKENS = (theme_folder() / "styles" / "10-tokens.css").read_text(encoding="utf-8")
TEXT, SHAPE = 4.5, 3.0
PAIRS = [
    ("ink", "paper", TEXT),
    ("ink", "raised", TEXT),
    ("muted", "paper", TEXT),
    ("muted", "raised", TEXT),
    ("link", "paper", TEXT),
    ("link", "raised", TEXT),
    ("bar-ink", "bar", TEXT),
    ("star", "bar", SHAPE),
    ("focus", "paper", SHAPE),
    ("edge", "paper", SHAPE),
    ("edge", "raised", SHAPE),
    ("fill", "track", SHAPE),
    ("good", "paper", SHAPE),
    ("near", "paper", SHAPE),
    ("bad", "paper", SHAPE),
    ("good", "raised", SHAPE),
    ("near", "raised", SHAPE),
    ("bad", "raised", SHAPE),
    ("edge", "track", SHAPE),
    ("ink", "track", SHAPE),
    ("ink", "fill", 1.5),
    ("good-ink", "good-paper", TEXT),
    ("near-ink", "near-paper", TEXT),
    ("bad-ink", "bad-paper", TEXT),
    ("none-ink", "none-paper", TEXT),
    ("good-ink", "paper", SHAPE),
    ("near-ink", "paper", SHAPE),
    ("bad-ink", "paper", SHAPE),
    ("none-ink", "paper", SHAPE),
]


def colours(scheme: str) -> dict[str, str]:
    light, dark = TOKENS.split("prefers-color-scheme: dark", 1)
    found = dict(re.findall(r"--ls-([a-z-]+): (#[0-9a-f]{6});", light))
    if scheme == "dark":
        found |= dict(re.findall(r"--ls-([a-z-]+): (#[0-9a-f]{6});", dark))
    return found


def luminance(colour: str) -> float:
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@each_row("scheme", ["light", "dark"])
@each_row(("ink", "paper", "least"), PAIRS)
def test_a_pair_of_colours_has_contrast_enough(scheme: str, ink: str, paper: str, least: float) -> None:
    found = colours(scheme)
    assert contrast(found[ink], found[paper]) >= least


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_colour_is_a_token() -> None:
    theme = theme_folder()
    for file in (*theme.glob("styles/*.css"), *theme.glob("components/*/*.css")):
        if file.name != "10-tokens.css":
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", file.read_text(encoding="utf-8")), file.name

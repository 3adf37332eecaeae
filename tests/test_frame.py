"""The frame: cut once, filled often, loud when Material has changed, and deaf to what texts say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ledstjarna.model.settings import Settings
from ledstjarna.pages.frame import SLOTS, BareFrame, Frame, FrameTexts, MaterialFrame, MenuItem, Shell, cut
from ledstjarna.pages.head import frame_parts
from ledstjarna.pages.page import Page
from ledstjarna.problems import OutsideError
from ledstjarna.theme_files import theme_folder
from ledstjarna.words.mixed_text import told_in
from ledstjarna.words.voice import Voice

ROOT = Path(__file__).parent.parent
MENU = (MenuItem("goals", "sv/mal/", "Mål & <medel>"),)
TEXTS = FrameTexts("sv", "Stjärna <b>", "sv/", "Hoppa", "Meny", "Fot", "ledstjarna.css", MENU, (MenuItem("about", "sv/om/", "Om"),))
FRAMES: list[Frame] = [BareFrame(), MaterialFrame(theme_folder(), ["admonition", "def_list", "tables", "toc"])]
PARTS = {**{slot: f"[{slot}]" for slot in SLOTS}, "currentgoals": ' aria-current="true"', "root": "../../"}


@pytest.mark.parametrize("frame", FRAMES, ids=["bare", "material"])
def test_every_slot_is_filled_and_every_word_escaped(frame: Frame) -> None:
    document = frame.build(TEXTS, {}).shell.fill(PARTS)
    for slot in SLOTS:
        if slot != "root":
            assert document.count(f"[{slot}]") == 1, slot
    assert "LSMARK" not in document
    assert "Mål &amp; &lt;medel&gt;" in document
    assert "Stjärna &lt;b&gt;" in document
    assert 'href="../../sv/mal/" aria-current="true"' in document


@pytest.mark.parametrize("frame", FRAMES, ids=["bare", "material"])
def test_prose_is_built_and_a_page_that_names_a_mark_keeps_it_as_text(frame: Frame) -> None:
    text = "# Om oss\n\nEtt ord: LSMARKbodyLSEND och LSMARKtitleLSEND.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    framed = frame.build(TEXTS, {"om": text})
    assert "LSMARKbodyLSEND och LSMARKtitleLSEND." in framed.prose["om"]
    assert "<table>" in framed.prose["om"]
    filled = framed.shell.fill({**PARTS, "body": framed.prose["om"]})
    assert filled.count("LSMARKtitleLSEND") == 1


def test_material_gives_its_styles_and_no_script() -> None:
    frame = FRAMES[1]
    document = frame.build(TEXTS, {}).shell.fill(PARTS)
    assert ".md-typeset" in frame.styles()
    assert re.findall(r'rel="stylesheet" href="([^"]+)"', document) == [f"../../assets/{TEXTS.stylesheet}"]
    assert "<script" not in document
    assert not re.findall(r'(?:href|src)="https?:', document)


@pytest.mark.parametrize(("slot", "found"), [("title", 0), ("title", 2), ("body", 1), ("surprise", 1)])
def test_a_changed_material_is_told_loudly(slot: str, found: int) -> None:
    marks = {**dict.fromkeys(SLOTS, 1), "currentgoals": 1, "body": 2, slot: found}
    document = "".join(f"LSMARK{name}LSEND." * many for name, many in marks.items())
    with pytest.raises(OutsideError) as alarm:
        cut(document, MENU)
    assert alarm.value.facts["marker"] == slot


def test_a_slot_without_a_part_is_an_error() -> None:
    with pytest.raises(KeyError):
        Shell(("a", "b"), ("title",)).fill({})


def test_the_words_of_a_page_are_escaped_wherever_they_stand_around_it() -> None:
    hostile = "Barn & <b>unga</b>"
    voices = {language.code: Voice(language, Settings(), theme_folder() / "locale") for language in Settings().languages}
    page = Page("goal", "sv", "sv/mal/x/", hostile, hostile, "<p></p>", crumbs=((hostile, "sv/"), (told_in("en", hostile), "sv/x/")))
    parts = frame_parts(page, voices=voices, site_name=hostile, base_url="https://x.example/", words=(), scripts={})
    assert all("<b>" not in part for part in parts.values())
    escaped = "Barn &amp; &lt;b&gt;unga&lt;/b&gt;"
    assert parts["crumbs"].count(escaped) == 2
    assert f'<span lang="en">{escaped}</span>' in parts["crumbs"]
    assert parts["title"] == escaped
    assert parts["description"] == escaped

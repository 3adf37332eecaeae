"""How texts are written: what is typed and what comes of it, in YAML, on pages and in the guide, however hostile."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from ledstjarna.load.content_tree import ProsePage
from ledstjarna.model.links import find_bad_links
from ledstjarna.model.values import LONGEST_TEXT, read_reader_text
from ledstjarna.pages import markdown as markdown_pages
from ledstjarna.pages.frame import WRITING, BareFrame, Frame, FrameTexts, MaterialFrame
from ledstjarna.pages.kinds.guide import read_parts
from ledstjarna.pages.markdown import clean_prose, render_by_library, render_markdown
from ledstjarna.settings import read_project
from ledstjarna.theme_files import theme_folder
from ledstjarna.validate.checks.word_lists import find_level_word, read_quantities
from ledstjarna.validate.checks.wording import lix
from ledstjarna.validate.content import LONGEST_PROSE, MOST_LINES, check_prose
from tests.rows import each_row

ROOT = Path(__file__).parent.parent
CASES: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "cases" / "texts.yml").read_text(encoding="utf-8"))
LANGUAGES = ("sv", "en")
EXTENSIONS = ["tables", "def_list", "toc", "admonition", "fenced_code"]
TEXTS = FrameTexts("sv", "Stjärna", "sv/", "Hoppa", "Meny", "Fot", "ledstjarna.css")


def render_page(text: str) -> str:
    return clean_prose(markdown.markdown(text, extensions=[*EXTENSIONS, WRITING]))


def without_ids(page: str) -> str:
    return re.sub(r' id="[^"]*"', "", page)


# --- what comes of what is typed ----------------------------------------------------------------------------------------


@each_row("case", CASES["texts"], ids=lambda case: repr(case["text"]))
def test_a_text_becomes_what_it_says(case: dict[str, str]) -> None:
    assert render_markdown(case["text"]) == case["html"]


@each_row(
    ("written", "left"),
    [
        ('<p style="color: red" class="a" onclick="x()">Ord</p>', '<p class="a">Ord</p>'),
        ("<style>p { color: red }</style><p>Ord</p>", "<p>Ord</p>"),
        ("<script>x()</script><p>Ord</p>", "<p>Ord</p>"),
        ('<a href="javascript:x()" target="_blank">Ord</a>', "<a>Ord</a>"),
        ('<img src="data:image/svg+xml,x" alt="Ord" srcset="a.png 2x">', '<img alt="Ord">'),
        ('<iframe src="https://x.example/"></iframe><form action="/"><input name="q"></form><p>Ord</p>', "<p>Ord</p>"),
    ],
)
def test_whatever_an_extension_makes_of_a_page_nothing_runs_or_styles_itself(written: str, left: str) -> None:
    assert clean_prose(written) == left


@pytest.mark.parametrize("case", CASES["prose"], ids=lambda case: repr(case["text"]))
def test_a_page_is_written_as_a_text_is(case: dict[str, str]) -> None:
    assert without_ids(render_page(case["text"])) == case["html"]


@pytest.mark.parametrize(
    "frame", [BareFrame(), MaterialFrame(theme_folder(), read_project(ROOT / "site_config.yml").extensions)], ids=["bare", "material"]
)
def test_both_frames_write_pages_so(frame: Frame) -> None:
    pages = {f"sida-{index}": case["text"] for index, case in enumerate(CASES["prose"]) if "```" not in case["text"]}
    built = frame.build(TEXTS, pages).prose
    expected = [case["html"] for case in CASES["prose"] if "```" not in case["text"]]
    assert [re.sub(r">\s+<", "><", without_ids(clean_prose(built[page]))) for page in pages] == [
        re.sub(r">\s+<", "><", page) for page in expected
    ]


# --- nothing that is typed is lost ----------------------------------------------------------------------------------------

SIGNS = [
    *"*_`\\[]()!#>+-=.:;,&|~^\"”'1 aåä5 ",
    "**",
    "__",
    "***",
    " *",
    "* ",
    "1. ",
    "- ",
    "+ ",
    "> ",
    "# ",
    "&amp;",
    "  ",
    "www.a.se/_b",
    "\\*",
]
MARKS = re.compile(r"[*_`\\\s]")  # what can be left out of a line
LINE_MARKS = re.compile(r"[*_`\\\s0-9>.+-]")  # and of several: markers too, whose numbers are kept in another way


def shown(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", render_markdown(text)))


@settings(deadline=None, max_examples=300, derandomize=True)
@given(st.lists(st.sampled_from(SIGNS), min_size=1, max_size=40).map("".join))
def test_a_line_loses_nothing_but_signs_that_belong_together(line: str) -> None:
    if "](" in line:
        line = line.replace("](", "] (")
    line = line.strip()
    assert MARKS.sub("", shown(line)) == MARKS.sub("", line)
    if line and not re.search(r"[*_`\\]", line):
        assert render_markdown(line) == f"<p>{html.escape(line, quote=False)}</p>"


@settings(deadline=None, max_examples=300, derandomize=True)
@given(
    st.lists(st.sampled_from([*SIGNS, "\n", "\n\n", "\n- a", "\n  - b", "\n1. c", "\n> d", "\n---\n", ":\n"]), min_size=1, max_size=40).map(
        "".join
    )
)
def test_several_lines_lose_nothing_but_signs_and_markers(text: str) -> None:
    text = text.replace("](", "] (")
    assert LINE_MARKS.sub("", shown(text)) == LINE_MARKS.sub("", text)


def test_plain_words_become_a_paragraph_and_nothing_else() -> None:
    for text in ("Nöjda brukare.", "Minst 90 % (85–95) senast 2026-12-31; se ”Budget”, s. 5.", "A & B", "1 < 2", "e-post: a@example.se"):
        assert render_markdown(text) == f"<p>{html.escape(text, quote=False)}</p>"


@settings(deadline=None, max_examples=300, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            [
                "[x](",
                "[x](<",
                "<",
                ">",
                ")",
                "javascript:",
                "JAVA",
                "SCRIPT:",
                "data:",
                "https://a.se",
                "mailto:a@b.se",
                "//",
                "/",
                "\\",
                "&#58;",
                "&Tab;",
                " ",
                "\n",
                "'",
                '"',
                "a",
                "!",
                "[1]: ",
            ]
        ),
        min_size=1,
        max_size=14,
    ).map("".join)
)
def test_no_link_that_is_made_leads_anywhere_but_to_the_web_a_mailbox_or_this_site(text: str) -> None:
    """Held by our own reading, also of texts that are refused: the sanitiser after it is a second lock."""
    made = markdown.markdown(text, extensions=[WRITING])
    for address in map(html.unescape, re.findall(r'(?:href|src)="([^"]*)"', made)):
        assert re.match(r"(https?://|mailto:|[^:/\\][^:\\]*$|/(?![/\\]))", address), (text, address)
        assert not re.match(r"[\s\x00-\x20]*(?:java|data|vb)", address, re.IGNORECASE) or ":" not in address


# --- hostile texts --------------------------------------------------------------------------------------------------------

FEW_SECONDS = 0.2  # several times what the slowest text takes; what grows with the square of the length takes far more
UNITS: list[str] = CASES["hostile"]
PAGE_UNITS = [
    *UNITS[::3],
    "# a\n",
    "# a\n\n",
    "a\n: b\n",
    "a\n\n:   b\n\n    c\n\n",
    "1 ",
    "| a " * 16 + "\n",
    "|-" * 50 + "|\n",
    "[^1]",
    "[^",
    "[TOC]\n\n",
]


def fill(unit: str, length: int) -> str:
    return (unit * length)[:length]


def hostile_texts() -> Iterator[str]:
    """Texts of the greatest length that make readers of Markdown slow."""
    n = LONGEST_TEXT
    yield from (fill(unit, n) for unit in UNITS)
    yield "[" * (n // 2) + "]" * (n // 2)
    yield "![" * (n // 4) + "](/b)" * (n // 10)
    yield "*a " * (n // 6) + "a* " * (n // 6)
    yield "*a **b " * (n // 14) + "b** a* " * (n // 14)
    yield "\n".join("  " * level + "- a" for level in range(68))
    yield "\n".join(">" * level + " a" for level in range(98))
    yield " ".join("`" * length for length in range(98))
    yield " ".join("*" * length + "a" for length in range(98))
    yield from (f"{start}{' ' * (n - 20)}b" for start in ("# ", "- ", "> ", "a\n- ", "a\n> ", "1. ", "[a](", '[a](b "', "a"))
    yield from (
        start + fill(unit, n - 20)
        for start, unit in (
            ("[a](/b", "("),
            ("[a](", "\\"),
            ("http://", "."),
            ("&", "a"),
            ("<", "a."),
            ("- a\n", "b\n"),
            ("- a\n", "\n  b\n"),
        )
    )
    yield fill("- " * 40 + "a\n", n)
    yield "1" * n


def seconds(work: Callable[[], object], *, tries: int = 2) -> float:
    """How much of the processor some work takes, at best."""
    taken = []
    for _ in range(tries):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def render_afresh(text: str) -> str:
    render_markdown.cache_clear()
    return render_markdown(text)


@pytest.mark.parametrize("text", [pytest.param(text, id=f"{index}-{text[:12]!r}") for index, text in enumerate(hostile_texts())])
def test_no_text_of_the_greatest_length_takes_long(text: str) -> None:
    text = text[:LONGEST_TEXT]
    assert seconds(lambda: render_afresh(text)) < FEW_SECONDS
    assert seconds(lambda: read_or_refuse(text)) < FEW_SECONDS
    assert seconds(lambda: list(find_bad_links(text))) < FEW_SECONDS
    assert seconds(lambda: (lix(text), find_level_word({"sv": text}), read_quantities({"sv": text, "en": text}))) < FEW_SECONDS


def read_or_refuse(text: str) -> None:
    try:
        read_reader_text(text)
    except PydanticCustomError:
        return


@settings(deadline=None, max_examples=40, derandomize=True)
@given(st.lists(st.lists(st.sampled_from(UNITS), min_size=1, max_size=4).map("".join), min_size=1, max_size=4), st.booleans())
def test_no_mixture_of_signs_takes_long(pieces: list[str], mixed: bool) -> None:  # noqa: FBT001  # Hypothesis hands them over so
    text = fill("".join(pieces), LONGEST_TEXT) if mixed else "".join(fill(piece, LONGEST_TEXT // len(pieces)) for piece in pieces)
    assert seconds(lambda: render_afresh(text)) < FEW_SECONDS
    assert seconds(lambda: read_or_refuse(text)) < FEW_SECONDS


@pytest.mark.parametrize("unit", PAGE_UNITS)
def test_no_page_of_the_greatest_length_hangs(unit: str) -> None:
    lines = ("# Om\n\n" + fill(unit, LONGEST_PROSE - 10)).split("\n")[: MOST_LINES - 1]
    page = ProsePage("sv", "om", "om.md", "\n".join(lines))
    codes = {problem.code for problem in check_prose(page, LANGUAGES)}
    assert codes <= {"raw_html", "link", "foreign_picture", "url", "prose_table_too_wide", "prose_too_many_signs"}
    assert seconds(lambda: check_prose(page, LANGUAGES), tries=1) < 1
    if not codes:
        assert seconds(lambda: render_page(page.text), tries=1) < 5


# --- the guide ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_of_the_guide_become_what_is_said_of_them(language: str) -> None:
    chapter = (theme_folder() / "guide" / f"texts.{language}.md").read_text(encoding="utf-8")
    assert [render_markdown(part.typed) for part in read_parts(chapter) if part.typed] == CASES["guide"][language]
    (example,) = re.findall(r"```yaml\n(.*?)```", chapter, flags=re.DOTALL)
    written = yaml.safe_load(example)["summary"][language]
    assert written.strip() in [part.typed for part in read_parts(chapter)]
    assert f"{LONGEST_TEXT:,}".replace(",", " ") in chapter.replace(",", " ")
    assert f"{LONGEST_PROSE:,}".replace(",", " ") in chapter.replace(",", " ")
    assert f"{MOST_LINES:,}".replace(",", " ") in chapter.replace(",", " ")


@pytest.mark.parametrize(("language", "address"), [("sv", "sv/redaktorsguide/texter/"), ("en", "en/editors-guide/texts/")])
def test_the_guide_shows_each_example_as_typed_and_as_shown(language: str, address: str, shipped_site: Path) -> None:
    page = (shipped_site / address / "index.html").read_text(encoding="utf-8")
    chapter = (theme_folder() / "guide" / f"texts.{language}.md").read_text(encoding="utf-8")
    typed = [part.typed for part in read_parts(chapter) if part.typed]
    assert len(typed) >= 10
    for example in typed:
        assert f"<pre><code>{html.escape(example).replace('&#x27;', '&#39;')}</code></pre>" in page
        assert f'<div class="ls-prose">{render_markdown(example)}</div>' in page


PLAIN_PIECES = [
    "Ett mål",
    "år 2024",
    "3 av 10",
    "e-tjänst",
    "(se nedan)",
    "”citat”",
    "50 %",
    "kl. 8",
    "a/b",
    "Så",
    "är det:",
    "x.",
    " ",
    "  ",
    "\n",
    "\n\n",
    "-",
    "1. ",
    "A",
]
MARKED_PIECES = [
    " *ord* ",
    " **två ord**",
    " **a, b.** ",
    "*",
    "**",
    "_",
    " [ord](https://example.org/979) ",
    " [www.a.se](http://a-b.c.se) ",
    " [ord, och mer](https://a.se/x/~y.-z)",
    "[",
    "](",
    "https://a.se/x",
    "https://0x1.com",
    "https://xn--a.se/",
    "\u0301",
    "\u00a0",
    "&",
    "<",
]


@settings(deadline=None, max_examples=2_000, derandomize=True)
@given(st.lists(st.sampled_from([*PLAIN_PIECES, *MARKED_PIECES]), min_size=1, max_size=12).map(lambda pieces: "Om " + "".join(pieces)))
def test_a_simple_text_is_the_same_without_the_library(text: str) -> None:
    assert render_afresh(text) == render_by_library(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ett mål",
        "Ett mål.\nTvå rader.\n\nEtt stycke till: e-tjänster, 50 % (av 10).\n",
        "Ett ”citat” – och så vidare",
        "Ett *mål* som **inte nås**, och\nse [hur det mäts](https://example.org/979).",
    ],
)
def test_such_texts_do_without_it(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown_pages, "render_by_library", lambda _: "by the library")
    assert render_afresh(text) != "by the library"
    assert render_afresh("**Fet** text") == "by the library"

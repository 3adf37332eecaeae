"""Every chart of the invented site and of every story, as Chromium draws it: no label covers another, and all can be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from ledstjarna.hosting.styles import bundle_styles
from ledstjarna.model.settings import Settings
from ledstjarna.pages.environment import make_environment
from ledstjarna.theme_files import theme_folder
from ledstjarna.words.charts import tell_chart
from ledstjarna.words.voice import Voice
from tests.reading import read_pages
from tests.test_chart import DRAWN, chart_of, goal_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

NARROW, WIDE = 320, 1280
SMALLEST, LARGEST = 11, 18
# Material's letters are set from this; the page's column is 16 pixels from either edge.
ROOT_SIZE, EDGE = 20, 16
CALL = (
    "{{ ls.chart(id=id, title=d.title, about=d.about, caption=d.caption, note=d.note, strokes=d.strokes, left=d.left, values=d.values,"
    " times=d.times, signs=d.signs) }}"
)
LABELS = """charts => charts.flatMap(chart => {
  const texts = [...chart.querySelectorAll('text')].map(text => ({words: text.textContent, box: text.getBoundingClientRect(), style: getComputedStyle(text)}));
  const frame = chart.closest('figure').getBoundingClientRect(), scale = chart.getBoundingClientRect().width / 320;
  const name = chart.querySelector('title').textContent, faults = [];
  for (const [index, one] of texts.entries()) {
    const size = parseFloat(one.style.fontSize) * scale;
    if (size < SMALLEST || size > LARGEST) faults.push(`${name}: ${one.words} is ${size} px`);
    if (one.box.left < frame.left - 1 || one.box.right > frame.right + 1) faults.push(`${name}: ${one.words} sticks out`);
    for (const other of texts.slice(index + 1)) {
      const apart = one.box.right <= other.box.left || other.box.right <= one.box.left || one.box.bottom <= other.box.top || other.box.bottom <= one.box.top;
      if (!apart) faults.push(`${name}: ${one.words} and ${other.words} meet`);
    }
  }
  return faults;
})""".replace("SMALLEST", str(SMALLEST)).replace("LARGEST", str(LARGEST))


def faults_of(page: Page) -> list[str]:
    return list(page.eval_on_selector_all(".ls-chart > svg", LABELS))


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_every_label_of_every_story_can_be_read(page: Page, width: int, code: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.set_content(stories(code))
    assert page.locator(".ls-chart > svg").count() == len(DRAWN)
    assert faults_of(page) == []


def stories(code: str) -> str:
    """A page with the chart of every story."""
    language = next(language for language in Settings().languages if language.code == code)
    voice = Voice(language, Settings(), theme_folder() / "locale")
    template = make_environment(theme_folder(), voice).from_string(CALL)
    charts = []
    for number, name in enumerate(DRAWN):
        told = tell_chart(chart_of(name), goal_of(name).standing.indicators[0], goal_of(name), voice)
        charts.append(template.render(d=told, id=f"c_{number}"))
    page = f"html {{ font: {ROOT_SIZE}px sans-serif }} body {{ margin: {EDGE}px }}"
    return f"<!doctype html><style>{page}{bundle_styles(theme_folder())[1]}</style><div class='md-typeset'>{''.join(charts)}</div>"


@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_label_on_the_invented_sites_pages_can_be_read(page: Page, served_everything: str, everything_site: Path, code: str) -> None:
    drawn = [found.address for found in read_pages(everything_site).values() if found.language == code and "ls-chart" in found.source]
    assert drawn
    for address in drawn:
        page.goto(served_everything + address)
        for width in (NARROW, WIDE):
            page.set_viewport_size({"width": width, "height": 800})
            assert faults_of(page) == [], f"{address} at {width} px"


def test_labels_that_meet_or_are_too_small_are_seen(page: Page) -> None:
    page.set_viewport_size({"width": NARROW, "height": 800})
    page.set_content(stories("en"))
    page.evaluate(
        """() => {
          const [first, second, third] = document.querySelectorAll('.ls-chart > svg');
          first.querySelector('text').setAttribute('y', 12);
          second.querySelector('text').style.fontSize = '11px';
          third.querySelector('g + g text').setAttribute('x', 318);
        }"""
    )
    found = " ".join(faults_of(page))
    for fault in ("meet", "px", "sticks out"):
        assert fault in found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_series_can_be_told_apart_in_forced_colours(chromium: Browser, scheme: str) -> None:
    context = chromium.new_context(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
    page = context.new_page()
    page.set_content(stories("en"))
    style = "strokes => { const {stroke, fill, strokeDasharray, strokeWidth} = getComputedStyle(strokes[0]); return [stroke, fill, strokeDasharray, strokeWidth].join(' '); }"
    kinds = (
        "line",
        "dot",
        "hole",
        "target",
        "start",
        "goal",
        "other-1",
        "other-2",
        "square",
        "upright",
        "break",
        "forecast",
        "grid",
        "withheld",
    )
    drawn = [kind for kind in kinds if page.locator(f".ls-c-{kind}").count()]
    assert len(drawn) >= len(kinds) - 1
    looks = {kind: page.eval_on_selector_all(f".ls-c-{kind}", style) for kind in drawn}
    # What is alike in colour and dash differs in shape: a cross and an upright.
    assert len(set(looks.values())) >= len(drawn) - 1
    paper = page.evaluate("() => { document.body.style.color = 'Canvas'; return getComputedStyle(document.body).color; }")
    assert all(not look.startswith(f"{paper} ") or kind == "hole" for kind, look in looks.items())
    context.close()


# --- a chart that is read and saved -----------------------------------------------------------------------------------

SATISFIED = "sv/mal/exk-nojda-brukare/"


@pytest.fixture
def satisfied(chromium: Browser, served_site: str) -> Iterator[Page]:
    """The page of a goal with a chart of results, one of them withheld, and of a comparison."""
    with closing(chromium.new_page(viewport={"width": 360, "height": 740})) as page:
        page.goto(served_site + SATISFIED)
        yield page


def test_a_chart_is_read_by_keyboard_and_pointer(satisfied: Page) -> None:
    keys, told = satisfied.locator(".ls-chart__keys"), satisfied.locator(".ls-chart__told")
    keys.focus()
    heard = []
    for key in ("Home", "ArrowRight", "End"):
        keys.press(key)
        heard.append(keys.get_attribute("aria-valuetext"))
        assert told.inner_text() == heard[-1], "what is heard is seen"
    assert heard == [
        "2020. Resultat (procent): 87. Riket: 88",
        "2021. Resultat (procent): 86. Riket: 88",
        "2025. Resultat (procent): visas inte, för få personer. Riket: 87",
    ]
    box = keys.bounding_box()
    assert box
    satisfied.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + box["height"] / 2)
    assert told.inner_text() == heard[0], "the nearest is told"


def test_a_chart_is_saved_as_a_picture_of_its_own(satisfied: Page) -> None:
    with satisfied.expect_download() as found:
        satisfied.locator(".ls-chart__tools button", has_text="SVG").click()
    saved = found.value.path().read_text(encoding="utf-8")
    drawing = ElementTree.fromstring(saved)
    words = " ".join(text for text in drawing.itertext() if text.strip())
    assert found.value.suggested_filename == "exk-nojda-brukare-nojda.svg"
    for told in ("Nöjda brukare i hemtjänsten", "Socialnämnden i Exempelkommun", "2024", "Riket", SATISFIED):
        assert told in words, told
    assert "class=" not in saved, "what it looks like is in it"
    with satisfied.expect_download() as found:
        satisfied.locator(".ls-chart__tools button", has_text="PNG").click()
    assert found.value.path().read_bytes().startswith(b"\x89PNG")


def test_what_is_folded_opens_where_a_link_leads_into_it_and_on_paper(satisfied: Page) -> None:
    folds = satisfied.locator("details.ls-fold")
    assert folds.count() > 3
    assert satisfied.locator("details.ls-fold[open]").count() == 0
    inner = satisfied.locator("details.ls-fold [id]").first.get_attribute("id")
    satisfied.evaluate("id => { location.hash = id; }", inner)
    satisfied.wait_for_selector("details.ls-fold[open]")
    satisfied.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert satisfied.locator("main details:not([open])").count() == 0
    satisfied.evaluate("dispatchEvent(new Event('afterprint'))")
    assert satisfied.locator("details.ls-fold[open]").count() == 1

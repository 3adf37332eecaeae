"""Addresses come in; pages as Chromium shows them go out, with what can be asked of any page: axe, words, focus.

Pages share one context for those with scripts and one for those without: nothing of ours is stored, so nothing is left for the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import axe_playwright_python

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Frame, Page

WIDE, PHONE, NARROW, HEIGHT = 1280, 360, 320, 800
SMALLEST_TARGET = 24
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# All that a scheme can change for axe: it sets colours and nothing else, as test_gallery.py holds.
AXE_COLOUR_RULES = ["color-contrast", "link-in-text-block"]
LOOKING = (Path(__file__).parent / "looking.js").read_text(encoding="utf-8")
Browse = Callable[..., "Page"]

_contexts: WeakKeyDictionary[Browser, dict[bool, BrowserContext]] = WeakKeyDictionary()
_idle: WeakKeyDictionary[BrowserContext, list[Page]] = WeakKeyDictionary()


@dataclass
class _Watch:
    """The pages that a test has opened, and what was heard from them."""

    chromium: Browser
    complaints: list[str] = field(default_factory=list)
    pages: list[tuple[Page, dict[str, Callable[[Any], None]], bool]] = field(default_factory=list)

    def visit(
        self, address: str, *, width: int = WIDE, missing: bool = False, scripts: bool = True, fresh: bool = False, **media: Any
    ) -> Page:
        """The page at an address. One that is ``fresh`` has no past and no future, so that a test may do to it what it likes."""
        context = _context(self.chromium, scripts=scripts)
        idle = _idle.setdefault(context, [])
        page = idle.pop() if idle and not fresh else context.new_page()
        listeners = self._listeners(address, missing=missing)
        for event, listener in listeners.items():
            page.on(event, listener)  # type: ignore[call-overload]  # the name is one of those it knows
        self.pages.append((page, listeners, fresh))
        resize(page, width)
        page.emulate_media(**{"media": "null", "color_scheme": "light", "forced_colors": "none", **media})
        if "#" in address + page.url:
            page.goto("about:blank")  # else a browser may only go to another place on the same page
        answer = page.goto(address)
        if answer and answer.status >= 400 and not missing:
            self.complaints.append(f"{address} {answer.status}")
        return page

    def _listeners(self, address: str, *, missing: bool) -> dict[str, Callable[[Any], None]]:
        origin = "/".join(address.split("/")[:3]) + "/"
        arrived: list[str] = []

        def arrive(frame: Frame) -> None:
            arrived.append(frame.url)

        def hear(words: str, *, is_wrong: bool = True) -> None:
            # What the page before this one still says is not said by this one.
            if is_wrong and arrived:
                self.complaints.append(words)

        return {
            "framenavigated": arrive,
            "request": lambda asked: hear(f"asks for {asked.url}", is_wrong=not asked.url.startswith((origin, "data:"))),
            "response": lambda answer: hear(
                f"{answer.url} {answer.status}", is_wrong=answer.status >= 400 and not (missing and answer.url == address)
            ),
            # A page that is left before its icon has come is no fault.
            "requestfailed": lambda asked: hear(f"{asked.url}: {asked.failure}", is_wrong="ABORTED" not in str(asked.failure)),
            "pageerror": lambda error: hear(str(error)),
            "console": lambda said: hear(said.text, is_wrong=not (missing and "404" in said.text)),
            "popup": lambda other: hear(f"opens a window: {other.url}"),
        }

    def release(self) -> None:
        """Pages wait for the next visit, since a new one costs Chromium four times as much as a new address."""
        for page, listeners, fresh in self.pages:
            for event, listener in listeners.items():
                page.remove_listener(event, listener)
            if fresh:
                page.close()
            else:
                _idle[page.context].append(page)

    def close(self) -> None:
        """After a failure no page is used again."""
        for page, _, _ in self.pages:
            page.close()


@contextmanager
def watch(chromium: Browser) -> Iterator[Browse]:
    """Opens pages; when it ends, nothing must have been said, fetched elsewhere or missed by any of them."""
    watched = _Watch(chromium)
    try:
        yield watched.visit
    except BaseException:
        watched.close()
        raise
    watched.release()
    assert not watched.complaints, "\n".join(watched.complaints)


def _context(chromium: Browser, *, scripts: bool) -> BrowserContext:
    contexts = _contexts.setdefault(chromium, {})
    if scripts not in contexts:
        contexts[scripts] = chromium.new_context(java_script_enabled=scripts)
    return contexts[scripts]


def resize(page: Page, width: int) -> None:
    """Makes the window as wide."""
    page.set_viewport_size({"width": width, "height": HEIGHT})


def look(page: Page, question: str) -> Any:
    """What one of the functions in looking.js answers."""
    return page.evaluate(f"() => {{ {LOOKING}\nreturn {question}(); }}")


# --- axe -------------------------------------------------------------------------------------------------------------


@cache
def _axe() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, rules: list[str] | None = None, without: Sequence[str] = ()) -> list[str]:
    """What axe finds, by all of its rules but some, or only by some."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_axe())
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": AXE_TAGS}
    found = page.evaluate(
        "options => axe.run(options).then(found => found.violations.map(({id, nodes}) => [id, nodes]))",
        {"runOnly": only, "resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in without}},
    )
    return [f"{id}: {node['html'][:200]} {node.get('failureSummary', '')}" for id, nodes in found for node in nodes]


def violations_everywhere(page: Page, *, colours: bool = True) -> list[str]:
    """What axe finds on a wide screen and on a phone: light colours on the one, dark ones on the other, all else on both.

    Which colours a page has hangs little on how wide it is, and nothing takes axe as long.
    """
    found = []
    for width in (WIDE, PHONE):
        resize(page, width)
        without = () if colours and width == WIDE else AXE_COLOUR_RULES
        found += [f"at {width} px: {violation}" for violation in violations(page, without=without)]
    if colours:
        page.emulate_media(color_scheme="dark")
        # A colour that fades from one scheme to the other is neither.
        page.evaluate("document.getAnimations().forEach(animation => animation.finish())")
        found += [f"dark: {violation}" for violation in violations(page, AXE_COLOUR_RULES)]
        page.emulate_media(color_scheme="light")
    resize(page, WIDE)
    return found


# --- words -----------------------------------------------------------------------------------------------------------


def lost_words(page: Page) -> list[str]:
    """Words that cannot be read: narrow, spaced out, and in letters twice the size; the page is then as it was before."""
    found: list[str] = []

    def note(how: str, *widths: int) -> None:
        for width in widths:
            resize(page, width)
            found.extend(f"at {width} px{how}: {lost}" for lost in look(page, "lostWords"))

    note("", NARROW)
    look(page, "spaceOut")
    note(", spaced out", NARROW, WIDE)
    look(page, "closeUp")
    height = "document.querySelector('h1').getBoundingClientRect().height"
    before = page.evaluate(height)
    look(page, "doubleLetters")
    if page.evaluate(height) <= 1.5 * before:
        found.append("letters do not follow the root's size")
    note(", letters twice the size", WIDE, PHONE, NARROW)
    look(page, "halveLetters")
    resize(page, WIDE)
    return found


# --- focus -----------------------------------------------------------------------------------------------------------


def off_screen(stops: list[dict[str, Any]], width: int) -> list[str]:
    """What can have the focus and cannot be seen; in a table that scrolls it comes into sight with the focus."""
    return [
        stop["name"]
        for stop in stops
        if not stop["shown"] or not (stop["inScroller"] or (stop["left"] >= 0 and stop["right"] <= width + 1 and stop["width"] > 0))
    ]


def too_small(stops: list[dict[str, Any]]) -> list[str]:
    """What is hard to press; a link inside a sentence may be as small as its words."""
    return [
        f"{stop['name']}: {stop['width']:.1f} × {stop['height']:.1f} px"
        for stop in stops
        if not stop["inSentence"] and min(stop["height"], stop["width"]) < SMALLEST_TARGET
    ]


def walk(page: Page, stops: list[dict[str, Any]], width: int) -> None:
    """Tab from stop to stop, in the order of the page, each with a ring, in sight and uncovered; then out of the page."""
    look(page, "follow")
    for _ in stops:
        page.keyboard.press("Tab")
    followed = page.evaluate("followed")
    for number, stop in enumerate(stops):
        assert number < len(followed), f"the focus left the page before {stop['name']!r}"
        here = followed[number]
        assert here["number"] == number, f"{here['name']!r} has the focus, not {stop['name']!r}"
        assert here["outline"], f"no ring around {here['name']!r}"
        # In a table that scrolls, Chromium is content when a part is in sight.
        beside = stop["inScroller"] and here["left"] < width and here["right"] > 0
        across = beside or (here["left"] >= 0 and here["right"] <= width + 1)
        assert across, f"out of sight: {here}"
        assert here["bottom"] > 0, f"out of sight: {here}"
        assert here["top"] < HEIGHT, f"out of sight: {here}"
        assert not here["covered"], f"covered: {here}"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.body || document.activeElement.matches('.ls-skip')"), "the walk does not end"


def walk_everywhere(page: Page, ready: Callable[[], object] = lambda: None, widths: Sequence[int] = (WIDE, PHONE)) -> None:
    """Every stop of a page is in sight, large enough and reached by keyboard, on a wide screen and on a phone.

    ``ready`` waits until a page that was loaded anew shows what it is to show. The keys are pressed at some ``widths``.
    """
    for width in (WIDE, PHONE):
        resize(page, width)
        page.reload()
        ready()
        stops = look(page, "stops")
        skips = page.query_selector(".ls-skip") is not None  # a page without a menu has nothing to skip
        assert [stop["skip"] for stop in stops] == [skips] + [False] * (len(stops) - 1)
        assert off_screen(stops, width) == ([stops[0]["name"]] if skips else []), f"at {width} px"
        assert too_small(stops) == [], f"at {width} px"
        if width in widths:
            walk(page, stops, width)

"""Of Material's stylesheet only what can apply is published, and no element looks different for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledstjarna.hosting.material_styles import keep_used
from ledstjarna.pages.frame import MaterialFrame
from ledstjarna.theme_files import theme_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WHOLE = MaterialFrame(theme_folder()).styles()
# How every element looks, its ::before and ::after too where they are drawn: a number for each, since the words for it would be many
# megabytes (FNV-1a, 32 bits).
LOOKS = """() => [...document.querySelectorAll("*")].flatMap((element) =>
  [null, "::before", "::after"].map((part) => {
    const style = getComputedStyle(element, part);
    if (part && style.content === "none") return 0;
    let told = 0x811c9dc5;
    for (const name of [...style].sort()) {
      const words = name + ":" + style.getPropertyValue(name);
      for (let at = 0; at < words.length; at += 1) told = Math.imul(told ^ words.charCodeAt(at), 0x01000193);
    }
    return told;
  }))"""


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (".md-typeset a{color:red}", ".md-typeset a{color:red}\n"),
        (".md-nav a,.md-typeset a{color:red}", ".md-typeset a{color:red}\n"),
        (".md-nav a{color:red}", ""),
        (".md-typeset :is(.md-nav,a){color:red}", ""),
        ("[data-md-toggle=search]:checked~p{color:red}", ""),
        ("[data-md-color-scheme=default]{--a:b}", "[data-md-color-scheme=default]{--a:b}\n"),
        ("@media print{.md-nav{a:b}.md-grid{c:d}}", "@media print{.md-grid{c:d}\n}\n"),
        ("@media print{.md-nav{a:b}}", ""),
        (".md-typeset a:is(b,i){a:b}", ".md-typeset a:is(b,i){a:b}\n"),
        ("a::before{content:'}{'}.md-nav{a:b}p{c:d}", "a::before{content:'}{'}\np{c:d}\n"),
        ("/* { */a{b:c}", "a{b:c}\n"),
    ],
)
def test_rules_for_parts_that_are_not_there_are_left_out(given: str, kept: str) -> None:
    assert keep_used(given) == kept


def test_more_than_half_can_never_apply() -> None:
    assert len(keep_used(WHOLE)) < len(WHOLE) / 2


@pytest.mark.browser
@pytest.mark.parametrize("address", ["sv/om/", "sv/metod/", "sv/mal/exk-nojda-brukare/", "en/editors-guide/"])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_nothing_looks_different_for_it(chromium: Browser, served_site: str, address: str, media: str) -> None:
    looks = []
    for foundation in (WHOLE, keep_used(WHOLE)):
        page = chromium.new_page(viewport={"width": 1280, "height": 800}, bypass_csp=True)
        page.emulate_media(media="print" if media == "print" else "screen")
        page.goto(served_site + address)
        page.evaluate("document.querySelectorAll('link[rel=stylesheet]').forEach((link) => link.remove())")
        page.add_style_tag(content=foundation + "*, ::before, ::after { transition: none !important }")
        looks.append(page.evaluate(LOOKS))
        page.close()
    assert len(looks[0]) > 100
    assert looks[0] == looks[1]

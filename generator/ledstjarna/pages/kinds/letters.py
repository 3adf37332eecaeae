"""The goals from A to Z, as the language has it: on one page, or where they are many on one for each letter.

Then letters have pages also when no title begins so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledstjarna.derive.listing import in_pages
from ledstjarna.derive.site import Site
from ledstjarna.derive.summary import GoalSummary
from ledstjarna.model.alphabet import DIGITS, OTHERS, Letter, has_letter, has_own_pages
from ledstjarna.pages.choices import make_choices, scripts_for
from ledstjarna.pages.page import Page
from ledstjarna.pages.renderer import Renderer
from ledstjarna.words.shelves import shelve
from ledstjarna.words.voice import Voice


def letter_parts(renderer: Renderer, site: Site) -> Iterator[str]:
    """All letters; of many goals, then each. A letter with too many goals goes on in numbered pages below it."""
    yield ""
    if not has_own_pages(len(site.goals)):
        return
    for letter, goals in shelves_of(site, renderer.voice):
        yield from (f"{letter.id}/{number}" for number in range(1, len(in_pages(goals)) + 1))


def shelves_of(site: Site, voice: Voice) -> list[tuple[Letter, list[GoalSummary]]]:
    """All goals under the letters of a language."""
    return site.once("shelves", lambda: shelve(site.goals.values(), voice), voice.code)


def letters(renderer: Renderer, site: Site, part: str) -> Iterator[Page]:
    """A page of a letter, by the letter and its number; that of all letters without."""
    voice = renderer.voice
    shelves = shelves_of(site, voice)
    if part:
        id, _, number = part.partition("/")
        yield next(_letter(letter, goals, int(number), renderer) for letter, goals in shelves if letter.id == id)
        return
    title, about = voice._("Goals from A to Z"), voice._("Every goal, under the letter that its title begins with.")
    crumbs = renderer.crumbs("goals", voice._("Goals"))
    goals, has_pages = [goal for _, found in shelves for goal in found], has_own_pages(len(site.goals))
    choices = None if has_pages else make_choices(goals, voice, given="title")
    facts = {"heading": title, "shelves": shelves, "many": len(goals), "has_pages": has_pages, "choices": choices}
    yield renderer.listing("letters", "letters", title, about, crumbs=crumbs, current="goals", scripts=scripts_for(choices), **facts)


def _letter(letter: Letter, goals: Sequence[GoalSummary], number: int, renderer: Renderer) -> Page:
    voice, addresses = renderer.voice, renderer.addresses
    pages = in_pages(goals)
    here, title = pages[number - 1], _title(letter, voice)
    if len(pages) > 1:
        title = voice._("{title}, page {page} of {pages}", title=title, page=voice.number(number), pages=voice.number(len(pages)))

    def address(code: str) -> str:
        # What follows the first page here may be nothing there, since titles begin otherwise in another language.
        if code != voice.code and (number > 1 or not has_letter(code, letter.id)):
            return ""
        return addresses.part("letters", letter.id + (f"/{number}" if number > 1 else ""), code)

    choices = make_choices(here, voice, given="title", note=voice._("You are choosing among the goals on this page."))
    return renderer.page(
        "letter",
        address,
        title,
        f"{title}: {voice.n('{n} goal', '{n} goals', len(goals))}",
        crumbs=renderer.crumbs("letters", voice._("Goals from A to Z")),
        current="goals",
        scripts=scripts_for(choices),
        heading=title,
        letter=letter,
        goals=here,
        many=len(goals),
        number=number,
        pages=[_tell_page(index, page, voice) for index, page in enumerate(pages, start=1) if page],
        choices=choices,
    )


def _title(letter: Letter, voice: Voice) -> str:
    if letter.id == OTHERS:
        return voice._("Goals that begin with another sign")
    if letter.id == DIGITS:
        return voice._("Goals that begin with a digit")
    return voice._("Goals that begin with {letter}", letter=letter.shown)


def _tell_page(number: int, goals: Sequence[GoalSummary], voice: Voice) -> dict[str, str]:
    """Where it lies below the letter's first page, and the first and the last title on it."""
    first, last = (voice.told(goal.title) for goal in (goals[0], goals[-1]))
    return {"part": f"{number}/" if number > 1 else "", "first": first, "last": last}

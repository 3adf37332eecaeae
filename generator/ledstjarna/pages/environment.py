"""The theme folder and a language come in; a strict, escaping template environment with every component goes out."""

from __future__ import annotations

import datetime
import importlib.util
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
from markupsafe import Markup

from ledstjarna.derive.rounding import own_decimals
from ledstjarna.model.times import Period
from ledstjarna.pages import cards
from ledstjarna.pages.markdown import render_markdown
from ledstjarna.pages.signs import sign
from ledstjarna.pages.templates import Templates, call_quickly
from ledstjarna.problems import OutsideError
from ledstjarna.words import growth_rates, sources, statuses
from ledstjarna.words.mixed_text import MixedText
from ledstjarna.words.voice import Voice
from ledstjarna.words.without_measures import without_measures

MOST_PIECES = 5_000  # that are remembered of a component, in a language


@cache
def icon(name: str) -> Markup:
    """The drawing of one of Material's icons, which says nothing that the words beside it do not: whoever hears the page is spared it.

    Without the namespace, which HTML does not need, since there are many on a page.
    """
    found = importlib.util.find_spec("material")
    if found is None or not found.submodule_search_locations:
        raise OutsideError("theme_missing", folder="material")
    file = Path(next(iter(found.submodule_search_locations))) / "templates" / ".icons" / "material" / f"{name}.svg"
    drawing = file.read_text(encoding="utf-8").replace(' xmlns="http://www.w3.org/2000/svg"', ' aria-hidden="true"')
    return Markup(drawing)  # noqa: S704  # a file of Material's, named by our templates


def make_environment(theme: Path, voice: Voice) -> jinja2.Environment:
    """The environment of one language."""
    environment = Templates(theme, voice)
    environment.filters.update(_filters(voice))
    environment.globals.update(_=voice._, n=voice.n, lang=voice.code, card=cards.make_card_teller(voice))
    environment.globals.update(sign=sign, icon=icon, without_measures=lambda plan: without_measures(plan, voice))
    components = SimpleNamespace()
    environment.globals["ls"] = components
    environment.filters["named"] = lambda text: components.text(text).strip()  # the component `text`, quicker where rows are many
    load_components(environment, theme, components)
    _remember_pieces(components, voice)
    return environment


def load_components(environment: jinja2.Environment, theme: Path, components: SimpleNamespace) -> None:
    """Every component's macro under its folder's name; looked up when called, so components may call each other in any order."""
    for folder in sorted((theme / "components").iterdir()):
        if (folder / f"{folder.name}.html").is_file():
            template = environment.get_template(f"components/{folder.name}/{folder.name}.html")
            setattr(components, folder.name, call_quickly(getattr(template.module, folder.name)))


def _remember_pieces(components: SimpleNamespace, voice: Voice) -> None:
    """Draw what stands on many pages once: a component is nothing but what it is given, so the same text or tag is the same piece."""
    draw_tag, draw_tag_once = components.status_tag, lru_cache(MOST_PIECES)(components.status_tag)
    components.status_tag = lambda status, label, href="": (draw_tag if isinstance(label, MixedText) else draw_tag_once)(
        status, label, href
    )
    components.text = _remember(components.text, voice)
    components.prose = _remember(components.prose, voice)


def _remember(draw: Callable[[Any], Markup], voice: Voice) -> Callable[[Any], Markup]:
    """The same component, asked once for each text in the own language; what is in another, wholly or in part, is drawn each time."""
    code = voice.code

    @lru_cache(MOST_PIECES)
    def draw_once(text: str) -> Markup:
        return draw({code: text})

    def piece(value: Mapping[str, str] | str) -> Markup:
        own = value if isinstance(value, str) else value.get(code)
        return draw(value) if own is None or isinstance(own, MixedText) else draw_once(own)

    return piece


def _filters(voice: Voice) -> dict[str, Any]:
    return {
        "text": voice.text,
        "told": voice.told,
        "language": voice.language_name,
        "number": voice.number,
        "share": voice.share,
        "threshold": lambda share: voice.number(share, max(2, own_decimals(share))),
        "date": voice.date,
        "period": voice.period,
        "iso": _iso,
        "markdown": lambda text: Markup(render_markdown(text)),  # noqa: S704  # sanitised by nh3, used by the component `prose` alone
        "size": lambda size: sources.file_size(size, voice),
        "event_word": lambda kind: statuses.event_word(kind, voice),
        "named_document": lambda document: sources.named_document(document, voice),
        "named_source": lambda source: sources.named_source(source, voice),
        "teller": lambda source: sources.teller(source, voice),
        "fate_word": lambda fate: statuses.fate_word(fate, voice),
        "counted_word": lambda status: statuses.counted_word(status, voice),
        "method_name": lambda method: growth_rates.method_name(method, voice),
    }


def _iso(when: datetime.date | Period) -> str:
    return (when.end if isinstance(when, Period) else when).isoformat()

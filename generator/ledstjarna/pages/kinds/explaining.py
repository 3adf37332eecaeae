"""The site tree comes in; the method page goes out: how things are worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ledstjarna.derive.site import Site
from ledstjarna.derive.status_names import STANDINGS, standing_key
from ledstjarna.history.audit import audit_history
from ledstjarna.pages.page import Page
from ledstjarna.pages.renderer import Renderer
from ledstjarna.words.audit import audit_sentences
from ledstjarna.words.status_meanings import BESIDE, beside_meaning, beside_word, meaning_of
from ledstjarna.words.statuses import counted_word

_TYPED = re.compile(r"^```md\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def method(renderer: Renderer, site: Site) -> Iterator[Page]:
    """Every rule and threshold in force."""
    voice, history = renderer.voice, renderer.around.history
    title, about = voice._("How we work it out"), voice._("Every rule and limit behind the words on the site.")
    words = [(status, counted_word(status, voice), meaning_of(status, site, voice)) for status in STANDINGS]
    words += [(name, beside_word(name, voice), beside_meaning(name, voice)) for name in BESIDE]
    facts: dict[str, Any] = {
        "words": [(standing_key(name), name, word, meaning) for name, word, meaning in words],
        "with_list": len(STANDINGS),
        "as_of": site.as_of,
        "methods": site.methods(),
        "settings": renderer.settings,
        "limits": renderer.settings.thresholds,
        "recorded": audit_sentences(audit_history(history), history, voice),
        "recorded_bodies": [voice.told(site.agencies[id].record.name) for id in sorted(history.bodies or ()) if id in site.agencies],
        "is_recorded": history.absence is None,
    }
    yield renderer.listing("method", "method", title, about, **facts)

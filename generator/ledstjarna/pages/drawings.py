"""The body of a page comes in; it goes out with each icon's drawing written once, however often the icon is shown."""

from __future__ import annotations

import re
from collections import Counter

_DRAWING = re.compile(r'(<svg aria-hidden="true" viewBox="0 0 24 24">)<path (d="[^"]{40,}")/></svg>')
_TEMPLATE = re.compile(r"<template.*?</template>", re.DOTALL)


def write_drawings_once(body: str) -> str:
    """The first of several alike gets a name, and the others show that one; in a list of goals each icon stands twice a goal.

    Pages with an icon inside a template are left as they are: what is in one is not part of the page until a script makes it so.
    """
    many = Counter(drawing for _, drawing in _DRAWING.findall(body))
    if max(many.values(), default=0) < 2 or any(_DRAWING.search(template) for template in _TEMPLATE.findall(body)):
        return body
    names: dict[str, str] = {}

    def put(match: re.Match[str]) -> str:
        svg, drawing = match.groups()
        if many[drawing] == 1:
            return match[0]
        if drawing in names:
            return f'{svg}<use href="#{names[drawing]}"/></svg>'
        names[drawing] = f"i_{len(names) + 1}"  # no id of a record or of a heading has such a sign
        return f'{svg}<path id="{names[drawing]}" {drawing}/></svg>'

    return _DRAWING.sub(put, body)

"""The body of a page comes in; it goes out with each icon's drawing written once, however often the icon is shown."""

from __future__ import annotations

import re
from collections import Counter

_SVG = '<svg aria-hidden="true" viewBox="0 0 24 24">'
_DRAWING = re.compile(r'<path (d="[^"]{40,}")/></svg>')
_TEMPLATE = re.compile(r"<template.*?</template>", re.DOTALL)


def write_drawings_once(body: str) -> str:
    """The first of several alike gets a name, and the others show that one; in a list of goals each icon stands twice a goal.

    Pages with an icon inside a template are left as they are: what is in one is not part of the page until a script makes it so.
    """
    first, *parts = body.split(_SVG)
    drawn = [_DRAWING.match(part) for part in parts]
    many = Counter(match[1] for match in drawn if match)
    if max(many.values(), default=0) < 2 or _has_icon_in_template(body):
        return body
    names: dict[str, str] = {}
    written = [first]
    for part, match in zip(parts, drawn, strict=True):
        if match is None or many[match[1]] == 1:
            written.append(part)
        elif name := names.get(match[1]):
            written.append(f'<use href="#{name}"/></svg>{part[match.end() :]}')
        else:
            name = names[match[1]] = f"i_{len(names) + 1}"  # no id of a record or of a heading has such a sign
            written.append(f'<path id="{name}" {match[1]}/></svg>{part[match.end() :]}')
    return _SVG.join(written)


def _has_icon_in_template(body: str) -> bool:
    found = _TEMPLATE.findall(body) if "<template" in body else ()
    return any(_DRAWING.match(part) for template in found for part in template.split(_SVG)[1:])

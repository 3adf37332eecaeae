"""Material's stylesheet comes in; the part of it that a page without its header, drawer, search and scripts can use goes out.

It takes the stylesheet from 23 to 10 kB (gzip) and saves a request. Selectors are only left out, never rewritten, so what remains behaves
as before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# The parts of Material's page that ours has too; rules that ask for any other part never apply.
_PARTS = frozenset(["md-typeset", "md-grid", "md-icon"])
_CLASS = re.compile(r"\.(md-[a-z]+)")
# Signs of what scripts of Material's make, and of writing from right to left.
_OTHERS = re.compile(r"\[data-md-(?!color)|\.(?:tabbed|mermaid|giscus|posts|annotate)\b|\[dir=rtl\]")
_SIGN = re.compile(r"""[{};]|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'""", re.DOTALL)  # a sign in quotation marks is none
_NESTED = ("@media", "@supports")


def keep_used(styles: str) -> str:
    """The rules that can apply, in the same order; comments are left out."""
    text = re.sub(r"/\*.*?\*/", "", styles, flags=re.DOTALL)
    return "".join(_keep(text))


def _keep(text: str) -> Iterator[str]:
    for head, body in _rules(text):
        if body is None:
            yield head
        elif head.startswith(_NESTED):
            if inside := "".join(_keep(body)):
                yield f"{head}{{{inside}}}\n"
        elif selectors := _selectors(head):
            yield f"{selectors}{{{body}}}\n"


def _selectors(head: str) -> str:
    """Those of a rule's selectors that can apply; an at-rule such as ``@font-face`` stays as it is."""
    if head.startswith("@"):
        return head
    return ",".join(one for one in _split(head) if set(_CLASS.findall(one)) <= _PARTS and not _OTHERS.search(one))


def _split(head: str) -> list[str]:
    """Selectors between the commas that stand outside brackets and parentheses."""
    return re.split(r",(?![^()]*\)|[^\[\]]*\])", head)


def _rules(text: str) -> Iterator[tuple[str, str | None]]:
    """What stands before each brace, and what between it and its end; a statement such as ``@charset`` has no body."""
    depth, start, opened = 0, 0, 0
    for found in _SIGN.finditer(text):
        sign, index = found[0], found.start()
        if sign == "{":
            depth += 1
            opened = index if depth == 1 else opened
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield text[start:opened].strip(), text[opened + 1 : index]
                start = index + 1
        elif sign == ";" and depth == 0:
            yield text[start : index + 1].strip(), None
            start = index + 1

"""A value of the content comes in; how it is shown to its editor, or what is complained of it, goes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pydantic_core import PydanticCustomError

DASHES = "‐‑‒–—―⁃−﹣－"  # what word processors write for a hyphen, and mathematicians for minus
_HYPHENS = str.maketrans(DASHES, "-" * len(DASHES))


class Plain(str):
    """A YAML scalar written without quotes: only such a one can be a number, ``true`` or ``false``."""

    __slots__ = ()


def complain(code: str, **facts: object) -> PydanticCustomError:
    """A complaint that ``validate`` turns into a problem with this code; ``facts`` fill its words."""
    return PydanticCustomError(code, code, {name: str(fact) for name, fact in facts.items()})


def show(found: object) -> str:
    """What was found, in an editor's words."""
    if isinstance(found, Mapping):
        return "{" + ", ".join(str(key) for key in found) + "}"
    if isinstance(found, list):
        return "[" + ", ".join(show(item) for item in found[:3]) + (", …]" if len(found) > 3 else "]")
    return "" if found is None else str(found)


def read_scalar(found: object, code: str) -> str:
    """The text of a scalar; anything else is a complaint with this code."""
    if not isinstance(found, str):
        raise complain(code, found=show(found))
    return found


def can_read(read: Callable[[object], object], text: str) -> bool:
    """Whether a reader takes a text."""
    try:
        read(text)
    except PydanticCustomError:
        return False
    return True


def straighten(text: str) -> str:
    """A text with every dash as the hyphen that it was meant to be, where it is not running text."""
    return text if text.isascii() else text.translate(_HYPHENS)


def complain_of_word(code: str, read: Callable[[object], object], found: str, **facts: object) -> PydanticCustomError:
    """The complaint with this code; where ``read`` takes the word once its dashes are hyphens, one that says so."""
    write = straighten(found)
    if write == found or not can_read(read, Plain(write)):
        return complain(code, found=found, **facts)
    return complain("wrong_dash", found=found, sign=next(sign for sign in found if sign in DASHES), write=write)

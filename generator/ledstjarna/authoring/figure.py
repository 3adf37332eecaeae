"""A figure as somebody types it comes in; the field of an outcome's row goes out, or how to write it."""

from __future__ import annotations

from pydantic_core import PydanticCustomError

from ledstjarna.model.complaints import Plain
from ledstjarna.model.typed_numbers import propose_numbers
from ledstjarna.model.values import read_number
from ledstjarna.problems import OutsideError

WITHHELD = {"withheld": "small_numbers", "fewer-than-5": "fewer_than_5"}
DONE = {"done": "true", "not-done": "false"}


def read_figure(text: str, *, done_by: bool, measured: bool, indicator: str) -> str:
    """``value: 85.5``, ``done: true`` or ``withheld: small_numbers``; OutsideError where it is something else."""
    word = text.lower().replace("_", "-")
    if word in WITHHELD:
        return f"withheld: {WITHHELD[word]}"
    if word in DONE:
        if measured and not done_by:
            raise OutsideError("new_value_not_done", found=text, indicator=indicator)
        return f"done: {DONE[word]}"
    if done_by:
        raise OutsideError("new_value_done", found=text, indicator=indicator)
    try:
        read_number(Plain(text))
    except PydanticCustomError as error:
        if error.type == "number_too_long":
            raise OutsideError(error.type, at="VALUE", **(error.context or {})) from error
        _explain(text)
    return f"value: {text}"


def _explain(text: str) -> None:
    match propose_numbers(text):
        case []:
            raise OutsideError("new_value_none", found=text)
        case [number]:
            raise OutsideError("new_value", found=text, number=number)
        case [thousands, decimals, *_]:
            raise OutsideError("new_value_which", found=text, thousands=thousands, decimals=decimals)

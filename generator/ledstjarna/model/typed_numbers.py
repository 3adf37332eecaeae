"""A number as somebody typed it comes in; how it should be written goes out, or a complaint that says how."""

from __future__ import annotations

import re
import unicodedata

from pydantic_core import PydanticCustomError

from ledstjarna.model.complaints import DASHES, complain, straighten

NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?\Z")
# A number as people write it: signs, digits and separators, then a unit or nothing.
_TYPED = re.compile(r"([-+]?[\d.,]*\d)[^\d]*\Z")
_LONGEST = 80
LONGEST_NUMBER = 20


def propose_numbers(text: str) -> list[str]:
    """The numbers that may be meant, as they should be written; none where no number can be seen.

    Two where a comma may be a decimal one or stand between thousands: first without it, then with a point.
    """
    typed = _TYPED.match(straighten(unicodedata.normalize("NFKC", re.sub(r"[\s'’]", "", text[:_LONGEST]))))
    if not typed or len(text) > _LONGEST:
        return []
    digits = typed[1]
    commas, points = digits.count(","), digits.count(".")
    if commas and points:
        thousands, decimal = (",", ".") if digits.rfind(".") > digits.rfind(",") else (".", ",")
        proposals = [digits.replace(thousands, "").replace(decimal, ".")]
    elif commas == 1 and re.fullmatch(r"[-+]?[1-9]\d{0,2},\d{3}", digits):
        proposals = [digits.replace(",", ""), digits.replace(",", ".")]
    elif commas == 1:
        proposals = [digits.replace(",", ".")]
    else:
        proposals = [digits.replace(",", "") if points < 2 else digits.replace(".", "")]
    return [number for number in proposals if NUMBER.match(number) and len(number) <= LONGEST_NUMBER]


def complain_of_number(found: str) -> PydanticCustomError:
    """What is wrong with the way in which a number is written, and how to write it."""
    sign = next((sign for sign in found.strip()[:1] if sign in DASHES), None)
    match propose_numbers(found):
        case [number, *_] if sign:
            return complain("number_minus", found=found, sign=sign, write=number)
        case [number]:
            return complain("number_typed", found=found, write=number)
        case [thousands, decimals]:
            return complain("number_which", found=found, thousands=thousands, decimals=decimals)
    return complain("number", found=found)

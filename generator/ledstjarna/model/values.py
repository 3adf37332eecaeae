"""Text of a YAML scalar comes in, a typed value goes out, or a complaint named by a code of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, PlainValidator, Tag, ValidationInfo, model_validator

from ledstjarna.model.complaints import Plain, complain, complain_of_word, read_scalar, show
from ledstjarna.model.hosts import find_disguise
from ledstjarna.model.links import RAW_HTML, complain_of_host, find_bad_links, read_url
from ledstjarna.model.typed_numbers import LONGEST_NUMBER, NUMBER, complain_of_number


class Record(BaseModel):
    """What every record has in common: it never changes, and it refuses keys it does not know.

    A list or a group that is begun and left empty (``targets:`` and nothing more) is as good as not written.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _pass_over_empty_collections(cls, found: Any) -> Any:
        if isinstance(found, dict) and None in found.values():
            fields = {info.alias or name: info.default for name, info in cls.model_fields.items()}
            return {key: value for key, value in found.items() if value is not None or not isinstance(fields.get(key), list | dict)}
        return found


LONGEST_TEXT = 5_000
LARGEST_POWER = 15
RESERVED_IDS = frozenset(["index", "con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))])

_ID = re.compile(r"[a-z0-9-]{1,64}\Z")
_WHOLE = re.compile(r"[0-9]{1,15}\Z")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}\Z")


# --- words -----------------------------------------------------------------------------------------------------------


def read_reader_text(found: object) -> str:
    """Text for readers: Markdown at most, never raw HTML, pictures or links that run something."""
    text = str(read_scalar(found, "text"))
    if not text.strip():
        raise complain("text_empty")
    if len(text) > LONGEST_TEXT:
        raise complain("text_too_long", length=len(text), longest=LONGEST_TEXT)
    if "<" in text and (tag := RAW_HTML.search(text)):
        raise complain("raw_html", found=tag.group())
    if "![" in text:
        raise complain("picture_in_text")
    if "](" in text or "]:" in text or "<" in text:
        for _, complaint in find_bad_links(text):
            raise complaint
    return text


def read_language(found: object, info: ValidationInfo) -> str:
    """A language of the site."""
    languages = (info.context or {}).get("languages", ("sv", "en"))
    if found not in languages:
        raise complain("language", found=show(found), expected=", ".join(languages))
    return str(found)


def _mapping_of_text(found: object) -> object:
    """A text in each language."""
    if isinstance(found, str) or not isinstance(found, Mapping):
        raise complain("text_per_language", found=show(found))
    if not found:
        raise complain("text_empty")
    return found


def read_word(found: object) -> str:
    """A short text that is the same in every language, such as a document's number."""
    word = read_reader_text(found)
    if len(word) > 300:
        raise complain("text_too_long", length=len(word), longest=300)
    return word


Language = Annotated[str, BeforeValidator(read_language)]
ReaderText = Annotated[str, PlainValidator(read_reader_text)]
Word = Annotated[str, PlainValidator(read_word)]
Text = Annotated[dict[Language, ReaderText], BeforeValidator(_mapping_of_text)]


# The tags of a choice between two shapes begin with a sign that no key of the content can have; ``validate`` drops them.
Name = Annotated[
    Annotated[Word, Tag("\0word")] | Annotated[Text, Tag("\0text")],
    Discriminator(lambda found: "\0word" if isinstance(found, str) else "\0text"),
]


def read_id(found: object) -> str:
    """An id: a–z, 0–9 and hyphens, at most 64 characters, and no name that a computer keeps for itself."""
    word = str(read_scalar(found, "id"))
    if not _ID.match(word):
        raise complain_of_word("id", read_id, word)
    if word in RESERVED_IDS:
        raise complain("id_reserved", found=word)
    return word


def read_email(found: object) -> str:
    """An e-mail address."""
    address = str(read_scalar(found, "email"))
    if not _EMAIL.match(address):
        raise complain("email", found=address)
    if sign := find_disguise(address.rpartition("@")[2]):
        raise complain_of_host(address, sign)
    return address


Id = Annotated[str, PlainValidator(read_id)]
Url = Annotated[str, PlainValidator(read_url)]
Email = Annotated[str, PlainValidator(read_email)]


# --- numbers ---------------------------------------------------------------------------------------------------------


def read_number(found: object) -> Decimal:
    """An exact decimal, read from its text; at most 20 significant digits, and neither huge nor tiny."""
    if not isinstance(found, Plain):
        raise complain("number_in_quotes" if isinstance(found, str) and NUMBER.match(found) else "number", found=show(found))
    if not NUMBER.match(found):
        raise complain_of_number(found)
    if len(found) > 40:
        raise complain("number_too_long", found=found, longest=LONGEST_NUMBER)
    number = Decimal(found)
    if len(number.normalize().as_tuple().digits) > LONGEST_NUMBER or (number and abs(number.adjusted()) > LARGEST_POWER):
        raise complain("number_too_long", found=found, longest=LONGEST_NUMBER)
    return number


def read_whole(found: object) -> int:
    """A whole number that is not negative."""
    if not isinstance(found, Plain) or not _WHOLE.match(found):
        raise complain("whole_number", found=show(found))
    return int(found)


def read_count(found: object) -> int:
    """A whole number from 1 up."""
    if not isinstance(found, Plain) or not _WHOLE.match(found) or int(found) < 1:
        raise complain("count", found=show(found))
    return int(found)


def read_truth(found: object) -> bool:
    """``true`` or ``false``."""
    if isinstance(found, Plain) and found.lower() in ("true", "false"):
        return found.lower() == "true"
    raise complain("true_or_false", found=show(found))


def read_decimals(found: object) -> int:
    """How many decimals are shown: 0 to 6."""
    if not isinstance(found, Plain) or not _WHOLE.match(found) or int(found) > 6:
        raise complain("decimals", found=show(found))
    return int(found)


def _two_numbers(found: object) -> object:
    if not isinstance(found, list) or len(found) != 2:
        raise complain("interval", found=show(found))
    return found


Number = Annotated[Decimal, PlainValidator(read_number)]
Whole = Annotated[int, PlainValidator(read_whole)]
Count = Annotated[int, PlainValidator(read_count)]
Decimals = Annotated[int, PlainValidator(read_decimals)]
Interval = Annotated[tuple[Number, Number], BeforeValidator(_two_numbers)]
Truth = Annotated[bool, PlainValidator(read_truth)]


# --- choices ---------------------------------------------------------------------------------------------------------


def one_of(*words: str) -> Any:
    """A validator that takes one of ``words`` and suggests them otherwise."""

    def read_choice(found: object) -> str:
        if isinstance(found, str) and found not in words:
            raise complain_of_word("choice", read_choice, found, expected=", ".join(words))
        if not isinstance(found, str):
            raise complain("choice", found=show(found), expected=", ".join(words))
        return str(found)

    return PlainValidator(read_choice, json_schema_input_type=str)


RHYTHMS = ("month", "quarter", "tertial", "8-months", "half-year", "year", "survey")
METHODS = ("linear-1", "cagr-openSDG-2.4", "eurostat-sdg")


class EveryNth(Record):
    """A rhythm of its own: every second year, say."""

    every: Count = Field(description="How many of the unit pass between two measurements.")
    unit: Annotated[str, one_of("month", "quarter", "tertial", "half-year", "year", "survey")] = Field(
        description="The unit that is counted."
    )


RhythmName = Annotated[str, one_of(*RHYTHMS)]
Rhythm = Annotated[
    Annotated[EveryNth, Tag("\0every")] | Annotated[RhythmName, Tag("\0name")],
    Discriminator(lambda found: "\0every" if isinstance(found, Mapping) else "\0name"),
]
Method = Annotated[str, one_of(*METHODS)]

UNITS = ("percent", "count", "SEK", "kSEK", "MSEK", "days", "index")


UnitName = Annotated[str, one_of(*UNITS)]
Unit = Annotated[
    Annotated[UnitName, Tag("\0name")] | Annotated[Text, Tag("\0text")],
    Discriminator(lambda found: "\0name" if isinstance(found, str) else "\0text"),
]

"""Text of a YAML scalar comes in, a typed value goes out, or a complaint named by a code of the catalogue."""

import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    Tag,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

from ledstjarna.model.complaints import DASHES, Plain, complain, complain_of_word, read_scalar, show, straighten
from ledstjarna.model.hosts import find_disguise
from ledstjarna.model.ids import RESERVED_IDS, show_id
from ledstjarna.model.links import LONGEST_URL, RAW_HTML, RAW_HTML_BEGINS, URL_PATTERN, complain_of_host, find_bad_links, read_url
from ledstjarna.model.reading import ReadAround, ReadBy
from ledstjarna.model.typed_numbers import LONGEST_NUMBER, NUMBER, complain_of_number


class _EmptyList(list[Any]):
    """What pydantic does not copy, since it can be a key: a list that nobody adds to."""

    __hash__ = object.__hash__  # type: ignore[assignment]


class _EmptyGroup(dict[str, Any]):
    """The same of a group."""

    __hash__ = object.__hash__  # type: ignore[assignment]


_EMPTY: dict[type, Any] = {list: _EmptyList(), dict: _EmptyGroup()}


class Record(BaseModel):
    """What every record has in common: it never changes, and it refuses keys it does not know.

    A list or a group that is begun and left empty (``targets:`` and nothing more) is as good as not written.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: object) -> None:
        """An empty list or group that is not written is the same one in every record; else pydantic would copy it for each."""
        for info in cls.model_fields.values():
            if info.default.__class__ in _EMPTY and not info.default:
                info.default = _EMPTY[info.default.__class__]

    @model_validator(mode="before")
    @classmethod
    def _pass_over_empty_collections(cls, found: Any) -> Any:
        if isinstance(found, dict) and None in found.values():
            fields = {info.alias or name: info.default for name, info in cls.model_fields.items()}
            return {key: value for key, value in found.items() if value is not None or not isinstance(fields.get(key), list | dict)}
        return found


LONGEST_TEXT, LONGEST_WORD = 5_000, 300
LARGEST_POWER = 15

_ID = re.compile(r"[a-z0-9-]{1,64}\Z")
_WHOLE = re.compile(r"[0-9]{1,15}\Z")
_ORDINARY = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?\Z")  # a number with nothing odd about it
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


def _languages(info: ValidationInfo) -> Collection[str]:
    """The languages of the site."""
    languages: Collection[str] = (info.context or {}).get("languages", ("sv", "en"))
    return languages


def read_language(found: object, info: ValidationInfo) -> str:
    """A language of the site."""
    languages = _languages(info)
    if found not in languages:
        raise complain("language", found=show(found), expected=", ".join(languages))
    return str(found)


def _read_text(found: object, explain: ValidatorFunctionWrapHandler, info: ValidationInfo) -> object:
    """A text in each language. One that is in order, as nearly all are, is read here; ``explain`` says where another is wrong."""
    if not isinstance(found, dict):
        raise complain("text_per_language", found=show(found))
    if not found:
        raise complain("text_empty")
    is_known = all(map(_languages(info).__contains__, found))
    try:
        return {code: read_reader_text(text) for code, text in found.items()} if is_known else explain(found)
    except PydanticCustomError:
        return explain(found)


def read_word(found: object) -> str:
    """A short text that is the same in every language, such as a document's number."""
    word = read_reader_text(found)
    if len(word) > LONGEST_WORD:
        raise complain("text_too_long", length=len(word), longest=LONGEST_WORD)
    return word


# What JSON Schema can say of a text: signs without quotes may be a number or true to other programs, and are a text to us.
_TEXT: dict[str, Any] = {
    "type": ["string", "number", "boolean"],
    "pattern": r"\S",
    "maxLength": LONGEST_TEXT,
    "not": {"type": "string", "pattern": RAW_HTML_BEGINS + r"|!\["},
}

Language = Annotated[str, BeforeValidator(read_language), WithJsonSchema({"type": "string", "format": "language"})]
ReaderText = Annotated[str, ReadBy(read_reader_text), WithJsonSchema(_TEXT)]
Word = Annotated[str, ReadBy(read_word), WithJsonSchema({**_TEXT, "maxLength": LONGEST_WORD})]
Text = Annotated[dict[Language, ReaderText], ReadAround(_read_text)]


# The tags of a choice between two shapes begin with a sign that no key of the content can have; ``validate`` drops them.
Name = Annotated[
    Annotated[Word, Tag("\0word")] | Annotated[Text, Tag("\0text")],
    Discriminator(lambda found: "\0word" if isinstance(found, str) else "\0text"),
]


def read_id(found: object) -> str:
    """An id: a–z, 0–9 and hyphens, at most 64 characters, and no name that a computer keeps for itself."""
    word = show(found)
    if not isinstance(found, str) or not _ID.match(word):
        raise complain_of_word("id", read_id, word, write=show_id(word))
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


_EMAIL_PATTERN = "^" + _EMAIL.pattern.removesuffix(r"\Z") + "$"
_ID_SCHEMA: dict[str, Any] = {
    "type": ["string", "integer"],
    "pattern": "^[a-z0-9-]{1,64}$",
    "minimum": 0,
    "not": {"enum": sorted(RESERVED_IDS)},
}

Id = Annotated[str, ReadBy(read_id), WithJsonSchema(_ID_SCHEMA)]
Url = Annotated[str, ReadBy(read_url), WithJsonSchema({"type": "string", "pattern": URL_PATTERN, "maxLength": LONGEST_URL})]
Email = Annotated[str, ReadBy(read_email), WithJsonSchema({"type": "string", "format": "email", "pattern": _EMAIL_PATTERN})]


# --- numbers ---------------------------------------------------------------------------------------------------------


def read_number(found: object) -> Decimal:
    """An exact decimal, read from its text; at most 20 significant digits, and neither huge nor tiny."""
    if isinstance(found, Plain) and _ORDINARY.match(found):
        return Decimal(found)
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


_BEYOND = 10 ** (LARGEST_POWER + 1)
_LARGEST_WHOLE = 10**15 - 1

Number = Annotated[
    Decimal,
    ReadBy(read_number),
    WithJsonSchema({"type": "number", "exclusiveMinimum": -_BEYOND, "exclusiveMaximum": _BEYOND}),
]
Whole = Annotated[int, ReadBy(read_whole), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": _LARGEST_WHOLE})]
Count = Annotated[int, ReadBy(read_count), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": _LARGEST_WHOLE})]
Decimals = Annotated[int, ReadBy(read_decimals), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 6})]
Interval = Annotated[tuple[Number, Number], BeforeValidator(_two_numbers)]
Truth = Annotated[bool, ReadBy(read_truth), WithJsonSchema({"type": "boolean"})]


# --- choices ---------------------------------------------------------------------------------------------------------


class Choice:
    """One of the words of a ``Literal``: ``Annotated[Literal["up", "down"], CHOICE]``; ``complain_of_choice`` explains anything else."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """A word is looked up without a call of ours, since there are many of them."""
        return core_schema.custom_error_schema(
            handler(source), custom_error_type="choice", custom_error_message="choice", custom_error_context={"expected": get_args(source)}
        )


CHOICE = Choice()


def complain_of_choice(found: object, words: tuple[str, ...]) -> PydanticCustomError:
    """The complaint about a word that is none of ``words``; where it is one of them but for its dashes, one that says so."""
    if isinstance(found, str) and (write := straighten(found)) != found and write in words:
        return complain("wrong_dash", found=found, sign=next(sign for sign in found if sign in DASHES), write=write)
    return complain("choice", found=show(found), expected=", ".join(words))


RhythmName = Annotated[Literal["month", "quarter", "tertial", "8-months", "half-year", "year", "survey"], CHOICE]
Method = Annotated[Literal["linear-1", "cagr-openSDG-2.4", "eurostat-sdg"], CHOICE]
UnitName = Annotated[Literal["percent", "count", "SEK", "kSEK", "MSEK", "days", "index"], CHOICE]


def words_of(choice: Any) -> tuple[str, ...]:
    """The words that can be chosen."""
    return get_args(get_args(choice)[0])


RHYTHMS, METHODS, UNITS = words_of(RhythmName), words_of(Method), words_of(UnitName)


class EveryNth(Record):
    """A rhythm of its own: every second year, say."""

    every: Count = Field(description="How many of the unit pass between two measurements.")
    unit: Annotated[Literal["month", "quarter", "tertial", "half-year", "year", "survey"], CHOICE] = Field(
        description="The unit that is counted."
    )


Rhythm = Annotated[
    Annotated[EveryNth, Tag("\0every")] | Annotated[RhythmName, Tag("\0name")],
    Discriminator(lambda found: "\0every" if isinstance(found, Mapping) else "\0name"),
]
Unit = Annotated[
    Annotated[UnitName, Tag("\0name")] | Annotated[Text, Tag("\0text")],
    Discriminator(lambda found: "\0name" if isinstance(found, str) else "\0text"),
]

"""Text of a YAML scalar comes in, a typed value goes out, or a complaint named by a code of the catalogue."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, PlainValidator, Tag, ValidationInfo, model_validator

from generator.model.complaints import complain, read_scalar, show
from generator.model.links import RAW_HTML, find_bad_links, read_url


class Plain(str):
    """A YAML scalar written without quotes: only such a one can be a number, ``true`` or ``false``."""

    __slots__ = ()


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
LONGEST_NUMBER = 20
LARGEST_POWER = 15
FIRST_YEAR, LAST_YEAR = 1700, 2299
RESERVED_IDS = frozenset(
    ["index", "con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))]
)

_ID = re.compile(r"[a-z0-9-]{1,64}\Z")
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?\Z")
_WHOLE = re.compile(r"[0-9]{1,15}\Z")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_PERIOD = re.compile(r"([0-9]{4})(?:-(?:H([12])|Q([1-4])|T([1-3])|([0-9]{2})(?:-([0-9]{2}))?))?\Z")
_MONTH_DAY = re.compile(r"([0-9]{2})-([0-9]{2})\Z")
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


def _mapping_of_text(found: object, info: ValidationInfo) -> object:
    """A text in each language; those that lack one are counted in the context's ``missing``, if it has any."""
    if isinstance(found, str) or not isinstance(found, Mapping):
        raise complain("text_per_language", found=show(found))
    if not found:
        raise complain("text_empty")
    context = info.context or {}
    if "missing" in context:
        context["missing"].update(code for code in context["languages"] if code not in found)
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
        raise complain("id", found=word)
    if word in RESERVED_IDS:
        raise complain("id_reserved", found=word)
    return word


def read_email(found: object) -> str:
    """An e-mail address."""
    address = str(read_scalar(found, "email"))
    if not _EMAIL.match(address):
        raise complain("email", found=address)
    return address


Id = Annotated[str, PlainValidator(read_id)]
Url = Annotated[str, PlainValidator(read_url)]
Email = Annotated[str, PlainValidator(read_email)]


# --- numbers ---------------------------------------------------------------------------------------------------------


def read_number(found: object) -> Decimal:
    """An exact decimal, read from its text; at most 20 significant digits, and neither huge nor tiny."""
    if not isinstance(found, Plain):
        raise complain("number_in_quotes" if isinstance(found, str) and _NUMBER.match(found) else "number", found=show(found))
    if not _NUMBER.match(found):
        raise complain("number", found=found)
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


# --- time ------------------------------------------------------------------------------------------------------------


def _make_date(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_date(found: object) -> datetime.date:
    """A day, written year-month-day."""
    text = read_scalar(found, "date")
    match = _DATE.match(text)
    date = _make_date(*match.groups()) if match else None
    if date is None:
        raise complain("date", found=text)
    _check_year(date.year, text)
    return date


def _check_year(year: int, text: str) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise complain("year", found=text, first=FIRST_YEAR, last=LAST_YEAR)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as it was written; its date is its last day. ``kind``: year half quarter tertial month day range."""

    text: str
    kind: str
    start: datetime.date
    end: datetime.date

    @property
    def days(self) -> int:
        """How many days long, both ends counted."""
        return (self.end - self.start).days + 1

    @property
    def key(self) -> tuple[datetime.date, datetime.date]:
        """Equal for the same stretch, however it was written."""
        return (self.start, self.end)

    def __str__(self) -> str:
        return self.text


def _read_months(year: int, first: int, last: int, text: str, kind: str) -> Period:
    end = datetime.date(year, last, calendar.monthrange(year, last)[1])
    return Period(text, kind, datetime.date(year, first, 1), end)


def _read_simple_period(text: str) -> Period | None:
    match = _PERIOD.match(text)
    if not match or match[1] == "0000":
        return None
    year, half, quarter, tertial, month, day = (int(part) if part else 0 for part in match.groups())
    _check_year(year, text)
    if day:
        date = _make_date(match[1], match[5], match[6])
        return Period(text, "day", date, date) if date else None
    for part, months, kind in ((half, 6, "half"), (quarter, 3, "quarter"), (tertial, 4, "tertial")):
        if part:
            return _read_months(year, (part - 1) * months + 1, part * months, text, kind)
    if match[6] is not None or (match[5] is not None and not 1 <= month <= 12):
        return None
    return _read_months(year, month or 1, month or 12, text, "month" if month else "year")


def read_period(found: object) -> Period:
    """A period: 2023, 2023-H1, 2023-Q2, 2023-T2, 2023-05, 2023-05-14 or 2023-01/2023-08."""
    text = str(read_scalar(found, "period"))
    if "/" not in text:
        period = _read_simple_period(text)
    else:
        first, last = (_read_simple_period(part) for part in text.split("/", 1))
        period = Period(text, "range", first.start, last.end) if first and last else None
        if period and period.start > period.end:
            raise complain("period_backwards", found=text)
    if period is None:
        raise complain("period", found=text)
    return period


def read_due(found: object) -> str | int:
    """When something is due: a day of the year (month-day) or a number of days after the period."""
    if isinstance(found, Plain) and _WHOLE.match(found) and int(found) <= 3_660:
        return int(found)
    match = _MONTH_DAY.match(found) if isinstance(found, str) else None
    if not match or not _make_date("2023", *match.groups()):
        raise complain("due", found=show(found))
    return str(found)


Date = Annotated[datetime.date, PlainValidator(read_date)]
PeriodValue = Annotated[Period, PlainValidator(read_period)]
Due = Annotated[str | int, PlainValidator(read_due)]


# --- choices ---------------------------------------------------------------------------------------------------------


def one_of(*words: str) -> Any:
    """A validator that takes one of ``words`` and suggests them otherwise."""

    def read_choice(found: object) -> str:
        if not isinstance(found, str) or found not in words:
            raise complain("choice", found=show(found), expected=", ".join(words))
        return str(found)

    return PlainValidator(read_choice, json_schema_input_type=str)


RHYTHMS = ("month", "quarter", "tertial", "8-months", "half-year", "year", "survey")
METHODS = ("linear-1",)


class EveryNth(Record):
    """A rhythm of its own: every second year, say."""

    every: Count = Field(description="How many of the unit pass between two measurements.")
    unit: Annotated[str, one_of("month", "quarter", "tertial", "half-year", "year")] = Field(description="The unit that is counted.")


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

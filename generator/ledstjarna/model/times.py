"""Text of a day, a period or a due date comes in; a typed value goes out, or a complaint named by a code of the catalogue."""

from __future__ import annotations

import calendar
import datetime
import functools
import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import WithJsonSchema
from pydantic_core import PydanticCustomError

from ledstjarna.model.complaints import Plain, can_read, complain, complain_of_word, read_scalar, show, straighten
from ledstjarna.model.reading import ReadBy

FIRST_YEAR, LAST_YEAR = 1700, 2299

_WHOLE = re.compile(r"[0-9]{1,15}\Z")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
# Days as others write them; a day that comes first may be a month to others, unless it is too high for that.
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})([-/. ]?)(?P<month>[0-9]{2}|(?<=[-/. ])[0-9])\2(?P<day>[0-9]{2}|(?<=[-/. ])[0-9])\Z")
_DAY_FIRST = re.compile(r"(?P<day>[0-9]{2})[-/. ](?P<month>[0-9]{1,2})[-/. ](?P<year>[0-9]{4})\Z")
_MONTHS = 12
_PERIOD = re.compile(r"([0-9]{4})(?:-(?:H([12])|Q([1-4])|T([1-3])|([0-9]{2})(?:-([0-9]{2}))?))?\Z")
_YEARS = re.compile(r"([0-9]{4})[-/]([0-9]{4}|[0-9]{2})\Z")  # 2024-2026, 2024/25
_PARTS = re.compile(r"([0-9]{4}-(?:[HQT][1-4]|[0-9]{2}(?:-[0-9]{2})?))-([0-9]{4}-(?:[HQT][1-4]|[0-9]{2}(?:-[0-9]{2})?))\Z")
_MONTH_DAY = re.compile(r"([0-9]{2})-([0-9]{2})\Z")


# The same days and periods stand in a site many times: each is read once.
@functools.lru_cache(maxsize=4_096)
def _make_date(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_date(found: object) -> datetime.date:
    """A day, written year-month-day."""
    text = show(found)
    match = _DATE.match(text) if isinstance(found, str) else None
    date = _make_date(*match.groups()) if match else None
    if date is None:
        raise complain_of_word("date", read_date, text, write=_propose_date(text) or "2030-12-31")
    _check_year(date.year, text)
    return date


def _propose_date(text: str) -> str | None:
    """The day that was meant where it was written in another way that can mean but one; None where it may be any."""
    if match := _YEAR_FIRST.match(text):
        date = _make_date(match["year"], match["month"].zfill(2), match["day"].zfill(2))
    elif (match := _DAY_FIRST.match(text)) and int(match["day"]) > _MONTHS:
        date = _make_date(match["year"], match["month"].zfill(2), match["day"])
    else:
        return None
    return date.isoformat() if date else None


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


class RoughDate(datetime.date):
    """A month or a year, of something whose day is not known: it orders as its last day and is told as it was written.

    ``period`` is that month or year. What is worked out from it (a day later, say) is an ordinary day and has none.
    """

    period: Period | None = None

    @classmethod
    def make(cls, period: Period) -> RoughDate:
        """The date of a month's or a year's period."""
        made = cls(period.end.year, period.end.month, period.end.day)
        made.period = period
        return made

    def __reduce__(self) -> tuple[object, ...]:
        """What pickles it: its period too, which a date's own way would lose."""
        day = (self.year, self.month, self.day)
        return (RoughDate, day, {"period": self.period}) if self.period else (datetime.date, day)

    def __repr__(self) -> str:
        """A month is another date than its last day."""
        return f"{super().__repr__()[:-1]}, {self.period!r})" if self.period else super().__repr__()

    def isoformat(self) -> str:
        """As it was written: ``2019-05``, ``2019``."""
        return self.period.text if self.period else super().isoformat()

    __str__ = isoformat


def rough_period(date: datetime.date) -> Period | None:
    """The month or the year that a rough date is; None of a day."""
    return date.period if isinstance(date, RoughDate) else None


def date_parts(date: datetime.date) -> tuple[int, ...]:
    """Year, month and day, as far as they are known."""
    period = rough_period(date)
    known = 3 if period is None else 1 if period.kind == "year" else 2
    return (date.year, date.month, date.day)[:known]


def first_day(date: datetime.date) -> datetime.date:
    """The first day that something can have happened on: that of a rough date's period, else the day itself."""
    period = rough_period(date)
    return period.start if period else date


def _read_months(year: int, first: int, last: int, text: str, kind: str) -> Period:
    end = datetime.date(year, last, calendar.monthrange(year, last)[1])
    return Period(text, kind, datetime.date(year, first, 1), end)


def make_months(year: int, first: int, last: int, kind: str) -> Period:
    """The period from the beginning of one month of a year to the end of another, under the name that its kind has."""
    text = {
        "year": f"{year}",
        "half": f"{year}-H{last // 6}",
        "quarter": f"{year}-Q{last // 3}",
        "tertial": f"{year}-T{last // 4}",
        "month": f"{year}-{last:02}",
    }.get(kind) or f"{year}-{first:02}/{year}-{last:02}"
    return _read_months(year, first, last, text, kind)


@functools.lru_cache(maxsize=4_096)
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
        raise _complain_of_period(text)
    return period


def _complain_of_period(text: str) -> PydanticCustomError:
    """What is wrong with a period; where it is two years or two dates with something else than a stroke between, how to write it."""
    plain = straighten(re.sub(r"\s+", "", text))
    years, parts = _YEARS.match(plain), _PARTS.match(plain)
    if years:
        first, last = int(years[1]), int(years[2] if len(years[2]) == 4 else years[1][:2] + years[2])
        if last == first + 1:
            return _complain_of_two_years(text, first, last)
        if last > first:
            return complain("period_dash", found=text, write=f"{first}-01/{last}-12")
    if parts and can_read(read_period, write := f"{parts[1]}/{parts[2]}"):
        return complain("period_dash", found=text, write=write)
    return complain_of_word("period", read_period, text)


def _complain_of_two_years(text: str, first: int, last: int) -> PydanticCustomError:
    return complain("two_years", found=text, school=f"{first}-07/{last}-06", calendar=f"{first}-01/{last}-12")


def read_figure_period(found: object) -> Period:
    """The period of a figure or a target: as any other, but two consecutive years are written out by the month.

    ``2024/2025`` is a school year to some and two calendar years to others, and the figure would be taken for the wrong one.
    """
    period = read_period(found)
    if period.kind == "range" and len(period.text) == 9 and period.end.year == period.start.year + 1:
        raise _complain_of_two_years(period.text, period.start.year, period.end.year)
    return period


def read_rough_date(found: object) -> datetime.date:
    """A day, or the month or the year where the day is not known: 2019-05-14, 2019-05 or 2019."""
    text = str(read_scalar(found, "rough_date"))
    period = _read_simple_period(text)
    if period is None or period.kind not in ("day", "month", "year"):
        raise complain_of_word("rough_date", read_rough_date, text)
    return period.end if period.kind == "day" else RoughDate.make(period)


def read_due(found: object) -> str | int:
    """When something is due: a day of the year (month-day) or a number of days after the period."""
    if isinstance(found, Plain) and _WHOLE.match(found) and int(found) <= 3_660:
        return int(found)
    match = _MONTH_DAY.match(found) if isinstance(found, str) else None
    if match and _make_date("2023", *match.groups()):
        return str(found)
    raise complain_of_word("due", read_due, found) if isinstance(found, str) else complain("due", found=show(found))


# What JSON Schema can say of them. A year without quotes is a number to every reader of YAML but ours.
_YEAR = "(?:1[7-9]|2[0-2])[0-9]{2}"
_DAY = "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-9]))"
_MONTH = "(?:0[1-9]|1[0-2])"
_ONE = f"{_YEAR}(?:-(?:H[12]|Q[1-4]|T[1-3]|{_MONTH}|{_DAY}))?"


def _written(pattern: str, least: int = FIRST_YEAR, most: int = LAST_YEAR) -> WithJsonSchema:
    """What is written as a text of this pattern, or as a number from ``least`` to ``most``."""
    schema: dict[str, Any] = {"type": ["string", "integer"], "pattern": f"^(?:{pattern})$", "minimum": least, "maximum": most}
    return WithJsonSchema(schema)


Date = Annotated[datetime.date, ReadBy(read_date), WithJsonSchema({"type": "string", "format": "date", "pattern": f"^{_YEAR}-{_DAY}$"})]
AboutDate = Annotated[datetime.date, ReadBy(read_rough_date), _written(f"{_YEAR}(?:-(?:{_MONTH}|{_DAY}))?")]
PeriodValue = Annotated[Period, ReadBy(read_period), _written(f"{_ONE}(?:/{_ONE})?")]
FigurePeriod = Annotated[Period, ReadBy(read_figure_period), _written(f"{_ONE}(?:/{_ONE})?")]
Due = Annotated[str | int, ReadBy(read_due), _written(_DAY.replace("2[0-9])", "2[0-8])"), 0, 3_660)]

"""What was and what became come in; they go out as they stand inside a sentence, and the sentence of three that fits."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal

from ledstjarna.derive.rounding import own_decimals
from ledstjarna.model.document import Document
from ledstjarna.model.goal import Indicator
from ledstjarna.model.times import Period
from ledstjarna.words.voice import Voice


def told_value(value: object, voice: Voice) -> str:
    """A text of the content, a period, a day, a document or an id, as it stands inside a sentence; nothing where there is none."""
    if isinstance(value, Mapping | str):
        return voice.told(value)
    if isinstance(value, Period):
        return voice.period(value)
    if isinstance(value, datetime.date):
        return voice.date(value)
    if isinstance(value, Document):
        return voice.told(value.title) if value.title else voice._("a document without a title")
    return ""


def amount(value: Decimal | None, measure: Indicator | None, voice: Voice) -> str:
    """A figure in its measure's unit, with all its own decimals."""
    if value is None:
        return ""
    decimals = max(own_decimals(value), (measure.decimals or 0) if measure else 0)
    return voice.measure(value, measure.unit if measure else None, decimals, measure.unit_one if measure else None)


def decided(value: Decimal | None, measure: Indicator | None, voice: Voice) -> str:
    """A figure that was decided, with its own decimals and no more."""
    return amount(value, measure.model_copy(update={"decimals": None}) if measure else None, voice)


def told_day(day: datetime.date | None, voice: Voice) -> str:
    """The day of a step, or that it has none yet."""
    return voice.date(day) if day else voice._("Not dated yet")


def tell_change(was: str, now: str, voice: Voice, *, changed: str, given: str, gone: str) -> str:
    """That something was changed, given or taken away, by what there was and is; the texts are marked for translation."""
    return voice._(changed if was and now else given if now else gone, was=was, now=now)

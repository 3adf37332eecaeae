"""How accessible the site itself is: the statement that the law on accessible digital public service (2018:1937) asks for."""

import re
from typing import Annotated, Literal

from pydantic import Field, WithJsonSchema

from ledstjarna.model.complaints import complain, read_scalar
from ledstjarna.model.reading import ReadBy
from ledstjarna.model.times import Date
from ledstjarna.model.values import CHOICE, Email, Record, Text, Truth, Url, Word, words_of

Conformance = Annotated[Literal["full", "partial", "none"], CHOICE]
Reason = Annotated[Literal["not_conforming", "unreasonable_burden", "outside_the_law"], CHOICE]
CONFORMANCE, REASONS = words_of(Conformance), words_of(Reason)
_CRITERION = re.compile(r"^[1-4]\.[1-9]\.[1-9][0-9]?\Z")


def read_criterion(found: object) -> str:
    """A success criterion of WCAG, by its number."""
    number = read_scalar(found, "criterion")
    if not _CRITERION.match(number):
        raise complain("criterion", found=number)
    return str(number)


Criterion = Annotated[str, ReadBy(read_criterion), WithJsonSchema({"type": "string", "pattern": _CRITERION.pattern.replace(r"\Z", "$")})]


class Fault(Record):
    """Something on the site that some visitors cannot use."""

    text: Text = Field(description="What does not work, and for whom.")
    reason: Reason = Field(description="Why it is there: not_conforming, unreasonable_burden (12 § of the law) or outside_the_law (9 §).")
    criteria: list[Criterion] = Field([], description="The success criteria of WCAG that are not met, by number.")
    remedied_by: Date | None = Field(None, description="The day by which it is to be put right.")


class Assessment(Record):
    """How the site was assessed."""

    by: Annotated[Literal["self", "external"], CHOICE] = Field(description="Who assessed it: self, or external for somebody else.")
    date: Date = Field(description="The day it was assessed.")
    text: Text = Field(description="How it was assessed.")


class Reporting(Record):
    """How visitors tell of faults and ask for versions that they can use."""

    form: Url | None = Field(None, description="The address of a form; the law asks for one, so it is always needed.")
    email: Email | None = Field(None, description="An e-mail address, besides the form.")
    phone: Word | None = Field(None, description="A telephone number, besides the form.")


class Accessibility(Record):
    """``content/accessibility.yml``: the accessibility statement of the site."""

    body: Text = Field(description="The name of the body that answers for the site.")
    service: Text = Field(description="What the site is called.")
    demonstration: Truth = Field(
        default=False, description="Whether the site is only an example, which no public body runs; its form is then no link."
    )
    about: Text | None = Field(None, description="What a reader should know of the statement.")
    conformance: Conformance = Field(description="How far the site does what the law asks for: full, partial or none.")
    faults: list[Fault] = Field([], description="All that is known not to be accessible.")
    assessed: Assessment = Field(description="How the site was assessed, by whom and when.")
    updated: Date = Field(description="The day on which the statement was last gone through.")
    report: Reporting = Field(description="How visitors tell of faults and ask for versions that they can use.")

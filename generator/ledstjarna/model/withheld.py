"""What of a record's recorded history is not to be shown: versions that are withheld, and why."""

import re
from typing import Annotated

from pydantic import Field, WithJsonSchema

from ledstjarna.model.complaints import complain, read_scalar, show
from ledstjarna.model.reading import ReadBy
from ledstjarna.model.values import Record, Text

_PATTERN = r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-[0-9]{1,4})?"
_STEP = re.compile(rf"{_PATTERN}\Z")


def read_step(found: object) -> str:
    """The id of a step of a history, as the address of its version has it: ``2025-03-09``, ``2025-03-09-2``."""
    step = str(read_scalar(found, "step_id"))
    if not _STEP.match(step):
        raise complain("step_id", found=show(found))
    return step


Step = Annotated[str, ReadBy(read_step), WithJsonSchema({"type": "string", "pattern": f"^{_PATTERN}$"})]


class WithheldVersion(Record):
    """A version that is not shown: its texts may tell of a person, or be secret by law."""

    version: Step = Field(description="The version, as its address has it: its day, with a number where there are several.")
    why: Text = Field(description="Why it is withheld; shown in its place.")


class HistoryOfRecord(Record):
    """What is shown of a record’s history."""

    withhold: list[WithheldVersion] = Field([], description="Versions that are not shown.")

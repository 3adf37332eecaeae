"""A function that reads a value comes in; what pydantic has to know of such a value goes out, and no more than that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema


@dataclass(frozen=True, slots=True)
class ReadBy:
    """How a value is read: ``Annotated[str, ReadBy(read_word)]``.

    Pydantic’s own ``PlainValidator`` also works out how the value is written, which nobody asks for; it took a third of the time in which
    records are made ready.
    """

    read: Callable[[object], object]

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """The function, and nothing else."""
        return core_schema.no_info_plain_validator_function(self.read)


@dataclass(frozen=True, slots=True)
class ReadAround:
    """How a value is read whose parts have types of their own, as ``WrapValidator`` has it.

    What pydantic has to know of the parts is worked out once, however many fields have such values. One is for one type.
    """

    read: core_schema.WithInfoWrapValidatorFunction
    _inside: list[core_schema.CoreSchema] = field(default_factory=list, compare=False)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """The function around the parts."""
        if not self._inside:
            self._inside.append(handler(source))
        return core_schema.with_info_wrap_validator_function(self.read, *self._inside)

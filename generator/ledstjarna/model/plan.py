"""What was decided: a plan with its document, perspectives and statements."""

from typing import Annotated, Literal

from pydantic import Field

from ledstjarna.model.document import Document
from ledstjarna.model.goal import Event, Fate, Lifecycle
from ledstjarna.model.times import PeriodValue
from ledstjarna.model.values import CHOICE, Id, Method, Record, Text
from ledstjarna.model.withheld import HistoryOfRecord


class Perspective(Record):
    """A viewpoint that groups goals."""

    id: Id = Field(description="Its id within the plan.")
    name: Text = Field(description="What it is called.")


class Mirror(Record):
    """A plan whose goals this one repeats: one on this site (``plan``), or one told by its title."""

    plan: Id | None = Field(None, description="The id of a plan on this site.")
    title: Text | None = Field(None, description="The title of a plan that is not published here.")


class Statement(Record):
    """A value, an ability or a guiding star that the plan names. It never has a status."""

    id: Id = Field(description="Its id within the plan.")
    kind: Annotated[Literal["value", "ability", "guiding_star"], CHOICE] = Field(
        description="What sort of statement: a value, an ability or a guiding star."
    )
    name: Text = Field(description="What it is called.")
    text: Text | None = Field(None, description="What it means, in our own words.")
    official: Text | None = Field(None, description="The official wording, quoted.")
    lifecycle: Lifecycle = Field("active", description="proposed, active or ended.")
    fate: Fate | None = Field(None, description="What became of it.")
    events: list[Event] = Field([], description="What happened to it.")


class Plan(Record):
    """``content/agencies/<agency>/plans/<id>.yml``: what was decided."""

    id: Id = Field(description="The file’s name; never changes.", json_schema_extra={"given": True})
    agency: Id = Field(description="The agency whose folder it lies in.", json_schema_extra={"given": True})
    title: Text = Field(description="What the plan is called.")
    period: PeriodValue | None = Field(None, description="The time it covers.")
    document: Document | None = Field(None, description="The document that holds it.")
    steering_chain: list[Document] = Field([], description="The documents above it, the highest first.")
    story: Text | None = Field(None, description="Why the plan looks as it does.")
    follow_up: Text | None = Field(None, description="How the body says it will follow the plan up.")
    method: Method | None = Field(None, description="How progress is worked out, if not as on the rest of the site.")
    perspectives: list[Perspective] = Field([], description="The viewpoints, in the plan’s order.")
    mirrors: list[Mirror] = Field([], description="The plans whose goals it repeats.")
    statements: list[Statement] = Field([], description="The values, abilities and guiding stars it names.")
    history: HistoryOfRecord | None = Field(None, description="What is not shown of the recorded history of its goals.")
    aliases: list[Id] = Field([], description="Earlier ids; their addresses lead here.")

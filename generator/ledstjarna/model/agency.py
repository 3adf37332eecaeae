"""Who owns goals: an agency, municipality, committee or region."""

from typing import Annotated, Literal

from pydantic import Field

from ledstjarna.model.document import Contact
from ledstjarna.model.times import Date, Due
from ledstjarna.model.values import CHOICE, Id, Name, Record, RhythmName, Text, Truth, Url, words_of

AgencyKind = Annotated[Literal["agency", "municipality", "committee", "region", "government", "parliament"], CHOICE]
AGENCY_KINDS = words_of(AgencyKind)


class ReportsHere(Record):
    """The body publishes its own outcomes on this site."""

    from_: Date = Field(alias="from", description="The day from which its outcomes are expected here.")


class Agency(Record):
    """``content/agencies/<id>/agency.yml``: whose goals they are."""

    id: Id = Field(description="The folder’s name; never changes.", json_schema_extra={"given": True})
    name: Text = Field(description="What the body is called.")
    short_names: list[Name] = Field([], description="What it is called for short, such as FK; the search finds it by these.")
    kind: AgencyKind = Field(
        description="What sort of body: an agency, a municipality, a committee, a region, a government or a parliament."
    )
    invented: Truth = Field(
        default=False, description="Whether the body is made up, as an example; so are then the bodies that are part of it."
    )
    parent: Id | None = Field(None, description="The id of the body this one is part of.")
    mandate: Text | None = Field(None, description="What the body is there to do, in our own words.")
    about: Text | None = Field(None, description="What a reader should know about how the body is shown here.")
    website: Url | None = Field(None, description="The body’s own site.")
    contact: Contact | None = Field(None, description="Whom to ask.")
    reports_here: ReportsHere | None = Field(
        None, description="Since when the body publishes its own outcomes here; without it nothing is ever late."
    )
    due: dict[RhythmName, Due] = Field({}, description="When outcomes are due, where it differs from the ordinary calendar.")
    aliases: list[Id] = Field([], description="Earlier ids; their addresses lead here.")

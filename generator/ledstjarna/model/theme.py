"""A subject that goals of several bodies share: what readers call it."""

from pydantic import Field

from ledstjarna.model.values import Id, Record, Text


class Theme(Record):
    """An entry of ``content/themes.yml``, under the id that goals have among their ``tags``."""

    id: Id = Field(description="What goals write among their tags; it is the page’s address.", json_schema_extra={"given": True})
    name: Text = Field(description="What the theme is called.")
    about: Text | None = Field(None, description="Which goals belong to it.")

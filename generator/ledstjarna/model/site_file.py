"""The whole of site_config.yml: an MkDocs configuration with the few settings of MkDocs's that mean something here."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, WithJsonSchema

from ledstjarna.model.complaints import complain, show
from ledstjarna.model.reading import ReadBy
from ledstjarna.model.settings import Settings, SiteUrl
from ledstjarna.model.values import Record, Word

# What Markdown can do on a prose page beside its own signs. Others read files, run programs, let a text say what class or id it
# has, or make elements that are not published anyway.
EXTENSIONS = ("admonition", "def_list", "fenced_code", "footnotes", "sane_lists", "tables", "toc")


def read_extension(found: object) -> str:
    """One of the extensions of Markdown that can be used, without options."""
    name = str(next(iter(found), "")) if isinstance(found, Mapping) else show(found)
    if name not in EXTENSIONS:
        raise complain("extension", found=name, expected=", ".join(EXTENSIONS))
    if not isinstance(found, str):
        raise complain("extension_options", found=name)
    return name


def read_frame(found: object) -> str:
    """The name of the one frame that pages can have."""
    if found != "material":
        raise complain("frame_name", found=show(found))
    return "material"


Extension = Annotated[str, ReadBy(read_extension), WithJsonSchema({"type": "string", "enum": list(EXTENSIONS)})]


class Theme(Record):
    """What the pages are framed by."""

    name: Annotated[str, ReadBy(read_frame), WithJsonSchema({"const": "material"})] = Field(
        "material", description="The frame; there is only one."
    )


class Extra(Record):
    """What is not MkDocs’s own."""

    ledstjarna: Settings = Field(Settings(), description="The settings of Ledstjärna.")


class SiteFile(Record):
    """The settings file of a site."""

    site_name: Word | None = Field(None, description="What the site is called in every language, where extra.ledstjarna.name does not say.")
    site_url: SiteUrl | None = Field(None, description="The site’s permanent address, such as https://goals.example.se/.")
    theme: Theme = Field(Theme(), description="The frame of the pages.")
    markdown_extensions: list[Extension] = Field(
        ["admonition", "def_list", "tables", "toc"], description="What Markdown can do on prose pages beside its own signs."
    )
    extra: Extra = Field(Extra(), description="The settings that are not MkDocs’s own.")

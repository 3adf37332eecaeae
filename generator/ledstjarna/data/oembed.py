"""A goal comes in; what programs that show links are told of how to show it inside another page goes out (oEmbed 1.0, rich)."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ledstjarna.addresses import Addresses
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.words.embeds import WIDE, embed_code, embed_height, embed_title
from ledstjarna.words.pictures import PICTURE
from ledstjarna.words.voice import Voice


class OEmbed(BaseModel):
    """How a goal is shown inside another page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Literal["rich"] = Field("rich", description="That what is shown is HTML.")
    version: Literal["1.0"] = Field("1.0", description="The version of oEmbed.")
    title: str = Field(description="The goal, and whose it is.")
    author_name: str = Field(description="Whose goal it is.")
    author_url: str = Field(description="The page of the body.")
    provider_name: str = Field(description="What the site is called.")
    provider_url: str = Field(description="The start page of the site in this language.")
    html: str = Field(description="What is pasted into a page.")
    width: int = Field(description="How wide it should be, in pixels.")
    height: int = Field(description="How high it should be, in pixels.")
    thumbnail_url: str | None = Field(None, description="A picture of the goal, or of its body.")
    thumbnail_width: int | None = Field(None, description="How wide the picture is.")
    thumbnail_height: int | None = Field(None, description="How high the picture is.")


def tell_oembed(goal: GoalNode, voice: Voice, addresses: Addresses, picture: str) -> str:
    """The file of a goal on a site whose address is known; ``picture`` is where its picture is, if it has one."""
    base, code = voice.settings.base_url or "", voice.code
    wide, high = PICTURE
    told = OEmbed(
        title=embed_title(goal, voice),
        author_name=str(voice.told(goal.agency.record.name)),
        author_url=base + addresses.record("agency", goal.agency.id, code),
        provider_name=voice.site_name,
        provider_url=base + addresses.start(code),
        html=embed_code(goal, voice, addresses),
        width=WIDE,
        height=embed_height(goal),
        thumbnail_url=base + picture if picture else None,
        thumbnail_width=wide if picture else None,
        thumbnail_height=high if picture else None,
    )
    return told.model_dump_json(exclude_none=True)

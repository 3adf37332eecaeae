"""What a site decides for itself: ``extra.ledstjarna`` in site_config.yml."""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema

from ledstjarna import __version__
from ledstjarna.model.complaints import complain, show
from ledstjarna.model.reading import ReadBy
from ledstjarna.model.site_url import LONGEST, read_site_url
from ledstjarna.model.values import CHOICE, Count, Id, Method, Name, Record, Text, Truth, Url, Word, read_count, read_number
from ledstjarna.model.zones import DEFAULT_ZONE, known_zones, read_zone

FORMAT = 1  # of site_config.yml and content: the latest that is known here

PAGE_WORDS = {
    "agencies": {"sv": "myndigheter", "en": "agencies"},
    "plans": {"sv": "planer", "en": "plans"},
    "goals": {"sv": "mal", "en": "goals"},
    "scrutiny": {"sv": "granskning", "en": "scrutiny"},
    "ended": {"sv": "avslutade", "en": "ended"},
    "method": {"sv": "metod", "en": "method"},
    "changes": {"sv": "andringar", "en": "changes"},
    "years": {"sv": "ar", "en": "years"},
    "calendar": {"sv": "kalender", "en": "calendar"},
    "missing": {"sv": "saknas", "en": "missing"},
    "themes": {"sv": "teman", "en": "themes"},
    "standings": {"sv": "lage", "en": "standing"},
    "letters": {"sv": "a-o", "en": "a-z"},
    "search": {"sv": "sok", "en": "search"},
    "open-data": {"sv": "oppna-data", "en": "open-data"},
    "accessibility": {"sv": "tillganglighet", "en": "accessibility"},
    "embed": {"sv": "inbaddat", "en": "embed"},
    "guide": {"sv": "redaktorsguide", "en": "editors-guide"},
    "about": {"sv": "om", "en": "about"},
}


def read_share(found: object) -> Decimal:
    """A share from 0 to 1."""
    share = read_number(found)
    if not 0 <= share <= 1:
        raise complain("share", found=show(found))
    return share


def read_format(found: object) -> int:
    """The number of a format that is known here. Earlier ones are read as they are."""
    number = read_count(found)
    if number > FORMAT:
        raise complain("format_later", found=number, known=FORMAT, version=__version__)
    return number


Severity = Annotated[Literal["error", "warning", "off"], CHOICE]
Share = Annotated[Decimal, ReadBy(read_share), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1})]
Format = Annotated[int, ReadBy(read_format), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": FORMAT})]
SiteUrl = Annotated[
    str, ReadBy(read_site_url), WithJsonSchema({"type": "string", "pattern": r"^https?://[^\s?#@]+$", "maxLength": LONGEST})
]


class _OneOfTheZones:
    """What JSON Schema says of a time zone; the list of them is read for nothing else."""

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "enum": list(known_zones())}


Zone = Annotated[str, ReadBy(read_zone), _OneOfTheZones()]


class Language(Record):
    """A language of the site."""

    code: Id = Field(description="Its code, which begins every address in it.")
    name: Word = Field(description="What it is called in itself.")
    locale: Word = Field(description="Which rules its numbers and dates follow.")


DEFAULT_LANGUAGES = (Language(code="sv", name="Svenska", locale="sv_SE"), Language(code="en", name="English", locale="en_GB"))


class Thresholds(Record):
    """Where one status ends and the next begins."""

    on_track: Share = Field(Decimal("0.95"), description="At least this share of the expected way is on track.")
    behind: Share = Field(Decimal("0.60"), description="At least this share of the expected way is behind; less is far behind.")
    tolerance: Share = Field(Decimal("0.05"), description="How close to a level counts as close, as a share of the level.")
    unchanged: Share = Field(Decimal("0.01"), description="The largest change that counts as none, as a share of the baseline.")

    @property
    def as_fractions(self) -> tuple[Fraction, Fraction, Fraction, Fraction]:
        """on_track, behind, tolerance and unchanged, exactly."""
        return Fraction(self.on_track), Fraction(self.behind), Fraction(self.tolerance), Fraction(self.unchanged)


class Licence(Record):
    """On what terms what the site publishes may be used."""

    name: Name = Field(description="What the licence is called.")
    url: Url | None = Field(None, description="Where its terms can be read.")
    covers: Text | None = Field(None, description="What it covers, and what keeps other terms.")


class RecordedHistory(Record):
    """Where it is read what has changed in the content, and what is shown of it."""

    git: Truth = Field(True, description="Whether changes are read from the git repository that the content lies in.")
    stream: Word | None = Field(
        None,
        description="A file, seen from site_config.yml, that changes are read from instead: text of git fast-import, from agencies/ on.",
    )
    versions: Truth = Field(True, description="Whether earlier versions of a goal have pages of their own.")


class Settings(Record):
    """Our own settings of a site."""

    format: Format = Field(FORMAT, description="Which form the files have: 1, the only one so far.")
    content: Word = Field("content", description="The content folder, seen from site_config.yml.")
    output: Word = Field("site", description="The folder the site is built in, seen from site_config.yml.")
    languages: list[Language] = Field(list(DEFAULT_LANGUAGES), description="The site’s languages; the first is the fallback of the others.")
    name: Text | None = Field(None, description="What the site is called.")
    tagline: Text | None = Field(None, description="What the site is, in one sentence.")
    publisher: Text | None = Field(None, description="Who publishes the site.")
    addresses: dict[Id, dict[Id, Id]] = Field({}, description="The words of addresses, by kind of page and language.")
    featured: Id | None = Field(
        None, description="The goal that the start page shows with its chart while it lives; else it is the one with the newest outcome."
    )
    timezone: Zone = Field(DEFAULT_ZONE, description="The time zone that says what day it is.")
    method: Method = Field("linear-1", description="How progress is worked out.")
    thresholds: Thresholds = Field(Thresholds(), description="Where one status ends and the next begins.")
    licence: Licence | None = Field(None, description="The licence of the open data; without one the pages say that none is stated.")
    xlsx_all: Truth | None = Field(
        None, description="Whether all goals are published as one XLSX file too: true, false, or, where nothing is said, up to 1,000 goals."
    )
    share_images: Count = Field(
        2_000, description="Up to how many goals each has a picture of its own for links to it; above, goals have their body’s."
    )
    checks: dict[Word, Severity] = Field({}, description="How the author checks are taken, by name: error, warning or off.")
    history: RecordedHistory = Field(RecordedHistory(), description="Where it is read what has changed, and what is shown of it.")
    site_url: SiteUrl | None = Field(None, description="The site’s permanent address; written as site_url, outermost in site_config.yml.")
    source_url: Url | None = Field(None, description="Where the content’s repository can be read.")

    @property
    def base_url(self) -> str | None:
        """The site's permanent address as it is sent, with one slash at its end, to put a page's address behind."""
        return self.site_url.rstrip("/") + "/" if self.site_url else None

    @property
    def zone(self) -> ZoneInfo:
        """The rules by which days begin and end here."""
        return ZoneInfo(self.timezone)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the languages, in order."""
        return tuple(language.code for language in self.languages)

    def word(self, kind: str, language: str) -> str:
        """The address word of a kind of page in a language; the kind itself where none is set."""
        return self.addresses.get(kind, {}).get(language) or PAGE_WORDS.get(kind, {}).get(language) or kind

"""A kind of page or file, a language and an id come in; the address, seen from the site's root, goes out: no other module spells one."""

from __future__ import annotations

from ledstjarna.model.settings import Settings

# Pages about one record, by the kind of record, and the word under which they lie.
RECORD_PAGES = {"agency": "agencies", "plan": "plans", "goal": "goals", "finding": "scrutiny", "theme": "themes"}

# Files that visitors fetch, one set for all languages; and those about one record, by the kind of record.
DATA, ASSETS = "data/", "assets/"
FEEDS = f"{DATA}feeds/"
SHARE = "share/"  # pictures that go with links to pages
RECORD_FILES = {"agency": "agencies", "goal": "goals"}
BOOK_OF_ALL = f"{DATA}all.xlsx"

# The pages of the editors' guide but the first: chapters, and the words under which they lie; and one about each kind of file.
CHAPTERS = {
    "first-steps": {"sv": "forsta-stegen", "en": "first-steps"},
    "how-to": {"sv": "sa-gor-du", "en": "how-to"},
    "texts": {"sv": "texter", "en": "texts"},
    "search-words": {"sv": "sokord", "en": "search-words"},
    "history": {"sv": "historik", "en": "history"},
    "review": {"sv": "granskningar", "en": "reviews"},
    "install": {"sv": "installera", "en": "install"},
    "checks": {"sv": "kontroller", "en": "checks"},
    "rules": {"sv": "regler", "en": "rules"},
    "messages": {"sv": "meddelanden", "en": "messages"},
}
KINDS_OF_FILES = ("agency", "plan", "goal", "outcomes", "finding", "themes", "accessibility", "search", "site_config")


def data_file(name: str) -> str:
    """A file that visitors fetch, such as ``goals.json``."""
    return DATA + name


def record_file(kind: str, id: str, ending: str) -> str:
    """A file about one goal or one body."""
    return f"{DATA}{RECORD_FILES[kind]}/{id}.{ending}"


def picture_file(kind: str, id: str, language: str) -> str:
    """The picture that goes with a link to the page of a goal or a body."""
    return f"{SHARE}{RECORD_FILES[kind]}/{id}.{language}.png"


def oembed_file(goal: str, language: str) -> str:
    """What programs that show links are told of how to show a goal inside another page (oEmbed)."""
    return f"{DATA}oembed/{goal}.{language}.json"


def citation_file(agency: str, ending: str) -> str:
    """A file that cites every page about a body."""
    return f"{DATA}cite/{agency}.{ending}"


def feed_file(kind: str, id: str, language: str, ending: str, number: int = 0) -> str:
    """A feed of all changes, of a body's or of a goal's, or an archive of it, which has a number."""
    name = f"{RECORD_FILES[kind]}/{id}" if id else kind
    return f"{FEEDS}{name}.{language}{f'.{number}' if number else ''}.{ending}"


def excel_ending(language: str) -> str:
    """What ends the name of a CSV file for the spreadsheets of a language."""
    return f"{language}-excel.csv"


def calendar_ending(language: str) -> str:
    """What ends the name of a calendar in a language."""
    return f"{language}.ics"


HISTORY = "h_history"  # what a goal's history is linked to by on its page


def entry_fragment(id: str) -> str:
    """What an entry of a goal's history is linked to by on the goal's page; no measure can be called so."""
    return f"h_{id}"


def way_up(address: str) -> str:
    """The way from a page at an address to the site's root."""
    return "../" * address.count("/")


class Addresses:
    """Where every page lies. An address ends with a slash and never begins with one."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._listings: dict[tuple[str, str], str] = {}

    def start(self, language: str) -> str:
        """The start page of a language."""
        return f"{language}/"

    def listing(self, word: str, language: str) -> str:
        """A page that is one of its kind, such as the list of goals."""
        key = (word, language)
        return self._listings.get(key) or self._listings.setdefault(key, f"{language}/{self._settings.word(word, language)}/")

    def part(self, word: str, part: str, language: str) -> str:
        """A page below such a one, such as a letter's below that of all letters."""
        return f"{self.listing(word, language)}{part}/"

    def guide(self, name: str, language: str) -> str:
        """A page of the editors’ guide: a chapter, or about a kind of file."""
        return self.part("guide", CHAPTERS.get(name, {}).get(language) or name.replace("_", "-"), language)

    def record(self, kind: str, id: str, language: str) -> str:
        """The page of an agency, a plan, a goal, a finding or a theme."""
        return f"{self.listing(RECORD_PAGES[kind], language)}{id}/"

    def version(self, id: str, version: str, language: str) -> str:
        """A goal as it stood, by the id of the step that left it so."""
        return f"{self.record('goal', id, language)}{version}/"

    def embed(self, goal: str, language: str, indicator: str = "") -> str:
        """A goal, or one of its measures, as it is shown inside others' pages."""
        part = f"{goal}/{indicator}" if indicator else goal
        return self.part("embed", part, language)

    def prose(self, stem: str, language: str) -> str:
        """A prose page; its file's name is its address."""
        return f"{language}/{stem}/"

    def prose_stem(self, stem: str, language: str, other: str) -> str:
        """The name of the same prose page in another language: through the address words, else the same name."""
        settings = self._settings
        word = next((word for word in ("about", *settings.addresses) if settings.word(word, language) == stem), None)
        return settings.word(word, other) if word else stem

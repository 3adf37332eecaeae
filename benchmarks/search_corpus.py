"""A seed comes in; ten thousand invented goals of three hundred invented bodies go out, in both languages, with the words each of them has.

The words are those of ``search_words.txt``: some of them stand in thousands of goals and some in a handful, alone or as parts of
compounds, in whatever form a sentence asks for. Which goal has which word is known from the making, so that what a query must
find is known without any search.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ledstjarna.derive.status_names import STANDINGS, standing_key
from ledstjarna.search.document import SearchDocument

GOALS, BODIES = 10_000, 300
WORDS = Path(__file__).parent / "search_words.txt"
STATUSES = tuple(standing_key(standing) for standing in STANDINGS)
THEMES = ("vatten", "resor", "halsa", "kultur", "natur", "trygghet")
TITLES = (
    ("{v:inf} {j:def} {c:defs}", "{v:Inf} {j} {c:pl}"),
    ("Fler {t:pl} med {j:def} {u:pl}", "More {t:pl} with {j} {u:pl}"),
    ("{c:Pl} utan {d:pl}", "{c:Pl} without {d:pl}"),
    ("{j:Def} {t:pl} och {c:pl}", "{j:Ind} {t:pl} and {c:pl}"),
    ("Färre {c:pl} vid {t:defs}", "Fewer {c:pl} at {t:defs}"),
    ("{h:Ind} för {t:pl}", "{h:Ind} for {t:pl}"),
    ("{c:Def} ska nå alla {t:pl}", "{c:Def} is to reach all {t:pl}"),
    ("{t:Defs} ska {v:inf} {c:defs}", "{t:Defs} are to {v:inf} {c:defs}"),
)
SENTENCES = (
    ("Nämnden vill {v:inf} {t:defs} innan {c:def} tar vid.", "The board wants to {v:inf} {t:defs} before {c:def} takes over."),
    ("Den som berörs av {c:defs} ska få veta det i god tid.", "Whoever is affected by {c:defs} should know it in good time."),
    ("{u:Defs} har blivit {j:def} under de senaste åren.", "{u:Defs} have become {j} in recent years."),
    ("Målet omfattar {t:pl} och {u:pl} i hela området.", "The goal covers {t:pl} and {u:pl} in the whole area."),
    ("Varje vår redovisas {h:def} för {t:defs}.", "Every spring {h:def} for {t:defs} is reported."),
    ("Tidigare saknades {d:pl}, och därför dröjde {h:def}.", "Earlier there were no {d:pl}, and so {h:def} was late."),
    ("Tillsammans med {u:defs} ska vi {v:inf} det som är {j:def}.", "Together with {u:defs} we will {v:inf} what is {j}."),
    ("Det gäller även {d:defs}, som räknas för sig.", "This also goes for {d:defs}, which are counted apart."),
    ("Invånarna har frågat efter {j:def} {t:pl}.", "The residents have asked for {j} {t:pl}."),
    ("Ingen ska behöva vänta på {c:defs} längre än nödvändigt.", "Nobody should have to wait for {c:defs} longer than necessary."),
    ("{t:Pl} är inte detsamma som {u:pl}.", "{t:Pl} are not the same as {u:pl}."),
    ("Under hösten prövas {h:pl} av nytt slag.", "New kinds of {h:pl} are tried in the autumn."),
    ("För {t:defs} del räcker inte pengarna.", "As for {t:defs}, the money is not enough."),
    ("Arbetet med {u:defs} har pausats ett år.", "The work on {u:defs} has been paused for a year."),
    ("Vi {v:pres} sådant som {u:pl} kan dra nytta av.", "We {v:inf} such things as {u:pl} can make use of."),
    ("Enligt planen behövs {d:def} redan nästa år.", "According to the plan {d:def} is needed as early as next year."),
)
MEASURES = (
    ("Andel {t:pl} med {h:pl}", "Share of {t:pl} with {h:pl}"),
    ("Antal {c:pl}", "Number of {c:pl}"),
    ("Hur nöjda {u:defs} är", "How satisfied {u:defs} are"),
    ("Dagar till {d:def}", "Days until {d:def}"),
)
NUMBERS = (
    ("Måttet har nummer {id}.", "The measure has number {id}."),
    ("Beslutet har diarienummer {case}.", "The decision has reference number {case}."),
    ("Kravet finns i SFS {law}.", "The requirement is in SFS {law}."),
    ("Förra året var andelen {share} procent.", "Last year the share was {share} per cent."),
    ("Jämför med åren {years}.", "Compare with the years {years}."),
)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun in both languages. ``parts`` are the words that a compound is made of, else itself alone."""

    forms: Mapping[str, Mapping[str, str]]
    joint: str
    parts: tuple[str, ...]

    @property
    def lemma(self) -> str:
        """Its Swedish word as dictionaries have it."""
        return self.forms["sv"]["ind"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words: topics of goals (things, services, people), what compounds end with, places, adjectives, verbs."""

    topics: tuple[Noun, ...]
    heads: tuple[Noun, ...]
    places: tuple[str, ...]
    adjectives: tuple[Mapping[str, Mapping[str, str]], ...]
    verbs: tuple[Mapping[str, Mapping[str, str]], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A body or a goal in one language. ``words`` are the nouns that stand alone in it, ``compounds`` the compounds, as their parts."""

    id: str
    kind: str
    agency: str
    agency_name: str
    title: str
    summary: str
    indicators: tuple[str, ...] = ()
    theme: str = ""
    status: str = ""
    words: frozenset[str] = frozenset()
    compounds: frozenset[tuple[str, ...]] = frozenset()
    numbers: Mapping[str, str] | None = None

    def document(self) -> SearchDocument:
        """As search takes it."""
        text = " ".join((self.summary, *self.indicators))
        themes = (self.theme,) if self.theme else ()
        return SearchDocument(
            self.kind, self.id, self.agency, self.agency_name, self.title, text, f"{self.kind}/{self.id}/", "", self.status, themes
        )


def records(language: str, *, goals: int = GOALS, seed: int = 5) -> Iterator[Record]:
    """Each body, then each goal."""
    chance = random.Random(seed)
    bodies = _bodies(chance)
    for id, names in bodies.items():
        yield Record(
            id, "agency", id, names[language], names[language], {"sv": "En påhittad organisation.", "en": "An invented body."}[language]
        )
    vocabulary = read_words()
    weights = _weights(len(vocabulary.topics))
    ids = list(bodies)
    for number in range(1, goals + 1):
        yield _goal(number, vocabulary, weights, bodies, chance.choice(ids), language, random.Random(seed * 1_000_003 + number))


def documents(language: str, *, goals: int = GOALS) -> Iterator[SearchDocument]:
    """All records as search takes them."""
    return (record.document() for record in records(language, goals=goals))


def _goal(
    number: int,
    all_words: Vocabulary,
    weights: list[float],
    bodies: Mapping[str, Mapping[str, str]],
    body: str,
    language: str,
    chance: random.Random,
) -> Record:
    topics = chance.choices(all_words.topics, weights, k=4)
    head = chance.choice(all_words.heads)
    slots: dict[str, Noun] = {"t": topics[0], "u": topics[1], "h": head}
    for slot, topic in (("c", topics[2]), ("d", topics[3])):
        made = compound(topic, chance.choice(all_words.heads))
        slots[slot] = compound(made, chance.choice(all_words.heads)) if chance.random() < 0.1 else made
    others = {"j": chance.choice(all_words.adjectives), "v": chance.choice(all_words.verbs)}
    numbers = _numbers(number, chance)
    used: set[str] = set()
    title = _write(chance.choice(TITLES)[language == "en"], slots, others, language, used)
    title = title[0].upper() + title[1:]
    chosen = [pair[language == "en"] for pair in chance.sample(SENTENCES, 6)]
    sentences = [_write(text, slots, others, language, used) for text in chosen]
    if language == "en" and "share" in numbers:
        numbers["share"] = numbers["share"].replace(",", ".")
    told = [text[language == "en"].format(**numbers) for text in NUMBERS if any(f"{{{name}}}" in text[0] for name in numbers)]
    measures = [_write(pair[language == "en"], slots, others, language, used) for pair in chance.sample(MEASURES, 2)]
    return Record(
        f"syn-{number:05d}",
        "goal",
        body,
        bodies[body][language],
        title,
        " ".join((*sentences, *told)),
        tuple(measures),
        chance.choice(THEMES),
        chance.choice(STATUSES),
        frozenset(slots[slot].lemma for slot in used if slot in "tuh"),
        frozenset(slots[slot].parts for slot in used if slot in "cd"),
        numbers,
    )


def _write(
    text: str, slots: Mapping[str, Noun], others: Mapping[str, Mapping[str, Mapping[str, str]]], language: str, used: set[str]
) -> str:
    """A sentence with its words in it; a form with a capital begins it."""
    out: list[str] = []
    for piece in text.split("{"):
        slot, _, rest = piece.partition("}")
        if "}" not in piece:
            out.append(piece)
            continue
        name, _, form = slot.partition(":")
        form = form or "ind"
        word = (slots[name].forms if name in slots else others[name])[language][form.lower()]
        used.add(name)
        out.append((word[0].upper() + word[1:] if form[0].isupper() else word) + rest)
    return "".join(out)


def _numbers(number: int, chance: random.Random) -> dict[str, str]:
    """The numbers that a goal's text names; few goals have the same."""
    found = {"id": f"N{number:05d}", "case": f"{chance.randrange(2019, 2026)}/{chance.randrange(1000, 9999)}"}
    if chance.random() < 0.15:
        found["law"] = f"{chance.randrange(2015, 2026)}:{chance.randrange(100, 130) * 7}"
    if chance.random() < 0.2:
        found["share"] = f"{chance.randrange(20, 97)},{chance.randrange(1, 10)}"
    if chance.random() < 0.05:
        begun = chance.randrange(1985, 2010)
        found["years"] = f"{begun}–{begun + chance.randrange(3, 7)}"
    return found


def _bodies(chance: random.Random) -> dict[str, dict[str, str]]:
    """The names of each body, by its id."""
    places = chance.sample(read_words().places, BODIES)
    kinds = (
        [("{p} kommun", "{p} Municipality")] * 180
        + [("{s} stad", "City of {p}")] * 40
        + [("Region {p}", "Region {p}")] * 20
        + [("Miljönämnden i {p}", "{p} Environment Committee")] * 60
    )
    return {
        f"syn-{place.translate(str.maketrans('åäöÅÄÖ', 'aaoAAO')).lower()}": {
            "sv": swedish.format(p=place, s=place if place.endswith("s") else place + "s"),
            "en": english.format(p=place),
        }
        for place, (swedish, english) in zip(places, kinds, strict=True)
    }


def _weights(many: int) -> list[float]:
    """From words in every tenth goal to words in five goals."""
    weights = [(rank + 5) ** -1.3 for rank in range(many)]
    random.Random(7).shuffle(weights)
    return weights


def compound(first: Noun, head: Noun) -> Noun:
    """Two nouns as one in Swedish, as two words in English."""
    swedish = {name: first.joint + form for name, form in head.forms["sv"].items()}
    before = first.forms["en"]["ind"]
    english = {
        name: f"the {before} {form[4:]}" if form.startswith("the ") else f"{before} {form}" for name, form in head.forms["en"].items()
    }
    joint = first.joint + head.joint
    # A first part that is itself a compound takes an s, unless it ends with a vowel or has one.
    if len(first.parts) == 1 and head.joint == head.lemma and joint[-1] not in "aeiouyåäös":
        joint += "s"
    return Noun({"sv": swedish, "en": english}, joint, (*first.parts, *head.parts))


@cache
def read_words() -> Vocabulary:
    """The words of the file."""
    found: dict[str, list[list[str]]] = {}
    rows: list[list[str]] = []
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            rows = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            rows.append(line.split())
    nouns = {kind: [_noun(*row) for row in found[kind]] for kind in ("things", "services", "people", "heads")}
    return Vocabulary(
        (*nouns["things"], *nouns["services"], *nouns["people"]),
        tuple(nouns["heads"]),
        # Nobody's places: no municipality or region of Sweden is called so.
        tuple(first + last for [first] in found["first halves of places"] for [last] in found["last halves of places"]),
        tuple(
            {"sv": {"ind": word, "def": _adjective(word)}, "en": {"ind": english, "def": english}} for word, english in found["adjectives"]
        ),
        tuple({"sv": {"inf": word, "pres": present}, "en": {"inf": english, "pres": english}} for word, present, english in found["verbs"]),
    )


def _noun(word: str, code: str, *rest: str) -> Noun:
    joint, english = rest if len(rest) == 2 else ("=", rest[0])
    begun = {"=": word[:-1] if word.endswith("are") else word, "s": word + "s"}.get(joint, joint)
    singular, _, plural = english.replace("_", " ").partition("/")
    swedish = _swedish(word, code)
    has_plural = code not in "gh" and plural != "-" and not singular.endswith("ing")
    many = (plural or _english_plural(singular)) if has_plural else singular
    forms = {"ind": singular, "def": f"the {singular}", "pl": many, "defs": f"the {many}"}
    return Noun({"sv": swedish, "en": forms}, begun, (word,))


def _swedish(word: str, code: str) -> dict[str, str]:
    """The forms of a noun."""
    if code.startswith("="):
        return dict(zip(("ind", "def", "pl", "defs"), (word, *code[1:].split(",")), strict=True))
    short = word[:-2] + word[-1] if word[-2:] in {"el", "er", "en"} else word
    vowel = word[-1] in "aeiouyåäöé"
    et = word + ("t" if word[-1] in "aeo" else "et") if short == word else short + "et"
    n = word + ("n" if vowel or word[-2:] in {"el", "er", "or"} else "en")
    bare = word[:-1] if word[-1] in "ae" else word
    one, many, all_of = {
        "a": (word + "n", bare + "or", bare + "orna"),
        "b": (n, _short(bare, short) + "ar", _short(bare, short) + "arna"),
        "c": (n, _plural_er(word, short), _plural_er(word, short) + "na"),
        "d": (word + "t", word + "n", word + "na"),
        "e": (et, word, word + "n" if word[-1] in "aeo" else short + "en"),
        "m": (word + "met", word, word + "men"),
        "f": (word + "n", word, bare + "na"),
        "g": (n, n, n),
        "h": (et, et, et),
    }[code]
    if word.endswith("um") and code == "c":
        one, many, all_of = word[:-2] + "et", word[:-2] + "er", word[:-2] + "erna"
    return {"ind": word, "def": one, "pl": many, "defs": all_of}


def _short(bare: str, short: str) -> str:
    return short if short[-1] in "lrn" and len(short) < len(bare) else bare


def _plural_er(word: str, short: str) -> str:
    return (short if short != word else word[:-1] if word[-1] in "ae" else word) + "er"


def _english_plural(word: str) -> str:
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _adjective(word: str) -> str:
    """In the plural and after an article."""
    irregular = {"gammal": "gamla", "gratis": "gratis"}
    if word[-2:] in {"el", "er", "en"}:
        return word[:-2] + word[-1] + "a"
    return irregular.get(word, word + "a")

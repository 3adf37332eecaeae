"""How a page is cited: in its own words, and in files that reference managers read."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from ledstjarna.addresses import Addresses
from ledstjarna.data.citations import write_citations
from ledstjarna.derive.dated import RecordNode, latest_fact, time_covered
from ledstjarna.pages.citation_elements import citation_elements
from ledstjarna.words.citations import Citation, cite
from tests.conftest import AS_OF
from tests.reading import ReadPage, read_pages
from tests.worlds import World, make_world

CSL = jsonschema.Draft202012Validator(json.loads((Path(__file__).parent / "shapes" / "csl.json").read_text(encoding="utf-8")))
RECORDS = ("agency", "plan", "goal", "finding")
MakeWorld = Callable[..., World]


@pytest.fixture
def world(tmp_path: Path) -> MakeWorld:
    return lambda **case: make_world(case, tmp_path)


# --- the latest data -------------------------------------------------------------------------------------------


def fact(node: RecordNode, as_of: str = "2026-11-22") -> str:
    found = latest_fact(node, as_of=datetime.date.fromisoformat(as_of))
    return found.isoformat() if found else ""


ONE_OUTCOME = {"m1": [{"period": "2024", "value": "5", "published": "2025-02-01"}]}


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ({}, ""),
        ({"indicators": [{}], "outcomes": ONE_OUTCOME}, "2025-02-01"),
        ({"indicators": [{}], "outcomes": {"m1": [{"period": "2024", "value": "5"}]}}, "2024-12-31"),
        ({"indicators": [{"baseline": {"period": "2023", "value": "1"}}]}, "2023-12-31"),
        ({"indicators": [{"targets": [{"kind": "at_least", "value": "9", "by": "2026-01-31"}]}]}, ""),
        ({"goal": {"period": "2020/2025"}}, ""),
        ({"goal": {"document": {"decided": "2023-11-20"}}}, "2023-11-20"),
        ({"plan": {"document": {"dated": "2023-11-24"}}}, "2023-11-24"),
        ({"goal": {"events": [{"date": "2024-05-06", "kind": "reworded"}]}}, "2024-05-06"),
        ({"goal": {"lifecycle": "ended", "fate": {"kind": "dropped", "date": "2026-03-01"}}}, "2026-03-01"),
        ({"indicators": [{}], "outcomes": ONE_OUTCOME, "series_ended": [{"indicator": "m1", "date": "2025-05-01"}]}, "2025-05-01"),
    ],
)
def test_a_page_is_as_new_as_the_newest_dated_fact_on_it(world: MakeWorld, case: dict[str, Any], expected: str) -> None:
    site = world(**case)
    assert fact(site.goals["mal"]) == expected
    assert fact(site.plans["plan"]) == expected, "a plan's page tells of its goals"
    assert fact(site.agencies["provby"]) == expected, "and so does a body's"


def test_what_is_dated_later_than_the_site_is_no_fact_yet(world: MakeWorld) -> None:
    ended = {"lifecycle": "ended", "fate": {"kind": "dropped", "date": "2027-03-01"}, "document": {"decided": "2024-01-01"}}
    assert fact(world(goal=ended).goals["mal"]) == "2024-01-01"


def test_a_correction_is_a_fact_of_its_own_day(world: MakeWorld) -> None:
    row = {"period": "2024", "value": "5", "published": "2025-02-01", "corrections": [{"date": "2025-06-07", "was": "4"}]}
    assert fact(world(indicators=[{}], outcomes={"m1": [row]}).goals["mal"]) == "2025-06-07"


def test_the_time_covered_is_that_of_outcomes_not_of_forecasts(world: MakeWorld) -> None:
    rows = [
        {"period": "2023-Q2", "value": "4"},
        {"period": "2024", "value": "5"},
        {"period": "2026", "value": "9", "kind": "forecast", "published": "2025-01-01"},
    ]
    node = world(indicators=[{}], outcomes={"m1": rows}).goals["mal"]
    assert time_covered(node) == (datetime.date(2023, 4, 1), datetime.date(2024, 12, 31))


def test_where_nothing_is_measured_no_time_is_covered(world: MakeWorld) -> None:
    assert time_covered(world().goals["mal"]) is None


# --- the words -------------------------------------------------------------------------------------------------------


def cited(site: World, code: str, kind: str = "goal", id: str = "mal") -> Citation:
    voice = site.voices[code]
    nodes: dict[str, Mapping[str, RecordNode]] = {"goal": site.goals, "plan": site.plans, "agency": site.agencies}
    node = nodes[kind][id]
    return cite(kind, node, voice, Addresses(site.settings), site_name="Sajten", date=latest_fact(node, as_of=site.as_of))


def test_a_body_that_publishes_here_is_the_author_of_its_goals(world: MakeWorld) -> None:
    site = world(agency={"reports_here": {"from": "2024-01-01"}}, goal={"document": {"decided": "2024-02-03"}})
    found = cited(site, "en")
    assert found.text == "Testham, “Goal”, Sajten, latest data 3 February 2024"
    assert (found.author, found.title) == ("Testham", "Goal")


def test_a_body_that_does_not_publish_here_is_named_but_has_written_nothing(world: MakeWorld) -> None:
    found = cited(world(), "en")
    assert found.author == ""
    assert found.text == "“Goal – Testham”, Sajten"
    assert found.note == "Nothing on the page is dated."


def test_what_is_invented_says_so_in_the_title(world: MakeWorld) -> None:
    site = world(agency={"invented": "true", "reports_here": {"from": "2024-01-01"}})
    for kind, id, title in (("goal", "mal", "Goal"), ("plan", "plan", "Plan"), ("agency", "provby", "Testham")):
        found = cited(site, "en", kind, id)
        assert found.title == f"{title} (invented example)"
        assert found.title in found.text
        assert found.note.startswith("Invented example.")


@pytest.mark.parametrize(("told", "name"), [("Provby kommun", "Provby kommun"), ("Sajten", "Sajten"), ("Det här är en mening.", "")])
def test_a_publisher_is_a_name_and_told_once(world: MakeWorld, told: str, name: str) -> None:
    found = cited(world(settings={"publisher": {"sv": told}}), "sv")
    assert found.publisher == name
    assert found.text.split(", ")[1:] == (["Sajten", name] if name not in ("", "Sajten") else ["Sajten"])


def test_an_address_is_told_only_where_the_site_has_one(world: MakeWorld) -> None:
    assert cited(world(), "sv").address == ""
    found = cited(world(settings={"site_url": "https://x.example/mal"}), "sv")
    assert found.address == "https://x.example/mal/sv/mal/mal/"
    assert found.text.endswith(f", {found.address}")


# --- the files -------------------------------------------------------------------------------------------------------


def read_bibtex(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Key and fields of each entry; strict: one field a line, braces that match without help of backslashes."""
    rest = text
    while rest.strip():
        entry = re.match(r"\s*@misc\{([a-z0-9-]+),\n", rest)
        assert entry, rest[:80]
        rest = rest[entry.end() :]
        fields: dict[str, str] = {}
        while not rest.startswith("}\n"):
            start = re.match(r"  ([a-z]+) = ", rest)
            assert start, rest[:80]
            line, _, rest = rest[start.end() :].partition("\n")
            value = line.removesuffix(",")
            assert line.endswith(",") != rest.startswith("}\n"), "a comma between fields, none after the last"
            assert start[1] not in fields
            fields[start[1]] = value if start[1] == "month" else _inside(value)
        rest = rest[2:]
        yield entry[1], fields


def _inside(value: str) -> str:
    assert value.startswith("{"), value
    assert value.endswith("}"), value
    depth = 0
    for number, sign in enumerate(value):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth > 0 or number == len(value) - 1, f"closed too early: {value}"
    assert depth == 0, value
    return value[1:-1]


COMMANDS = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^"}


def untex(text: str) -> str:
    """What LaTeX would print; an unescaped sign of its own is a fault."""
    out, rest = "", text
    while rest:
        if command := re.match(r"\\([a-z]+)\{\}", rest):
            out, rest = out + COMMANDS[command[1]], rest[command.end() :]
        elif rest[0] == "\\":
            assert rest[1] in "#$%&_", rest
            out, rest = out + rest[1], rest[2:]
        else:
            assert rest[0] not in "#$%&_{}~^", rest
            out, rest = out + rest[0], rest[1:]
    return out


@pytest.fixture(params=["shipped_site", "everything_site"])
def folder(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(request.param)
    return found


def recorded(site: Path) -> list[ReadPage]:
    return [page for page in read_pages(site).values() if page.kind in RECORDS]


def test_every_record_is_in_the_three_files_of_its_body_and_they_agree(folder: Path) -> None:
    pages = {page.links("canonical")[0]["href"]: page for page in recorded(folder)}
    seen = set()
    for file in sorted((folder / "data" / "cite").rglob("*.json")):
        csl = json.loads(file.read_text(encoding="utf-8"))
        CSL.validate(csl)
        ris = rispy.loads(file.with_suffix(".ris").read_bytes().decode("utf-8"))
        bibtex = list(read_bibtex(file.with_suffix(".bib").read_text(encoding="utf-8")))
        assert len(csl) == len(ris) == len(bibtex) >= 2
        assert len({key for key, _ in bibtex}) == len(bibtex)
        for entry, record, (key, fields) in zip(csl, ris, bibtex, strict=True):
            page = pages[entry["URL"]]
            assert entry["URL"] not in seen, "a record is in the files of one body"
            seen.add(entry["URL"])
            assert entry["language"] == page.language
            assert entry["id"] == f"{page.kind}-{page.address.split('/')[2]}-{page.language}"
            assert entry["id"] == record["id"] == key
            assert entry["title"] == record["title"] == untex(_inside(fields["title"]))
            assert entry["URL"] == record["urls"][0] == fields["url"]
            assert entry["note"] == record["notes"][0] == untex(fields["note"])
            assert entry.get("author", [{}])[0].get("literal") == record.get("authors", [None])[0]
            assert (untex(_inside(fields["author"])) if "author" in fields else None) == record.get("authors", [None])[0]
            date = "-".join(f"{part:02d}" for part in entry["issued"]["date-parts"][0]) if "issued" in entry else None
            assert (record.get("date", "").rstrip("/").replace("/", "-") or None, fields.get("date")) == (date, date)
    assert seen == set(pages)


def test_a_page_says_how_it_is_cited_and_what_the_date_means(folder: Path) -> None:
    for page in recorded(folder):
        box = page.main.first("details", class_="ls-cite")
        text = box.first("p", class_="ls-cite__text").text
        files = [link.attributes["href"] for link in box.all("a")]
        assert [href.rpartition(".")[2] for href in files] == ["json", "ris", "bib"]
        entries = json.loads((page.file.parent / files[0]).resolve().read_text(encoding="utf-8"))
        entry = next(entry for entry in entries if entry["URL"] == page.links("canonical")[0]["href"])
        assert ("för varje sida om organisationen" in box.text) or ("for every page about the body" in box.text)
        assert text.endswith(f", {entry['URL']}")
        assert entry["title"] in text
        if "issued" in entry:
            year, *rest = entry["issued"]["date-parts"][0]  # of what is only known by its month or year there is no more
            assert datetime.date(year, *rest, *[1] * (2 - len(rest))) <= AS_OF
            assert ("senaste uppgift" in box.text) or ("latest data" in box.text)
            told = re.search(r"(?:senaste uppgift|latest data) ((?:\d+ )?(?:[a-zA-Z]+ )?\d{4})", text)
            assert told, text
            assert f": {told[1]}." in entry["note"]
        else:
            assert entry["note"].endswith(("Ingen uppgift på sidan är daterad.", "Nothing on the page is dated."))
            assert ("Ingen uppgift på sidan är daterad." in box.text) or ("Nothing on the page is dated." in box.text)


def test_an_invented_bodys_pages_are_cited_as_invented_and_no_others(folder: Path) -> None:
    for page in recorded(folder):
        text = page.main.first("p", class_="ls-cite__text").text
        invented = page.meta("description").startswith(("Påhittat exempel.", "Invented example."))
        assert (("(påhittat exempel)" in text) or ("(invented example)" in text)) == invented, page.address


LINE = (
    st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=60)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@given(title=LINE, author=LINE, site=LINE)
def test_no_title_can_break_out_of_its_field(title: str, author: str, site: str) -> None:
    entry = Citation("a-b-sv", "sv", title, author, site, site, "https://x.example/{a}/", datetime.date(2026, 1, 2), f"{title}.", "")
    entries = [entry, entry]
    CSL.validate(json.loads(write_citations("json", entries)))
    assert [found["title"] for found in json.loads(write_citations("json", entries))] == [title, title]
    ris = rispy.loads(write_citations("ris", entries))
    assert [found["title"] for found in ris] == [title, title]
    bibtex = list(read_bibtex(write_citations("bib", entries)))
    assert [untex(_inside(fields["title"])) for _, fields in bibtex] == [title, title]
    assert [untex(_inside(fields["author"])) for _, fields in bibtex] == [author, author]
    assert {fields["url"] for _, fields in bibtex} == {"https://x.example/%7Ba%7D/"}


@pytest.mark.parametrize("title", ["Rad ett\nER  - \nTY  - JOUR", "} , note = {x}", "@misc{x,", "100 % & 5_6 #7 $8 ~9 ^a \\b", '"<script>'])
def test_a_hostile_title_is_one_title(world: MakeWorld, title: str) -> None:
    site = world()
    node = site.goals["mal"]
    node.record = node.record.model_copy(update={"title": {"sv": title, "en": title}})
    files = {address: content.decode() for address, content in site.files("citations").items()}
    expected = f"{' '.join(title.split())} – Provby"
    assert [entry["title"] for entry in json.loads(files["data/cite/provby.json"]) if entry["id"] == "goal-mal-sv"] == [expected]
    assert [entry["title"] for entry in rispy.loads(files["data/cite/provby.ris"]) if entry["id"] == "goal-mal-sv"] == [expected]
    assert untex(_inside(dict(read_bibtex(files["data/cite/provby.bib"]))["goal-mal-sv"]["title"])) == expected


def test_a_plan_and_a_goal_with_one_id_are_two_entries(world: MakeWorld) -> None:
    site = world()
    site.goals["mal"].record = site.goals["mal"].record.model_copy(update={"id": "plan"})
    bibtex = [key for key, _ in read_bibtex(site.files("citations")["data/cite/provby.bib"].decode())]
    assert {"goal-plan-sv", "plan-plan-sv"} < set(bibtex)
    assert len(set(bibtex)) == len(bibtex)


# --- what reference managers read from the page itself ---------------------------------------------------------------

# As Zotero's "Embedded Metadata" reads a head: a name may have several words; what has a known prefix is a statement, the rest is looked
# for by how the name ends; Highwire's words win over Dublin Core's; the date is whatever digits there are, in their order.
HIGHWIRE = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_date": "date",
    "citation_publisher": "publisher",
    "citation_public_url": "url",
    "citation_language": "language",
}
DUBLIN_CORE = {"title": "title", "date": "date", "publisher": "publisher", "identifier": "url", "language": "language"}


def translate(page: ReadPage) -> dict[str, str]:
    """What a reference manager makes of a page: the fields of its item."""
    metas = [
        (meta.attributes["name"], meta.attributes["content"]) for meta in page.tree.first("head").all("meta") if meta.attributes.get("name")
    ]
    item: dict[str, str] = {}
    creators: list[str] = []
    for names, value in metas:
        for name in names.split():
            prefix, delimiter, word = re.match(r"([A-Za-z]*)([.:_]?)(.*)", name, flags=re.DOTALL).groups()  # type: ignore[union-attr]  # matches anything
            if prefix.lower() != "dc" or not delimiter:
                continue
            word = word[:1].lower() + word[1:]
            if word == "type":
                item["type"] = value
            elif word == "creator":
                creators.append(value)
            elif word in DUBLIN_CORE:
                item.setdefault(DUBLIN_CORE[word], value)
    for name, value in metas:
        found = next((field for ending, field in HIGHWIRE.items() if name.endswith(ending)), None)
        if found and value.strip():
            item[found] = " ".join(value.split())
    authors = [value for name, value in metas if name.endswith("citation_author")] or creators
    item["author"] = "; ".join(" ".join(author.split()) for author in authors)
    item.setdefault("type", "journalArticle" if any(name.endswith("citation_title") for name, _ in metas) else "webpage")
    if "date" in item:
        item["date"] = "-".join(re.findall(r"\d+", item["date"]))
    return item


def without(page: ReadPage, words: str, folder: Path) -> ReadPage:
    """The page with only the other of the two kinds of elements."""
    file = folder / "page.html"
    file.write_text(re.sub(rf'<meta name="{words}[^>]*>', "", page.source), encoding="utf-8")
    return ReadPage(file, page.address)


def test_a_reference_manager_finds_the_record_on_its_page_as_the_box_and_the_files_have_it(folder: Path, tmp_path: Path) -> None:
    entries = {}
    for file in (folder / "data" / "cite").glob("*.json"):
        entries.update({entry["URL"]: entry for entry in json.loads(file.read_text(encoding="utf-8"))})
    seen = set()
    for page in recorded(folder):
        seen.add(page.kind)
        entry = entries[page.links("canonical")[0]["href"]]
        expected = {
            "type": "webpage",
            "title": entry["title"],
            "author": entry["author"][0]["literal"] if "author" in entry else entry["container-title"],
            "publisher": entry.get("publisher", entry["container-title"]),
            "url": entry["URL"],
            "language": page.language,
        }
        if "issued" in entry:
            expected["date"] = "-".join(f"{part:02d}" for part in entry["issued"]["date-parts"][0])
        assert translate(page) == expected, page.address
        assert expected["title"] in page.main.first("p", class_="ls-cite__text").text
        assert expected["author"] in page.main.first("p", class_="ls-cite__text").text
        assert translate(without(page, "citation_", tmp_path)) == expected, "by Dublin Core's words alone"
        highwire = translate(without(page, "DC", tmp_path))
        assert {**highwire, "type": "webpage"} == expected, "by Highwire's words alone"
    assert seen == set(RECORDS)


def test_what_is_no_record_is_no_work_to_cite_and_what_is_not_known_has_no_element(folder: Path, world: MakeWorld) -> None:
    for page in read_pages(folder).values():
        assert ("citation_title" in page.source) == (page.kind in (*RECORDS, "version", "gone")), page.address
    assert citation_elements(None) == []
    told = " ".join(citation_elements(cited(world(), "sv")))
    assert "date" not in told
    assert "url" not in told
    assert "DC.identifier" not in told


@given(title=LINE)
def test_a_title_cannot_break_out_of_its_element(title: str) -> None:
    entry = Citation("a-b-sv", "sv", title, "", "Sajten", "", "https://x.example/", datetime.date(2026, 1, 2), "", "")
    for element in citation_elements(entry):
        assert re.fullmatch(r'<meta name="[\w.]+" content="[^"<>]*">', element), element


def test_a_date_of_which_only_the_month_is_known_is_told_as_that(world: MakeWorld) -> None:
    site = world(goal={"events": [{"date": "2024-05", "kind": "reworded"}]})
    told = citation_elements(cited(site, "sv"))
    assert '<meta name="citation_publication_date" content="2024/05">' in told
    assert '<meta name="DC.date" content="2024-05">' in told

"""What the editors’ guide tells of every field: all of the models, in both languages, with examples that are read as content is."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from ledstjarna.addresses import CHAPTERS, KINDS_OF_FILES
from ledstjarna.load.content_tree import Document
from ledstjarna.load.excerpts import EACH, Excerpts
from ledstjarna.load.guarded_yaml import read_yaml
from ledstjarna.load.source import FolderSource
from ledstjarna.model.site_file import SiteFile
from ledstjarna.pages.kinds.fields import FILES
from ledstjarna.settings import read_project
from ledstjarna.site_check import check_site
from ledstjarna.theme_files import theme_folder
from ledstjarna.validate.checks.all import CHECK_CODES, CHECKS
from ledstjarna.validate.checks.remark import Remark
from ledstjarna.validate.concerns import OF_CHECKS, OF_RULES, OF_TEXTS
from ledstjarna.validate.fields import FieldEntry, FileEntry, PartEntry, field_texts, file_entries
from ledstjarna.validate.held import what_is_held
from ledstjarna.validate.rules import RULES
from ledstjarna.validate.schema import KINDS
from ledstjarna.validate.shape import RECORDS, is_given, make_record
from tests.conftest import AS_OF
from tests.reading import read_pages
from tests.rows import each_row
from tests.test_checks import STORIES, read_register
from tests.test_documents import records_in
from tests.texts import read_catalogue

EXAMPLES = theme_folder() / "guide" / "examples"
FILES_TOLD = {entry.kind: entry for entry in file_entries()}


def fields_of(entry: FileEntry) -> Iterator[tuple[PartEntry, FieldEntry]]:
    return ((part, field) for part in entry.parts for field in part.fields)


def ways_of(entry: FileEntry) -> set[tuple[str, ...]]:
    """Every way to every field, also to those of a record that stands in several places."""
    return {(*way, field.name) for part, field in fields_of(entry) for way in part.ways}


def text_of(kind: str) -> str:
    return (EXAMPLES / f"{kind}.yml").read_text(encoding="utf-8")


def test_every_kind_of_file_has_a_page_of_the_guide() -> None:
    assert KINDS_OF_FILES == tuple(FILES) == tuple(FILES_TOLD) == KINDS
    assert not set(CHAPTERS) & set(KINDS)
    assert {path.stem for path in EXAMPLES.iterdir()} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_the_models_is_told_of(kind: str) -> None:
    records: dict[str, type[BaseModel]] = {**RECORDS, "themes": RECORDS["theme"], "site_config": SiteFile}
    record = records[kind]
    known = {
        (inside.__name__, info.description)
        for inside in records_in(record, set())
        for name, info in inside.model_fields.items()
        if not is_given(inside, name) and (inside.__name__, name) != ("Settings", "site_url")
    }
    told = [field.about for _, field in fields_of(FILES_TOLD[kind])]
    assert len(told) == len(known)
    assert set(told) == {about for _, about in known}


def test_no_record_has_its_types_as_text_which_pydantic_is_slow_to_read() -> None:
    records = records_in(SiteFile, set())
    for model in RECORDS.values():
        records_in(model, records)
    assert not [record.__name__ for record in records if any(isinstance(kind, str) for kind in record.__annotations__.values())]


def test_a_type_without_words_is_missed() -> None:
    with pytest.raises(KeyError):
        what_is_held(set[int])


# --- examples ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"site_config"}))
def test_an_example_is_read_as_content_is(kind: str) -> None:
    data, problems = read_yaml(text_of(kind), "f.yml")
    assert problems == []
    assert isinstance(data, dict)
    parts = data.values() if kind == "themes" else [data]
    for part in parts:
        document = Document("theme" if kind == "themes" else kind, "exs-mal", "exs", FolderSource(EXAMPLES), f"{kind}.yml", "f.yml", part)
        record, problems = make_record(document, ("sv", "en"))
        assert [f"{problem.code} {problem.at}" for problem in problems] == []
        assert record is not None


def test_the_example_of_the_settings_is_read_as_settings_are(tmp_path: Path) -> None:
    file = tmp_path / "site_config.yml"
    file.write_text(text_of("site_config"), encoding="utf-8")
    assert read_project(file).settings.site_url


BESIDE = {  # what the examples name and are not
    "agencies/exempelstad/agency.yml": "{name: {sv: Exempelstad, en: Exampletown}, kind: municipality, invented: true}\n",
    "agencies/exempelstad/plans/exs-budget-2026.yml": "{title: {sv: Budget 2026, en: Budget 2026}, period: 2026, document: {title: {sv: B, en: B}}}\n",
    "agencies/exempelstad/goals/exs-bra-skola.yml": "{plan: exs-budget-2026, title: {sv: En bra skola, en: A good school}, owner: Nämnden}\n",
}
PLACES = {
    "agency": "agencies/exs-namnd/agency.yml",
    "plan": "agencies/exs-namnd/plans/exs-plan.yml",
    "goal": "agencies/exs-namnd/goals/exs-trygg-skola.yml",
    "outcomes": "agencies/exs-namnd/outcomes/exs-trygg-skola.yml",
    "finding": "agencies/exs-namnd/findings/exs-revision.yml",
    "themes": "themes.yml",
    "accessibility": "accessibility.yml",
    "search": "search/sv.yml",
}


def test_the_examples_make_a_site_without_a_problem_or_a_remark(tmp_path: Path) -> None:
    files = {**BESIDE, **{place: text_of(kind) for kind, place in PLACES.items()}}
    goal = PLACES["goal"]
    files[goal], many = re.subn(r"^no_measure:.*\n", "", files[goal], flags=re.MULTILINE)  # which excludes every measure
    assert many == 1
    for name, text in files.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    config = tmp_path / "site_config.yml"
    config.write_text(text_of("site_config"), encoding="utf-8")
    _, _, remarks = check_site(read_project(config), as_of=AS_OF, today=AS_OF)
    assert [(str(remark.place), remark.code) for remark in remarks.warnings()] == []


def test_every_field_has_an_example() -> None:
    excerpts = {kind: Excerpts(text_of(kind)) for kind in KINDS}
    shown: dict[tuple[str, str], bool] = {}
    for kind, entry in FILES_TOLD.items():
        for part, field in fields_of(entry):
            found = any(excerpts[kind].find((*way, field.name)) for way in part.ways)
            key = (part.about, field.name)  # of a record that several kinds of file have, one of them shows it
            shown[key] = shown.get(key, False) or found
    assert [key for key, is_shown in shown.items() if not is_shown] == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_excerpt_says_what_its_file_says(kind: str) -> None:
    excerpts, data = Excerpts(text_of(kind)), yaml.load(text_of(kind), Loader=yaml.CBaseLoader)
    for part, field in fields_of(FILES_TOLD[kind]):
        for way in part.ways:
            if found := excerpts.find((*way, field.name)):
                (said,) = yaml.load(f"{found}\n", Loader=yaml.CBaseLoader).items()
                assert said in list(values_at(data, (*way, field.name)))


def values_at(data: object, way: tuple[str, ...]) -> Iterator[tuple[str, object]]:
    if isinstance(data, list):
        for entry in data:
            yield from values_at(entry, way)
    elif isinstance(data, dict):
        for key, value in data.items():
            if way[0] in (key, EACH):
                yield from [(key, value)] if len(way) == 1 else values_at(value, way[1:])


# --- what is checked ---------------------------------------------------------------------------------------------------


def test_every_check_and_rule_is_about_fields_that_there_are() -> None:
    assert set(OF_CHECKS) | set(OF_TEXTS) == set(CHECK_CODES)
    assert not set(OF_CHECKS) & set(OF_TEXTS)
    assert set(OF_RULES) == {rule.__name__ for rule in RULES}
    known = {".".join((kind, *(step for step in way if step != EACH))) for kind, entry in FILES_TOLD.items() for way in ways_of(entry)}
    for table in (OF_CHECKS, OF_RULES):
        assert {way for ways in table.values() for way in ways} - known == set()
        assert all(table.values())


@each_row("story", STORIES["cases"], ids=lambda story: story["name"])
def test_a_remark_is_placed_at_a_field_that_its_check_is_about(story: dict[str, dict[str, str | None]], tmp_path: Path) -> None:
    register = read_register(tmp_path, story["files"])
    for check in CHECKS:
        if check.__name__ in OF_CHECKS:
            for remark in check(register):
                if isinstance(remark, Remark):
                    place = place_of(remark)
                    near = [
                        way for way in OF_CHECKS[check.__name__] if f"{way}.".startswith(f"{place}.") or f"{place}.".startswith(f"{way}.")
                    ]
                    assert near, (check.__name__, place)


def place_of(remark: Remark) -> str:
    """The field of a remark, as the table writes it: without numbers, ids of measures and languages."""
    kind = {"theme": "themes"}.get(remark.kind, remark.kind)
    ways, here = ways_of(FILES_TOLD[kind]), (EACH,) if kind == "themes" else ()
    for step in remark.path:
        if isinstance(step, str):
            steps = [(*here, name) for name in (step, EACH)]
            there = next((one for one in steps if any(way[: len(one)] == one for way in ways)), None)
            if there is None:
                break
            here = there
    return ".".join((kind, *(step for step in here if step != EACH)))


# --- both languages, and the pages -------------------------------------------------------------------------------------


def test_everything_that_is_said_of_fields_is_said_in_swedish() -> None:
    catalogue = read_catalogue("sv")
    texts = set(field_texts())
    assert len(texts) > 250
    for text in texts:
        message = catalogue.get(text)
        assert message, text
        assert message.string not in ("", text), text


@pytest.mark.parametrize(("language", "guide"), [("sv", "sv/redaktorsguide/"), ("en", "en/editors-guide/")])
def test_the_guide_leads_to_a_page_that_tells_of_every_field(language: str, guide: str, shipped_site: Path) -> None:
    pages = read_pages(shipped_site)
    links = {link.attributes.get("href") for link in pages[guide].main.all("a")}
    told_of = [pages[f"{guide}{CHAPTERS[name][language]}/"] for name in ("checks", "rules")]
    ids = {element.attributes["id"] for page in told_of for element in page.main.all("h2", "li") if "id" in element.attributes}
    catalogue = read_catalogue("sv")
    for kind, entry in FILES_TOLD.items():
        name = kind.replace("_", "-")
        assert f"../../{guide}{name}/" in links
        main = pages[f"{guide}{name}/"].main
        told = {dt.attributes["id"]: dt.text.split()[0] for dt in main.all("dt")}
        assert told == {"-".join(step for step in field.way if step != EACH): field.name for _, field in fields_of(entry)}
        for _, field in fields_of(entry):
            message = catalogue.get(field.about)
            about = str(message.string) if language == "sv" and message else field.about
            assert about.replace("\N{NO-BREAK SPACE}", " ") in html.unescape(main.text).replace("\N{NO-BREAK SPACE}", " ")
        for link in main.all("a"):
            there, _, fragment = link.attributes["href"].partition("#")
            if there and not fragment:
                continue  # a page beside it
            assert fragment in (ids if there else {element.attributes.get("id") for element in main.all("dt", "h2")})

"""A language has its interface's texts or is refused; a site may bring them itself, in a file that is trusted with nothing."""

from __future__ import annotations

import datetime
import re
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledstjarna.__main__ import main
from ledstjarna.authoring.catalogue import write_catalogue
from ledstjarna.build import build_site
from ledstjarna.interface import read_interface, source_texts
from ledstjarna.load.catalogue import check_translations, read_catalogue
from ledstjarna.load.guarded_yaml import LARGEST_FILE, decode
from ledstjarna.model.catalogue import TextId, find_language
from ledstjarna.model.settings import Language, Settings
from ledstjarna.problems import MESSAGE_LANGUAGES, ContentError, Problem
from ledstjarna.settings import read_project
from ledstjarna.site_check import check_site
from ledstjarna.theme_files import theme_folder
from ledstjarna.words.voice import Voice
from tests.rows import each_row

GOLDEN = Path(__file__).parent / "golden"
TODAY = datetime.date(2026, 11, 22)
HEAD = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
ONE: TextId = ("Goals",)
MANY: tuple[str, str] = ("{n} goal", "{n} goals")
ORIGINALS = (ONE, MANY, ("About {name}",), ("See <b>",))


def make_site(folder: Path) -> Path:
    """The golden site in a third language too; its texts are still to come."""
    languages = "languages:\n      - {code: sv, name: Svenska, locale: sv_SE}\n      - {code: en, name: English, locale: en_GB}\n"
    languages += "      - {code: de, name: Deutsch, locale: de_DE}\n"
    config = (GOLDEN / "site_config.yml").read_text(encoding="utf-8")
    (folder / "site_config.yml").write_text(config.replace("  ledstjarna:\n", f"  ledstjarna:\n    {languages}", 1), encoding="utf-8")
    shutil.copytree(GOLDEN / "content", folder / "content")
    return folder


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make_site(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site, built with seven gaps in its German."""
    folder = make_site(tmp_path_factory.mktemp("site"))
    translate(folder, gaps=7)
    build_site(read_project(folder / "site_config.yml"), as_of=TODAY, output=folder / "out", frame="bare")
    return folder / "out"


def read_page(built: Path, address: str) -> str:
    return (built / address / "index.html").read_text(encoding="utf-8")


def translate(site: Path, *, gaps: int = 0, change: tuple[str, str] = ("", "")) -> None:
    """A catalogue in which every text but the first few is translated: to the same words, with a sign before them."""
    lines: list[str] = []
    texts: list[str] = []
    many = 0
    for line in write_catalogue("de", ["Texte"]).split("\n"):
        word, _, text = line.partition(" ")
        if word == "msgid":
            texts, many = [text], many + 1
        elif word == "msgid_plural":
            texts.append(text)
        if word.startswith("msgstr") and texts[0] != '""' and many > gaps + 1:
            lines.append(f'{word} "Ü{texts[0 if word in ("msgstr", "msgstr[0]") else 1][1:]}')
        else:
            lines.append(line)
    (site / "locale").mkdir(exist_ok=True)
    (site / "locale" / "de.po").write_text("\n".join(lines).replace(*change), encoding="utf-8")


def problems_of(site: Path) -> list[str]:
    try:
        check_site(read_project(site / "site_config.yml"))
    except ContentError as error:
        return [f"{problem.place} {problem.code}" for problem in error.problems]
    return []


# --- languages ---------------------------------------------------------------------------------------------------------


def test_a_language_without_texts_is_refused_with_the_way_out(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--lang", "en"]) == 1
    told = capsys.readouterr().out
    assert "site_config.yml:" in told
    assert "(language_without_texts)" in told
    assert "ledstjarna new language de" in told
    assert "locale/de.po" in told
    assert main(["build", "--out", str(site / "out")]) == 1
    assert not (site / "out").exists()


@pytest.mark.parametrize("code", ["sv-fi", "en-us"])
def test_a_variety_of_a_language_speaks_as_the_language_does(site: Path, code: str) -> None:
    config = site / "site_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("code: de,", f"code: {code},"), encoding="utf-8")
    assert problems_of(site) == []
    voice = Voice(Language(code=code, name="x", locale=code[:2]), Settings(), theme_folder() / "locale")
    assert voice._("Goals") == {"sv-fi": "Mål", "en-us": "Goals"}[code]


def test_a_variety_is_found_by_how_it_begins() -> None:
    assert [find_language(code, ["sv", "en", "pt-br"]) for code in ("sv", "sv-fi", "pt", "pt-br", "svx", "")] == [
        "sv",
        "sv",
        None,
        "pt-br",
        None,
        None,
    ]


# --- a site's own catalogue ---------------------------------------------------------------------------------------------


def test_the_way_out_leads_to_a_site_in_order(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "language", "de", "--lang", "en"]) == 0
    assert "locale/de.po" in capsys.readouterr().out
    assert problems_of(site) == ["locale/de.po catalogue_empty"]
    translate(site)
    assert problems_of(site) == []
    assert read_interface(read_project(site / "site_config.yml")).gaps == []


def test_the_pages_speak_the_language(built: Path) -> None:
    page = read_page(built, "de/goals")
    assert '<html lang="de">' in page
    assert "<h1>ÜAll goals</h1>" in page


def test_what_is_made_holds_every_text_of_the_pages_and_reads_back(site: Path) -> None:
    assert main(["new", "language", "de"]) == 0
    text = (site / "locale/de.po").read_text(encoding="utf-8")
    catalogue, problems = read_catalogue(text, "de.po")
    assert problems == []
    assert catalogue.texts == {}
    assert text.count("\nmsgid ") == len(source_texts()) + 1
    assert ("Examples",) not in source_texts()  # of the gallery, which is on no site
    assert {("Goals",), ("{n} goal", "{n} goals")} <= set(source_texts())


def test_gaps_are_counted(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    translate(site, gaps=7)
    assert main(["check", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "locale/de.po:8:1" in told
    assert "Deutsch and are shown in English: 7." in told
    assert "(interface_text_missing)" in told


def test_pages_with_gaps_say_that_they_are_in_english(built: Path) -> None:
    pages = [read_page(built, code) for code in ("de", "sv", "en")]
    # In the page's own language where the sentence has a translation, as it may be among the gaps itself.
    said = re.compile(r'<p lang="(?:de">Ü|en">)Some words of the pages have not been translated')
    assert [len(said.findall(page)) for page in pages] == [1, 0, 0]


def test_a_gap_can_be_made_to_stop_the_build(site: Path) -> None:
    translate(site, gaps=1)
    config = site / "site_config.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("checks: {", "checks: {interface_text_missing: error, "), encoding="utf-8")
    assert problems_of(site) == ["locale/de.po:8:1 interface_text_missing"]


def test_the_guide_says_where_it_is_in_english(built: Path) -> None:
    for name in ("first-steps", "texts", "search-words", "history"):
        assert read_page(built, f"de/guide/{name}").count('<div class="ls-guide" lang="en">') == 1
    assert '<ul class="ls-sections" lang="en">' in read_page(built, "de/guide")
    assert '<dl class="ls-messages" lang="en">' in read_page(built, "de/guide/messages")
    assert 'class="ls-guide" lang' not in read_page(built, "en/editors-guide/first-steps")


def test_a_catalogue_for_a_language_that_is_there_anyway_is_told(site: Path) -> None:
    translate(site)
    (site / "locale/de.po").rename(site / "locale/sv.po")
    assert "locale/sv.po catalogue_not_needed" in problems_of(site)


def test_links_pipes_sizes_and_bytes_are_refused_as_in_the_content(site: Path) -> None:
    file = site / "locale" / "de.po"
    file.parent.mkdir()
    file.symlink_to("/etc/passwd")
    assert problems_of(site) == ["locale/de.po link_to_file"]
    file.unlink()
    file.mkdir()
    assert problems_of(site) == ["locale/de.po unreadable_file"]
    file.rmdir()
    file.write_bytes(b"# " + b"x" * LARGEST_FILE)
    assert problems_of(site) == ["locale/de.po file_too_large"]
    file.write_bytes("msgid".encode("utf-16"))
    assert problems_of(site) == ["locale/de.po:1:1 not_utf8"]
    file.write_text('msgid "a"\nmsgstr "b\u202e"\n', encoding="utf-8")
    assert problems_of(site) == ["locale/de.po:2:10 hidden_character"]
    file.unlink()
    file.parent.rmdir()
    file.parent.symlink_to("/etc")
    assert problems_of(site) == ["locale link_to_file"]


# --- what a file of translations may say --------------------------------------------------------------------------------


def complaints(text: str) -> list[str]:
    catalogue, problems = read_catalogue(text, "de.po")
    found = [*problems, *check_translations(catalogue, ORIGINALS)]
    for problem in found:
        assert all(problem.message(language).isprintable() for language in MESSAGE_LANGUAGES)
    return [f"{problem.place.line} {problem.code}" for problem in found]


@each_row(
    ("text", "expected"),
    [
        ('msgid "Goals"\nmsgstr "Ziele"\n', []),
        ('msgid "Goals"\nmsgstr ""\n', []),
        ('msgid ""\n"Go"\n"als"\nmsgstr ""\n"Zi"\n"ele"\n', []),
        ('msgid "{n} goal"\nmsgid_plural "{n} goals"\nmsgstr[0] "{n} Ziel"\nmsgstr[1] "{n} Ziele"\n', []),
        ('msgid "About {name}"\nmsgstr "{name}: alles"\n', []),
        ('msgid "A text of another version"\nmsgstr "<script>{x}"\n', []),
        ('#, fuzzy\nmsgid "Goals"\nmsgstr "{unsicher}"\n', []),
        ('#~ msgid "Goals"\n#~ msgstr "{alt}"\n', []),
        ("Goals = Ziele\n", ["4 catalogue_line"]),
        ('msgid "Goals\nmsgstr "Ziele"\n', ["4 catalogue_line", "5 catalogue_line"]),
        ('msgid "Goals"\nmsgstr "Zie"le"\n', ["5 catalogue_line"]),
        ('msgid "Goals"\nmsgstr "\\x00"\n', ["5 catalogue_line"]),
        ('msgid "Goals"\n\nmsgid "About {name}"\nmsgstr "Über {name}"\n', ["4 catalogue_line"]),
        ('msgstr "Ziele"\n', ["4 catalogue_line"]),
        ('"Ziele"\n', ["4 catalogue_line"]),
        ('msgctxt "x"\nmsgid "Goals"\nmsgstr "Ziele"\n', ["4 catalogue_line"]),
        ('msgid "Goals"\nmsgstr "a"\nmsgstr "b"\n', ["6 catalogue_line"]),
        ('msgid "Goals"\nmsgstr "a"\n\nmsgid "Goals"\nmsgstr "b"\n', ["7 catalogue_twice"]),
        ('msgid "{n} goal"\nmsgid_plural "{n} goals"\nmsgstr[0] "{n} Ziel"\n', ["6 catalogue_forms"]),
        ('msgid "{n} goal"\nmsgid_plural "{n} goals"\nmsgstr[0] "{n} Ziel"\nmsgstr[1] ""\n', ["6 catalogue_forms"]),
        ('msgid "{n} goal"\nmsgid_plural "{n} goals"\nmsgstr[0] "a {n}"\nmsgstr[1] "b {n}"\nmsgstr[7] "c {n}"\n', ["6 catalogue_forms"]),
        ('msgid "Goals"\nmsgstr[1] "Ziele"\n', ["5 catalogue_forms"]),
        ('msgid "Goals"\nmsgstr "Ziele {n}"\n', ["5 catalogue_braces"]),
        ('msgid "About {name}"\nmsgstr "Über"\n', ["5 catalogue_braces"]),
        ('msgid "About {name}"\nmsgstr "Über {Name}"\n', ["5 catalogue_braces"]),
        ('msgid "About {name}"\nmsgstr "Über {name.__class__}"\n', ["5 catalogue_braces"]),
        ('msgid "About {name}"\nmsgstr "Über {name!r}"\n', ["5 catalogue_braces"]),
        ('msgid "About {name}"\nmsgstr "Über {name:>9999999999}"\n', ["5 catalogue_braces"]),
        ('msgid "About {name}"\nmsgstr "Über {name} {0}"\n', ["5 catalogue_braces"]),
        ('msgid "About {name}"\nmsgstr "Über {name} {"\n', ["5 catalogue_braces"]),
        ('msgid "About {name}"\nmsgstr "Über {{name}}"\n', ["5 catalogue_braces"]),
        ('msgid "Goals"\nmsgstr "<script>alert(1)</script>"\n', ["5 catalogue_markup"]),
        ('msgid "Goals"\nmsgstr "&#60;b>"\n', ["5 catalogue_markup"]),
        ('msgid "Goals"\nmsgstr "[Ziele](javascript:alert(1))"\n', ["5 catalogue_markup"]),
        ('msgid "Goals"\nmsgstr "Zie\\nle"\n', ["5 catalogue_markup"]),
        ('msgid "Goals"\nmsgstr "LSMARKbodyLSEND"\n', ["5 catalogue_markup"]),
        ('msgid "Goals"\nmsgstr "=HYPERLINK(1)"\n', ["5 catalogue_markup"]),
        ('msgid "See <b>"\nmsgstr "Siehe <b>"\n', []),
        ('msgid "See <b>"\nmsgstr "Siehe <b><i>"\n', ["5 catalogue_markup"]),
        (f'msgid "Goals"\nmsgstr "{"Ziele" * 100}"\n', ["5 catalogue_long"]),
    ],
)
def test_a_translation_says_what_its_text_says(text: str, expected: list[str]) -> None:
    assert complaints(HEAD + text) == expected


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Plural-Forms: nplurals=2\\n",
        "Plural-Forms: nplurals=0; plural=0;\\n",
        "Plural-Forms: nplurals=999999999; plural=0;\\n",
        "Plural-Forms: nplurals=7; plural=0;\\n",
        "Plural-Forms: nplurals=2; plural=n;\\n",
        "Plural-Forms: nplurals=2; plural=1/n;\\n",
        "Plural-Forms: nplurals=2; plural=n%(n-5);\\n",
        "Plural-Forms: nplurals=2; plural=__import__('os').system('ls');\\n",
        "Plural-Forms: nplurals=2; plural=2**99999999;\\n",
        "Plural-Forms: nplurals=2; plural=" + "(" * 5_000 + "n" + ")" * 5_000 + ";\\n",
        "Plural-Forms: nplurals=2; plural=" + "(" * 90 + "n" + ")" * 90 + ";\\n",
        "Plural-Forms: nplurals=2; plural=" + "n?" * 60 + "0" + ":1" * 60 + ";\\n",
        "Plural-Forms: nplurals=2; plural=" + "n?" * 60 + ";\\n",
        "Plural-Forms: nplurals=2; plural=" + "!" * 150 + "n;\\n",
        "Plural-Forms: nplurals=2; plural=" + "9*" * 90 + "9;\\n",
    ],
)
def test_a_rule_for_numbers_that_is_none_is_told_and_never_runs(header: str) -> None:
    plural = 'msgid "{n} goal"\nmsgid_plural "{n} goals"\nmsgstr[0] "{n} Ziel"\nmsgstr[1] "{n} Ziele"\n'
    begun = time.process_time()
    found = complaints(f'msgid ""\nmsgstr "{header}"\n\n{plural}')
    assert set(found) <= {"2 catalogue_rule"}
    assert time.process_time() - begun < 1
    if "?" not in header and "!" not in header:
        assert found == ["2 catalogue_rule"]


@pytest.mark.parametrize(
    ("rule", "numbers", "forms"),
    [
        ("nplurals=1; plural=0;", [0, 1, 2], "aaa"),
        ("nplurals=2; plural=(n > 1);", [0, 1, 2], "aab"),
        (
            "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
            [1, 3, 5, 11, 21, 22],
            "abccab",
        ),
        ("nplurals=4; plural=(n==1 ? 0 : n==2 ? 1 : n>10 ? 3 : 2);", [1, 2, 3, 2_000_000], "abcd"),
    ],
)
def test_a_language_counts_in_its_own_way(rule: str, numbers: list[int], forms: str) -> None:
    many = "abcdef"[: int(rule[9])]
    text = f'msgid ""\nmsgstr "Plural-Forms: {rule}\\n"\n\nmsgid "one"\nmsgid_plural "many"\n'
    text += "".join(f'msgstr[{index}] "{sign}"\n' for index, sign in enumerate(many))
    catalogue, problems = read_catalogue(text, "de.po")
    assert problems == []
    assert "".join(catalogue.count("one", "many", number) or "-" for number in numbers) == forms


@pytest.mark.parametrize(
    "text",
    [
        'msgid "Goals"\nmsgstr ""\n' + '"a"\n' * 200_000,
        'msgid "Goals"\nmsgstr "' + "a" * 900_000 + '"\n',
        'msgid "Goals"\nmsgstr "' + "a" * 900_000,
        'msgid "' + "\\\\" * 400_000 + '"\nmsgstr "a"\n',
        "".join(f'msgid "{number}"\nmsgstr "{number}"\n\n' for number in range(25_000)),
        'msgid "a"\nmsgstr "b"\n\n' * 40_000,
        'msgid "a"\n' * 90_000,
        "#, fuzzy\n" * 100_000,
        "{" * 900_000,
        'msgid "Goals"\nmsgstr "' + "{a}" * 300_000 + '"\n',
        'msgid "Goals"\nmsgstr "' + "{" * 900_000 + '"\n',
        'msgid ""\nmsgstr "' + "Plural-Forms: nplurals=2; plural=" * 25_000 + '"\n',
    ],
    ids=range(12),
)
def test_no_file_of_translations_takes_its_time(text: str) -> None:
    begun = time.process_time()
    complaints(text)
    assert time.process_time() - begun < 20  # what grows with the square of the size takes minutes


LINES = ['msgid "Goals"', 'msgid "{n} goal"', 'msgid_plural "{n} goals"', 'msgstr ""', 'msgstr "a"', 'msgstr[0] "{n}"', 'msgstr[1] "b"']
LINES += [
    '"more"',
    "",
    "#, fuzzy",
    "# x",
    'msgid ""',
    '"Plural-Forms: nplurals=2; plural=n%2;\\n"',
    "msgid",
    '"',
    '"\\',
    "\\n",
    'msgstr[99] ""',
]


@settings(deadline=None, max_examples=300, derandomize=True)
@given(st.lists(st.sampled_from(LINES) | st.text(max_size=5), max_size=14).map("\n".join))
def test_no_file_of_translations_gets_an_exception_out(text: str) -> None:
    raw, problems = decode(text.encode("utf-8", "surrogatepass"), "de.po")
    catalogue, found = read_catalogue(raw, "de.po")
    for problem in [*problems, *found, *check_translations(catalogue, ORIGINALS)]:
        assert isinstance(problem, Problem)
        assert 0 <= problem.place.line <= raw.count("\n") + 1 or problems
    for id in ORIGINALS:
        assert catalogue.say(id[0]) is None or id in catalogue.texts
    assert catalogue.count(MANY[0], MANY[1], 3) is None or MANY in catalogue.texts

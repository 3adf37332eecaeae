"""Scripts as they are published: modules of a folder joined into one file, or a clear word on why they cannot be."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from ledstjarna.hosting.minify import minify
from ledstjarna.hosting.scripts import bundle_scripts, join_modules
from ledstjarna.problems import OutsideError
from ledstjarna.theme_files import theme_folder

# What reads words and files and ranks, and all of it with what the reader sees.
ENGINE, LARGEST = 8_800, 11_300


def write(folder: Path, **modules: str) -> Path:
    folder /= "search"
    folder.mkdir()
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder


def test_modules_stand_after_what_they_import_and_each_once(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        search='import {two, three} from "./b.js";\nimport {one} from "./a.js";\n\none(two);\n',
        a="// Why.\nexport const one = word => word;\n",
        b='import {one} from "./a.js";\nexport async function two() {\n  one("import");\n}\nexport function three() {}\n',
    )
    joined = 'const one=word=>word;async function two(){one("import")}\nfunction three(){}\none(two);\n'
    assert join_modules(folder) == joined


CANNOT = {
    "another folder": {"search": 'import {one} from "../a.js";\n'},
    "under another name": {"search": 'import {one as two} from "./a.js";\n', "a": "export const one = 1;\n"},
    "everything": {"search": 'import * as a from "./a.js";\n', "a": "export const one = 1;\n"},
    "when it runs": {"search": "export default 1;\n"},
    "for others": {"search": "const one = 1;\nexport {one};\n"},
    "what is not there": {"search": 'import {one} from "./a.js";\n'},
    "each other": {"search": 'import {a} from "./a.js";\n', "a": 'import {b} from "./search.js";\nexport const a = b;\n'},
    "a name twice": {"search": 'import {a} from "./a.js";\nconst b = 1, c = 2;\n', "a": "export const a = 1;\nfunction c() {}\n"},
    "nothing at all": {"other": "1;\n"},
}


@pytest.mark.parametrize("modules", CANNOT.values(), ids=CANNOT)
def test_what_cannot_be_joined_is_told(tmp_path: Path, modules: dict[str, str]) -> None:
    with pytest.raises(OutsideError) as told:
        join_modules(write(tmp_path, **modules))
    assert told.value.code == "script_not_joined"
    assert "{name}" in told.value.message("en")
    assert "{namn}" in told.value.message("sv")


MINIFIED = {
    "comments and blanks": ("// Why.\nlet a = b + c; // So.\n\n\n  a();\n", "let a=b+c;a();\n"),
    "texts are left alone": ("""say("a  // b", 'c = d', `e  ${f} // g`);\n""", """say("a  // b",'c = d',`e  ${f} // g`);\n"""),
    "quotation marks inside texts": ('say("a\\" // b");\n', 'say("a\\" // b");\n'),
    "patterns are left alone": ('a.replace(/[/ ]+"  x/g, b);\nreturn /a b/;\n', 'a.replace(/[/ ]+"  x/g,b);return/a b/;\n'),
    "a slash that divides": ("a = b / c / d; // e\n", "a=b/c/d;\n"),
    "words stay apart": ("const a = typeof b in c;\n", "const a=typeof b in c;\n"),
    "signs that would become one": ("a = b + +c - -d + ++e;\n", "a=b+ +c- -d+ ++e;\n"),
    "a statement that ends with its line": ("let a\nlet b = c\n(d)\n", "let a\nlet b=c\n(d)\n"),
    "a statement that goes on": ("a =\n  b\n    .c()\n    ?.d;\n", "a=b.c()?.d;\n"),
    "braces": ("if (a) {\n  b();\n}\nc();\n", "if(a){b()}\nc();\n"),
    "numbers with a name": ("const STEP = 10;\nconst HALF = .5;\nf(STEP, HALF, x.STEPS);\n", "f(10,.5,x.STEPS);\n"),
    "a number whose name is declared twice": ("const A = 1;\n{\n  const A = 2;\n  f(A);\n}\n", "const A=1;{const A=2;f(A)}\n"),
    "a number that a template tells": ("const A = 1;\nf(`${A}`);\n", "const A=1;f(`${A}`);\n"),
    "a number that changes": ("let A = 1;\nA = 2;\n", "let A=1;A=2;\n"),
}


@pytest.mark.parametrize(("written", "published"), MINIFIED.values(), ids=MINIFIED)
def test_a_script_is_published_in_fewer_signs(written: str, published: str) -> None:
    assert minify(written) == published


def test_a_changed_module_gives_the_file_another_name(tmp_path: Path) -> None:
    folder = tmp_path / "scripts"
    folder.mkdir()
    folder = write(folder, search='import {a} from "./a.js";\na;\n', a="export const a = 1;\n")
    first, _ = bundle_scripts(tmp_path)["search"]
    (folder / "a.js").write_text("export const a = 2;\n", encoding="utf-8")
    second, text = bundle_scripts(tmp_path)["search"]
    assert first != second
    assert re.fullmatch(r"search\.[0-9a-f]{10}\.js", second)
    assert text == "const a=2;a;\n"


def test_the_script_of_search_is_small_stores_nothing_and_makes_no_html() -> None:
    _, text = bundle_scripts(theme_folder())["search"]
    engine = text[: text.index("const root=document.querySelector")]
    assert "async function openIndex" in engine
    assert len(gzip.compress(engine.encode(), 9)) <= ENGINE
    assert len(gzip.compress(text.encode(), 9)) <= LARGEST
    forbidden = ("innerHTML", "outerHTML", "insertAdjacentHTML", "createContextualFragment", "document.write", "eval(", "Storage", "cookie")
    assert [word for word in forbidden if word in text] == []
    assert not re.search(r"^(import|export)\b", text, re.MULTILINE)

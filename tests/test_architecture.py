"""The house as ARCHITECTURE.md tells of it: who imports whom, what lies where, who may touch the world outside."""

from __future__ import annotations

import ast
import datetime
import re
import sys
from pathlib import Path

import jinja2

from tests import tree
from tests.rows import each_row

ROOT = Path(__file__).parent.parent
GENERATOR = ROOT / "generator" / "ledstjarna"
MODULES = sorted(path for path in GENERATOR.rglob("*.py") if "theme" not in path.relative_to(GENERATOR).parts)
DOCUMENT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
LONGEST_MODULE, LONGEST_FUNCTION = 330, 45
LONGEST_DOCUMENT, LONGEST_DECISION, LONGEST_SENTENCE = 8192, 1200, 200


def room(module: str) -> str:
    """The room of a dotted name below ``ledstjarna``: its package, or its own name at the top."""
    return module.split(".")[1] if "." in module else "ledstjarna"


def own_room(path: Path) -> str:
    parts = path.relative_to(GENERATOR).with_suffix("").parts
    return "ledstjarna" if parts[0] == "__init__" else parts[0]


def import_table() -> dict[str, set[str]]:
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|$", DOCUMENT, flags=re.MULTILINE)
    (alone,) = re.findall(r"itself and `problems`; (.*?) nothing else", DOCUMENT, flags=re.DOTALL)
    return {name: set(re.findall(r"[\w.]+", allowed)) for name, allowed in [*((name, "") for name in re.findall(r"`(\w+)`", alone)), *rows]}


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{name.name}" for name in node.names} if node.module == "ledstjarna" else {node.module}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in ("import_module", "__import__"):
            found.add(beginning(node.args[0]).rstrip("."))
    return found


def beginning(name: ast.expr) -> str:
    """The part of a module's name that is there to be read, where the rest is known only when the program runs."""
    first = name.values[0] if isinstance(name, ast.JoinedStr) else name
    return str(ast.literal_eval(first))


@each_row("path", MODULES, ids=lambda path: str(path.relative_to(GENERATOR)))
def test_a_module_imports_only_what_the_table_allows(path: Path) -> None:
    allowed = import_table().get(own_room(path), set())
    for name in imports(path) - {"ledstjarna.__version__", "ledstjarna.USUAL_FILE"}:
        top = name.split(".")[0]
        if top == "ledstjarna":
            assert room(name) in allowed | {own_room(path), "ledstjarna", "problems"} or name.removeprefix("ledstjarna.") in allowed, name
        elif top not in sys.stdlib_module_names and top != "__future__":
            assert top in allowed, name


def test_the_table_names_every_room_and_no_other() -> None:
    rooms = {own_room(path) for path in MODULES} - {"ledstjarna"}
    assert set(import_table()) == rooms


def calls(path: Path, *names: str) -> list[str]:
    """Calls of functions or methods with one of these names."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in names:
                found.append(f"{path.name}:{node.lineno} {called}")
    return found


def test_only_the_frame_knows_mkdocs() -> None:
    assert [path.name for path in MODULES if any(name.split(".")[0] == "mkdocs" for name in imports(path))] == ["frame.py"]


def test_only_write_writes_the_site_and_only_new_writes_content() -> None:
    # The frame writes in a folder of its own, which it removes; authoring/write.py makes files and rows of content; output/ finishes files
    # on a stage in a bench, and journal.py alone touches the site; chunks.py and crew.py keep pieces and what workers need in the bench;
    # cache.py, careful_pickle.py and memory/ keep what can be made again, in the user's own folder.
    output = {f"output/{name}.py" for name in ("bench", "journal", "stage", "update")}
    kept = {f"{name}.py" for name in ("cache", "crew", "careful_pickle", "publish/chunks", "memory/kept", "memory/last_build")}
    writers = output | kept | {"authoring/write.py", "pages/frame.py"}
    for path in MODULES:
        if path.relative_to(GENERATOR).as_posix() not in writers:
            assert not calls(path, "write_text", "write_bytes", "mkdir", "rmtree", "unlink", "rename", "mkdtemp", "NamedTemporaryFile"), (
                path.name
            )


def test_the_clock_is_read_at_the_entry_only() -> None:
    for path in MODULES:
        if path.name != "__main__.py":
            assert not calls(path, "now", "today", "utcnow", "time", "monotonic"), path.name


def test_nothing_is_left_to_chance() -> None:
    assert not [path.name for path in MODULES if imports(path) & {"random", "secrets", "uuid"}]


@each_row("path", MODULES, ids=lambda path: str(path.relative_to(GENERATOR)))
def test_a_module_is_a_room_one_can_see_through(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    tree = ast.parse(text)
    docstring = ast.get_docstring(tree)
    assert docstring
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or node.lineno) - node.lineno < LONGEST_FUNCTION, node.name


def test_the_list_of_modules_is_what_their_docstrings_say() -> None:
    assert tree.MODULES.read_text(encoding="utf-8") == tree.draw_modules(), "bring it up to date: make tree"


@each_row("path", sorted(GENERATOR.rglob("*.py")), ids=lambda path: str(path.relative_to(GENERATOR)))
def test_a_module_tells_what_it_is_in_a_sentence_on_one_line(path: Path) -> None:
    assert 20 <= len(tree.first_sentence(path)) <= LONGEST_SENTENCE


def test_the_architecture_is_one_page() -> None:
    assert len(DOCUMENT.encode()) <= LONGEST_DOCUMENT


def paths_named() -> set[str]:
    """What ARCHITECTURE.md names in backticks that can only be a path."""
    return {name for name in re.findall(r"`([\w./-]+)`", DOCUMENT) if "/" in name or name.endswith((".py", ".toml", ".yml"))}


def test_every_path_that_the_architecture_names_exists() -> None:
    assert len(paths_named()) > 40
    inside = [path.parent for path in GENERATOR.glob("*/__init__.py")]
    folders = [ROOT, GENERATOR, *inside, *(ROOT / name for name in ("content", "theme", "tests"))]
    assert not [name for name in paths_named() if not any((folder / name).exists() for folder in folders)]


def test_every_room_is_told_of() -> None:
    rooms = {f"{path.name}/" for path in GENERATOR.iterdir() if (path / "__init__.py").is_file()}
    rooms |= {path.name for path in GENERATOR.glob("*.py")} - {"__init__.py", "__main__.py"}
    beside = {f"{path.name}/" for path in (ROOT / "theme").iterdir() if path.is_dir()}
    told = re.findall(r"`([\w./]+)`", DOCUMENT.partition("## The rooms")[2].partition("## Who may import whom")[0])
    assert sorted((rooms | beside) - set(told)) == []


@each_row("path", list(tree.decisions()), ids=lambda path: path.stem)
def test_a_decision_is_a_short_dated_record(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d(-[a-z0-9]+)+", path.stem)
    assert datetime.date.fromisoformat(path.stem[:10])
    assert text.startswith("# ")
    assert "**Why.**" in text
    assert len(text) <= LONGEST_DECISION


def test_the_list_of_decisions_names_each() -> None:
    assert tree.INDEX.read_text(encoding="utf-8") == tree.draw_index(), "bring it up to date: make tree"


def test_nothing_is_imported_by_the_folder_that_the_package_lies_in() -> None:
    """``import generator`` would succeed, since Python takes any folder for a package."""
    for path in [*MODULES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")]:
        assert not {name for name in imports(path) if name.split(".")[0] == "generator"}, path


def test_no_template_sees_the_whole_site() -> None:
    environment = jinja2.Environment(autoescape=True)
    for path in (ROOT / "theme").rglob("*.html"):
        if path.parent.name == "pages" or path.parent.parent.name == "components":
            names = {node.name for node in environment.parse(path.read_text(encoding="utf-8")).find_all(jinja2.nodes.Name)}
            assert "site" not in names, path.name

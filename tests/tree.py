"""Draws docs/modules.md out of the modules' docstrings, and the list of decisions: ``python -m tests.tree``, or ``make tree``.

The same source always gives the same files, and ``test_architecture.py`` holds that they are what the source says.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "generator" / "ledstjarna"
MODULES = ROOT / "docs" / "modules.md"
DECISIONS = ROOT / "docs" / "decisions"
INDEX = DECISIONS / "README.md"
MODULES_HEAD = """# The modules

Each module by the first sentence of its docstring, folder by folder. Made by `make tree`: change the docstring, not this page.
"""
INDEX_HEAD = """# Decisions

What was decided of the house as a whole, why, and what was left out. A reason that binds one module stands in its docstring. A new
decision is a file of at most 1,200 characters, named by its day and a few words; `make tree` puts it into this list.

"""
_FIRST_SENTENCE = re.compile(r".*?\.(?=\s+[^a-z\s]|$)")


def draw_modules() -> str:
    """The text that docs/modules.md should have."""
    folders = sorted({path.parent for path in PACKAGE.rglob("*.py")})
    return MODULES_HEAD + "".join(_draw_folder(folder) for folder in folders)


def _draw_folder(folder: Path) -> str:
    lines = [f"\n## `{folder.relative_to(PACKAGE.parent).as_posix()}/`\n\n"]
    about = folder / "__init__.py"
    if about.is_file():
        lines.append(f"{first_sentence(about)}\n\n")
    modules = sorted(path for path in folder.glob("*.py") if path != about)
    return "".join([*lines, *(f"- `{path.name}`: {first_sentence(path)}\n" for path in modules)])


def first_sentence(path: Path) -> str:
    """What a module says of itself first, on one line; nothing where it says nothing."""
    docstring = " ".join((ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split())
    found = _FIRST_SENTENCE.match(docstring)
    return found.group().replace("``", "`") if found else ""


def decisions() -> Iterator[Path]:
    """The decisions' files, the oldest first."""
    yield from sorted(path for path in DECISIONS.glob("*.md") if path != INDEX)


def draw_index() -> str:
    """The text that docs/decisions/README.md should have."""
    return INDEX_HEAD + "".join(f"- {path.name[:10]} [{title_of(path)}]({path.name})\n" for path in decisions())


def title_of(path: Path) -> str:
    """A decision's heading."""
    return path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")


def main() -> None:
    """Write both files."""
    MODULES.write_text(draw_modules(), encoding="utf-8")
    INDEX.write_text(draw_index(), encoding="utf-8")


if __name__ == "__main__":
    main()

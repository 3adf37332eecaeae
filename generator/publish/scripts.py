"""The theme's scripts come in; each as a file named by its content goes out.

A script of one file is published as it is. A folder of modules is published as one file, since every file more is a journey more: the
module that is named as the folder comes last, and every other before those that import it.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from generator.problems import OutsideError

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+)\.js";$', flags=re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const |async function |function )", flags=re.MULTILINE)


def bundle_scripts(theme: Path) -> dict[str, tuple[str, str]]:
    """By the name that a page asks for it: the name below ``/assets/``, and the text."""
    scripts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((theme / "scripts").glob("*.js"))}
    for folder in sorted(path for path in (theme / "scripts").iterdir() if path.is_dir()):
        scripts[folder.name] = join_modules(folder)
    bundled = {}
    for name, text in scripts.items():
        tight = _tighten(text)
        bundled[name] = (f"{name}.{hashlib.sha256(tight.encode()).hexdigest()[:10]}.js", tight)
    return bundled


def join_modules(folder: Path) -> str:
    """A folder's modules as one script, whose names are nobody else's.

    OutsideError ``script_modules`` where a module is missing, or uses a form of import or export that is not joined.
    """
    texts: dict[str, str] = {}

    def visit(name: str, above: tuple[str, ...]) -> None:
        path = folder / f"{name}.js"
        text = path.read_text(encoding="utf-8") if path.is_file() and name not in above else "import"
        for other in _IMPORT.findall(text):
            if other not in texts:
                visit(other, (*above, name))
        texts[name] = _EXPORT.sub("", _IMPORT.sub("", text))
        if re.search(r"^(?:import|export)\b", texts[name], flags=re.MULTILINE):
            raise OutsideError("script_modules", file=f"{folder.name}/{name}.js")

    visit(folder.name, ())
    return "{\n" + "\n".join(texts.values()) + "}\n"


def _tighten(text: str) -> str:
    """Without indentation and lines that are comments; a script of ours has no text over several lines."""
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not re.match("//", line))

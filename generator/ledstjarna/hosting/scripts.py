"""The theme's scripts come in; each as a file named by its content goes out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from ledstjarna.cache import make_once
from ledstjarna.hosting.minify import minify
from ledstjarna.problems import OutsideError

# Scripts that are written as modules in a folder of their own; the one that is named as the folder imports the others.
MODULES = ("search",)
_IMPORT = re.compile(r'import \{\w+(?:, \w+)*\} from "\./([\w-]+)\.js";')
_EXPORT = re.compile(r"export (?=(?:const|async function|function) \w)")
_NAMED = re.compile(r"^(?:async )?function (\w+)|(?:^const |^let |, )(\w+) = ")


def bundle_scripts(theme: Path) -> dict[str, tuple[str, str]]:
    """By the name that a page asks for it: the name below ``/assets/``, and the text."""
    texts = {path.stem: make_once("scripts", minify, path.read_text(encoding="utf-8")) for path in (theme / "scripts").glob("*.js")}
    texts.update({name: join_modules(folder) for name in MODULES if (folder := theme / "scripts" / name).is_dir()})
    return {name: (f"{name}.{hashlib.sha256(text.encode()).hexdigest()[:10]}.js", text) for name, text in sorted(texts.items())}


def join_modules(folder: Path) -> str:
    """The modules of a folder as one, each after those it imports, under the names that they have themselves.

    OutsideError ``script_not_joined`` where that would change what they do.
    """
    joined = "".join(text for _, text in _modules(folder, folder.name, done=[], open_=()))
    names: set[str] = set()
    for line in joined.splitlines():
        for found in _NAMED.finditer(line) if re.match("async|function|const|let", line) else ():
            if (name := found[1] or found[2]) in names:
                raise OutsideError("script_not_joined", file=folder.name, line=line)
            names.add(name)
    return make_once("scripts", minify, joined)


def _modules(folder: Path, name: str, *, done: list[str], open_: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Name and text of a module and all that it imports, what is imported first."""
    path, lines = folder / f"{name}.js", []
    if not path.is_file():
        raise OutsideError("script_not_joined", file=f"{open_[-1]}.js" if open_ else folder.name, line=f'"./{name}.js"')
    done.append(name)
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        wanted = _IMPORT.fullmatch(line.strip())
        told = _EXPORT.sub("", line) if line.startswith("export ") else line
        if (not wanted and re.match(r"\s*(?:import|export)\b", told)) or (wanted and wanted[1] in (*open_, name)):
            raise OutsideError("script_not_joined", file=path.name, line=line.strip())
        if not wanted:
            lines.append(told)
        elif wanted[1] not in done:
            yield from _modules(folder, wanted[1], done=done, open_=(*open_, name))
    yield name, "".join(lines)

"""The theme's scripts come in; each as a file named by its content goes out."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path


def bundle_scripts(theme: Path) -> dict[str, tuple[str, str]]:
    """By the name that a page asks for it: the name below ``/assets/``, and the text."""
    bundled = {}
    for path in sorted((theme / "scripts").glob("*.js")):
        text = _tighten(path.read_text(encoding="utf-8"))
        bundled[path.stem] = (f"{path.stem}.{hashlib.sha256(text.encode()).hexdigest()[:10]}.js", text)
    return bundled


def _tighten(text: str) -> str:
    """Without indentation and lines that are comments; a script of ours has no text over several lines."""
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not re.match("//", line))

"""The theme's styles and those they stand on come in; one stylesheet, named by its content, goes out."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from ledstjarna.cache import make_once
from ledstjarna.hosting.material_styles import keep_used


def bundle_styles(theme: Path, foundation: str = "") -> tuple[str, str]:
    """Name below ``/assets/`` and text: the frame's own styles, the page's in order of their names, then the components'."""
    files = [*sorted((theme / "styles").glob("*.css")), *sorted((theme / "components").glob("*/*.css"))]
    text = make_once("styles", keep_used, foundation) + "\n".join(_tighten(path.read_text(encoding="utf-8")) for path in files) + "\n"
    return f"ledstjarna.{hashlib.sha256(text.encode()).hexdigest()[:10]}.css", text


def _tighten(text: str) -> str:
    """Without comments and indentation; one rule a line stays readable."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())

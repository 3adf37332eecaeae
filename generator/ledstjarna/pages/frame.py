"""A page's parts come in; the whole HTML document goes out, in a frame of MkDocs's, which no other module knows.

MkDocs and Material build one probe page and the prose pages of a language. The probe is cut at marker words, once, and
every page of the site is filled into the cuts; that is the whole price of a frame, however many pages there are.
"""

from __future__ import annotations

import hashlib
import html
import json
import logging
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

import markdown

from ledstjarna.cache import keep, read_kept
from ledstjarna.problems import OutsideError

PROBE = "ledstjarnaprobe"
_MARK = re.compile("LSMARK([a-z-]+)LSEND")
_BODY = "LSMARKbodyLSEND"
WRITING = "ledstjarna.pages.writing"  # how prose is written; our own extension of Python-Markdown, by its name
_WRITING_FILES = Path(__file__).parent / "writing"
SLOTS = ("kind", "titlelang", "title", "description", "links", "root", "languages", "search", "crumbs", "body")


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A link of the menu or the footer: its word (also its slot), its address from the site's root and its label."""

    word: str
    address: str
    label: str


@dataclass(frozen=True, slots=True)
class FrameTexts:
    """Everything a frame says in one language; plain text."""

    language: str
    site_name: str
    start: str
    skip: str
    menu_label: str
    footer: str
    stylesheet: str
    menu: tuple[MenuItem, ...] = ()
    footer_links: tuple[MenuItem, ...] = ()
    policy: str = "default-src 'none'"  # what the page may fetch and run
    note: str = ""  # that some words are in English, and the language that this is said in
    note_language: str = ""
    preview: str = ""  # that the page shows a proposal, where it does


@dataclass(frozen=True, slots=True)
class Shell:
    """A frame cut at its markers: text and slot by turns, beginning and ending with text."""

    pieces: tuple[str, ...]
    slots: tuple[str, ...]

    def fill(self, parts: Mapping[str, str]) -> str:
        """The document with finished HTML in every slot; KeyError for a slot without a part."""
        filled = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            filled.append(parts[slot])
            filled.append(piece)
        return "".join(filled)


@dataclass(frozen=True, slots=True)
class Framed:
    """What a frame gives for one language: the shell, and the prose pages' HTML by stem."""

    shell: Shell
    prose: dict[str, str] = field(default_factory=dict)


class Frame(Protocol):
    """Makes the frame of a language and turns its prose pages into HTML."""

    def styles(self) -> str:
        """The stylesheet that the frame stands on."""

    def build(self, texts: FrameTexts, prose: Mapping[str, str], *, scratch: Path | None = None) -> Framed:
        """``prose`` is Markdown by stem; ``scratch`` is the folder for what is made on the way, else the computer's own."""


def cut(document: str, menu: Sequence[MenuItem]) -> Shell:
    """The built probe page as a shell.

    OutsideError ``frame_marker`` where a marker is missing or doubled: the alarm for a changed Material.
    """
    found = Counter(_MARK.findall(document))
    expected = dict.fromkeys(SLOTS, 1) | {f"current{item.word}": 1 for item in menu} | {"body": 2}
    for slot in sorted(expected.keys() | found.keys()):
        if found[slot] != expected.get(slot, 0) and not (slot == "root" and found[slot]):
            raise OutsideError("frame_marker", marker=slot, found=str(found[slot]), expected=str(expected.get(slot, 0)))
    before, _, after = document.split(_BODY)
    split = _MARK.split(f"{before}{_BODY}{after}")
    return Shell(tuple(split[::2]), tuple(split[1::2]))


def _between_marks(document: str) -> str:
    """The body of a built prose page; a page that happens to name the mark keeps it as text."""
    return document.split(_BODY, 1)[1].rsplit(_BODY, 1)[0]


class BareFrame:
    """A frame of a dozen lines, without MkDocs: for the golden tests, and a way out the day Material is gone."""

    def styles(self) -> str:
        """None."""
        return ""

    def build(self, texts: FrameTexts, prose: Mapping[str, str], *, scratch: Path | None = None) -> Framed:
        """The shell, and the prose through Python-Markdown alone; nothing is made on the way."""
        del scratch
        menu = "".join(f'<a href="LSMARKrootLSEND{i.address}"LSMARKcurrent{i.word}LSEND>{html.escape(i.label)}</a>\n' for i in texts.menu)
        links = "".join(f'<a href="LSMARKrootLSEND{i.address}">{html.escape(i.label)}</a>\n' for i in texts.footer_links)
        preview = f"<p>{html.escape(texts.preview)}</p>" if texts.preview else ""
        note = f'<p lang="{texts.note_language}">{html.escape(texts.note)}</p>\n' if texts.note else ""
        document = f"""<!doctype html>
<html lang="{texts.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{html.escape(texts.policy, quote=False)}">
<meta name="page-kind" content="LSMARKkindLSEND">
<titleLSMARKtitlelangLSEND>LSMARKtitleLSEND</title>
<meta name="description" content="LSMARKdescriptionLSEND">
LSMARKlinksLSEND
<link rel="stylesheet" href="LSMARKrootLSENDassets/{texts.stylesheet}">
</head>
<body>
<a href="#_content">{html.escape(texts.skip)}</a>
<header>{preview}<a href="LSMARKrootLSEND{texts.start}">{html.escape(texts.site_name)}</a> LSMARKlanguagesLSEND LSMARKsearchLSEND
<nav aria-label="{html.escape(texts.menu_label)}">
{menu}</nav></header>
LSMARKcrumbsLSEND
<main id="_content" tabindex="-1">
LSMARKbodyLSENDLSMARKbodyLSEND
</main>
<footer><p>{html.escape(texts.footer)}</p>
{note}{links}</footer>
</body>
</html>
"""
        shell = cut(document, texts.menu)
        pages = {stem: markdown.markdown(text, extensions=["tables", "def_list", "toc", WRITING]) for stem, text in prose.items()}
        return Framed(shell, pages)


class MaterialFrame:
    """The frame that readers meet: Material's look around our own pages.

    MkDocs is given a configuration made here, and reads no file that a user has written but the prose, as Markdown.
    """

    def __init__(self, theme: Path, extensions: Sequence[str] = ()) -> None:
        self._theme = theme
        self._extensions = extensions

    def styles(self) -> str:
        """Material's main stylesheet, whole; its name carries a fingerprint."""
        import material

        folder = Path(material.__path__[0]) / "templates" / "assets" / "stylesheets"
        files = sorted(folder.glob("main.*.min.css"))
        if len(files) != 1:
            raise OutsideError("frame_marker", marker="main.*.min.css", found=str(len(files)), expected="1")
        return _read(files[0])

    def build(self, texts: FrameTexts, prose: Mapping[str, str], *, scratch: Path | None = None) -> Framed:
        """One small MkDocs build in a folder of its own, which is gone afterwards; none where a build of the same was kept."""
        key = self._fingerprint(texts, prose)
        if (kept := read_kept("frames", key)) and (framed := _read_framed(kept)):
            return framed
        framed = self._build(texts, prose, scratch)
        keep("frames", key, json.dumps([framed.shell.pieces, framed.shell.slots, dict(framed.prose)]))
        return framed

    def _fingerprint(self, texts: FrameTexts, prose: Mapping[str, str]) -> str:
        """Of all that a frame is made of: what it says, and those who make it."""
        made_of = [self._makers, asdict(texts), sorted(prose.items()), list(self._extensions)]
        return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()

    @cached_property
    def _makers(self) -> list[Any]:
        """What makes every frame: programs by their versions, our own files and the theme's by what is in them."""
        programs = [sys.version, *(version(name) for name in ("ledstjarna", "mkdocs", "mkdocs-material", "markdown", "pymdown-extensions"))]
        files = [Path(__file__), *sorted(_WRITING_FILES.glob("*.py")), *sorted((self._theme / "frame").rglob("*"))]
        return [programs, [(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in files if path.is_file()]]

    def _build(self, texts: FrameTexts, prose: Mapping[str, str], scratch: Path | None) -> Framed:
        with tempfile.TemporaryDirectory(prefix="ledstjarna-frame-", dir=scratch) as name:
            folder = Path(name)
            docs = folder / "docs" / texts.language
            docs.mkdir(parents=True)
            for stem, text in {PROBE: "# Probe\n", **prose}.items():
                (docs / f"{stem}.md").write_text(text, encoding="utf-8")
            _run_mkdocs(self._configuration(texts, folder))
            built = folder / "built"
            shell = cut(_read(built / texts.language / PROBE / "index.html"), texts.menu)
            pages = {stem: _between_marks(_read(built / texts.language / stem / "index.html")) for stem in prose}
            return Framed(shell, pages)

    def _configuration(self, texts: FrameTexts, folder: Path) -> dict[str, Any]:
        escaped: dict[str, Any] = {
            "language": texts.language,
            **{
                name: html.escape(getattr(texts, name))
                for name in ("site_name", "start", "skip", "menu_label", "footer", "stylesheet", "preview")
            },
            "note": html.escape(texts.note),
            "note_language": texts.note_language,
            "policy": html.escape(texts.policy, quote=False),  # it has single quotes, and stands in double ones
            "menu": [_escape(item) for item in texts.menu],
            "footer_links": [_escape(item) for item in texts.footer_links],
        }
        return {
            "site_name": "Ledstjärna",  # what the pages say is in ``escaped``
            "docs_dir": str(folder / "docs"),
            "site_dir": str(folder / "built"),
            "theme": {"name": "material", "custom_dir": str(self._theme / "frame"), "language": texts.language, "font": False},
            "markdown_extensions": [*self._extensions, WRITING],
            "extra": {"ledstjarna_frame": escaped},
            "plugins": [],
            "hooks": [],
            "use_directory_urls": True,
        }


def _read_framed(kept: str) -> Framed | None:
    """What was kept; None where it is not what it should be."""
    try:
        pieces, slots, prose = json.loads(kept)
        return Framed(Shell(tuple(pieces), tuple(slots)), dict(prose))
    except (TypeError, ValueError):
        return None


def _escape(item: MenuItem) -> dict[str, str]:
    return {"word": item.word, "address": html.escape(item.address), "label": html.escape(item.label)}


def _run_mkdocs(configuration: dict[str, Any]) -> None:
    """Build, quietly: MkDocs's own notices are for its users, not for ours."""
    os.environ["NO_MKDOCS_2_WARNING"] = os.environ["DISABLE_MKDOCS_2_WARNING"] = "1"
    from mkdocs.commands.build import build
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.exceptions import MkDocsException

    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    try:
        # Not `load_config`, which reads a file in a way that runs what is in it, and looks for one where none is named.
        config = MkDocsConfig(config_file_path=str(Path(configuration["docs_dir"]).with_name("none.yml")))
        config.load_dict(configuration)
        errors, _ = config.validate()
        if errors:
            raise OutsideError("frame_failed", reason=f"{errors[0][0]}: {errors[0][1]}")
        build(config)
    except MkDocsException as error:
        raise OutsideError("frame_failed", reason=str(error)) from error


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")

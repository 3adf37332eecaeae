"""How the program was installed comes in; the requirements that install the same again, with hashes, go out.

A wheel is taken along, so that no network is needed. Pip checks hashes of everything or of nothing: where the program's own is not known,
the others' are left out too, and the file says how to get them.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath
from typing import Any, Literal
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from ledstjarna import __version__
from ledstjarna.authoring.report import say
from ledstjarna.theme_files import pinned_versions

# What the program was installed from, as far as it can be found again.
Origin = Literal["wheel", "wheel_gone", "address", "index", "index_silent", "folder"]
_WHEEL = re.compile(r"ledstjarna-[\w.+-]+\.whl\Z", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_HASHES = re.compile(r" \\\n +--hash=\S+")
_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Pin:
    """The line that installs the program again, and the wheel that it names, where there is one."""

    origin: Origin
    line: str
    wheel: tuple[str, bytes] | None = None

    @property
    def has_hash(self) -> bool:
        """Whether pip can tell this very program from any other of its name and version."""
        return "--hash" in self.line


def write_requirements(pin: Pin, language: str) -> str:
    """The text of requirements.txt: what it is, the program, and all that it stands on."""
    others = pinned_versions().read_text(encoding="utf-8")
    told = [say(key, language, version=__version__) for key in ("pin_about", f"pin_{pin.origin}")]
    lines = [f"# {line}".rstrip() for text in told for line in text.splitlines()]
    return "\n".join([*lines, "", pin.line, others if pin.has_hash else _HASHES.sub("", others)])


def pin_program() -> Pin:
    """The program as it is installed here."""
    origin = _read_origin()
    if origin is None:
        return _pin_from_index()
    archive = origin.get("archive_info")
    return _pin_archive(str(origin.get("url", "")), archive) if isinstance(archive, dict) else _pin_version("folder")


def _read_origin() -> Mapping[str, Any] | None:
    """What the installation says of where it came from (PEP 610); None where it came from a package index, which says nothing."""
    try:
        text = distribution("ledstjarna").read_text("direct_url.json")
        told = json.loads(text) if text else None
    except (PackageNotFoundError, ValueError):
        return {}
    return told if isinstance(told, dict) else None if told is None else {}


def _pin_version(origin: Origin, sha256: str = "") -> Pin:
    return Pin(origin, f"ledstjarna=={__version__}" + (f" --hash=sha256:{sha256}" if sha256 else ""))


def _pin_archive(url: str, archive: Mapping[str, Any]) -> Pin:
    """A wheel that lies on this computer is taken along, if it is still the one that was installed."""
    address = urlsplit(url)
    name, sha256 = PurePosixPath(unquote(address.path)).name, _find_hash(archive)
    if not _WHEEL.match(name):
        return _pin_version("folder")
    if address.scheme == "file":
        try:
            data = Path(url2pathname(address.path)).read_bytes()
        except (OSError, ValueError):
            data = None
        if data is not None and sha256 in ("", found := hashlib.sha256(data).hexdigest()):
            return Pin("wheel", f"./wheels/{name} --hash=sha256:{found}", (name, data))
    elif address.scheme == "https" and sha256:
        return Pin("address", f"ledstjarna @ {url.partition('#')[0]} --hash=sha256:{sha256}")
    return _pin_version("wheel_gone", sha256) if sha256 else _pin_version("folder")


def _find_hash(archive: Mapping[str, Any]) -> str:
    hashes = archive.get("hashes")
    given = hashes.get("sha256") if isinstance(hashes, dict) else None
    sha256 = str(given or str(archive.get("hash", "")).removeprefix("sha256="))
    return sha256 if _SHA256.match(sha256) else ""


def _pin_from_index() -> Pin:
    """What the package index has under this version, if it answers within some seconds."""
    asked = ["download", "--no-deps", "--only-binary", ":all:", "--no-input", "--timeout", "5", "--retries", "0", "--quiet"]
    with tempfile.TemporaryDirectory(prefix="ledstjarna-") as folder:
        command = [sys.executable, "-m", "pip", *asked, "--dest", folder, f"ledstjarna=={__version__}"]
        try:
            subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS)  # noqa: S603  # a list of words, no shell
            (wheel,) = Path(folder).glob("*.whl")
            return _pin_version("index", hashlib.sha256(wheel.read_bytes()).hexdigest())
        except (OSError, ValueError, subprocess.SubprocessError):
            return _pin_version("index_silent")

"""What a browser on this computer asks for comes in; a file of the built site goes out, or what is wrong with the content."""

from __future__ import annotations

import hashlib
import http.server
import mimetypes
import re
import stat
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from ledstjarna.hosting.policy import TYPES, headers_of
from ledstjarna.output.owned import is_site
from ledstjarna.serve.pages import NEWS_ADDRESS, SCRIPT, SCRIPT_ADDRESS, STYLE, STYLE_ADDRESS, VERSION_ADDRESS, dress_page, fault_page
from ledstjarna.serve.preview import Preview, Shown

# A page anywhere can have a name of its own lead to this computer and then read what it answers; no such name is answered.
_LOOPBACK = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::[0-9]{1,5})?", re.IGNORECASE)
_STEP = re.compile(r"[^./\\:\x00-\x1f][^/\\:\x00-\x1f]*")
_TYPES = {f".{ending}": kind for ending, kind in TYPES.items()} | {".js": "text/javascript", ".svg": "image/svg+xml", ".xml": "text/xml"}
_NOT_HERE = "Only for 127.0.0.1 and localhost. / Bara för 127.0.0.1 och localhost.\n"
_LONGEST = 25  # seconds that a page waits for news in one go
_NOTHING = "Nothing is here. / Här finns inget.\n"


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers GET and HEAD from this computer alone. No link is followed, no folder is listed, nothing hidden is shown."""

    server_version, sys_version = "ledstjarna", ""
    timeout = 60

    def __init__(self, *args: Any, preview: Preview, **kwargs: Any) -> None:
        self._preview = preview
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """A file, or what is wrong. To HEAD the same, without its body."""
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or not _LOOPBACK.fullmatch(hosts[0].strip()) or not self.path.startswith("/"):
            self._answer(_NOT_HERE.encode(), "text/plain", HTTPStatus.FORBIDDEN)
            return
        address, shown = urlsplit(self.path).path, self._preview.shown
        own = {
            VERSION_ADDRESS: (str(shown.version), "text/plain"),
            SCRIPT_ADDRESS: (SCRIPT, "text/javascript"),
            STYLE_ADDRESS: (STYLE, "text/css"),
        }
        if address in own:
            text, kind = own[address]
            self._answer(text.encode(), kind, HTTPStatus.OK)
        elif address.startswith(f"{NEWS_ADDRESS}/"):
            page, seen = address.removeprefix(NEWS_ADDRESS), urlsplit(self.path).query
            self._answer(self._preview.wait_for_news(partial(version_of, page), seen, _LONGEST).encode(), "text/plain", HTTPStatus.OK)
        elif is_site(shown.site):
            self._send_file(shown.site, address)
        elif Path(address).suffix in ("", ".html"):
            page_text = fault_page(shown, self._preview.language, version_of(address, shown))
            self._answer(page_text, "text/html", HTTPStatus.OK)
        else:
            self._answer(_NOTHING.encode(), "text/plain", HTTPStatus.NOT_FOUND)

    do_HEAD = do_GET  # noqa: N815  # as the standard library calls it

    def _send_file(self, site: Path, address: str) -> None:
        status, path = HTTPStatus.OK, find_file(site, address)
        if path and path.name == "index.html" and not address.endswith(("/", ".html")):
            self._redirect(f"{quote(unquote(address))}/")
            return
        if path is None:
            status, path = HTTPStatus.NOT_FOUND, find_file(site, "/404.html")
        try:
            content = path.read_bytes() if path else None
        except OSError:
            content = None
        if path is None or content is None:
            self._answer(_NOTHING.encode(), "text/plain", HTTPStatus.NOT_FOUND)
        elif path.suffix == ".html":
            shown = self._preview.shown
            self._answer(dress_page(content, shown, self._preview.language, version_of(address, shown)), "text/html", status)
        else:
            kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            self._answer(content, kind, status)

    def _redirect(self, address: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, body: bytes, kind: str, status: HTTPStatus) -> None:
        text = kind.startswith("text/") or kind.endswith(("json", "xml", "jsonl"))
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        for name, value in headers_of(urlsplit(self.path).path, self._preview.framed).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: an editor has no use for a line a file."""


def version_of(address: str, shown: Shown) -> str:
    """What is another whenever the page at an address is worth another look: its file, or what is wrong with the content."""
    path = find_file(shown.site, address) or find_file(shown.site, "/404.html")
    faults = hashlib.sha256(repr(shown.faults).encode()).hexdigest()[:8] if shown.faults else ""
    try:
        found = path.stat() if path else None
    except OSError:
        found = None
    return f"{found.st_mtime_ns:x}-{found.st_size:x}-{faults}" if found else f"-{faults}"


def find_file(site: Path, address: str) -> Path | None:
    """The file of the site at an address, a folder's being its index.html; None where there is none, or only by way of a link."""
    try:
        steps = unquote(address, errors="strict").removeprefix("/").split("/")
    except UnicodeDecodeError:
        return None
    if steps[-1] == "":
        steps[-1] = "index.html"
    if not all(_STEP.fullmatch(step) for step in steps):
        return None
    path = site.resolve()
    for step in steps:
        path /= step
        kind = _kind_of(path)
        if kind is None or not (kind == stat.S_IFDIR or (kind == stat.S_IFREG and step is steps[-1])):
            return None
    if kind == stat.S_IFDIR:
        path /= "index.html"
        return path if _kind_of(path) == stat.S_IFREG else None
    return path


def _kind_of(path: Path) -> int | None:
    """What lies at a path, a link being only a link."""
    try:
        return stat.S_IFMT(path.lstat().st_mode)
    except (OSError, ValueError):
        return None

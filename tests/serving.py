"""Folders come in; a web server on this computer that serves each under its path goes out."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ledstjarna.hosting.policy import HEADERS


def told_by_rules(rules: str) -> Callable[[str], dict[str, str]]:
    """The headers of an address as a host reads them in a ``_headers`` file; that no header is told twice is a promise of ours."""
    parts = [rule.splitlines() for rule in rules.split("\n\n") if rule.strip()]

    def headers(address: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for pattern, *lines in parts:
            if address.startswith(pattern[:-1]) if pattern.endswith("*") else address == pattern:
                for line in lines:
                    name, value = line.strip().split(": ", 1)
                    assert name not in found, f"{address} has {name} by two rules"
                    found[name] = value
        return found

    return headers


@contextmanager
def serve(mounts: Mapping[str, Path], headers: Mapping[str, str] | Callable[[str], Mapping[str, str]] = HEADERS) -> Iterator[str]:
    """The server's address, ending with a slash. A path begins and ends with a slash; the first that fits is taken.

    ``headers`` are those that the site asks its host for, of all files or of an address.
    """

    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            wanted = unquote(urlsplit(path).path)
            for mount, folder in mounts.items():
                if wanted.startswith(mount):
                    self.directory = str(folder)
                    return super().translate_path("/" + path[len(mount) :])
            return str(Path("/no/such/folder"))

        def end_headers(self) -> None:
            for name, value in (headers(urlsplit(self.path).path) if callable(headers) else headers).items():
                self.send_header(name, value)
            super().end_headers()

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            page = Path(self.directory) / "404.html"
            if code != HTTPStatus.NOT_FOUND or not page.is_file():
                super().send_error(code, message, explain)
                return
            body = page.read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()

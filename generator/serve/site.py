"""A site and a way to rebuild it come in; a preview on this computer that rebuilds and reloads goes out."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator.problems import OutsideError
from generator.render.environment import theme_folder
from generator.settings import Project

HOST = "127.0.0.1"
_PAUSE = 0.2
_VERSION_ADDRESS = "/__ledstjarna__/version"
_SCRIPT_ADDRESS = "/__ledstjarna__/reload.js"
# Added to pages on their way to the browser, never to files: asks now and then whether there is a newer build. A file of its own,
# since the pages let no script inside them run.
_RELOAD = f'<script src="{_SCRIPT_ADDRESS}"></script></body>'.encode()
_SCRIPT = f"""(() => {{ let seen; setInterval(async () => {{ try {{ const now = await (await fetch("{_VERSION_ADDRESS}")).text();
if (seen && now !== seen) location.reload(); seen = now; }} catch {{}} }}, 700); }})();
""".encode()


class Preview:
    """Counts the builds, and rebuilds when told that something changed."""

    def __init__(self, rebuild: Callable[[], Sequence[object]], say: Callable[[str], None]) -> None:
        self.version = 0
        self._rebuild, self._say = rebuild, say
        self._changed = threading.Event()

    def build(self) -> None:
        """Build once; with problems the old site stays and nothing reloads."""
        try:
            if not self._rebuild():
                self.version += 1
                self._say(f"✓ {self.version}")
        except OutsideError as error:
            self._say(f"{error.message('sv')} / {error.message('en')}")

    def notice(self) -> None:
        """Something was saved."""
        self._changed.set()

    def run(self, stop: threading.Event) -> None:
        """Rebuild after each change, until told to stop; changes that come close together make one build."""
        while not stop.is_set():
            if self._changed.wait(timeout=_PAUSE):
                while self._changed.is_set():
                    self._changed.clear()
                    stop.wait(_PAUSE)
                self.build()


class _Watcher(FileSystemEventHandler):
    def __init__(self, preview: Preview, output: Path) -> None:
        self._preview, self._output = preview, output.resolve()

    def on_any_event(self, event: FileSystemEvent) -> None:
        path = Path(str(event.src_path)).resolve()
        inside_output = self._output == path or self._output in path.parents or path.name.startswith(f".{self._output.name}-")
        if event.event_type in ("created", "modified", "moved", "deleted") and not inside_output and ".git" not in path.parts:
            self._preview.notice()


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the built site; pages get the script that reloads them."""

    def __init__(self, *args: Any, preview: Preview, **kwargs: Any) -> None:
        self._preview = preview
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        if self.path == _VERSION_ADDRESS:
            self._answer(str(self._preview.version).encode(), "text/plain", 200)
            return
        if self.path == _SCRIPT_ADDRESS:
            self._answer(_SCRIPT, "text/javascript; charset=utf-8", 200)
            return
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        if page.suffix == ".html" and page.is_file():
            self._answer(_with_reload(page.read_bytes()), "text/html; charset=utf-8", 200)
        elif not path.exists() and (missing := Path(self.directory) / "404.html").is_file():
            self._answer(_with_reload(missing.read_bytes()), "text/html; charset=utf-8", 404)
        else:
            super().do_GET()

    def _answer(self, body: bytes, kind: str, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: an editor has no use for a line a file."""


def _with_reload(page: bytes) -> bytes:
    return page.replace(b"</body>", _RELOAD)


def serve_site(
    project: Project, rebuild: Callable[[], Sequence[object]], *, port: int, say: Callable[[str], None], stop: threading.Event | None = None
) -> None:
    """Build, serve on 127.0.0.1 and rebuild until interrupted or ``stop`` is set; OutsideError ``port_in_use`` where the port is taken."""
    stop = stop or threading.Event()
    preview = Preview(rebuild, say)
    preview.build()
    handler = functools.partial(_Handler, preview=preview, directory=str(project.output))
    try:
        server = http.server.ThreadingHTTPServer((HOST, port), handler)
    except OSError as error:
        raise OutsideError("port_in_use", port=str(port)) from error
    observer = Observer()
    watcher = _Watcher(preview, project.output)
    for folder in (project.content, theme_folder()):
        if folder.is_dir():
            observer.schedule(watcher, str(folder), recursive=True)
    observer.schedule(watcher, str(project.config_file.resolve().parent), recursive=False)
    observer.start()
    threading.Thread(target=preview.run, args=(stop,), daemon=True).start()
    say(f"http://{HOST}:{server.server_address[1]}/")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        while not stop.wait(1):
            pass
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
        observer.stop()
        observer.join()

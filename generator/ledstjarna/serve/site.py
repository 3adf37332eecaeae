"""A site and a way to build it come in; a preview of it on this computer goes out, until it is stopped."""

from __future__ import annotations

import errno
import functools
import http.server
import socketserver
import threading
from collections.abc import Callable, Sequence
from typing import Any

from ledstjarna.problems import OutsideError, Problem
from ledstjarna.serve.handler import Handler
from ledstjarna.serve.preview import Preview
from ledstjarna.settings import Project

HOST = "127.0.0.1"
_IN_USE = (errno.EADDRINUSE, 10048)  # Windows has a number of its own
_DENIED = (errno.EACCES, errno.EPERM, 10013)


def read_port(text: str) -> int:
    """A port as it is typed; 0 lets the computer choose. OutsideError where it is none."""
    if not text.isdecimal() or not text.isascii() or int(text[:6]) > 65535:
        raise OutsideError("port_number", found=text)
    return int(text)


class _Server(http.server.ThreadingHTTPServer):
    """Asks nobody what this computer is called, and says nothing of browsers that hang up."""

    def server_bind(self) -> None:
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nobody who writes texts can do anything about it."""


def serve_site(
    project: Project,
    *,
    read: Callable[[], Project],
    build: Callable[[Project], Sequence[Problem]],
    port: int,
    language: str,
    say: Callable[[str], None],
    stop: threading.Event | None = None,
    finish: Callable[[Project], Sequence[Problem]] = lambda _: (),
) -> None:
    """Build, serve on 127.0.0.1 and build again after each change, until interrupted or ``stop`` is set.

    ``build`` makes what can be seen; ``finish`` makes the rest, when that is shown.

    OutsideError, before anything is built, where the port cannot be had.
    """
    stop = stop or threading.Event()
    preview = Preview(project, read=read, build=build, finish=finish, language=language, say=say)
    server = _open(port, preview)
    try:
        preview.build()
        for work in (functools.partial(preview.follow, stop), server.serve_forever):
            threading.Thread(target=work, daemon=True).start()
        say(f"http://{HOST}:{server.server_port}/")
        while not stop.wait(1):
            pass
        server.shutdown()
    finally:
        stop.set()
        server.server_close()


def _open(port: int, preview: Preview) -> _Server:
    try:
        return _Server((HOST, port), functools.partial(Handler, preview=preview))
    except OSError as error:
        code = "port_in_use" if error.errno in _IN_USE else "port_denied" if error.errno in _DENIED else "port_failed"
        raise OutsideError(code, port=str(port), reason=error.strerror or str(error)) from error

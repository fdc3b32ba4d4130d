"""A real HTTP server on this machine that serves lists, well or badly, as a test scripts it."""

import contextlib
import gzip
import hashlib
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from email.utils import formatdate, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PUBLISHED = 1_790_000_000  # 2026-09-21, a day on which the lists here were "published"

Answer = Callable[["Handler"], None]
"""Answers one request, in whatever way."""


class Handler(BaseHTTPRequestHandler):
    """Gives each request to the next answer scripted for its path; the last one stays."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        self.close_connection = True
        answers = self.server.answers.get(self.path, [missing])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            answer(self)

    def log_message(self, format: str, *args: object) -> None:
        pass

    def reply(self, status: int, body: bytes = b"", **headers: object) -> None:
        """A complete answer; ``Content_Length=...`` overrides what is true."""
        self.send_response(status)
        given = {name.replace("_", "-"): str(value) for name, value in headers.items()}
        for name, value in ({"Content-Length": str(len(body))} | given).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """The server with what it answers and what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def handle_error(self, request: object, client_address: object) -> None:
        pass

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def serve(self, path: str, *answers: Answer) -> str:
        """Script a path; its address."""
        self.answers[path] = list(answers)
        return f"{self.base}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """A server for as long as the block lasts."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


# -- answers -------------------------------------------------------------------------------


def file(content: bytes, modified: int = PUBLISHED, **headers: object) -> Answer:
    """A file as good servers serve it: tags, dates, conditional and partial requests."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:12]}"'
    stated = {"ETag": tag, "Last_Modified": formatdate(modified, usegmt=True), **headers}

    def answer(handler: Handler) -> None:
        asked = handler.headers
        since = asked.get("If-Modified-Since")
        same = asked.get("If-None-Match") == tag or (
            "If-None-Match" not in asked
            and since is not None
            and parsedate_to_datetime(since).timestamp() >= modified
        )
        first = _first(asked.get("Range", ""))
        if same:
            handler.reply(304, **stated)
        elif first is None or asked.get("If-Range") not in (tag, stated["Last_Modified"]):
            handler.reply(200, content, **stated)
        elif first >= len(content):
            handler.reply(416, Content_Range=f"bytes */{len(content)}")
        else:
            of = f"bytes {first}-{len(content) - 1}/{len(content)}"
            handler.reply(206, content[first:], Content_Range=of, **stated)

    return answer


def _first(asked: str) -> int | None:
    """The first byte of ``Range: bytes=N-``."""
    return int(asked[6:-1]) if asked.startswith("bytes=") and asked.endswith("-") else None


def without_ranges(content: bytes, **headers: object) -> Answer:
    """A server that knows neither tags nor dates nor ranges."""
    return lambda handler: handler.reply(200, content, **headers)


def cut_short(content: bytes, at: int, modified: int = PUBLISHED) -> Answer:
    """Announces the whole file and closes the connection after ``at`` bytes."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:12]}"'
    dated = formatdate(modified, usegmt=True)
    return lambda handler: handler.reply(
        200, content[:at], Content_Length=len(content), ETag=tag, Last_Modified=dated
    )


def breaking(content: bytes, at: int, modified: int) -> Answer:
    """A good server whose connection breaks after ``at`` bytes of whatever it sends."""
    whole = file(content, modified)

    def answer(handler: Handler) -> None:
        stream, sent = handler.wfile, [0]

        class Breaking:
            """Lets the head of the answer through and cuts the body."""

            def write(self, block: bytes) -> None:
                if block.startswith(b"HTTP/"):
                    stream.write(block)
                    return
                stream.write(block[: max(at - sent[0], 0)])
                sent[0] += len(block)

            def flush(self) -> None:
                stream.flush()

        handler.wfile = Breaking()  # type: ignore[assignment]
        try:
            whole(handler)
        finally:
            handler.wfile = stream

    return answer


def reset(handler: Handler) -> None:
    """Slams the door (RST) instead of answering."""
    linger = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    handler.connection.close()


def silent(handler: Handler) -> None:
    """Accepts and never answers, for longer than anybody here waits."""
    time.sleep(1.0)


def dripping(handler: Handler) -> None:
    """A byte now and then, so that no single wait is long."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.01)


def status(code: int, **headers: object) -> Answer:
    return lambda handler: handler.reply(code, b"trouble", **headers)


def missing(handler: Handler) -> None:
    handler.reply(404, b"no such file")


def redirect(to: str, code: int = 302) -> Answer:
    return lambda handler: handler.reply(code, Location=to)


def web_page(title: str = "Scheduled maintenance") -> Answer:
    page = f"\n<!DOCTYPE html><html><head><title>{title}</title></head><body>Sorry</body></html>"
    return lambda handler: handler.reply(200, page.encode(), Content_Type="text/html")


def packed(content: bytes) -> Answer:
    """The file with Content-Encoding gzip."""
    body = gzip.compress(content)
    return lambda handler: handler.reply(
        200, body, Content_Encoding="gzip", ETag='"gz"', Content_Type="application/xml"
    )


def endless(handler: Handler) -> None:
    """More than anybody wants, and does not say how much."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(1_000):
        handler.wfile.write(bytes(65_536))

"""A stand-in for object storage on the loopback: as much of S3's interface as reading and listing ask for."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

_DATE = "Sat, 21 Nov 2026 06:00:00 GMT"


@contextmanager
def storage(objects: dict[str, bytes]) -> Iterator[str]:
    """A server that holds `objects` by "bucket/key"; what stands behind an address to reach it."""

    class Serving(_Storage):
        held = objects

    server = ThreadingHTTPServer(("127.0.0.1", 0), Serving)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"?scheme=http&region=us-east-1&endpoint_override=127.0.0.1%3A{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Storage(BaseHTTPRequestHandler):
    held: ClassVar[dict[str, bytes]] = {}
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        content = self.held.get(self._key())
        self._answer(404 if content is None else 200, b"", length=len(content or b""))

    def do_GET(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)
        if "list-type" in asked:
            self._answer(200, self._listed(asked).encode())
            return
        content = self.held.get(self._key())
        if content is None:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
            return
        first, _, last = (self.headers.get("Range") or "bytes=0-").removeprefix("bytes=").partition("-")
        part = content[int(first) : int(last) + 1 if last else len(content)]
        self._answer(206, part, span=f"bytes {first}-{int(first) + len(part) - 1}/{len(content)}")

    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).strip("/")

    def _listed(self, asked: dict[str, list[str]]) -> str:
        prefix = asked.get("prefix", [""])[0]
        bucket = self._key()
        keys = [one.removeprefix(f"{bucket}/") for one in sorted(self.held) if one.startswith(f"{bucket}/")]
        found = "".join(
            f"<Contents><Key>{escape(key)}</Key><Size>{len(self.held[f'{bucket}/{key}'])}</Size>"
            "<LastModified>2026-11-21T06:00:00.000Z</LastModified></Contents>"
            for key in keys
            if key.startswith(prefix)
        )
        count = found.count("<Key>")
        return (
            f"<ListBucketResult><Name>{bucket}</Name><IsTruncated>false</IsTruncated>"
            f"<KeyCount>{count}</KeyCount>{found}</ListBucketResult>"
        )

    def _answer(self, code: int, body: bytes, *, length: int | None = None, span: str = "") -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.send_header("Last-Modified", _DATE)
        self.send_header("ETag", '"invented"')
        if span:
            self.send_header("Content-Range", span)
        self.end_headers()
        self.wfile.write(body)

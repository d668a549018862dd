"""A real receiver of events on this machine, in a thread: it keeps what came, and answers as a test tells it to."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from standardwebhooks import Webhook

Answer = Callable[[BaseHTTPRequestHandler], None]


def saying(status: int, body: bytes = b"", **headers: str) -> Answer:
    """An answer of this status."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, words in ({"Content-Length": str(len(body))} | headers).items():
            handler.send_header(name.replace("_", "-"), words)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@dataclass
class Came:
    """One request, as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    def verified(self, secret: str) -> Any:
        """What it says, verified as receivers do: by the scheme's own library."""
        return Webhook(secret).verify(self.body.decode("utf-8"), self.headers)

    def says(self) -> Any:
        return json.loads(self.body)


@dataclass
class Receiver:
    """Its address, and what came to it. answer: what it says next."""

    address: str = ""
    came: list[Came] = field(default_factory=list)
    answer: Answer = field(default_factory=lambda: saying(204))

    def url(self, path: str = "/hook") -> str:
        return f"{self.address}{path}"

    def of_type(self, kind: str) -> list[Any]:
        """What was said by events of a type, once for each event."""
        by_id = {one.id: one.says() for one in self.came}
        return [said for said in by_id.values() if said["type"] == kind]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver, while the block runs."""
    receiver = Receiver()

    class Told(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length)
            if len(body) < length:  # whoever sent it was killed over it: nothing came
                self.close_connection = True
                return
            headers = {name.lower(): words for name, words in self.headers.items()}
            receiver.came.append(Came(self.path, headers, body))
            try:
                receiver.answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the base class's name)
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Told)
    server.daemon_threads = True
    receiver.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

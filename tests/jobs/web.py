"""A real HTTP server on this machine, in a thread, that answers as a test tells it to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

Handler = BaseHTTPRequestHandler
Answer = Callable[[Handler], None]


class Web:
    """Its address, and what was asked of it: (path, headers)."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.asked: list[tuple[str, dict[str, str]]] = []

    def url(self, path: str = "/list.xml") -> str:
        return f"{self.address}{path}"


@contextmanager
def serving(*answers: Answer) -> Iterator[Web]:
    """Answers the first request with the first answer, and so on; the last one again and again."""
    waiting = list(answers)

    class Told(Handler):
        protocol_version = "HTTP/1.0"

        def do_GET(self) -> None:  # noqa: N802  (the name http.server looks for)
            web.asked.append((self.path, dict(self.headers)))
            answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            try:
                answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the client had enough

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the base class's name)
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Told)
    web = Web(f"http://127.0.0.1:{server.server_address[1]}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def giving(body: bytes, status: int = 200, **headers: str) -> Answer:
    """An answer with this body; `Content_Length` and the like become headers."""

    def answer(handler: Handler) -> None:
        handler.send_response(status)
        named = {name.replace("_", "-"): words for name, words in headers.items()}
        for name, words in ({"Content-Length": str(len(body))} | named).items():
            handler.send_header(name, words)
        handler.end_headers()
        handler.wfile.write(body)

    return answer

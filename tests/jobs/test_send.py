"""One attempt to send an event, against real servers on this machine: where it goes, what it believes, and when it ends."""

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.jobs.receiving import Receiver, receiving, saying
from tizim.jobs.send import Sent, resolved, send
from tizim.jobs.send_limits import SendLimits

HERE = SendLimits(loopback=True, seconds=3)
BODY = b'{"type":"webhook.test"}'


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as opened:
        yield opened


def sent(url: str, limits: SendLimits = HERE, **how: object) -> Sent:
    return send(url, {"webhook-id": "evt_1"}, BODY, limits, **how)  # type: ignore[arg-type]


def test_an_event_arrives_as_it_is_with_its_headers(receiver: Receiver) -> None:
    assert sent(receiver.url("/in/4711?key=a%20b")) == Sent(204)
    (came,) = receiver.came
    assert (came.path, came.body, came.id) == ("/in/4711?key=a%20b", BODY, "evt_1")
    assert came.headers["host"] == receiver.address.removeprefix("http://")
    assert came.headers["content-type"] == "application/json"
    assert came.headers["content-length"] == str(len(BODY))


def test_this_machine_is_not_sent_to_unless_that_was_said(receiver: Receiver) -> None:
    refused = sent(receiver.url(), SendLimits())
    assert not refused.arrived
    assert "expected an https address" in refused.why
    by_name = sent("https://hook.example/", SendLimits(), resolve=lambda _host, _port: ["127.0.0.1"])
    assert "public internet" in by_name.why
    assert receiver.came == []


def test_a_name_is_looked_up_once_and_the_connection_goes_to_what_was_looked_at(receiver: Receiver) -> None:
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    port = receiver.address.rpartition(":")[2]

    def rebinding(host: str, _port: int) -> list[str]:
        assert host == "localhost"
        return answers.pop(0)

    assert sent(f"http://localhost:{port}/", resolve=rebinding).arrived
    assert answers == [["10.0.0.1"]], "asked a second time, it would have been another machine"
    assert "10.0.0.1" in sent(f"http://localhost:{port}/", resolve=rebinding).why
    assert len(receiver.came) == 1


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    receiver.answer = saying(307, Location=receiver.url("/elsewhere"))
    came = sent(receiver.url())
    assert (came.status, came.arrived) == (307, False)
    assert "redirect" in came.why
    assert [one.path for one in receiver.came] == ["/hook"]


@pytest.mark.parametrize(
    ("words", "after"),
    [("120", 120.0), ("soon", None), ("", None), ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0), ("9" * 400, None)],
)
def test_what_a_receiver_asks_for_is_told(receiver: Receiver, words: str, after: float | None) -> None:
    receiver.answer = saying(503, Retry_After=words)
    assert sent(receiver.url()) == Sent(503, "expected a status of 200 to 299, came 503", after)


def test_a_receiver_that_is_gone_says_so(receiver: Receiver) -> None:
    receiver.answer = saying(410)
    assert sent(receiver.url()).gone


def test_a_long_answer_is_not_read(receiver: Receiver) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65_536)

    receiver.answer = endless
    started = time.monotonic()
    assert sent(receiver.url()).arrived
    assert time.monotonic() - started < 2


def test_an_answer_that_unpacks_to_much_is_not_unpacked(receiver: Receiver) -> None:
    receiver.answer = saying(200, b"\x1f\x8b" + b"x" * 100, Content_Encoding="gzip")
    assert sent(receiver.url()).arrived
    assert receiver.came[0].headers["accept-encoding"] == "identity"


@contextmanager
def dripping(begin: bytes) -> Iterator[str]:
    """The address of a server that gives a byte every tenth of a second, for ever."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            with listening.accept()[0] as opened:
                try:
                    opened.sendall(begin)
                    for _ in range(600):
                        opened.sendall(b"x")
                        time.sleep(0.1)
                except OSError:
                    return

        thread = Thread(target=drip, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"


@pytest.mark.parametrize("begin", [b"", b"HTTP/1.1 200 OK\r\nX-", b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"])
def test_a_receiver_that_gives_a_byte_now_and_then_is_left_when_the_time_is_over(begin: bytes) -> None:
    with dripping(begin) as url:
        started = time.monotonic()
        sent(url, SendLimits(loopback=True, seconds=1))
        assert time.monotonic() - started < 3


def test_nobody_there_and_no_such_name_are_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert "ConnectError" in sent(f"http://127.0.0.1:{port}/").why

    def unknown(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(8, "no such name")

    told = sent("https://nobody.example/", resolve=unknown)
    assert told.status is None
    assert "no such name" in told.why
    assert "too long" in sent("https://" + "a" * 70 + ".example/").why


def test_the_machine_s_own_look_up_gives_addresses() -> None:
    assert resolved("127.0.0.1", 80) == ["127.0.0.1"]


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate of hook.example in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hook.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("hook.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "hook.pem"
    plain = serialization.NoEncryption()
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + secret)
    return file


@pytest.fixture
def secure(certified: Path) -> Iterator[tuple[int, list[str]]]:
    """The port of a server with that certificate, and the names it was asked for."""
    asked: list[str] = []

    class Told(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.headers["Host"])
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the base class's name)
            """Quiet."""

    class Quiet(HTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A client that does not believe us is what is tested."""

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certified)
    server = Quiet(("127.0.0.1", 0), Told)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server.server_address[1], asked
    server.shutdown()
    server.server_close()
    thread.join()


def here(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


def test_the_certificate_must_be_the_name_s_though_the_connection_goes_to_an_address(
    secure: tuple[int, list[str]], certified: Path
) -> None:
    port, asked = secure
    found = sent(f"https://hook.example:{port}/", resolve=here, trust=str(certified))
    assert found == Sent(200)
    assert asked == [f"hook.example:{port}"]
    other = sent(f"https://other.example:{port}/", resolve=here, trust=str(certified))
    assert "certificate" in other.why.lower()
    unsigned = sent(f"https://hook.example:{port}/", resolve=here)
    assert "certificate" in unsigned.why.lower()
    assert len(asked) == 1

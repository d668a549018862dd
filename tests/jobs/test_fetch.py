"""Fetching from a real server on this machine."""

import gzip
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from threading import Event

import pytest

from tests.jobs.web import Answer, Handler, giving, serving
from tizim.errors import FetchError
from tizim.jobs.fetch import Fetched, NotModified, fetch
from tizim.jobs.fetch_limits import FetchLimits

BODY = b"<CONSOLIDATED_LIST/>"
QUICK = FetchLimits(max_bytes=10_000, seconds=20.0, connect_seconds=5.0, attempts=3, pause=0.0)
DAY = "Fri, 27 Feb 2026 08:00:00 GMT"


def test_a_file_comes_whole_with_its_digest_and_what_the_server_says(tmp_path: Path) -> None:
    with serving(giving(BODY, ETag='"a1"', Last_Modified=DAY)) as web:
        came = fetch(web.url(), into=tmp_path / "list.xml", limits=QUICK)
    assert isinstance(came, Fetched)
    assert came.path.read_bytes() == BODY
    assert came.sha256 == sha256(BODY).hexdigest()
    assert (came.etag, came.last_modified, came.published) == ('"a1"', DAY, "2026-02-27T08:00:00Z")


def test_what_we_have_is_named_and_not_fetched_again(tmp_path: Path) -> None:
    with serving(giving(b"", status=304)) as web:
        came = fetch(web.url(), into=tmp_path / "x", etag='"a1"', last_modified=DAY, limits=QUICK)
        asked = web.asked[0][1]
    assert isinstance(came, NotModified)
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('"a1"', DAY)
    assert not (tmp_path / "x").exists()


def test_a_server_that_says_not_modified_to_nobody_is_an_error(tmp_path: Path) -> None:
    with serving(giving(b"", status=304)) as web, pytest.raises(FetchError, match="came 304"):
        fetch(web.url(), into=tmp_path / "x", limits=QUICK)


def test_a_failure_that_may_pass_is_tried_again(tmp_path: Path) -> None:
    with serving(giving(b"", status=500), giving(b"", status=429, Retry_After="0"), giving(BODY)) as web:
        came = fetch(web.url(), into=tmp_path / "x", limits=QUICK)
        assert len(web.asked) == 3
    assert isinstance(came, Fetched)


def test_a_server_that_never_recovers_is_given_up(tmp_path: Path) -> None:
    with serving(giving(b"", status=503)) as web:
        with pytest.raises(FetchError, match="came 503"):
            fetch(web.url(), into=tmp_path / "x", limits=QUICK)
        assert len(web.asked) == 3


def test_a_missing_file_is_not_asked_for_again(tmp_path: Path) -> None:
    with serving(giving(b"", status=404)) as web:
        with pytest.raises(FetchError, match=r"/list\.xml: expected the list \(200\), came 404"):
            fetch(web.url(), into=tmp_path / "x", limits=QUICK)
        assert len(web.asked) == 1


@pytest.mark.parametrize("wait", ["3600", "Wed, 01 Jan 2200 00:00:00 GMT"])
def test_a_server_that_asks_to_wait_too_long_is_not_waited_for(tmp_path: Path, wait: str) -> None:
    with serving(giving(b"", status=503, Retry_After=wait)) as web:
        with pytest.raises(FetchError, match="asks to wait"):
            fetch(web.url(), into=tmp_path / "x", limits=QUICK)
        assert len(web.asked) == 1


def test_a_wait_that_cannot_be_read_is_our_own_pause(tmp_path: Path) -> None:
    with serving(giving(b"", status=503, Retry_After="soon"), giving(BODY)) as web:
        assert isinstance(fetch(web.url(), into=tmp_path / "x", limits=QUICK), Fetched)


@pytest.mark.parametrize(
    "answer",
    [giving(b"x" * 500_000), giving(gzip.compress(b"x" * 500_000), Content_Encoding="gzip")],
    ids=["says so", "packed a thousandfold"],
)
def test_an_answer_beyond_the_ceiling_is_refused_and_leaves_nothing(tmp_path: Path, answer: Answer) -> None:
    with serving(answer) as web, pytest.raises(FetchError, match="at most 10,000 bytes"):
        fetch(web.url(), into=tmp_path / "x", limits=QUICK)
    assert list(tmp_path.iterdir()) == []


def test_an_answer_without_a_length_is_counted_while_it_comes(tmp_path: Path) -> None:
    def endless(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"x" * 10_000)

    with serving(endless) as web, pytest.raises(FetchError, match="at most 10,000 bytes, came more"):
        fetch(web.url(), into=tmp_path / "x", limits=QUICK)
    assert list(tmp_path.iterdir()) == []


def test_an_answer_cut_off_is_never_taken_for_a_file(tmp_path: Path) -> None:
    kept = tmp_path / "list.xml"
    kept.write_bytes(b"yesterday")
    with serving(giving(BODY, Content_Length="5000")) as web:
        with pytest.raises(FetchError, match="expected a whole answer"):
            fetch(web.url(), into=kept, limits=QUICK)
        assert len(web.asked) == 3
    assert kept.read_bytes() == b"yesterday"
    assert [file.name for file in tmp_path.iterdir()] == ["list.xml"]


def test_a_server_that_drips_ends_at_the_ceiling_of_time(tmp_path: Path) -> None:
    done = Event()

    def dripping(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not done.wait(0.02):
            handler.wfile.write(b"x" * 70_000)

    slow = replace(QUICK, seconds=0.3, max_bytes=2**40)
    with serving(dripping) as web:
        try:
            with pytest.raises(FetchError, match=r"within 0\.3 seconds"):
                fetch(web.url(), into=tmp_path / "x", limits=slow)
        finally:
            done.set()


def test_a_silent_server_is_an_error(tmp_path: Path) -> None:
    done = Event()
    with serving(lambda _: (done.wait(5), None)[1]) as web:
        try:
            with pytest.raises(FetchError):
                fetch(web.url(), into=tmp_path / "x", limits=replace(QUICK, connect_seconds=0.1, attempts=1))
        finally:
            done.set()


def test_redirects_are_followed_to_the_end_that_gave_the_file(tmp_path: Path) -> None:
    with serving(giving(b"", status=302, Location="/moved.xml"), giving(BODY)) as web:
        came = fetch(web.url(), into=tmp_path / "x", limits=QUICK)
    assert isinstance(came, Fetched)
    assert came.url.endswith("/moved.xml")


def test_redirects_in_a_circle_end(tmp_path: Path) -> None:
    with serving(giving(b"", status=302, Location="/list.xml")) as web:
        with pytest.raises(FetchError, match="at most 5 redirects"):
            fetch(web.url(), into=tmp_path / "x", limits=QUICK)
        assert len(web.asked) == 6


@pytest.mark.parametrize("to", ["http://list.example/x.xml", "ftp://127.0.0.1/x.xml", "file:///etc/hosts"])
def test_a_redirect_to_anything_but_tls_is_refused(tmp_path: Path, to: str) -> None:
    with (
        serving(giving(b"", status=302, Location=to)) as web,
        pytest.raises(FetchError, match=r"expected an https address|expected a whole answer|can be read"),
    ):
        fetch(web.url(), into=tmp_path / "x", limits=replace(QUICK, attempts=1))


@pytest.mark.parametrize(
    "url", ["http://list.example/x.xml", "ftp://list.example/x.xml", "https://", "https://[::bad/x", "list.xml"]
)
def test_an_address_without_tls_is_refused_before_anything_is_sent(tmp_path: Path, url: str) -> None:
    with pytest.raises(FetchError, match="expected an https address"):
        fetch(url, into=tmp_path / "x", limits=QUICK)


def test_a_web_page_in_place_of_a_list_is_refused(tmp_path: Path) -> None:
    page = giving(b"<html>Please log in</html>", Content_Type="text/html; charset=utf-8")
    with serving(page) as web, pytest.raises(FetchError, match="came a web page"):
        fetch(web.url(), into=tmp_path / "x", limits=QUICK)


def test_an_answer_that_cannot_be_unpacked_is_refused(tmp_path: Path) -> None:
    with serving(giving(b"not packed", Content_Encoding="gzip")) as web, pytest.raises(FetchError, match="can be read"):
        fetch(web.url(), into=tmp_path / "x", limits=QUICK)


def test_a_server_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="expected a whole answer, came ConnectError"):
        fetch("https://127.0.0.1:1/list.xml", into=tmp_path / "x", limits=replace(QUICK, attempts=2))


def test_an_empty_answer_is_refused(tmp_path: Path) -> None:
    with serving(giving(b"")) as web, pytest.raises(FetchError, match="came an empty answer"):
        fetch(web.url(), into=tmp_path / "x", limits=QUICK)


def test_a_pinned_digest_must_be_the_file_s(tmp_path: Path) -> None:
    with serving(giving(BODY)) as web:
        right = fetch(web.url(), into=tmp_path / "x", limits=QUICK, pin_sha256=sha256(BODY).hexdigest().upper())
        assert isinstance(right, Fetched)
        with pytest.raises(FetchError, match="expected the pinned sha-256 0000"):
            fetch(web.url(), into=tmp_path / "y", limits=QUICK, pin_sha256="0000")
    assert not (tmp_path / "y").exists()


def test_progress_tells_bytes_so_far_and_expected(tmp_path: Path) -> None:
    heard: list[tuple[int, int | None]] = []
    with serving(giving(BODY)) as web:
        fetch(
            web.url(), into=tmp_path / "x", limits=QUICK, progress=lambda so_far, whole: heard.append((so_far, whole))
        )
    assert heard[-1] == (len(BODY), len(BODY))


def test_a_date_of_the_server_that_is_none_is_left_out(tmp_path: Path) -> None:
    with serving(giving(BODY, Last_Modified="yesterday")) as web:
        came = fetch(web.url(), into=tmp_path / "x", limits=QUICK)
    assert isinstance(came, Fetched)
    assert (came.last_modified, came.published) == ("yesterday", None)

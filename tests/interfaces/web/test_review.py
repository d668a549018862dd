"""From an upload to a letter on the pages; who may do what; two people at once."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tizim
from tests.interfaces.web.browsing import Browsing, browsing
from tests.interfaces.web.conftest import NAMES, QUOTES, SCRIPT, TURNED
from tests.interfaces.web.reviewers import CUSTOMERS, Reviewing, reviewing
from tizim.access.marks import Clearance, Mark
from tizim.access.roles import Role


@pytest.fixture
def place(filled: Path, tmp_path: Path) -> Iterator[Reviewing]:
    with reviewing(filled, tmp_path) as running:
        yield running


@pytest.fixture
def anna(place: Reviewing) -> Iterator[Browsing]:
    with browsing(place.address) as browser:
        browser.sign_in(place.keys["anna"])
        yield browser


@pytest.fixture
def boris(place: Reviewing) -> Iterator[Browsing]:
    with browsing(place.address) as browser:
        browser.sign_in(place.keys["boris"])
        yield browser


def upload(browser: Browsing, text: str = CUSTOMERS) -> str:
    """The address of a file that was uploaded and screened."""
    token = browser.token()
    sent = browser.client.post(
        "/ui/customers/upload", data={"token": token}, files={"file": ("clients.csv", text.encode())}
    )
    run = sent.headers["Location"]
    columns = text.splitlines()[0].split(",")
    fields = {
        "column": columns,
        "field": [{"birthDate": "birth_date"}.get(one, one) for one in columns],
        "kind": "Person",
    }
    assert browser.send(f"{run}/start", fields).status_code == 303
    browser.when(run, lambda page: f"{run}/results.csv" in page.text and "<progress" not in page.text)
    return run


def put_under_review(browser: Browsing, name: str = "clients", **more: str) -> None:
    run = upload(browser)
    assert browser.send(f"{run}/review", {"name": name, **more}).status_code == 303
    assert "alerts opened" in browser.when(run, lambda page: "Under review" in page.text).text


def revision(browser: Browsing, number: int) -> str:
    met = re.search(r'name="revision" value="(\d+)"', browser.get(f"/ui/review/{number}").text)
    assert met is not None
    return met[1]


def numbers(browser: Browsing, address: str = "/ui/review") -> list[int]:
    """Of the alerts that a page of the queue shows, in its order."""
    return [int(one) for one in dict.fromkeys(re.findall(r'href="/ui/review/(\d+)"', browser.get(address).text))]


def test_from_an_upload_to_a_letter_and_back(place: Reviewing, anna: Browsing, boris: Browsing) -> None:
    put_under_review(anna)
    queue = anna.get("/ui/review").text
    assert "Dastan Temirgaliev" in queue
    assert "Nobody Atall" not in queue
    number = next(one for one in numbers(anna) if "Dastan" in anna.get(f"/ui/review/{one}").text)
    page = anna.get(f"/ui/review/{number}").text
    assert "<mark>Dastan</mark>" in page
    assert "Propose to dismiss" in page
    said = {"do": "decide", "decision": "dismissed", "reason": "other_person", "words": "lives elsewhere"}
    assert anna.send(f"/ui/review/{number}", {**said, "revision": revision(anna, number)}).status_code == 303
    mine = anna.get(f"/ui/review/{number}").text
    assert "You proposed it" in mine
    assert "I decide the same" not in mine
    assert number in numbers(boris, "/ui/review?pending=1")
    again = {"do": "decide", "decision": "dismissed", "revision": revision(boris, number)}
    refused = anna.send(f"/ui/review/{number}", again)
    assert refused.status_code == 409
    assert "a second person decides" in refused.text
    assert boris.send(f"/ui/review/{number}", again).status_code == 303
    decided = boris.get(f"/ui/review/{number}").text
    assert "proposed by" in decided
    assert "lives elsewhere" in decided
    assert number not in numbers(boris)
    letter = boris.send(f"/ui/review/{number}/letter", {"language": "kk", "form": "pdf", "name": "Dastan T."})
    assert letter.content.startswith(b"%PDF")
    assert letter.headers["Content-Disposition"] == f'attachment; filename="letter-{number}-kk.pdf"'
    plain = boris.send(f"/ui/review/{number}/letter", {"language": "ru", "form": "txt", "name": ""})
    assert "Invented Bank" in plain.text
    place.amend()
    later = next(one for one in numbers(anna) if "Dastan" in anna.get(f"/ui/review/{one}").text)
    assert later != number
    assert "came back" in anna.get("/ui/review").text
    back = anna.get(f"/ui/review/{later}").text
    assert "What changed since it was decided in" in back
    assert f'href="/ui/review/{number}"' in back
    assert "n9999999" in back.casefold()
    figures = anna.get("/ui/review/figures").text
    assert "Within" in figures
    with browsing(place.address) as olga:
        olga.sign_in(place.keys["olga"])
        log = olga.get("/ui/audit").text
        assert "review-decided" in log
        assert "dismissed</span>" in log
        assert "anna" in log
        assert "boris" in log


def test_two_who_decide_at_once(anna: Browsing, boris: Browsing) -> None:
    put_under_review(anna)
    number = numbers(anna)[-1]
    seen = revision(anna, number)
    said = {"do": "decide", "decision": "confirmed", "reason": "same_facts", "revision": seen}
    assert boris.send(f"/ui/review/{number}", said).status_code == 303
    slower = anna.send(f"/ui/review/{number}", {"do": "comment", "words": "long words of mine", "revision": seen})
    assert slower.status_code == 409
    assert ">long words of mine</textarea>" in slower.text, "what was typed is not lost"
    slower = anna.send(f"/ui/review/{number}", said)
    assert slower.status_code == 409
    assert "boris" in slower.text
    assert "was faster" in slower.text
    assert "Reopen" in slower.text
    told = {"do": "reopen", "reason": "mistake", "words": "<b>x</b>", "revision": revision(anna, number)}
    assert anna.send(f"/ui/review/{number}", told).status_code == 303
    assert "&lt;b&gt;x&lt;/b&gt;" in anna.get(f"/ui/review/{number}").text


def test_several_are_done_together_or_none(anna: Browsing, boris: Browsing) -> None:
    put_under_review(anna)
    all_of_them = numbers(anna)
    assert len(all_of_them) >= 2
    ticked = [f"{one}:{revision(anna, one)}" for one in all_of_them]
    assert boris.send(f"/ui/review/{all_of_them[0]}", {"do": "comment", "words": "wait"}).status_code == 303
    refused = anna.send("/ui/review/bulk", {"alert": ticked, "do": "take"})
    assert refused.status_code == 409
    assert "none was" in refused.text
    assert numbers(anna, "/ui/review?who=mine") == []
    ticked = [f"{one}:{revision(anna, one)}" for one in all_of_them]
    assert anna.send("/ui/review/bulk", {"alert": ticked, "do": "assign", "to": "boris"}).status_code == 303
    assert sorted(numbers(boris, "/ui/review?who=mine")) == sorted(all_of_them)
    assert numbers(boris, "/ui/review?who=nobody") == []
    assert anna.send("/ui/review/bulk", {"do": "take"}).status_code == 400
    assert anna.send("/ui/review/bulk", {"alert": "1:x", "do": "take"}).status_code == 400
    assert anna.send("/ui/review/bulk", {"alert": ticked, "do": "melt"}).status_code == 400


def test_a_hit_is_decided_on_the_screen_page_and_is_in_the_queue(anna: Browsing) -> None:
    asked = {"names": "Ruslana Ferghani Oksovna", "kind": "Person"}
    page = anna.send("/ui/screen", asked).text
    assert "Decide on this hit" in page
    said = {
        "reference": "C-77",
        "entity": "our-4",
        "decision": "confirmed",
        "reason": "same_facts",
        "words": "she said so",
    }
    went = anna.send("/ui/screen/review", {**asked, **said})
    assert re.fullmatch(r"/ui/review/\d+", went.headers["Location"])
    assert "she said so" in anna.get(went.headers["Location"]).text
    found = anna.send("/ui/review", {"reference": "C-77"}).text
    assert "C-77" in found
    assert "Ruslana" in found
    assert anna.send("/ui/screen/review", {**asked, "reference": ""}).status_code == 400
    assert anna.send("/ui/screen/review", {"names": "Nobody Atall", "reference": "C-78"}).status_code == 400


def test_a_person_is_distinguished_by_a_document(anna: Browsing, boris: Browsing) -> None:
    asked = {"names": "Ruslana Ferghani Oksovna", "kind": "Person", "documents": "K7654321"}
    number = int(anna.send("/ui/screen/review", {**asked, "reference": "C-5"}).headers["Location"].rsplit("/", 1)[1])
    said = {
        "do": "distinguish",
        "kind": "passport of Tajikistan",
        "document": "K7654321",
        "revision": revision(anna, number),
    }
    answer = anna.send(f"/ui/review/{number}", said)
    assert answer.status_code == 303, answer.text
    assert "passport of Tajikistan" in anna.get(f"/ui/review/{number}").text
    agreed = {"do": "decide", "decision": "dismissed", "revision": revision(boris, number)}
    assert boris.send(f"/ui/review/{number}", agreed).status_code == 303
    answer = anna.send("/ui/screen", asked)
    assert "Nothing else found: distinguished from 1" in answer.text
    assert "this entry does not count" in answer.text


def test_who_looks_does_not_decide(place: Reviewing, anna: Browsing) -> None:
    put_under_review(anna)
    number = numbers(anna)[0]
    with browsing(place.address) as ilya:
        ilya.sign_in(place.keys["ilya"])
        page = ilya.get(f"/ui/review/{number}").text
        assert 'value="decide"' not in page
        assert ilya.send(f"/ui/review/{number}", {"do": "take", "revision": "1"}).status_code == 403
        assert ilya.send(f"/ui/review/{number}/letter", {"language": "en", "form": "txt"}).status_code == 403


def test_alerts_of_a_list_that_one_may_not_see_are_not_there(place: Reviewing, anna: Browsing) -> None:
    put_under_review(anna)
    all_of_them = numbers(anna)
    with tizim.open(place.home) as tz:
        tz.access.mark("our_register", Mark.RED)
        tz.access.add_user("clara", Role.REVIEWER, Clearance(Mark.RED, frozenset({"our_register"})))
        key = tz.access.make_key("clara").words
    assert anna.get(f"/ui/review/{all_of_them[0]}").status_code == 404
    assert anna.send(f"/ui/review/{all_of_them[0]}", {"do": "take", "revision": "1"}).status_code == 404
    assert anna.send("/ui/review/bulk", {"alert": f"{all_of_them[0]}:1", "do": "take"}).status_code == 404
    assert numbers(anna, "/ui/review?state=all") == []
    assert "Dastan" not in anna.get("/ui/review/figures").text
    with browsing(place.address) as clara:
        clara.sign_in(key)
        assert numbers(clara) == all_of_them


def test_customers_that_are_kept_are_not_replaced_by_chance(place: Reviewing, anna: Browsing) -> None:
    put_under_review(anna)
    run = upload(anna, "id,name\nX,Grey Heron\n")
    assert anna.send(f"{run}/review", {"name": "clients"}).status_code == 400
    assert anna.send(f"{run}/review", {"name": "../x"}).status_code == 400
    assert len(numbers(anna)) >= 2
    assert anna.send(f"{run}/review", {"name": "clients", "replacing": "1"}).status_code == 303
    anna.when(run, lambda page: "Under review" in page.text)
    assert "Dastan" not in anna.get("/ui/review").text


@pytest.mark.parametrize("path", ["/ui/review/0", "/ui/review/x", "/ui/review?state=melted", "/ui/review?offset=-1"])
def test_an_address_that_makes_no_sense_is_told(anna: Browsing, path: str) -> None:
    assert anna.get(path).status_code == 422


def test_an_alert_that_is_none_is_not_there(anna: Browsing) -> None:
    assert anna.get("/ui/review/999").status_code == 404
    assert anna.send("/ui/review/999", {"do": "take"}).status_code == 404
    assert anna.send("/ui/review/999", {"do": "melt"}).status_code == 400
    assert anna.send("/ui/review/999/letter", {"language": "xx", "form": "pdf"}).status_code == 400


@pytest.fixture
def hostile_place(tmp_path: Path) -> Iterator[Reviewing]:
    """A list, and reviewers, of names that attack whoever reads them."""
    home = tmp_path / "evil"
    rows = [{"id": f"evil-{at}", "schema": "Person", "properties": {"name": [name]}} for at, name in enumerate(NAMES)]
    file = tmp_path / "evil.ftm.json"
    file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows), encoding="utf-8")
    with tizim.open(home) as tz:
        tz.lists.add("evil", file, published="2026-01-01")
    with reviewing(home, tmp_path) as running:
        yield running


def test_names_numbers_and_words_that_attack_are_only_shown(hostile_place: Reviewing) -> None:
    with browsing(hostile_place.address) as browser:
        browser.sign_in(hostile_place.keys["anna"])
        for at, name in enumerate(NAMES):
            sent = browser.send("/ui/screen/review", {"names": name, "reference": f"{QUOTES}{at}"})
            if sent.status_code != 303:
                assert sent.status_code == 400, sent.text
                continue
            number = sent.headers["Location"].rsplit("/", 1)[1]
            said = {"do": "comment", "words": f"{SCRIPT}{TURNED}", "revision": revision(browser, int(number))}
            assert browser.send(f"/ui/review/{number}", said).status_code == 303
            said = {"do": "assign", "to": QUOTES, "revision": revision(browser, int(number))}
            assert browser.send(f"/ui/review/{number}", said).status_code == 303
        found = numbers(browser)
        assert len(found) >= 4
        pages = [browser.get(path).text for path in ("/ui/review", *(f"/ui/review/{one}" for one in found))]
        pages.append(browser.send("/ui/review", {"reference": f"{QUOTES}0"}).text)
        pages.append(browser.send("/ui/review/bulk", {"alert": f"{found[0]}:1", "do": "assign", "to": SCRIPT}).text)
        for text in pages:
            for attack in ("<script>alert", "<img src=x", "\u202e", "\u2066", "49 Heron"):
                assert attack not in text
        assert any("letters of several alphabets" in text for text in pages)
        with browsing(hostile_place.address) as other:
            other.get("/ui/sign-in")
            forged = other.client.post(f"/ui/review/{found[0]}", data={"do": "take", "token": "0" * 48})
            assert forged.status_code in (401, 403)
        forged = browser.client.post(f"/ui/review/{found[0]}", data={"do": "take", "token": "0" * 48})
        assert forged.status_code == 403

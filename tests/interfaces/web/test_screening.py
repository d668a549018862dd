"""The page that screens: what met, why, what it was searched in, and that what could not be screened never looks clear."""

import json
import re

import pytest
from markupsafe import Markup

import tizim
from tests.interfaces.http.people import Closed
from tests.interfaces.http.serving import OWN
from tests.interfaces.web.browsing import Browsing, browsing
from tizim.interfaces.web.drawing import bars
from tizim.interfaces.web.names import marked
from tizim.jobs.receipts import read_receipt, verify_offline

DASTAN = {
    "kind": "Person",
    "names": "Дастан Темиргалиев\nDastan",
    "birth_date": "1971-05-03",
    "countries": "Kazakhstan",
}


def test_a_hit_stands_beside_who_was_asked_about_with_every_reason_and_its_bar(web: Browsing) -> None:
    page = web.send("/ui/screen", DASTAN).text
    assert 'class="verdict hit"' in page
    assert "<mark>Темиргалиев</mark>" in page
    assert page.count('<td class="plot">') >= 5
    assert 'class="against"' in page
    assert "same day of birth" in page or "same birth date" in page or "same date" in page
    assert "What would settle it" in page
    assert "2026-02-27" in page
    assert "/ui/entities/our-1" in page


def test_a_question_stands_in_no_address_and_comes_back_in_its_form(web: Browsing) -> None:
    page = web.send("/ui/screen", DASTAN).text
    assert not re.search(r'(?:href|action)="[^"]*(?:Dastan|1971)', page)
    assert ">Дастан Темиргалиев\nDastan</textarea>" in page
    assert 'value="1971-05-03"' in page


def test_nothing_found_says_where_and_clears_nobody(web: Browsing) -> None:
    page = web.send("/ui/screen", {"names": "Quillfeather Marzipan Bakery"}).text
    assert 'class="verdict clear"' in page
    assert "clears nobody" in page
    assert "UN Security Council Consolidated List" in page


@pytest.mark.parametrize(("names", "status"), [("...", 200), ("", 400), ("\u202e\u200b", 200)])
def test_what_could_not_be_screened_never_looks_like_nothing_found(web: Browsing, names: str, status: int) -> None:
    answer = web.send("/ui/screen", {"names": names})
    assert answer.status_code == status
    assert 'class="verdict not_screened"' in answer.text
    assert "Could not be screened" in answer.text
    assert "it does not mean that nothing was found" in answer.text
    assert 'class="verdict clear"' not in answer.text


def test_lists_a_day_and_documents_can_be_chosen(web: Browsing) -> None:
    only = web.send(
        "/ui/screen", {"names": "Grey Heron", "datasets": OWN, "day": "2026-02-10", "documents": "N1\nN2"}
    ).text
    assert f'value="{OWN}" checked' in only
    assert ">N1\nN2</textarea>" in only
    assert '<td class="nowrap">2026-02-27' not in only
    assert web.send("/ui/screen", {"names": "x", "datasets": "no_such_list"}).status_code == 404
    assert web.send("/ui/screen", {"names": "x", "kind": "Dragon"}).status_code == 400
    assert web.send("/ui/screen", {"names": "\n".join(map(str, range(51)))}).status_code == 400
    assert web.send("/ui/screen", {"names": "x", "day": "tomorrow"}).status_code == 400


def test_a_receipt_of_the_same_question_is_a_file_that_verifies(closed: Closed, tmp_path: object) -> None:
    with browsing(closed.address) as browser:
        browser.sign_in(closed.keys["analyst"])
        page = browser.send("/ui/screen", DASTAN).text
        assert "Download a receipt" in page
        given = browser.send("/ui/screen/receipt", DASTAN)
        assert given.headers["Content-Disposition"].startswith('attachment; filename="receipt-')
        assert "Темиргалиев" not in given.text
    with tizim.open(closed.home) as tz:
        from pathlib import Path

        file = Path(str(tmp_path)) / "receipt.json"
        file.write_text(given.text)
        assert verify_offline(read_receipt(file), tz.receipts.keys()).holds
        assert json.loads(given.text)


def test_who_may_have_no_receipt_is_offered_none(closed: Closed) -> None:
    with browsing(closed.address) as browser:
        browser.sign_in(closed.keys["asker"])
        page = browser.send("/ui/screen", DASTAN).text
        assert "Download a receipt" not in page
        assert "/ui/entities/" not in page
        assert browser.send("/ui/screen/receipt", DASTAN).status_code == 403


def test_the_words_in_which_parts_met_are_marked_as_they_are_written() -> None:
    assert marked("Al-Zanbaqi, Maḥmūd", {"mahmud", "zanbaqi"}) == Markup(
        '<bdi class="name">Al-<mark>Zanbaqi</mark>, Maḥmūd</bdi>'
    )
    assert marked("<b> & co", set()) == Markup('<bdi class="name">&lt;b&gt; &amp; co</bdi>')
    assert "\u202e" not in marked("a\u202eb", set())


def test_bars_are_signed_and_to_scale() -> None:
    made = bars([-4.0, 2.0, 0.0])
    assert [(one.x, one.width, one.speaks_for) for one in made] == [
        (2.0, 98.0, False),
        (100.0, 49.0, True),
        (100.0, 0.0, True),
    ]
    assert bars([]) == ()

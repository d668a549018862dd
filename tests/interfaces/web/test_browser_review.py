"""The review in a browser: the whole story in each language, by keyboard alone, for every reader, two people at once."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.interfaces.web.browsing import browsing
from tests.interfaces.web.chromium import FOCUS, SIZES, findings, opened, require_whole
from tests.interfaces.web.reviewers import CUSTOMERS, Reviewing, reviewing
from tests.interfaces.web.test_review import numbers, put_under_review
from tizim.interfaces.web.wording import words_of
from tizim.wording.catalogue import LANGUAGES

ALERT = re.compile(r"/ui/review/\d+$")
pytestmark = [pytest.mark.browser, pytest.mark.uncovered]


@pytest.fixture
def place(filled: Path, tmp_path: Path) -> Iterator[Reviewing]:
    with reviewing(filled, tmp_path) as running:
        yield running


def sign_in(page: Any, place: Reviewing, who: str) -> None:
    page.goto("/ui/sign-in")
    page.locator("input[name=key]").fill(place.keys[who])
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_story(chromium: Any, place: Reviewing, tmp_path: Path, language: str) -> None:
    t = words_of(language)

    def button(page: Any, key: str, **places: object) -> Any:
        return page.get_by_role("button", name=str(t(key, **places)), exact=True)

    file = tmp_path / "clients.csv"
    file.write_text(CUSTOMERS, encoding="utf-8")
    with (
        opened(chromium, place.address, "desk", language) as anna,
        opened(chromium, place.address, "phone", language) as boris,
    ):
        sign_in(anna, place, "anna")
        anna.goto("/ui/customers")
        anna.locator("input[type=file]").set_input_files(file)
        button(anna, "customers.upload").click()
        button(anna, "customers.start").click()
        button(anna, "customers.review").click(timeout=20_000)
        anna.get_by_role("link", name=str(t("customers.to_queue"))).click(timeout=20_000)
        anna.wait_for_url("**/ui/review")
        group = anna.locator("section", has_text="Dastan Temirgaliev")
        assert anna.get_by_text("Nobody Atall").count() == 0
        group.get_by_role("link").first.click()
        anna.wait_for_url(ALERT)
        address = anna.url
        anna.locator("mark").nth(1).wait_for()
        anna.locator("#dismissed-reason").select_option("other_person")
        anna.locator("#dismissed-words").fill("lives elsewhere")
        button(anna, "review.propose_dismiss").click()
        anna.get_by_text(str(t("review.not_you"))).wait_for()
        sign_in(boris, place, "boris")
        boris.goto("/ui/review?pending=1")
        boris.get_by_role("link", name=str(t("review.alert", n=address.rsplit("/", 1)[1])), exact=True).click()
        button(boris, "review.agree", what=t("alert.dismissed")).click()
        boris.locator(".tag.alert-dismissed").first.wait_for()
        with boris.expect_download() as sent:
            button(boris, "review.write").click()
        assert Path(sent.value.path()).read_bytes().startswith(b"%PDF")
        assert sent.value.suggested_filename.endswith(f"-{language}.pdf")
        place.amend()
        anna.goto("/ui/review")
        anna.get_by_text(str(t("review.again")), exact=True).wait_for()
        anna.locator("section", has_text="Dastan Temirgaliev").get_by_role("link").first.click()
        anna.wait_for_url(ALERT)
        assert anna.url != address
        anna.locator("del", has_text="N0412345").first.wait_for()
        anna.locator("ins", has_text="N9999999").first.wait_for()
        anna.get_by_role("link", name=str(t("review.title")), exact=True).click()
        anna.get_by_role("link", name=str(t("figures.title"))).click()
        anna.locator("svg.share").nth(5).wait_for()
    with opened(chromium, place.address, "desk", language) as olga:
        sign_in(olga, place, "olga")
        olga.goto("/ui/audit")
        button(olga, "audit.verify").click()
        olga.get_by_text("review-decided").first.wait_for()
        assert olga.locator(".note.bad").count() == 0


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_the_review_is_whole_for_every_reader(
    chromium: Any, place: Reviewing, size: str, language: str
) -> None:
    with browsing(place.address) as quick:
        quick.sign_in(place.keys["anna"])
        put_under_review(quick)
        number = numbers(quick)[0]
    scheme = "dark" if language == "ru" else "light"
    with opened(chromium, place.address, size, language, color_scheme=scheme, reduced_motion="reduce") as page:
        sign_in(page, place, "anna")
        for path in ("/ui/review", "/ui/review?state=all", f"/ui/review/{number}", "/ui/review/figures"):
            require_whole(page, path, language)


def test_one_decides_by_keyboard_alone(chromium: Any, place: Reviewing) -> None:
    with browsing(place.address) as quick:
        quick.sign_in(place.keys["anna"])
        put_under_review(quick)
        number = numbers(quick)[-1]
    with opened(chromium, place.address) as page:
        sign_in(page, place, "anna")
        page.goto(f"/ui/review/{number}")
        page.locator("#confirmed-reason").focus()
        page.keyboard.type("name and")
        page.keyboard.press("Tab")
        page.keyboard.type("the branch knows her")
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS) == "Confirm: it is them"
        page.keyboard.press("Enter")
        page.locator(".tag.alert-confirmed").first.wait_for()
        page.get_by_text("the branch knows her").wait_for()
        assert findings(page) == []


def test_who_is_slower_is_told_and_sees_what_was_done(chromium: Any, place: Reviewing) -> None:
    with browsing(place.address) as quick:
        quick.sign_in(place.keys["anna"])
        put_under_review(quick)
        number = numbers(quick)[-1]
    with opened(chromium, place.address, but="409") as anna, opened(chromium, place.address) as boris:
        for page, who in ((anna, "anna"), (boris, "boris")):
            sign_in(page, place, who)
            page.goto(f"/ui/review/{number}")
            page.locator("#confirmed-reason").select_option("same_facts")
        boris.get_by_role("button", name="Confirm: it is them").click()
        boris.locator(".tag.alert-confirmed").first.wait_for()
        anna.get_by_role("button", name="Confirm: it is them").click()
        anna.get_by_role("alert").get_by_text("was faster").wait_for()
        assert "boris" in anna.get_by_role("alert").inner_text()
        assert findings(anna) == []

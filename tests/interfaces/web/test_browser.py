"""The pages in a browser: by keyboard alone, for a screen reader, without a shift, narrow and wide, in each language."""

from typing import Any

import pytest

from tests.interfaces.web.chromium import FOCUS, SIZES, WIDER, findings, opened, require_whole
from tizim.wording.catalogue import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.uncovered]
UN = "un_sc_sanctions"
PAGES = (
    "/ui/search",
    "/ui/screen",
    "/ui/entities/our-1",
    f"/ui/entities/{UN}-xxe.010?day=2026-02-01",
    "/ui/lists",
    f"/ui/lists/{UN}",
    f"/ui/lists/{UN}/difference",
    "/ui/customers",
)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_whole_for_every_reader(chromium: Any, address: str, size: str, language: str) -> None:
    scheme = "dark" if language == "ru" else "light"
    with opened(chromium, address, size, language, color_scheme=scheme, reduced_motion="reduce") as page:
        for path in PAGES:
            require_whole(page, path, language)


def test_one_searches_and_opens_a_dossier_by_keyboard_alone(chromium: Any, address: str) -> None:
    with opened(chromium, address) as page:
        page.goto("/ui/search")
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS) == "Skip to the content"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS) == "words"
        page.keyboard.type("дастан")
        page.get_by_text("Entries: 1", exact=True).wait_for()
        assert page.evaluate(FOCUS) == "words"
        assert "%D0" not in page.url
        link = page.get_by_role("link", name="Dastan Orlovich Temirgaliev")
        for _ in range(20):
            page.keyboard.press("Tab")
            if link.evaluate("one => one === document.activeElement"):
                break
        page.keyboard.press("Enter")
        page.wait_for_url("**/ui/entities/our-1")
        assert page.get_by_role("heading", level=1).inner_text() == "Dastan Orlovich Temirgaliev"


def test_a_filter_keeps_the_keyboard_where_it_is(chromium: Any, address: str) -> None:
    with opened(chromium, address) as page:
        page.goto("/ui/search")
        page.get_by_label("Kazakhstan").focus()
        page.keyboard.press("Space")
        page.get_by_text("Entries: 1", exact=True).wait_for()
        assert page.evaluate("document.activeElement.id") == "countries-kz"


@pytest.mark.parametrize("size", SIZES)
def test_one_screens_by_keyboard_alone(chromium: Any, address: str, size: str) -> None:
    with opened(chromium, address, size) as page:
        page.goto("/ui/screen")
        page.get_by_label("Names").focus()
        page.keyboard.type("Dastan Temirgaliev")
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate(FOCUS) == "Screen":
                break
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="To look at: 1").wait_for()
        assert page.url.endswith("/ui/screen#answer")
        assert page.get_by_role("heading", name="To look at: 1").is_visible()
        assert page.locator("mark").count() >= 2
        assert page.evaluate(WIDER) <= 0
        assert findings(page) == []


def test_one_compares_versions_of_a_list_by_keyboard_alone(chromium: Any, address: str) -> None:
    with opened(chromium, address) as page:
        page.goto("/ui/lists")
        page.get_by_role("link", name="UN Security Council Consolidated List").focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/ui/lists/{UN}")
        page.get_by_label("Before").focus()
        for _ in range(6):
            page.keyboard.press("Tab")
            if page.evaluate(FOCUS) == "Compare":
                break
        page.keyboard.press("Enter")
        page.get_by_text("SILVER THORN COLLECTIVE").wait_for()


def test_a_file_is_watched_while_it_runs(chromium: Any, address: str) -> None:
    with opened(chromium, address) as page:
        page.goto("/ui/customers")
        rows = "name,birth date\n" + "Dastan Temirgaliev,1971\n" * 30
        page.get_by_label("Customer file").set_input_files(
            {"name": "customers.csv", "mimeType": "text/csv", "buffer": rows.encode()}
        )
        page.get_by_role("button", name="Upload").click()
        assert findings(page) == []
        page.get_by_role("button", name="Screen them").click()
        page.get_by_role("heading", name="Results").wait_for()
        assert findings(page) == []
        page.get_by_role("button", name="Try the thresholds").click()
        page.get_by_role("img", name="Above: alerts").wait_for()
        assert findings(page) == []


def test_everything_works_where_no_script_runs(chromium: Any, address: str) -> None:
    with opened(chromium, address, "phone", java_script_enabled=False) as page:
        page.goto("/ui/search")
        page.get_by_label("Name, number").fill("heron")
        page.get_by_role("button", name="Search").click()
        page.get_by_text("Entries: 2").wait_for()


def test_no_name_of_a_hostile_list_runs_in_a_browser(chromium: Any, hostile: str) -> None:
    with opened(chromium, hostile) as page:
        page.goto("/ui/search")
        page.get_by_label("Name, number").fill("script")
        page.get_by_text("as", exact=False).first.wait_for()
        for number in range(6):
            page.goto(f"/ui/entities/evil-{number}")
            assert page.evaluate(WIDER) <= 0


def test_signing_in_and_out_and_the_pages_of_an_operator(chromium: Any, closed: Any) -> None:
    with opened(chromium, closed.address, "phone") as page:
        page.goto("/ui/")
        assert findings(page) == []
        page.get_by_label("Key or token").fill(closed.keys["operator"])
        page.keyboard.press("Enter")
        page.wait_for_url("**/ui/lists")
        page.goto("/ui/access")
        assert page.evaluate(WIDER) <= 0
        assert findings(page) == []
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url("**/ui/sign-in")
    with opened(chromium, closed.address) as page:
        page.goto("/ui/sign-in")
        page.get_by_label("Key or token").fill(closed.keys["auditor"])
        page.keyboard.press("Enter")
        page.wait_for_url("**/ui/lists")
        page.goto("/ui/audit")
        assert findings(page) == []

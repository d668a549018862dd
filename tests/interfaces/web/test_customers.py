"""Customer files on the pages: uploaded, mapped, screened, filtered, downloaded, tried on; and nobody else's."""

import csv
import io
import json
import os
import time
from pathlib import Path

import pytest
from filelock import FileLock

import tizim
from tests.interfaces.http.people import Closed, key_of
from tests.interfaces.web.browsing import Browsing, browsing
from tizim.audit.caller import Caller
from tizim.errors import NoSuchEntity, SubjectError, UnreadableTable
from tizim.interfaces.http.desk import Busy
from tizim.interfaces.web import runs
from tizim.interfaces.web.runs import Asking, Runs
from tizim.jobs.batch import Summary
from tizim.subjects.columns import recognised

ROWS = """id,name,kind,birth_date,note
1,Dastan Temirgaliev,Person,1971-05-03,Grey Heron
2,Quillfeather Marzipan Bakery,Organization,,
3,محمود الزنبقي,Person,,
4,,Person,1990,
"""
COLUMNS = ["id", "name", "kind", "birth_date", "note"]
FIELDS = ["id", "name", "kind", "birth_date", ""]


def uploaded(browser: Browsing, text: str = ROWS, name: str = "customers.csv") -> str:
    sent = browser.send("/ui/customers/upload", files={"file": (name, text.encode())})
    assert sent.status_code == 303, sent.text
    return sent.headers["Location"]


def finished(browser: Browsing, place: str) -> str:
    return browser.when(place, lambda page: 'id="progress"' not in page.text).text


def screened(browser: Browsing) -> str:
    place = uploaded(browser)
    sent = browser.send(f"{place}/start", {"column": COLUMNS, "field": FIELDS, "kind": "Thing"})
    assert sent.status_code == 303, sent.text
    finished(browser, place)
    return place


def test_the_first_rows_stand_below_what_the_headings_tell(web: Browsing) -> None:
    page = web.get(uploaded(web)).text
    assert '<option value="name" selected>' in page
    assert '<option value="birth_date" selected>' in page
    assert "Dastan Temirgaliev" in page
    assert "left out" in page


def test_a_file_is_screened_filtered_downloaded_and_taken_away(web: Browsing) -> None:
    place = screened(web)
    page = web.get(place).text
    assert "Dastan Orlovich Temirgaliev" in page
    assert "row 5: expected a name" in page
    assert "could not be screened" in page
    hits = web.get(place, params={"outcome": "hit"}).text
    assert "Dastan" in hits
    assert "Quillfeather" not in hits
    assert web.get(place, params={"outcome": "any"}).status_code == 422
    assert "No rows." in web.get(place, params={"offset": 50}).text
    rows = list(csv.DictReader(io.StringIO(web.get(f"{place}/results.csv").content.decode("utf-8-sig"))))
    assert [row["outcome"] for row in rows] == ["hit", "clear", "hit", "not_screened"]
    for form in ("xlsx", "parquet", "jsonl", "jsonl"):
        given = web.get(f"{place}/results.{form}")
        assert given.status_code == 200
        assert given.headers["Content-Disposition"].startswith("attachment")
    assert web.get(f"{place}/results.exe").status_code == 404
    assert "customers.csv" in web.get("/ui/customers").text
    assert web.send(f"{place}/remove").status_code == 303
    assert web.get(place).status_code == 404


def test_thresholds_are_tried_on_these_very_customers(web: Browsing) -> None:
    place = screened(web)
    web.send(f"{place}/tune")
    page = finished(web, place)
    assert 'class="curve missed"' in page
    assert "possible hit 0.17" in page


def test_progress_is_a_part_that_ends_by_loading_the_page_anew(web: Browsing, filled: Path) -> None:
    place = screened(web)
    part = web.get(f"{place}/state", headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"] == place
    assert web.get(f"{place}/state").headers["Location"] == place
    folder = filled / "uploads" / place.rpartition("/")[2]
    told = json.loads((folder / "state.json").read_text())
    with FileLock(folder / ".lock"):
        (folder / "state.json").write_text(json.dumps(told | {"name": "running", "done": 2}))
        part = web.get(f"{place}/state", headers={"HX-Request": "true"})
        assert "2 of 4" in part.text
        assert web.send(f"{place}/start", {"kind": "Thing"}).status_code == 400
        assert web.send(f"{place}/tune").status_code == 400
    assert "Results" in web.get(place).text
    (folder / "results.jsonl").unlink()
    assert "it goes on where it was" in web.get(place).text


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("customers.exe", "x", "expected"),
        ("customers.csv", "", "expected"),
        ("customers.xlsx", "no workbook", "expected"),
        ("../../evil.sh", "x", "expected"),
    ],
)
def test_what_is_no_table_is_refused_in_words_and_not_kept(
    web: Browsing, filled: Path, name: str, text: str, told: str
) -> None:
    before = set((filled / "uploads").glob("*")) if (filled / "uploads").is_dir() else set()
    sent = web.send("/ui/customers/upload", files={"file": (name, text.encode())})
    assert sent.status_code in (303, 400)
    if sent.status_code == 303:  # a table without rows is told when it is to be screened
        place = sent.headers["Location"]
        web.send(f"{place}/start", {"kind": "Thing"})
        page = finished(web, place)
        assert told in page
        web.send(f"{place}/remove")
    assert set((filled / "uploads").glob("*")) == before or not before
    assert web.send("/ui/customers/upload").status_code == 400


def test_a_file_with_nothing_to_screen_by_says_so_and_can_be_mapped_again(web: Browsing) -> None:
    place = uploaded(web)
    web.send(f"{place}/start", {"column": COLUMNS, "field": [""] * 5, "kind": "Thing"})
    page = finished(web, place)
    assert "failed" in page
    assert "expected" in page
    assert web.send(f"{place}/start", {"kind": "Dragon"}).status_code == 400
    assert web.send(f"{place}/tune").status_code == 400


def test_nobody_sees_the_file_of_another(closed: Closed) -> None:
    with browsing(closed.address) as browser, browsing(closed.address) as other:
        browser.sign_in(closed.keys["analyst"])
        place = screened(browser)
        other.sign_in(key_of(closed.home, "colleague"))
        for path in (place, f"{place}/results.csv", f"{place}/state"):
            assert other.get(path).status_code == 404
        for path in (f"{place}/start", f"{place}/tune", f"{place}/remove"):
            assert other.send(path, {"kind": "Thing"}).status_code == 404
        assert "customers.csv" not in other.get("/ui/customers").text
    with tizim.open(closed.home) as tz:
        asked = [one.line for one in tz.audit.lines(user="analyst") if one.line.action == "screen-file"]
    assert len(asked) == 1


def test_two_browsers_of_a_machine_without_users_do_not_see_each_other_s_files(address: str) -> None:
    with browsing(address) as one, browsing(address) as other:
        place = uploaded(one)
        other.token()
        assert other.get(place).status_code == 404


def test_a_list_that_one_may_not_see_is_not_asked(closed: Closed, monkeypatch: pytest.MonkeyPatch) -> None:
    with browsing(closed.address) as browser:
        browser.sign_in(key_of(closed.home, "narrow", datasets=["un_sc_sanctions"]))
        page = browser.get(screened(browser)).text
        assert "Dastan Orlovich" not in page
        assert "our_register" not in page


def test_an_upload_is_private_and_gone_after_a_day(tmp_path: Path, home: Path) -> None:
    with tizim.open(home) as tz:
        kept = Runs(tmp_path / "uploads", tz)
        id_ = kept.add("anna", "customers.csv", io.BytesIO(ROWS.encode()))
        folder = tmp_path / "uploads" / id_
        assert folder.stat().st_mode & 0o077 == 0
        assert all(one.stat().st_mode & 0o077 == 0 for one in folder.iterdir() if one.name != ".lock")
        assert [one.id for one in kept.of("anna")] == [id_]
        assert kept.of("boris") == []
        old = time.time() - runs.KEPT_SECONDS - 10
        os.utime(folder / "upload.csv", (old, old))
        kept.add("anna", "other.csv", io.BytesIO(ROWS.encode()))
        with pytest.raises(NoSuchEntity):
            kept.get("anna", id_)
        with pytest.raises(NoSuchEntity):
            kept.get("anna", "../../etc")
        with pytest.raises(UnreadableTable):
            kept.add("anna", "a.docx", io.BytesIO(b""))
        kept.close()


def test_a_run_stops_with_the_server_and_goes_on_later(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tizim.open(home) as tz:
        kept = Runs(tmp_path / "uploads", tz)
        id_ = kept.add("anna", "customers.csv", io.BytesIO(ROWS.encode()))
        real = tz.screen_file

        def stopped(*args: object, **how: object) -> Summary:
            kept._stopping.set()
            return real(*args, **how)  # type: ignore[arg-type]

        monkeypatch.setattr(tz, "screen_file", stopped)
        asking = Asking(Caller("anna"), None)
        kept.start("anna", id_, {}, "Thing", asking)
        kept.close()
        assert kept.get("anna", id_).state.name == "interrupted"
        monkeypatch.setattr(tz, "screen_file", real)
        again = Runs(tmp_path / "uploads", tz)
        again.start("anna", id_, {}, "Thing", asking)
        again._thread.shutdown(wait=True)
        assert again.get("anna", id_).state.name == "done"
        with pytest.raises(NoSuchEntity, match="expected results as one of"):
            again.download("anna", id_, "exe")


def test_more_files_than_wait_are_told_to_come_again(tmp_path: Path, home: Path) -> None:
    with tizim.open(home) as tz:
        kept = Runs(tmp_path / "uploads", tz)
        id_ = kept.add("anna", "customers.csv", io.BytesIO(ROWS.encode()))
        kept._waiting = 100
        with pytest.raises(Busy):
            kept.start("anna", id_, {}, "Thing", Asking(Caller("anna"), None))
        with pytest.raises(SubjectError):
            kept.tune("anna", id_, Asking(Caller("anna"), None))
        kept.close()


def test_a_column_can_be_left_out() -> None:
    assert recognised(["name", "alias", "note"], {"alias": ""}) == {"name": "name"}
    with pytest.raises(UnreadableTable):
        recognised(["name"], {"name": ""})


def test_a_file_that_waited_in_a_server_that_is_gone_can_be_started_again(tmp_path: Path, home: Path) -> None:
    with tizim.open(home) as tz:
        kept = Runs(tmp_path / "uploads", tz)
        id_ = kept.add("anna", "customers.csv", io.BytesIO(ROWS.encode()))
        folder = tmp_path / "uploads" / id_
        (folder / "state.json").write_text('{"name": "waiting"}')
        assert kept.get("anna", id_).state.name == "interrupted"
        with FileLock(folder / ".lock"):
            assert kept.get("anna", id_).state.name == "waiting"
        kept.start("anna", id_, {}, "Thing", Asking(Caller("anna"), None))
        kept._thread.shutdown(wait=True)
        assert kept.get("anna", id_).state.name == "done"
        (folder / "state.json").write_text('{"name": "tuning", "rows": 4}')
        assert kept.get("anna", id_).state.name == "done"


def test_a_disk_that_is_full_is_told(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with tizim.open(home) as tz:
        kept = Runs(tmp_path / "uploads", tz)
        id_ = kept.add("anna", "customers.csv", io.BytesIO(ROWS.encode()))

        def full(*args: object, **how: object) -> Summary:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(tz, "screen_file", full)
        kept.start("anna", id_, {}, "Thing", Asking(Caller("anna"), None))
        kept.close()
        state = kept.get("anna", id_).state
    assert (state.name, state.why) == ("failed", "this machine: No space left on device")

"""The public Python face, end to end: a real bank, a real index, made-up lists."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import tizim
from tests.jobs.made_up import NAMES, OWN, UN, ftm_list, organisation, un_list
from tests.jobs.web import giving, serving
from tests.places import Place
from tizim.errors import BankError, NoSuchEntity, NoSuchVersion, NothingLoaded, RulesError, SubjectError
from tizim.model.listing import ListingStatus
from tizim.sources.registry import source
from tizim.workspace import Tizim

HERON = tizim.Subject(kind="Organization", names=["Order of the Grey Heron"])


@pytest.fixture
def tz(home: Path, place: Place, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tizim]:
    """A home whose bank is a file in it, and one whose bank is in a PostgreSQL database."""
    if place.url is not None:
        monkeypatch.setenv("TIZIM_DATABASE", place.url)
    with tizim.open() as opened:
        yield opened


def add(tz: Tizim, day: str, names: tuple[str, ...] = NAMES, *, first: int = 1) -> tizim.Load:
    records = [organisation(number, name) for number, name in enumerate(names, first)]
    return tz.lists.add(UN, un_list(tz.home.parent, day, records), accept=["fewer-records"])


def test_without_any_list_the_starter_register_answers_and_says_what_it_is(tz: Tizim) -> None:
    verdict = tz.screen(tizim.Subject(kind="Organization", names=["Al-Qaida"]))
    assert verdict.outcome == "hit"
    assert verdict.hits[0].entity.dataset == "un_sc_starter"
    assert len(verdict.warnings) == 1
    assert "no substitute" in verdict.warnings[0]
    assert "tizim lists update" in verdict.warnings[0]


def test_an_official_list_takes_the_place_of_the_starter_register(tz: Tizim) -> None:
    tz.screen(HERON)
    add(tz, "2026-02-27")
    verdict = tz.screen(tizim.Subject(kind="Organization", names=["Al-Qaida"]))
    assert verdict.outcome == "clear"
    assert [one.dataset for one in verdict.searched] == [UN]
    assert verdict.warnings == ()


def test_a_list_of_one_s_own_stands_beside_the_starter_register(tz: Tizim) -> None:
    tz.screen(HERON)
    tz.lists.add(OWN, ftm_list(tz.home.parent, {"heron-1": "Order of the Grey Heron"}))
    assert [hit.entity.id for hit in tz.screen(HERON).hits] == ["heron-1"]
    assert [one.dataset for one in tz.screen(HERON).searched] == [OWN, "un_sc_starter"]


def test_the_index_is_current_when_a_load_returns(tz: Tizim) -> None:
    add(tz, "2026-02-27", NAMES[:1])
    assert tz.screen(HERON).outcome == "clear"
    load = add(tz, "2026-03-01")
    verdict = tz.screen(HERON)
    assert verdict.outcome == "hit"
    assert verdict.hits[0].entity.reference == "XXe.002"
    assert [one.published for one in verdict.searched] == [load.version.published]


def test_another_process_s_load_is_seen_by_the_next_question(tz: Tizim) -> None:
    add(tz, "2026-02-27", NAMES[:1])
    assert tz.screen(HERON).outcome == "clear"
    with tizim.open(tz.home) as other:
        add(other, "2026-03-01")
    assert tz.screen(HERON).outcome == "hit"


def test_lists_can_be_chosen_by_name_and_by_collection(tz: Tizim) -> None:
    add(tz, "2026-02-27")
    tz.lists.add(OWN, ftm_list(tz.home.parent, {"heron-1": "Order of the Grey Heron"}))
    for datasets, searched in (
        (None, [OWN, UN]),
        (["default"], [OWN, UN]),
        (["sanctions"], [UN]),
        ([OWN], [OWN]),
        ([OWN, "sanctions", UN], [OWN, UN]),
    ):
        assert [one.dataset for one in tz.screen(HERON, datasets).searched] == searched


def test_a_list_that_is_not_loaded_is_never_clear(tz: Tizim) -> None:
    add(tz, "2026-02-27")
    with pytest.raises(NothingLoaded, match=r"\(un_sc_sanctions\), came 'eu_fsf'; tizim lists add eu_fsf"):
        tz.screen(HERON, ["eu_fsf"])
    with pytest.raises(SubjectError, match="expected a list of names"):
        tz.screen(HERON, "eu_fsf")


def test_as_of_asks_whether_it_was_listed_on_that_day(tz: Tizim) -> None:
    add(tz, "2026-02-27")
    add(tz, "2026-03-27", NAMES[2:], first=3)
    assert tz.screen(HERON).outcome == "clear"
    assert tz.screen(HERON, as_of="2026-02-27").outcome == "hit"
    assert tz.screen(HERON, as_of="2014-01-01").outcome == "clear"


def test_known_at_answers_from_what_was_said_by_then(tz: Tizim) -> None:
    add(tz, "2026-02-27", NAMES[:1])
    add(tz, "2026-03-27")
    assert tz.screen(HERON, known_at="2026-03-26").outcome == "clear"
    assert tz.screen(HERON, known_at="2026-03-27").outcome == "hit"
    with pytest.raises(NothingLoaded, match="the earliest version is of 2026-02-27"):
        tz.screen(HERON, known_at="2020-01-01")
    with pytest.raises(SubjectError, match="known_at: expected a date"):
        tz.screen(HERON, known_at="then")
    with pytest.raises(SubjectError, match="as_of: expected a date"):
        tz.screen(HERON, as_of="then")


def test_many_subjects_are_answered_in_order_and_streamed(tz: Tizim) -> None:
    add(tz, "2026-02-27")
    taken: list[int] = []

    def subjects() -> Iterator[tizim.Subject]:
        for number, name in enumerate(("Velmark Shipping", "Nobody Known", "Talovar Front")):
            taken.append(number)
            yield tizim.Subject(names=[name], id=str(number))

    verdicts = tz.screen_many(subjects())
    first = next(verdicts)
    assert (first.subject is not None and first.subject.id, taken) == ("0", [0])
    assert [verdict.outcome for verdict in verdicts] == ["clear", "hit"]


def test_what_cannot_be_screened_is_not_screened_and_never_clear(tz: Tizim, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tz, "2026-02-27")
    mixed: list[object] = [HERON, "Order of the Grey Heron", None, HERON]
    verdicts = list(tz.screen_many(mixed))  # type: ignore[arg-type]  # what callers do all the same
    assert [verdict.outcome for verdict in verdicts] == ["hit", "not_screened", "not_screened", "hit"]
    assert verdicts[1].reason == "expected a Subject, came str"

    def broken(*_: object, **__: object) -> None:
        raise RulesError("no rule for this")

    monkeypatch.setattr("tizim.screen.answering.screen", broken)
    verdict = tz.screen(HERON)
    assert (verdict.outcome, verdict.reason) == ("not_screened", "no rule for this")
    assert verdict.searched


def test_an_excerpt_warns_with_every_answer(tz: Tizim) -> None:
    tz.lists.add(UN, un_list(tz.home.parent, "2026-02-27"), excerpt=True)
    assert tz.screen(HERON).warnings == (f"{UN} at 2026-02-27 is an excerpt: most of the list may be missing",)


def test_an_entity_comes_with_every_fact_and_its_source(tz: Tizim) -> None:
    add(tz, "2026-02-27")
    found = tz.entity("un_sc_sanctions-xxe.002")
    assert found.reference == "XXe.002"
    name = next(one for one in found.statements if one.statement.prop == "name")
    assert (name.statement.field, name.seen_from, name.seen_until) == ("FIRST_NAME", "2026-02-27T00:00:00Z", None)
    assert [part.schema for part in found.parts] == ["Sanction"]
    assert tz.links("un_sc_sanctions-xxe.002") == ()
    with pytest.raises(NoSuchEntity):
        tz.entity("un_sc_sanctions-xxe.999")


def test_an_entity_as_of_a_day_is_as_it_stood_then(tz: Tizim) -> None:
    add(tz, "2026-02-27", (NAMES[0], "EARLIER NAME"))
    add(tz, "2026-03-27", (NAMES[0], "LATER NAME"))
    later = "un_sc_sanctions-xxe.002"
    assert tz.entity(later).caption == "LATER NAME"
    assert tz.entity(later, as_of="2026-03-01").caption == "EARLIER NAME"
    assert tz.entity(later, known_at="2026-03-01").caption == "EARLIER NAME"
    assert tz.entity(later, as_of="2026-03-27", known_at="2026-03-01").caption == "EARLIER NAME"
    assert tz.entity(later, as_of="2010-01-01").caption == "EARLIER NAME"
    with pytest.raises(NoSuchEntity):
        tz.entity(later, known_at="2010-01-01")


def test_was_it_listed_has_two_times(tz: Tizim) -> None:
    add(tz, "2026-02-27")
    add(tz, "2026-03-27", NAMES[2:], first=3)
    heron = "un_sc_sanctions-xxe.002"
    assert tz.listing(heron, "2026-02-28", known_at="2026-03-01").status is ListingStatus.LISTED
    assert tz.listing(heron, "2026-02-28").status is ListingStatus.UNKNOWN
    assert tz.listing(heron, "2010-01-01").status is ListingStatus.NOT_LISTED
    assert tz.listing(heron).status is ListingStatus.FORMERLY_LISTED


def test_the_status_of_lists_tells_age_and_what_to_be_careful_with(tz: Tizim) -> None:
    assert tz.lists.status() == ()
    add(tz, "2020-02-27")
    (status,) = tz.lists.status()
    assert (status.dataset, status.entities, status.rejected, status.unreadable) == (UN, 10, 0, 0)
    assert status.age_days > 2000
    assert status.licence == "United Nations terms of use"
    assert status.accepted[0].startswith("fewer-records")
    assert not status.excerpt


def test_versions_are_compared_by_the_beginning_of_their_dates(tz: Tizim) -> None:
    add(tz, "2024-02-27", NAMES[:5])
    add(tz, "2025-02-27", NAMES[:6])
    add(tz, "2026-02-27", NAMES[:8])
    assert len(tz.lists.diff(UN).added) == 2
    assert len(tz.lists.diff(UN, "2024", "2026").added) == 3
    with pytest.raises(NoSuchVersion):
        tz.lists.diff(UN, "1999", "2026")


def test_one_list_that_fails_leaves_the_others_be(tz: Tizim, monkeypatch: pytest.MonkeyPatch) -> None:
    body = un_list(tz.home.parent, "2026-02-27").read_bytes()
    add(tz, "2026-01-01")
    with serving(giving(body)) as web:
        from tizim.jobs import loading

        monkeypatch.setattr(loading, "_address", lambda request, _: (web.url(f"/{request.name}.xml"),))
        told: list[tuple[str, int]] = []
        done = tz.lists.update(["eu_fsf", UN], progress=lambda name, count: told.append((name, count)))
        again = tz.lists.update()
    assert [(one.name, one.error is None) for one in done] == [("eu_fsf", False), (UN, True)]
    assert told[-1] == (UN, 10)
    assert [(one.name, one.load is not None and one.load.unchanged) for one in again] == [(UN, True)]


def test_the_first_update_of_an_empty_home_is_the_un_s_list(tz: Tizim, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[str, int]] = []
    body = un_list(
        tz.home.parent, "2026-02-27", [organisation(number, f"GUILD {number}") for number in range(900)]
    ).read_bytes()
    with serving(giving(body)) as web:
        here = replace(source(UN), spec=replace(source(UN).spec, urls=(web.url("/consolidated.xml"),)))
        monkeypatch.setattr("tizim.jobs.loading.source", lambda _: here)
        (done,) = tz.lists.update(heard=lambda name, so_far, _: heard.append((name, so_far)))
    assert (done.name, done.load is not None and done.load.entities) == (UN, 900)
    assert heard[-1] == (UN, len(body))
    assert tz.screen(tizim.Subject(names=["Guild 7"])).searched[0].entities == 900


def test_verify_finds_a_changed_file_of_the_index(tz: Tizim) -> None:
    add(tz, "2026-02-27")
    assert tz.verify().whole
    damaged = next((tz.home / "index").glob("*/name_text.npy"))
    data = bytearray(damaged.read_bytes())
    data[-1] ^= 1
    damaged.write_bytes(bytes(data))
    found = tz.verify()
    assert not found.whole
    assert "name_text.npy" in found.findings[0]


def test_a_customer_file_is_screened_against_one_state_of_the_lists(tz: Tizim) -> None:
    add(tz, "2026-02-27")
    source, out = tz.home.parent / "in.csv", tz.home.parent / "out.csv"
    source.write_text("id,name\n1,Order of the Grey Heron\n2,Nobody Known\n")
    summary = tz.screen_file(source, out, kind="Organization", datasets=[UN], as_of="2026-02-27")
    assert (summary.hit, summary.clear, summary.by_list) == (1, 1, {UN: 1})
    assert "un_sc_sanctions-xxe.002" in out.read_text()


def test_thresholds_can_be_tried_on_subjects_and_on_their_file(tz: Tizim) -> None:
    add(tz, "2026-02-27")
    source = tz.home.parent / "in.csv"
    source.write_text("id,name,kind\n1,Order of the Grey Heron,Organization\n2,Nobody Known,Organization\n3,,\n")
    tuning = tz.tune([HERON, tizim.Subject(kind="Organization", names=["Nobody Known"]), None])
    told: list[tuple[int, int]] = []
    assert tz.tune_file(source, progress=lambda done, of: told.append((done, of))) == tuning
    level = tuning.at(tz.rules.possible)
    assert (level.hit, level.clear, level.not_screened) == (1, 1, 1)
    assert [one.dataset for one in tuning.searched] == [UN]
    assert told == []


def test_thresholds_of_one_s_own_are_in_force_at_once_and_after_opening_again(tz: Tizim) -> None:
    add(tz, "2026-02-27")
    near = tizim.Subject(kind="Organization", names=["Order of the Grey Heron"])
    score = tz.screen(near).hits[0].score
    assert tz.own_thresholds() is None
    tz.use_thresholds(tz.tune([near]), possible=score - 0.01, hit=(score + 1) / 2)
    assert tz.screen(near).outcome == "possible"
    with tizim.open(tz.home) as again:
        verdict = again.screen(near)
        assert verdict.outcome == "possible"
        assert verdict.rules == again.rules.full_version != tz.rules.version
        assert again.own_thresholds() == tz.own_thresholds()


def test_a_home_whose_thresholds_cannot_be_read_is_not_opened(home: Path) -> None:
    (home / "rules.toml").write_text("[thresholds]\npossible = 0.4\nhits = 0.9\n")
    with pytest.raises(RulesError, match=r"rules\.toml.*written"):
        tizim.open(home)


def test_a_batch_that_was_interrupted_begins_anew_under_other_thresholds(tz: Tizim) -> None:
    add(tz, "2026-02-27")
    source, out = tz.home.parent / "in.csv", tz.home.parent / "out.csv"
    source.write_text("id,name\n" + "".join(f"{number},Grey Heron {number}\n" for number in range(1500)))

    def stop(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tz.screen_file(source, out, kind="Organization", progress=stop)
    tz.use_thresholds(tz.tune([HERON]), possible=0.2, hit=0.6)
    assert tz.screen_file(source, out, kind="Organization").resumed == 0


def test_a_copied_index_answers_without_a_bank(tz: Tizim, tmp_path: Path) -> None:
    add(tz, "2026-02-27")
    desk = tmp_path / "desk"
    shutil.copytree(tz.home / "index", desk / "index")
    with tizim.open(desk) as offline:
        verdict = offline.screen(HERON)
        assert verdict.outcome == "hit"
        assert [one.dataset for one in offline.screen(HERON, ["sanctions"]).searched] == [UN]
    assert not (desk / "bank.sqlite").exists()


def test_a_copied_index_of_other_rules_says_so(tz: Tizim, tmp_path: Path) -> None:
    add(tz, "2026-02-27")
    desk = tmp_path / "desk"
    shutil.copytree(tz.home / "index", desk / "index")
    manifest = next((desk / "index").glob("*/snapshot.json"))
    manifest.write_text(manifest.read_text().replace(tz.rules.version, "older-rules"))
    with tizim.open(desk) as offline:
        assert any("older-rules" in words for words in offline.screen(HERON).warnings)


def test_a_home_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with (
        tizim.open(tmp_path / "file" / "home") as tz,
        pytest.raises(BankError, match="expected a folder to keep lists in"),
    ):
        tz.screen(HERON)


def test_screening_a_current_index_loads_no_database_no_xml_and_no_network(home: Path) -> None:
    with tizim.open() as tz:
        add(tz, "2026-02-27")
    code = (
        "import sys, tizim\n"
        "with tizim.open() as tz:\n"
        "    assert tz.screen(tizim.Subject(names=['Order of the Grey Heron'])).alert\n"
        "print(*[name for name in ('sqlalchemy', 'lxml', 'httpx', 'pyarrow', 'rich', 'babel') if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert done.stdout.split() == []


def test_importing_tizim_imports_nothing_else_of_it() -> None:
    code = "import sys, tizim; print(*[name for name in sys.modules if name.startswith('tizim.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_name_tizim_does_not_have_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        tizim.nothing  # noqa: B018  (asking is the test)


def test_comparing_two_subjects_needs_no_list() -> None:
    same = tizim.compare(HERON, tizim.Subject(kind="Organization", names=["Grey Heron Order"]))
    other = tizim.compare(HERON, tizim.Subject(kind="Organization", names=["Velmark Shipping"]))
    assert same.score > other.score
    assert same.reasons

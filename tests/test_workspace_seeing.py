"""What `Tizim.seeing` hides is hidden whatever is asked of the workspace, and what loads and builds is not asked so."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import tizim
from tests.jobs.made_up import OWN, UN, ftm_list, un_list
from tizim.access.marks import Clearance, Mark, Sees
from tizim.errors import NoSuchEntity, NoSuchVersion, NothingLoaded
from tizim.workspace import Tizim

SECRET = tizim.Subject(kind="Organization", names=["Quillon Star Works"])
PUBLIC_ONLY = Sees(Clearance(Mark.CLEAR), {})


@pytest.fixture
def tz(home: Path) -> Iterator[Tizim]:
    with tizim.open(home) as opened:
        opened.lists.add(UN, un_list(home.parent, "2026-02-27"), accept=["fewer-records"])
        opened.lists.add(OWN, ftm_list(home.parent, {"own-1": "Quillon Star Works"}), published="2026-02-01")
        yield opened


def test_a_hidden_list_is_asked_by_no_way_of_screening(tz: Tizim, tmp_path: Path) -> None:
    customers = tmp_path / "customers.csv"
    customers.write_text("name,kind\nQuillon Star Works,Organization\n", encoding="utf-8")
    assert tz.screen(SECRET).outcome == "hit"
    with tz.seeing(PUBLIC_ONLY):
        verdict = tz.screen(SECRET)
        assert (verdict.outcome, [one.dataset for one in verdict.searched]) == ("clear", [UN])
        assert [one.outcome for one in tz.screen_many([SECRET])] == ["clear"]
        tz.screen_file(customers, tmp_path / "out.jsonl")
        assert tz.tune([SECRET]).searched == verdict.searched
        made, receipt = tz.screen_with_receipt(SECRET)
        assert made.outcome == "clear"
        assert OWN not in json.dumps(receipt.statement.says)
        with pytest.raises(NothingLoaded) as wrong:
            tz.screen(SECRET, datasets=[OWN])
        assert str(wrong.value) == f"expected a list that is loaded ({UN}), came {OWN!r}; tizim lists add {OWN}"
    assert "clear" in (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    assert tz.screen(SECRET).outcome == "hit", "outside the block nothing is hidden"


def test_a_hidden_entry_is_as_one_that_never_was(tz: Tizim) -> None:
    for ask in (tz.entity, tz.ftm, tz.listing, lambda id_: tz.explain(id_, SECRET)):
        ask("own-1")
        with tz.seeing(PUBLIC_ONLY):
            with pytest.raises(NoSuchEntity) as hidden:
                ask("own-1")
            with pytest.raises(NoSuchEntity) as unknown:
                ask("own-2")
        assert str(hidden.value).replace("own-1", "own-2") == str(unknown.value)
    with tz.seeing(PUBLIC_ONLY):
        assert tz.links("own-1") == ()
        assert tz.ftm(f"{UN}-xxe.002", nested=False)["datasets"] == [UN]


def test_a_hidden_list_has_no_status_versions_differences_or_copies(tz: Tizim, tmp_path: Path) -> None:
    with tz.seeing(PUBLIC_ONLY):
        assert [one.dataset for one in tz.lists.status()] == [UN]
        assert [one.name for one in tz.catalog()] == [UN]
        assert [one.dataset for one in tz.status().searched] == [UN]
        assert OWN not in str(tz.status())
        with pytest.raises(NothingLoaded, match=rf"loaded \({UN}\), came '{OWN}'"):
            tz.lists.versions(OWN)
        with pytest.raises(NoSuchVersion, match="expected a data set in the bank"):
            tz.lists.diff(OWN)
        assert tz.export(tmp_path / "out.csv").lists == (UN,)
    assert "Quillon" not in (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert set(tz.export(tmp_path / "all.csv").lists) == {UN, OWN}


def test_what_is_loaded_while_somebody_sees_little_is_loaded_for_everybody(tz: Tizim) -> None:
    with tz.seeing(PUBLIC_ONLY):
        tz.lists.add(
            OWN,
            ftm_list(tz.home.parent, {"own-1": "Quillon Star Works", "own-2": "Wexford Works"}),
            published="2026-02-02",
        )
        assert tz.screen(SECRET).outcome == "clear"
    assert {one.dataset for one in tz.searched()} == {UN, OWN}
    assert tz.entity("own-2").caption == "Wexford Works"


def test_a_bank_as_somebody_sees_it_answers_every_question_so(tz: Tizim) -> None:
    bank = tz._opened_bank()
    seen = bank.seen(lambda dataset: dataset == UN)
    with seen.frozen() as state:
        for one in (seen, state):
            assert {version.dataset for version in one.versions()} == {UN}
            assert one.versions(OWN) == ()
            assert one.latest(OWN) is None
            assert [dataset for dataset, _, _ in one.state()] == [UN]
            assert {entity.dataset for entity, _ in one.entries()} == {UN}
            assert list(one.entries([OWN])) == []
    sha256 = bank.versions(OWN)[0].sha256
    assert bank.has(OWN, sha256)
    assert not seen.has(OWN, sha256)
    for ask in (seen.rejects, seen.unreadable_values, seen.unreadable):
        with pytest.raises(NoSuchVersion):
            ask(OWN)
    assert seen.lives(OWN) == {}
    assert list(seen.some(OWN, ["own-1"])) == []
    assert seen.changed_since(OWN, None) is None

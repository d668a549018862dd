"""One list from wherever it is. All lists are made up."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from tests.jobs.made_up import OWN, UN, ftm_list, un_list
from tests.jobs.web import giving, serving
from tests.places import Place
from tizim.bank.bank import Bank
from tizim.errors import FetchError, SubjectError, UnknownSource
from tizim.jobs.cards import read_card
from tizim.jobs.fetch_limits import FetchLimits
from tizim.jobs.loading import Request, load_list
from tizim.model.version import Load
from tizim.sources.registry import source

QUICK = FetchLimits(seconds=20.0, attempts=1, pause=0.0)
MAPPING = """
dataset = "our_register"
title = "Our register"
licence = "internal"
reference = "No"
kind = "Organization"
[columns]
Name = "name"
"""


@pytest.fixture
def bank(place: Place) -> Iterator[Bank]:
    with place.open() as opened:
        yield opened


def load(bank: Bank, folder: Path, request: Request) -> Load:
    return load_list(
        bank, folder / "lists" / request.name, request, by="ann", loaded="2026-10-01T00:00:00Z", limits=QUICK
    )


def test_an_official_list_from_a_file_is_remembered_with_its_licence(bank: Bank, tmp_path: Path) -> None:
    done = load(bank, tmp_path, Request(UN, un_list(tmp_path, "2026-02-27"), excerpt=True))
    assert done.entities == 10
    card = read_card(tmp_path / "lists" / UN)
    assert card is not None
    assert (card.official, card.excerpt, card.collections) == (True, True, ("sanctions",))


def test_a_list_of_one_s_own_in_followthemoney_s_format_has_any_name(bank: Bank, tmp_path: Path) -> None:
    done = load(bank, tmp_path, Request(OWN, ftm_list(tmp_path, {"heron-1": "Grey Heron"})))
    assert done.entities == 1
    assert bank.entity("heron-1").caption == "Grey Heron"
    card = read_card(tmp_path / "lists" / OWN)
    assert card is not None
    assert not card.official


def test_the_mapping_of_a_table_is_kept_for_its_next_version(bank: Bank, tmp_path: Path) -> None:
    (tmp_path / "mapping.toml").write_text(MAPPING)
    table = tmp_path / "table.csv"
    table.write_text("No,Name\n1,Grey Heron\n")
    load(bank, tmp_path, Request(OWN, table, "2026-01-01", mapping=tmp_path / "mapping.toml"))
    (tmp_path / "mapping.toml").unlink()
    table.write_text("No,Name\n1,Grey Heron\n2,Blue Heron\n")
    done = load(bank, tmp_path, Request(OWN, str(table), "2026-02-01"))
    assert done.difference is not None
    assert [caption for _, _, caption in done.difference.added] == ["Blue Heron"]


def test_a_mapping_that_failed_is_not_kept(bank: Bank, tmp_path: Path) -> None:
    (tmp_path / "mapping.toml").write_text(MAPPING)
    (tmp_path / "empty.csv").write_text("No,Name\n")
    with pytest.raises(Exception, match="expected records"):
        load(bank, tmp_path, Request(OWN, tmp_path / "empty.csv", mapping=tmp_path / "mapping.toml"))
    assert not (tmp_path / "lists" / OWN / "mapping.toml").exists()


def test_a_list_is_fetched_from_an_address_and_not_again_while_it_is_the_same(bank: Bank, tmp_path: Path) -> None:
    body = un_list(tmp_path, "2026-02-27").read_bytes()
    with serving(giving(body, ETag='"1"'), giving(b"", status=304)) as web:
        request = Request(UN, web.url("/consolidated.xml"), excerpt=True)
        first = load(bank, tmp_path, request)
        again = load(bank, tmp_path, request)
        assert web.asked[1][1]["If-None-Match"] == '"1"'
    assert first.version.origin == web.url("/consolidated.xml")
    assert again.unchanged
    assert again.version == first.version


def test_a_file_without_a_date_is_of_its_server_s(bank: Bank, tmp_path: Path) -> None:
    body = ftm_list(tmp_path, {"heron-1": "Grey Heron"}).read_bytes()
    with serving(giving(body, Last_Modified="Fri, 27 Feb 2026 08:00:00 GMT")) as web:
        done = load(bank, tmp_path, Request(OWN, web.url("/entities.ftm.json")))
    assert (done.version.published, done.version.dated_by) == ("2026-02-27T08:00:00Z", "server")


def test_a_pinned_file_must_be_the_one(bank: Bank, tmp_path: Path) -> None:
    path = un_list(tmp_path, "2026-02-27")
    right = sha256(path.read_bytes()).hexdigest()
    with pytest.raises(FetchError, match="expected the pinned sha-256 00"):
        load(bank, tmp_path, Request(UN, path, excerpt=True, pin_sha256="00"))
    assert load(bank, tmp_path, Request(UN, path, excerpt=True, pin_sha256=right)).entities == 10
    with pytest.raises(SubjectError, match="expected one file"):
        load(bank, tmp_path, Request(UN, tmp_path, excerpt=True, pin_sha256=right))


@pytest.mark.parametrize("name", ["", "..", "a/b", "sanctions", "default", "-x", "a b"])
def test_a_name_that_would_confuse_is_refused(bank: Bank, tmp_path: Path, name: str) -> None:
    with pytest.raises(SubjectError, match="name of a list"):
        load(bank, tmp_path, Request(name, "nowhere.json"))


def test_a_name_nobody_knows_is_told_what_there_is(bank: Bank, tmp_path: Path) -> None:
    with pytest.raises(UnknownSource, match=r"un_sc_sanctions, .*Did you mean un_sc_sanctions\?"):
        load(bank, tmp_path, Request("un_sc_sanction"))


def test_an_official_list_takes_no_mapping_and_a_mapping_its_own_name(bank: Bank, tmp_path: Path) -> None:
    (tmp_path / "mapping.toml").write_text(MAPPING)
    with pytest.raises(SubjectError, match="no mapping for an official list"):
        load(bank, tmp_path, Request(UN, "x.csv", mapping=tmp_path / "mapping.toml"))
    with pytest.raises(SubjectError, match="came one of 'our_register'"):
        load(bank, tmp_path, Request("other_register", "x.csv", mapping=tmp_path / "mapping.toml"))


def test_a_format_may_be_named(bank: Bank, tmp_path: Path) -> None:
    request = Request(UN, un_list(tmp_path, "2026-02-27"), excerpt=True, format="un-xml")
    assert load(bank, tmp_path, request).entities == 10
    with pytest.raises(UnknownSource, match="one of the formats un-xml, came 'csv'"):
        load(bank, tmp_path, replace(request, format="csv"))


def test_a_list_without_an_address_asks_for_a_file(bank: Bank, tmp_path: Path) -> None:
    (tmp_path / "mapping.toml").write_text(MAPPING)
    with pytest.raises(FetchError, match=r"our_register: no address is known that programs may read; name a file$"):
        load(bank, tmp_path, Request(OWN, mapping=tmp_path / "mapping.toml"))


def test_a_publisher_s_own_address_is_used_where_none_is_named(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = un_list(tmp_path, "2026-02-27").read_bytes()
    with serving(giving(body)) as web:
        here = replace(source(UN), spec=replace(source(UN).spec, urls=(web.url("/consolidated.xml"),)))
        monkeypatch.setattr("tizim.jobs.loading.source", lambda _: here)
        assert load(bank, tmp_path, Request(UN, excerpt=True)).entities == 10
        assert [path for path, _ in web.asked] == ["/consolidated.xml"]

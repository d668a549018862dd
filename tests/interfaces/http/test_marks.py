"""What a caller does not see is not there: every answer is, byte for byte, that of a server which never had the list.

Two homes hold the same lists, but one holds a marked list more, which uses ids, names, countries and topics of the others and some of its
own. Whoever does not see it asks both, whatever there is to ask.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

import tizim
from tests.interfaces.http.people import Closed, key_of, let_in
from tests.interfaces.http.serving import OWN, PEOPLE, served, what_is_served
from tests.jobs.made_up import UN
from tizim.access.marks import Clearance, Mark
from tizim.access.roles import Role
from tizim.interfaces.http.app import Served
from tizim.interfaces.http.limits import Limits

HIDDEN = "hidden_watch"
ROWS = (
    {
        "id": "our-1", "schema": "Person",
        "properties": {
            "name": ["Dastan Temirgaliev", "Wexford Quillon"], "birthDate": ["1971-05-03"], "nationality": ["fj"],
            "topics": ["wanted"], "passportNumber": ["Z9998887"],
        },
    },
    {"id": "hid-2", "schema": "Person", "properties": {"name": ["Grey Heron Shipping"], "nationality": ["ae"]}},
    {"id": "hid-3", "schema": "Person", "properties": {"name": ["Wexford Quillon"], "nationality": ["fj"], "gender": ["male"]}},
    {"id": "hid-4", "schema": "Ownership", "properties": {"owner": ["our-1"], "asset": ["our-2"], "percentage": ["40"]}},
    {"id": "hid-5", "schema": "Vessel", "properties": {"name": ["Quillon Star"], "flag": ["fj"]}},
)  # fmt: skip


def with_hidden(home: Path, folder: Path) -> None:
    """Adds two versions of the list that is to be hidden."""
    with tizim.open(home) as tz:
        for day, rows in (("2026-02-20", ROWS[:3]), ("2026-02-25", ROWS)):
            file = folder / f"hidden-{day}.ftm.json"
            told = [{**row, "datasets": [HIDDEN]} for row in rows]
            file.write_text("".join(json.dumps(row) + "\n" for row in told), encoding="utf-8")
            tz.lists.add(HIDDEN, file, published=day)


@pytest.fixture(scope="module")
def homes(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """One without the list, and one with it, marked RED."""
    folder = tmp_path_factory.mktemp("marked")
    without, having = folder / "without", folder / "having"
    shutil.copytree(filled, without)
    shutil.copytree(filled, having)
    with_hidden(having, folder)
    with tizim.open(having) as tz:
        tz.access.mark(HIDDEN, Mark.RED)
    return without, having


def what(home: Path) -> Served:
    return replace(what_is_served(home), limits=Limits(rate=10_000, failures=10_000))


@pytest.fixture(scope="module")
def without(homes: tuple[Path, Path]) -> Iterator[Closed]:
    keys = let_in(homes[0])
    with served(what(homes[0])) as address:
        yield Closed(address, homes[0], keys)


@pytest.fixture(scope="module")
def having(homes: tuple[Path, Path]) -> Iterator[Closed]:
    keys = let_in(homes[1])
    keys["cleared"] = key_of(homes[1], "cleared", Role.REVIEWER, Clearance(Mark.RED, frozenset({HIDDEN})))
    keys["red but of another"] = key_of(homes[1], "other", Role.REVIEWER, Clearance(Mark.RED, frozenset({"another"})))
    keys["scoped"] = key_of(
        homes[1], "scoped", Role.REVIEWER, Clearance(Mark.RED, frozenset({HIDDEN})), datasets=[OWN, UN]
    )
    with served(what(homes[1])) as address:
        yield Closed(address, homes[1], keys)


def person(*names: str, **more: object) -> dict[str, Any]:
    return {"schema": "Person", "properties": {"name": list(names), **more}}


QUILLON, DASTAN = person("Wexford Quillon"), person("Dastan Temirgaliev", birthDate=["1971-05-03"])
BY_NUMBER = person("Invented Person", passportNumber=["Z9998887"])
QUERIES = {"queries": {"a": QUILLON, "b": DASTAN, "c": BY_NUMBER, "d": person("Grey Heron Shipping")}}
SUBJECT = {"kind": "Person", "names": ["Wexford Quillon"]}
ROWS_OF_A_TABLE = json.dumps({"q": {"query": "Wexford Quillon", "type": "Person"}})
BRING = json.dumps({"ids": ["our-1", "hid-3"], "properties": [{"id": "name"}, {"id": "nationality"}]})
LINES = json.dumps(SUBJECT) + "\n" + json.dumps({"names": ["Dastan Temirgaliev"]}) + "\n"

ASKED: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "/match/default?cutoff=0.5", {"json": QUERIES}),
    ("POST", f"/match/default?cutoff=0.5&include_dataset={HIDDEN}", {"json": QUERIES}),
    ("POST", f"/match/default?cutoff=0.5&exclude_dataset={HIDDEN}", {"json": QUERIES}),
    ("POST", f"/match/{HIDDEN}", {"json": QUERIES}),
    ("POST", "/match/default?topics=wanted", {"json": QUERIES}),
    ("POST", "/match/default?changed_since=2026-02-24", {"json": QUERIES}),
    ("GET", "/search/default", {}),
    ("GET", "/search/default?q=Quillon", {}),
    ("GET", "/search/default?q=Quill*", {}),
    ("GET", "/search/default?q=Grey+Heron&fuzzy=true", {}),
    ("GET", "/search/default?q=hid-3", {}),
    ("GET", "/search/default?countries=fj", {}),
    ("GET", "/search/default?topics=wanted", {}),
    ("GET", f"/search/default?datasets={HIDDEN}", {}),
    ("GET", f"/search/default?include_dataset={HIDDEN}", {}),
    ("GET", f"/search/{HIDDEN}", {}),
    ("GET", "/search/default?schema=Vessel", {}),
    ("GET", "/search/default?filter=passportNumber:Z9998887", {}),
    ("GET", "/search/default?sort=last_change:desc", {}),
    (
        "GET",
        "/search/default?limit=0&facets=countries&facets=topics&facets=datasets&facets=schema&facets=genders&facets=identifiers",
        {},
    ),
    *(("GET", f"/entities/{id_}{rest}", {}) for id_ in ("our-1", "our-2", "hid-2", "hid-3") for rest in ("", "?nested=false", "/adjacent")),
    ("GET", "/entities/our-1/adjacent/ownershipOwner", {}),
    *(("GET", f"/v1/entities/{id_}{rest}", {}) for id_ in ("our-1", "our-2", "hid-3") for rest in ("", "?known_at=2026-02-21", "?as_of=2026-02-26")),
    ("GET", "/catalog", {}),
    ("GET", "/readyz", {}),
    ("GET", "/algorithms", {}),
    ("GET", "/v1/lists", {}),
    *(("GET", f"/v1/lists/{HIDDEN}/{rest}", {}) for rest in ("versions", "difference", "difference?before=2026-02-20")),
    ("GET", f"/v1/lists/{OWN}/versions", {}),
    ("GET", "/reconcile/default", {"params": {"queries": ROWS_OF_A_TABLE}}),
    ("GET", f"/reconcile/{HIDDEN}", {}),
    ("GET", "/reconcile/default", {"params": {"extend": BRING}}),
    ("POST", "/reconcile/default", {"data": {"extend": BRING}}),
    ("GET", "/reconcile/default/suggest/entity?prefix=Wex", {}),
    ("GET", f"/reconcile/{HIDDEN}/suggest/type?prefix=P", {}),
    ("GET", "/reconcile/default/preview?id=hid-3", {}),
    ("GET", "/reconcile/default/preview?id=our-1", {}),
    ("GET", f"/reconcile/{HIDDEN}/preview?id=our-1", {}),
    ("POST", "/v1/screen", {"json": {"subject": SUBJECT}}),
    ("POST", "/v1/screen", {"json": {"subject": SUBJECT, "datasets": [HIDDEN]}}),
    ("POST", "/v1/screen", {"json": {"subject": SUBJECT, "datasets": ["default"]}}),
    ("POST", "/v1/screen", {"json": {"subject": SUBJECT, "datasets": [OWN, HIDDEN]}}),
    ("POST", "/v1/screen", {"json": {"subject": SUBJECT, "known_at": "2026-02-21"}}),
    ("POST", "/v1/screen", {"json": {"subject": SUBJECT, "as_of": "2026-02-21"}}),
    ("POST", "/v1/screen", {"json": {"subject": {"names": ["Dastan Temirgaliev", "Grey Heron Shipping"]}}}),
    ("POST", "/v1/screen/many", {"content": LINES}),
    ("POST", f"/v1/screen/many?datasets={HIDDEN}", {"content": LINES}),
]  # fmt: skip


def same(one: httpx.Response, address: str) -> tuple[int, str]:
    """What came, with the server's own address taken out."""
    return one.status_code, one.text.replace(address, "")


@pytest.mark.parametrize("who", ["reviewer", "red but of another", "scoped"])
@pytest.mark.parametrize(
    ("method", "path", "how"), ASKED, ids=[f"{method} {path[:60]} {str(how)[:40]}" for method, path, how in ASKED]
)
def test_an_answer_is_that_of_a_server_which_never_had_the_list(
    without: Closed, having: Closed, who: str, method: str, path: str, how: dict[str, Any]
) -> None:
    theirs = having.asks(method, path, having.keys[who], **how)
    expected = without.asks(method, path, without.keys["reviewer"], **how)
    assert same(theirs, having.address) == same(expected, without.address)
    assert expected.status_code < 500
    asked = json.dumps([path, how])
    told = theirs.text + str(theirs.headers)
    assert not [
        word for word in (HIDDEN, "Quillon", "hid-2", "hid-4", "Z9998887") if word in told and word not in asked
    ]


def test_whoever_is_cleared_sees_it_in_every_place(having: Closed) -> None:
    key = having.keys["cleared"]
    assert having.asks("POST", f"/match/{HIDDEN}", key, json=QUERIES).json()["responses"]["a"]["results"]
    assert having.asks("GET", "/search/default?q=Quillon", key).json()["total"]["value"] == 3
    assert having.asks("GET", "/v1/entities/hid-3", key).json()["caption"] == "Wexford Quillon"
    assert HIDDEN in having.asks("GET", "/readyz", key).json()["ages"]
    assert len(having.asks("GET", f"/v1/lists/{HIDDEN}/versions", key).json()) == 2
    verdict = having.asks("POST", "/v1/screen", key, json={"subject": SUBJECT}).json()
    assert (verdict["outcome"], {one["dataset"] for one in verdict["searched"]}) == ("hit", {UN, OWN, HIDDEN})


def test_a_list_that_is_marked_while_the_server_runs_is_gone_with_the_next_request(
    homes: tuple[Path, Path], having: Closed
) -> None:
    key = having.keys["analyst"]
    assert having.asks("GET", "/v1/entities/our-4", key).status_code == 200
    with tizim.open(homes[1]) as tz:
        tz.access.mark(OWN, Mark.STRICT)
        assert having.asks("GET", "/v1/entities/our-4", key).status_code == 404
        tz.access.mark(OWN, None)
    assert having.asks("GET", "/v1/entities/our-4", key).status_code == 200


def test_where_no_users_are_configured_what_is_marked_for_somebody_named_is_hidden_from_anyone(
    homes: tuple[Path, Path], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(homes[1], home)
    (home / "access.sqlite").unlink(missing_ok=True)
    for left in home.glob("access.sqlite-*"):
        left.unlink()
    with tizim.open(home) as tz:
        tz.access.mark(HIDDEN, Mark.STRICT)
    with served(what_is_served(home)) as address:
        lists = {one["dataset"] for one in httpx.get(f"{address}/v1/lists", trust_env=False).json()}
    assert HIDDEN not in lists
    assert OWN in lists


def test_whoever_sees_no_list_at_all_is_told_that_nothing_was_asked_and_never_that_somebody_is_clear(
    homes: tuple[Path, Path], having: Closed
) -> None:
    key = key_of(homes[1], "nothing", Role.REVIEWER, datasets=["none_such"])
    for method, path, how in ASKED:
        came = having.asks(method, path, key, **how)
        assert came.status_code < 500, path
        assert '"clear"' not in came.text
        assert not [
            one for one in PEOPLE if str(one["id"]) in came.text and str(one["id"]) not in json.dumps([path, how])
        ]
    assert having.asks("GET", "/catalog", key).json()["datasets"] == []
    assert having.asks("GET", "/v1/lists", key).json() == []


def test_a_snapshot_that_is_built_while_somebody_who_sees_little_asks_holds_every_list(
    homes: tuple[Path, Path], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(homes[1], home)
    shutil.rmtree(home / "index")
    shutil.rmtree(home / "search", ignore_errors=True)
    with tizim.open(home) as tz:
        state = tz.access.look()
        with tz.seeing(state.sight(Clearance(Mark.CLEAR))):
            assert [one.dataset for one in tz.searched()] == [UN]
            assert tz.look(tizim_looking()).total == 10
        assert {one.dataset for one in tz.searched()} == {UN, OWN, HIDDEN}
        assert tz.look(tizim_looking()).total > 10


def tizim_looking() -> Any:
    from tizim.index.words import Looking

    return Looking()

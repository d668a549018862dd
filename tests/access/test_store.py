"""Users, keys and marks in their database: what is kept, what is refused, and who sees a change. Once on each database."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from tests.places import OLDER, Place
from tizim.access.keys import made
from tizim.access.marks import Clearance, Mark
from tizim.access.roles import Permission, Role
from tizim.access.state import Key, State, User
from tizim.access.store import Store
from tizim.errors import BankError, NotKnown, SubjectError

NOW, LATER, LATEST = "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z", "2026-05-01T00:00:00Z"
ANNA = User("anna", Role.ANALYST, Clearance(Mark.RED, frozenset({"secret"})), created=NOW)
ID, WORDS, DIGEST = made(bytes)
KEY = Key(ID, "anna", DIGEST, "laptop", NOW, LATER)


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    opened = Store.open(place.path, url=place.url)
    yield opened
    opened.close()


def test_what_was_kept_is_there_when_it_is_opened_again(place: Place) -> None:
    scoped = replace(
        KEY,
        permissions=frozenset({Permission.SCREEN}),
        datasets=frozenset({"a", "b"}),
        follows="other",
        clearance=Mark.GREEN,
    )
    one = Store.open(place.path, url=place.url)
    assert one.state() == State()
    one.add_user(ANNA)
    one.add_key(scoped)
    one.mark("secret", Mark.RED)
    one.close()
    another = Store.open(place.path, url=place.url)
    assert another.state() == State(True, {"anna": ANNA}, {ID: scoped}, {"secret": Mark.RED})
    another.close()


def test_another_process_sees_every_change_by_its_epoch(place: Place, store: Store) -> None:
    other = Store.open(place.path, url=place.url)
    changes = (
        lambda: store.add_user(ANNA),
        lambda: store.add_key(KEY),
        lambda: store.change_user("anna", lambda user: replace(user, blocked=True)),
        lambda: store.change_key(ID, lambda key: (replace(key, revoked=NOW), replace(key, id="second", follows=ID))),
        lambda: store.mark("a", Mark.GREEN),
        lambda: store.mark("a", None),
        lambda: store.remove_user("anna"),
        store.open_again,
    )
    seen, states = other.epoch(), [other.state()]
    for change in changes:
        assert other.epoch() == seen, "nothing was changed"
        change()
        assert other.epoch() != seen
        seen = other.epoch()
        states.append(other.state())
    assert all(one != another for one, another in pairwise(states))
    other.close()


def test_who_was_there_once_keeps_the_door_closed_until_it_is_opened_on_purpose(store: Store) -> None:
    store.add_user(ANNA)
    with pytest.raises(SubjectError, match="expected that no users are left, came 1: anna"):
        store.open_again()
    store.remove_user("anna")
    assert store.state() == State(closed=True)
    store.open_again()
    assert store.state() == State()


def test_a_user_goes_with_their_keys(store: Store) -> None:
    store.add_user(ANNA)
    store.add_key(KEY)
    store.remove_user("anna")
    assert store.state().keys == {}
    with pytest.raises(NotKnown):
        store.state().holder(WORDS, NOW)


def test_who_or_what_is_not_there_is_named_with_those_there_are(store: Store) -> None:
    store.add_user(ANNA)
    with pytest.raises(SubjectError, match="expected a new name, came anna"):
        store.add_user(ANNA)
    for wrong in (
        lambda: store.change_user("boris", lambda user: user),
        lambda: store.remove_user("boris"),
        lambda: store.add_key(replace(KEY, holder="boris")),
    ):
        with pytest.raises(SubjectError, match=r"there are \(anna\), came 'boris'"):
            wrong()
    with pytest.raises(SubjectError, match="expected the id of one"):
        store.change_key("none", lambda key: (key,))


def test_noting_that_a_key_was_used_changes_its_day_and_nothing_else(store: Store) -> None:
    store.add_user(ANNA)
    store.add_key(KEY)
    store.note_used(ID, "2026-03-02")
    assert store.state().keys[ID] == replace(KEY, used="2026-03-02")


def test_all_of_it_can_be_put_in_the_place_of_what_is_there(store: Store) -> None:
    store.add_user(User("old", Role.OPERATOR))
    kept = State(True, {"anna": ANNA}, {ID: KEY}, {"a": Mark.STRICT})
    store.replace_with(kept)
    assert store.state() == kept
    store.replace_with(State())
    assert store.state() == State()


@pytest.mark.postgres
def test_a_database_of_an_older_tizim_is_not_migrated_behind_the_back_of_others(on_postgres: Place) -> None:
    on_postgres.tamper(*OLDER)
    with pytest.raises(BankError, match="tizim bank migrate"):
        Store.open(url=on_postgres.url)

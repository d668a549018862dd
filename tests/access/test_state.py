"""Who shows a key, and what is theirs then."""

from dataclasses import replace

import pytest

from tizim.access.keys import made
from tizim.access.marks import Clearance, Mark
from tizim.access.roles import PERMISSIONS, Permission, Role
from tizim.access.state import UNKNOWN, Key, State, User
from tizim.errors import NotKnown, SubjectError

NOW, PAST, FUTURE = "2026-03-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-04-01T00:00:00Z"
ID, WORDS, DIGEST = made(lambda size: bytes(range(size)))
KEY = Key(ID, "anna", DIGEST, "", PAST, FUTURE)
ANNA = User("anna", Role.ANALYST)
STATE = State(True, {"anna": ANNA}, {ID: KEY})


def test_a_key_gives_its_holder_s_role_and_sees_everything_at_no_cost() -> None:
    holder = STATE.holder(WORDS, NOW)
    assert (holder.name, holder.role, holder.key, holder.sees) == ("anna", Role.ANALYST, ID, None)
    assert holder.permissions == PERMISSIONS[Role.ANALYST]


def test_a_scoped_key_gives_some_of_it_and_never_more_than_the_role_has_now() -> None:
    scoped = replace(KEY, permissions=frozenset({Permission.SCREEN, Permission.LOOK}), datasets=frozenset({"a"}))
    holder = replace(STATE, keys={ID: scoped}).holder(WORDS, NOW)
    assert holder.permissions == {Permission.SCREEN, Permission.LOOK}
    assert holder.sees is not None
    assert holder.sees.among(["a", "b"]) == ["a"]
    lowered = replace(STATE, keys={ID: scoped}, users={"anna": replace(ANNA, role=Role.ASKER)})
    assert lowered.holder(WORDS, NOW).permissions == {Permission.SCREEN}


def test_a_key_may_be_cleared_for_less_than_its_holder_and_never_for_more() -> None:
    for own, of_key, seen in (
        (Clearance(Mark.RED, frozenset({"a"})), Mark.GREEN, ["un_sc_sanctions"]),
        (Clearance(Mark.GREEN), Mark.RED, ["un_sc_sanctions"]),
        (Clearance(Mark.RED, frozenset({"a"})), Mark.RED, ["a", "b", "un_sc_sanctions"]),
    ):
        users = {"anna": replace(ANNA, clearance=own)}
        state = replace(STATE, users=users, keys={ID: replace(KEY, clearance=of_key)}, marks={"a": Mark.RED})
        sees = state.holder(WORDS, NOW).sees
        assert (
            sees.among(["a", "b", "un_sc_sanctions"]) if sees is not None else ["a", "b", "un_sc_sanctions"]
        ) == seen


def test_who_is_not_cleared_for_a_mark_does_not_see_the_list() -> None:
    marked = replace(STATE, marks={"a": Mark.RED, "b": Mark.GREEN})
    sees = marked.holder(WORDS, NOW).sees
    assert sees is not None
    assert sees.among(["a", "b", "c"]) == ["b", "c"]
    given = replace(marked, users={"anna": replace(ANNA, clearance=Clearance(Mark.RED, frozenset({"a"})))})
    assert given.holder(WORDS, NOW).sees is None


@pytest.mark.parametrize(
    ("key", "told"),
    [
        (replace(KEY, expires=PAST), "it expired at"),
        (replace(KEY, expires=NOW), "it expired at"),
        (replace(KEY, revoked=PAST), "it was revoked at"),
    ],
)
def test_a_key_that_counts_no_more_says_so_to_whoever_has_it_and_to_nobody_else(key: Key, told: str) -> None:
    state = replace(STATE, keys={ID: key})
    with pytest.raises(NotKnown, match=told):
        state.holder(WORDS, NOW)
    other = made(lambda size: bytes(range(size)) if size < 32 else bytes(32))[1]  # the same id, another secret
    with pytest.raises(NotKnown) as wrong:
        state.holder(other, NOW)
    assert str(wrong.value) == UNKNOWN


def test_a_blocked_user_is_let_in_by_no_key() -> None:
    blocked = replace(STATE, users={"anna": replace(ANNA, blocked=True)})
    with pytest.raises(NotKnown, match="anna, who is blocked"):
        blocked.holder(WORDS, NOW)


@pytest.mark.parametrize("name", ["", " anna", "anna b", "a\nb", "-anna", "a" * 201, "anna;", "an\x00na", "\u202eanna"])
def test_a_name_that_would_deceive_whoever_reads_the_log_is_refused(name: str) -> None:
    with pytest.raises(SubjectError, match="user: expected"):
        User(name, Role.ASKER)


def test_the_digest_of_a_key_is_not_shown_where_a_key_is() -> None:
    assert "digest" not in repr(KEY)

"""Sessions of people who sign in on the pages: what counts in them, and for how long."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from tests.access.issuing import GRANTS
from tests.jobs.test_accessing import Clock, opened
from tizim.access.marks import Clearance, Mark
from tizim.access.roles import PERMISSIONS, Role
from tizim.access.sessions import IDLE_SECONDS, LIFE_SECONDS, Session, digest_of, form_token, new_secret
from tizim.access.state import State
from tizim.access.tokens import Person
from tizim.errors import NotKnown


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_secret_is_random_and_neither_its_digest_nor_its_form_token_is_it() -> None:
    one, other = new_secret(os.urandom), new_secret(os.urandom)
    assert one != other
    assert len(one) == 43
    assert digest_of(one) != digest_of(other)
    assert form_token(one) not in (one, digest_of(one).hex())


def test_a_session_of_a_key_counts_while_it_is_used_and_the_key_counts(home: Path, clock: Clock) -> None:
    access = opened(home, clock)
    access.add_user("anna", Role.ANALYST)
    key = access.make_key("anna")
    holder = access.holder(key.words)
    secret = access.begin_session(holder)
    assert access.resume_session(secret, access.look()) == holder
    clock.later(seconds=IDLE_SECONDS - 60)
    assert access.resume_session(secret, access.look()) == holder
    clock.later(seconds=IDLE_SECONDS - 60)
    assert access.resume_session(secret, access.look()) == holder
    access.revoke_key(key.key.id)
    with pytest.raises(NotKnown, match="revoked"):
        access.resume_session(secret, access.look())
    with pytest.raises(NotKnown, match="came nobody"):
        access.resume_session(f"{secret}x", access.look())
    access.close()


def test_a_session_ends_after_an_hour_of_rest_and_after_a_working_day(home: Path, clock: Clock) -> None:
    access = opened(home, clock)
    access.add_user("anna", Role.ANALYST)
    holder = access.holder(access.make_key("anna").words)
    rested = access.begin_session(holder)
    clock.later(seconds=IDLE_SECONDS + 1)
    with pytest.raises(NotKnown, match="came one that ended"):
        access.resume_session(rested, access.look())
    worked = access.begin_session(holder)
    for _ in range(LIFE_SECONDS // 1800):
        assert access.resume_session(worked, access.look()) == holder
        clock.later(seconds=1800)
    with pytest.raises(NotKnown, match="came one that ended"):
        access.resume_session(worked, access.look())
    access.begin_session(holder)  # forgets those that expired
    with pytest.raises(NotKnown, match="came nobody"):
        access.resume_session(worked, access.look())
    access.close()


def test_a_session_of_a_token_ends_with_the_token_and_sees_what_its_grant_gives(home: Path, clock: Clock) -> None:
    access = opened(home, clock)
    access.mark("secret", Mark.RED)
    person = Person("idp.example:anna", GRANTS["desk"], (clock.now + timedelta(minutes=30)).timestamp())
    secret = access.begin_session(person.holder(access.look()), person)
    held = access.resume_session(secret, access.look())
    assert (held.name, held.role, held.permissions) == ("idp.example:anna", Role.REVIEWER, PERMISSIONS[Role.REVIEWER])
    assert held.sees is not None
    assert held.sees.clearance == Clearance(Mark.STRICT)
    with pytest.raises(NotKnown):  # no provider is configured any more
        access.resume_session(secret, access.look(), tokens_count=False)
    access.add_user("idp.example:anna", Role.ASKER)
    access.change_user("idp.example:anna", blocked=True)
    with pytest.raises(NotKnown, match="blocked"):
        access.resume_session(secret, access.look())
    access.change_user("idp.example:anna", blocked=False)
    clock.later(minutes=31)
    with pytest.raises(NotKnown, match="came one that ended"):
        access.resume_session(secret, access.look())
    access.close()


def test_a_session_that_says_neither_key_nor_role_counts_for_nothing() -> None:
    session = Session(b"", "anna", "2026", "2026", "2027")
    with pytest.raises(NotKnown):
        session.holder(State(), "2026-05", "2025")


def test_signing_out_ends_a_session_for_every_process(home: Path, clock: Clock) -> None:
    access, other = opened(home, clock), opened(home, clock)
    access.add_user("anna", Role.ANALYST)
    holder = access.holder(access.make_key("anna").words)
    secret = access.begin_session(holder)
    assert other.resume_session(secret, other.look()) == holder
    access.end_session(secret)
    with pytest.raises(NotKnown):
        other.resume_session(secret, other.look())
    access.close()
    other.close()

"""What a role may."""

from tizim.access.roles import ANYONE, PERMISSIONS, Permission, Role


def test_every_role_may_something_and_every_permission_is_somebody_s() -> None:
    assert set(PERMISSIONS) == set(Role)
    assert all(PERMISSIONS.values())
    assert set().union(*PERMISSIONS.values()) == set(Permission)


def test_who_asks_about_people_neither_changes_lists_nor_reads_the_log() -> None:
    changes = {Permission.LOAD, Permission.USERS, Permission.WEBHOOKS, Permission.AUDIT}
    for role, held in PERMISSIONS.items():
        assert Permission.SCREEN not in held or not held & changes, role


def test_a_reviewer_may_all_that_an_analyst_may_and_decides() -> None:
    assert PERMISSIONS[Role.REVIEWER] - PERMISSIONS[Role.ANALYST] == {Permission.DECIDE}
    assert PERMISSIONS[Role.ASKER] < PERMISSIONS[Role.ANALYST]


def test_without_users_nobody_changes_anything_or_sees_who_asked() -> None:
    theirs = {Permission.LOAD, Permission.USERS, Permission.WEBHOOKS, Permission.AUDIT, Permission.DECIDE}
    assert not ANYONE & theirs
    assert Permission.CUSTOMERS not in ANYONE

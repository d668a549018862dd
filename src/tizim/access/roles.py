"""What may be asked, and as what one may ask it. The manual's table (docs/access.md) is this one, route by route; a test compares.

A role holds what its work needs and no more: who loads lists does not ask about people, and who reads the log does neither.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Permission(StrEnum):
    """One kind of thing that is asked. A route says which it needs (`interfaces.http.caller.needs`)."""

    SCREEN = "screen"
    """is this subject listed: one, or many"""
    LISTS = "lists"
    """which lists there are, and how old they are"""
    ENTITY = "entity"
    """an entry by its id, as a hit names it"""
    LOOK = "look"
    """looking around in the lists: by words, filters, counts"""
    DOSSIER = "dossier"
    """every fact of an entry with its field, its words and its life"""
    VERSIONS = "versions"
    """versions of a list, and what changed between two"""
    CUSTOMERS = "customers"
    """customers that are kept, and whom of them a change touches"""
    DECIDE = "decide"
    """deciding on a hit"""
    RECEIPTS = "receipts"
    """receipts, the tree they stand in, and the keys that sign them"""
    LOAD = "load"
    """loading and updating lists and customers"""
    WEBHOOKS = "webhooks"
    """who is told of changes"""
    WATCH = "watch"
    """figures of the server: how much is asked, how long it takes, how old every list is"""
    USERS = "users"
    """users, their keys, and the marks of lists"""
    AUDIT = "audit"
    """the log of who asked what"""


class Role(StrEnum):
    """As what a user asks. Each user has one."""

    ASKER = "asker"
    ANALYST = "analyst"
    REVIEWER = "reviewer"
    OPERATOR = "operator"
    AUDITOR = "auditor"


_ASKS = frozenset({Permission.SCREEN, Permission.LISTS, Permission.ENTITY})
_ANALYSES = _ASKS | {
    Permission.LOOK,
    Permission.DOSSIER,
    Permission.VERSIONS,
    Permission.CUSTOMERS,
    Permission.RECEIPTS,
}

PERMISSIONS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.ASKER: _ASKS,
        Role.ANALYST: _ANALYSES,
        Role.REVIEWER: _ANALYSES | {Permission.DECIDE},
        Role.OPERATOR: frozenset(
            {
                Permission.LISTS,
                Permission.VERSIONS,
                Permission.LOAD,
                Permission.WEBHOOKS,
                Permission.WATCH,
                Permission.USERS,
            }
        ),
        Role.AUDITOR: frozenset({Permission.LISTS, Permission.AUDIT, Permission.RECEIPTS}),
    }
)
"""what each role may"""

ANYONE = _ASKS | {Permission.LOOK, Permission.DOSSIER, Permission.VERSIONS}
"""What anyone on this machine may where no users are configured: read the lists. What changes something, tells of people who are
on no list, or of who asked, is for somebody who is known."""

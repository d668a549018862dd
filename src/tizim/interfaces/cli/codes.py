"""What an exit code means, and which error gives which. docs/cli.md has the table; a test holds both to the error tree."""

from collections.abc import Mapping
from types import MappingProxyType

from tizim import errors
from tizim.errors import TizimError

NOTHING_FOUND = 0
"""done, or nothing found"""
ALERT = 1
"""a hit or a possible hit: a person should look"""
CALLER = 2
"""what was asked cannot be asked"""
OURS = 3
"""our side: storage, index, rules, or a mistake in tizim"""
PUBLISHER = 4
"""the publisher's side: the list was not changed"""
NOT_SCREENED = 5
"""at least one subject could not be screened"""
STOPPED = 130
"""stopped by the keyboard, or by whoever read the output; nothing is half done"""

EXIT_CODE: Mapping[type[TizimError], int] = MappingProxyType(
    {
        errors.FetchError: PUBLISHER,
        errors.UnreadableSource: PUBLISHER,
        errors.LimitExceeded: PUBLISHER,
        errors.UnknownFields: PUBLISHER,
        errors.SuspiciousVersion: PUBLISHER,
        errors.OlderVersion: PUBLISHER,
        errors.UndeclaredExcerpt: PUBLISHER,
        errors.UnknownSource: CALLER,
        errors.SourceError: PUBLISHER,
        errors.InvalidSubject: CALLER,
        errors.UnreadableTable: CALLER,
        errors.NoPurpose: CALLER,
        errors.InvalidReceipt: CALLER,
        errors.NothingKept: CALLER,
        errors.UnsafeAddress: CALLER,
        errors.SubjectError: CALLER,
        errors.NotKnown: CALLER,
        errors.NotAllowed: CALLER,
        errors.AccessDenied: CALLER,
        errors.NoSuchAlert: CALLER,
        errors.StepRefused: CALLER,
        errors.AlertChanged: CALLER,
        errors.Decided: CALLER,
        errors.BulkRefused: CALLER,
        errors.ReviewError: CALLER,
        errors.NoSuchEntity: CALLER,
        errors.NoSuchVersion: CALLER,
        errors.NothingLoaded: CALLER,
        errors.BankLocked: OURS,
        errors.BankUnreachable: OURS,
        errors.BankTooNew: OURS,
        errors.BankDamaged: OURS,
        errors.BankError: OURS,
        errors.SnapshotError: OURS,
        errors.WorkerLost: OURS,
        errors.AuditError: OURS,
        errors.AccessUnavailable: OURS,
        errors.RulesError: OURS,
        errors.SettingError: CALLER,
        errors.TizimError: OURS,
    }
)
"""error -> exit code; an error of another room takes the code of the nearest one here"""


def exit_code(error: TizimError) -> int:
    """The exit code of an error."""
    return next(EXIT_CODE[kind] for kind in type(error).__mro__ if kind in EXIT_CODE)

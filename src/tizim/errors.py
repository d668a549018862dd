"""What can go wrong, and what each means to a caller.

    TizimError
     + SourceError          the publisher's side: the bank keeps yesterday's version
     |  + FetchError            the address did not answer, answered too much, or answered something else
     |  + UnreadableSource      the bytes are not the format they should be (truncated, damaged, wrong encoding)
     |  + LimitExceeded         deeper, longer or more than a named ceiling
     |  + UnknownFields         elements, columns or words never met before hold values
     |  + SuspiciousVersion     far fewer records than last time, or too many rejects
     |  + OlderVersion          a file older than what the bank holds, without being told to fill in history
     |  + UndeclaredExcerpt     a part of a list, not called one
     |  + UnknownSource         no such data set, or no reader for this file
     + SubjectError         the caller's side: what was asked cannot be asked
     |  + InvalidSubject        a subject nothing can be screened by
     |  + UnreadableTable       a customer file that cannot be read
     |  + NoPurpose             this home answers nobody who does not say why
     |  + InvalidReceipt        a file that is no receipt, tree head or checkpoint
     |  + NothingKept           no customers, webhook, receipt or log of this name or number
     |  + UnsafeAddress         an address that nothing may be sent to
     + AccessDenied         the caller's side: who asks
     |  + NotKnown              nobody who is known here: no key, or none that counts
     |  + NotAllowed            known, and may not ask this
     + ReviewError          the reviewer's side: what was to be done with an alert cannot be done; nothing was changed
     |  + NoSuchAlert           no alert of this number
     |  + StepRefused           its state, or the four eyes that this home wants, do not allow it
     |  + AlertChanged          somebody did something to it meanwhile
     |  |  + Decided               … and decided it
     |  + BulkRefused           one of many could not be done, so none was
     + BankError            our side: storage
     |  + NoSuchEntity, NoSuchVersion
     |  + NothingLoaded         no list to answer from
     |  + BankLocked            another process is updating
     |  + BankUnreachable       the database server does not answer
     |  + BankTooNew            written by a later tizim
     |  + BankDamaged           what is stored contradicts itself
     + SnapshotError        our side: the index is missing, damaged, or of another format
     + AuditError           our side: what must be recorded cannot be, or the log or its keys are damaged
     + AccessUnavailable    our side: whether a caller may ask cannot be told now
     + RulesError           the rules file says what it may not
     + SettingError         a setting is unknown or malformed

A message says what was expected, what came, and where (source, record, field). This module maps nothing to exit codes or
HTTP statuses: interfaces do, and a test there checks that their table is complete.
"""

from collections.abc import Mapping


class TizimError(Exception):
    """Base of everything tizim raises on purpose."""


class SourceError(TizimError):
    """The publisher's side: nothing was changed, yesterday's version stays."""


class FetchError(SourceError):
    """A list could not be fetched from its address."""


class UnreadableSource(SourceError):
    """The bytes are not what the format promises: truncated, damaged, hostile or another format."""


class LimitExceeded(SourceError):
    """An input is deeper, longer or larger than a named ceiling."""


class UnknownFields(SourceError):
    """Elements, columns or category words that no reader knows hold values; `names` lists them."""

    def __init__(self, message: str, names: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.names = names


class SuspiciousVersion(SourceError):
    """The new version looks damaged (far fewer records, too many rejects) until a person accepts it."""


class OlderVersion(SourceError):
    """The file is older than the newest version in the bank and was not declared to be history."""


class UndeclaredExcerpt(SourceError):
    """The file holds a part of a list, and was not called an excerpt."""


class UnknownSource(SourceError):
    """No data set of this name, or none of its readers knows this file."""


class SubjectError(TizimError):
    """The caller's side: what was asked cannot be asked."""


class InvalidSubject(SubjectError):
    """A subject that holds nothing one can screen by, or whose kind is unknown."""


class UnreadableTable(SubjectError):
    """A customer file that is not the format it should be."""


class NoPurpose(SubjectError):
    """The home answers nobody who does not say why."""


class InvalidReceipt(SubjectError):
    """A file that is no receipt, tree head, checkpoint or list of keys."""


class NothingKept(SubjectError):
    """No customers, webhook, receipt or log is kept under this name or number."""


class UnsafeAddress(SubjectError):
    """An address that nothing may be sent to: not https, or not on the public internet."""


class AccessDenied(TizimError):
    """The caller's side: who asks is not let in."""


class NotKnown(AccessDenied):
    """Nobody says who asks, or with a key or token that does not count."""


class NotAllowed(AccessDenied):
    """Who asks is known, and may not ask this."""


class ReviewError(TizimError):
    """The reviewer's side: what was to be done with an alert cannot be done; nothing was changed."""


class NoSuchAlert(ReviewError):
    """There is no alert of this number."""


class StepRefused(ReviewError):
    """The state of the alert, or the four eyes that this home wants, do not allow it."""


class AlertChanged(ReviewError):
    """Somebody did something to the alert since the revision that was looked at. by, at: who and when."""

    def __init__(self, message: str, by: str = "", at: str = "") -> None:
        super().__init__(message)
        self.by = by
        self.at = at


class Decided(AlertChanged):
    """Somebody decided the alert since the revision that was looked at."""


class BulkRefused(ReviewError):
    """Some of many could not be done, so none was; `why` says of each number why not."""

    def __init__(self, message: str, why: Mapping[int, str]) -> None:
        super().__init__(message)
        self.why = dict(why)


class BankError(TizimError):
    """Our side: storage."""


class NoSuchEntity(BankError):
    """The bank holds no entity of this id."""


class NoSuchVersion(BankError):
    """The bank holds no such version of this data set."""


class NothingLoaded(BankError):
    """There is no list to answer from."""


class BankLocked(BankError):
    """Another process is updating the bank."""


class BankUnreachable(BankError):
    """The server of the bank's database does not answer, or refuses the connection; or only an index is here, and no bank."""


class BankTooNew(BankError):
    """The bank was written by a later tizim than this one."""


class BankDamaged(BankError):
    """What is stored contradicts itself."""


class SnapshotError(TizimError):
    """The index is missing, damaged, or of another format."""


class AuditError(TizimError):
    """What must be recorded cannot be, or the log or its keys are damaged; then there is no answer either."""


class AccessUnavailable(TizimError):
    """Whether a caller may ask cannot be told now; then nobody is let in."""


class RulesError(TizimError):
    """The rules file says what it may not."""


class WorkerLost(TizimError):
    """A process that did a part of the work ended before its time."""


class SettingError(TizimError):
    """A setting is unknown or malformed."""

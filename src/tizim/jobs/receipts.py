"""Receipts of one home: verified, held against the home, asked again; and the keys that sign them. `tz.receipts` is one.

Start at `Receipts.verify`, and at `Receipts.repeat` for asking the same question of the same versions.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tizim.errors import InvalidReceipt, NothingKept, NothingLoaded
from tizim.model.subject import Subject
from tizim.model.verdict import Verdict

if TYPE_CHECKING:  # only those who ask for receipts need cryptography
    from tizim.audit.keys import Succession
    from tizim.audit.receipt import Receipt, TreeHead
    from tizim.audit.signing import PublicKey
    from tizim.jobs.auditing import Audit


Ask = Callable[[Subject, list[str], str | None, str | None], Verdict]
"""asks the home: a subject, of which lists, on which day, as known when"""


@dataclass(frozen=True, slots=True)
class Checked:
    """What verifying came to. findings: what speaks against it. notes: what a reader should know of how far the check goes.

    same: the answer today is the one of the receipt; None where it was not asked again, or could not be.
    """

    receipt: "Receipt"
    findings: tuple[str, ...]
    notes: tuple[str, ...] = ()
    same: bool | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one receipt stands: the hash of what it says, what leads from there to the root, and the head of now."""

    number: int
    leaf: bytes
    path: tuple[bytes, ...]
    tree: "TreeHead"


class Receipts:
    """The receipts of one home. rules: the version it screens under. ask: how it is asked again."""

    def __init__(self, audit: "Audit", rules: Callable[[], str], ask: Ask) -> None:
        self._audit = audit
        self._rules = rules
        self._ask = ask

    def keys(self) -> "Succession":
        """The public keys, the one that signs last: what others need to verify."""
        return self._audit.keyring.succession()

    def rotate(self) -> "PublicKey":
        """A new signing key in place of the present one, which never signs again; its signatures stay verifiable."""
        from tizim.audit.event import Event

        key = self._audit.receipts.rotate()
        if self._audit.is_on:
            self._audit.record([Event("rotate-keys", self._audit.caller, details={"key": key.id})])
        return key

    def tree_head(self) -> "TreeHead":
        """Where the log of receipts stands, signed: kept elsewhere, it shows later that nothing was taken out."""
        return self._audit.receipts.tree_head()

    def standing(self, number: int) -> Standing:
        """That the receipt of this number (the first is 1) is in the log, as it stands now. The log keeps hashes, no receipt.

        Raises NothingKept where there is no such number.
        """
        self.require_some()
        try:
            return Standing(number, *self._audit.receipts.inclusion(number - 1))
        except ValueError as wrong:
            raise NothingKept(f"receipt: expected the number of one there is, came {number}") from wrong

    def consistency(self, size: int) -> "tuple[tuple[bytes, ...], TreeHead]":
        """What shows that the log begins with its first `size` receipts (RFC 6962, 2.1.2), and its head of now.

        Raises NothingKept where there never were as many.
        """
        self.require_some()
        try:
            return self._audit.receipts.consistency(size)
        except ValueError as wrong:
            raise NothingKept(f"size: expected one that the log of receipts had, came {size}") from wrong

    def require_some(self) -> None:
        """Raises NothingKept where this home has no log of receipts yet: the first one begins it."""
        if not self._audit.has_log:
            raise NothingKept("receipts: expected a home that gave some, this one gave none yet")

    def continues(self, before: "TreeHead") -> tuple[str, ...]:
        """What speaks against the log of receipts going on from an earlier head; empty where it does (RFC 6962, 2.1.2)."""
        from tizim.audit.receipt import broken_off

        signed = before.findings(self.keys())
        now, proof = self._audit.receipts.proof_since(before)
        return (*signed, *broken_off(before, now.log, now.size, now.hash, proof))

    def verify(self, receipt: "Receipt") -> Checked:
        """Signature and place against this home's keys and its log of receipts."""
        found = [*receipt.findings(self.keys()), *self.continues(receipt.tree)]
        return Checked(receipt, tuple(dict.fromkeys(found)))

    def repeat(self, receipt: "Receipt", subject: Subject) -> Checked:
        """As `verify`; then asks the same question of the same versions, and says whether the answer is the same."""
        from tizim.audit.receipt import asked_hash
        from tizim.audit.signing import is_same

        checked = self.verify(receipt)
        says = receipt.statement.says
        asked = asked_hash(self._audit.keyring.keyed, subject)
        if not is_same(asked.encode(), str(says["asked"]).encode("utf-8", "replace")):
            told = "the question is not the one of the receipt: something else was asked, or of another home"
            return Checked(receipt, (*checked.findings, told))
        if (rules := self._rules()) != says["rules"]:
            told = f"it cannot be asked again: the receipt is of the rules {says['rules']}, this home screens under {rules}"
            return Checked(receipt, checked.findings, (told,))
        again, why = self._again(receipt, subject)
        if again is None:
            return Checked(receipt, checked.findings, (f"it cannot be asked again: {why}",))
        same = again == _answer(receipt)
        different = (
            () if same else (f"the answer is another: {_told(again)}; the receipt says {_told(_answer(receipt))}",)
        )
        return Checked(receipt, (*checked.findings, *different), same=same)

    def _again(self, receipt: "Receipt", subject: Subject) -> "tuple[_Answer | None, str]":
        """The answer of the same versions, or why there is none. List by list where one day does not give all of them."""
        question = receipt.statement.says.get("question", {})
        as_of, searched = question.get("as_of"), receipt.searched
        latest = max((published for _, published in searched), default=None)
        try:
            whole = self._ask(subject, [dataset for dataset, _ in searched], as_of, latest)
            if _versions(whole) == set(searched):
                return _of_verdicts([whole]), ""
            parts = [self._ask(subject, [dataset], as_of, published) for dataset, published in searched]
        except NothingLoaded as wrong:
            return None, str(wrong)
        came = set().union(*map(_versions, parts))
        if other := sorted(set(searched) - came):
            return None, f"this home has no {', '.join('@'.join(one) for one in other)}"
        return _of_verdicts(parts), ""


_Answer = tuple[str, tuple[tuple[str, str, str], ...]]
"""outcome, and of each hit the entry, its outcome, its score"""


def _versions(verdict: Verdict) -> set[tuple[str, str]]:
    return {(one.dataset, one.published) for one in verdict.searched}


def _answer(receipt: "Receipt") -> _Answer:
    hits = [
        (str(one["entity"]), str(one["outcome"]), str(one["score"])) for one in receipt.statement.says.get("hits", ())
    ]
    return receipt.outcome, tuple(sorted(hits))


def _of_verdicts(verdicts: list[Verdict]) -> _Answer:
    """Of all lists together. The entries of one list speak against each other, those of two lists do not."""
    from tizim.audit.event import score_text

    hits = sorted((hit.entity.id, hit.outcome, score_text(hit.score)) for one in verdicts for hit in one.hits)
    outcomes = {one.outcome for one in verdicts}
    order = ("hit", "possible", "not_screened", "clear")
    return next(one for one in order if one in outcomes), tuple(hits)


def _told(answer: _Answer) -> str:
    outcome, hits = answer
    found = {"clear": "nothing found"}.get(outcome, outcome)
    return f"{found} ({', '.join(f'{entity} {score}' for entity, _, score in hits)})" if hits else found


def read_receipt(path: Path | str) -> "Receipt":
    """A receipt from a file, not yet verified. Raises InvalidReceipt where it is none."""
    from tizim.audit.receipt import Receipt

    return Receipt.read(_read(Path(path)))


def read_tree_head(path: Path | str) -> "TreeHead":
    """A tree head from a file, not yet verified. Raises InvalidReceipt where it is none."""
    from tizim.audit.receipt import TreeHead

    return TreeHead.read(_read(Path(path)))


def read_keys(path: Path | str) -> "Succession":
    """Public keys from a file, as `tizim keys list --json` prints them. Raises InvalidReceipt where they are none."""
    from tizim.audit.keys import Succession

    return Succession.of_json(_read(Path(path)))


def verify_offline(receipt: "Receipt", trusted: "Succession | None" = None) -> Checked:
    """Signature and place of a receipt, without a home. trusted: the signer's keys, from where one trusts them."""
    notes: tuple[str, ...] = ()
    if trusted is None:
        notes = ("it agrees with the key in the file; --keys tells whether that is the signer's",)
    return Checked(receipt, receipt.findings(trusted), notes)


def write_json(path: Path, told: object) -> None:
    """A receipt, tree head, checkpoint or list of keys in a file, which appears whole or not at all."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("w", encoding="ascii") as file:
            file.write(json.dumps(told, indent=1) + "\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _read(path: Path) -> object:
    from tizim.audit.envelope import LARGEST, read_json

    try:
        with path.open("rb") as file:
            return read_json(file.read(LARGEST + 1), str(path))
    except OSError as wrong:
        raise InvalidReceipt(f"{path}: expected a file, came {wrong.strerror}") from wrong

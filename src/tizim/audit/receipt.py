"""A receipt: a signed statement of what was asked, what was searched and what was found, and its place in the log of receipts.

It names lists, versions, rules, engine, time and outcome. Who was asked about stands in it as a keyed hash only: whoever has the
home and the question can show that they belong together, nobody else can find out. It never says that someone is clear. It opens
nothing. Start at `statement`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from tizim.audit.canonical import canonical
from tizim.audit.envelope import Envelope
from tizim.audit.event import Asked, hit_facts, subject_facts
from tizim.audit.keys import Succession
from tizim.audit.merkle import is_consistent, is_included, leaf_hash
from tizim.audit.signing import keyed_hash
from tizim.errors import InvalidReceipt
from tizim.model.subject import Subject
from tizim.model.verdict import Verdict

KIND = "tizim receipt 1"
TREE_KIND = "tizim tree head 1"
MEANS = "What was searched and found in these lists at these versions, under these rules. It clears nobody."


@dataclass(frozen=True, slots=True)
class TreeHead:
    """Where the log of receipts stood: its id, how many there were, the root of their tree; signed."""

    log: str
    size: int
    root: bytes
    signed: Envelope

    @classmethod
    def read(cls, told: object) -> Self:
        """One, not yet verified; raises InvalidReceipt where it is none."""
        envelope = Envelope.read(told, TREE_KIND)
        says: Any = envelope.says
        try:
            return cls(str(says["log"]), int(says["size"]), bytes.fromhex(says["root"]), envelope)
        except (KeyError, TypeError, ValueError) as wrong:
            raise InvalidReceipt(f"expected a head of a tree, came one without {wrong}") from wrong

    def findings(self, trusted: Succession | None) -> tuple[str, ...]:
        """What speaks against it."""
        return tuple(f"the head of the tree: {one}" for one in self.signed.findings(trusted))


@dataclass(frozen=True, slots=True)
class Receipt:
    """statement: signed. place, path: where it stands in the tree, and what leads from there to its root."""

    statement: Envelope
    place: int
    path: tuple[bytes, ...]
    tree: TreeHead

    def to_json(self) -> dict[str, object]:
        """As it stands in a file."""
        path = [one.hex() for one in self.path]
        return self.statement.to_json() | {"place": self.place, "path": path, "tree": self.tree.signed.to_json()}

    @classmethod
    def read(cls, told: object) -> Self:
        """One, not yet verified; raises InvalidReceipt where it is none."""
        statement = Envelope.read(told, KIND)
        fields: dict[str, Any] = told if isinstance(told, dict) else {}
        says = statement.says
        try:
            missing = [
                key
                for key in ("id", "log", "at", "asked", "outcome", "rules", "engine")
                if not isinstance(says[key], str)
            ]
            [(str(dataset), str(published), int(entities)) for dataset, published, entities in says["searched"]]
            path = tuple(bytes.fromhex(one) for one in fields["path"])
            made = cls(statement, int(fields["place"]), path, TreeHead.read(fields["tree"]))
        except (KeyError, TypeError, ValueError) as wrong:
            raise InvalidReceipt(f"expected a receipt, came one without {wrong}") from wrong
        if missing:
            raise InvalidReceipt(f"expected a receipt, came one whose {missing[0]} is no text")
        return made

    def findings(self, trusted: Succession | None = None) -> tuple[str, ...]:
        """What speaks against it; empty where signature, tree and place agree. It needs no home and no network.

        trusted: the signer's public keys, from where one trusts them; None: only that all agrees with the keys in the file.
        """
        found = [*self.statement.findings(trusted), *self.tree.findings(trusted)]
        if self.tree.log != self.statement.says["log"]:
            found.append("the tree is of another log than the receipt")
        leaf = leaf_hash(self.statement.message)
        if not is_included(leaf, self.place, self.tree.size, self.path, self.tree.root):
            found.append(f"it does not stand at place {self.place} of the tree of {self.tree.size} receipts")
        return tuple(found)

    @property
    def outcome(self) -> str:
        """Of the question."""
        return str(self.statement.says["outcome"])

    @property
    def searched(self) -> tuple[tuple[str, str], ...]:
        """The lists and the dates of their versions."""
        return tuple((str(one[0]), str(one[1])) for one in self.statement.says["searched"])

    def sentence(self) -> str:
        """What it says, in words. Never "clear"."""
        says = self.statement.says
        lists = ", ".join(f"{dataset} at {published[:10]}" for dataset, published in self.searched)
        found = {"clear": "nothing found", "not_screened": "not screened"}.get(self.outcome)
        hits = says.get("hits", ())
        told = found or f"{self.outcome}: {len(hits)} {'entry' if len(hits) == 1 else 'entries'}"
        return f"{told} in {lists}"

    def made(self) -> str:
        """When it was asked, and of what, in words."""
        says = self.statement.says
        return f"asked at {says['at']} under the rules {says['rules']} of tizim {says['engine']}"


def asked_hash(key: bytes, subject: Subject) -> str:
    """The keyed hash of who was asked about. The caller's own number is no part of it: it is never scored."""
    told = subject_facts(subject)
    told.pop("id", None)
    return keyed_hash(key, b"tizim question 1\n" + canonical(told)).hex()


def statement(verdict: Verdict, asked: Asked, key: bytes) -> dict[str, Any]:
    """What a receipt says of an answer; `receipt_log` adds number and time.

    Raises InvalidReceipt where nothing could be made of what was asked: then there is nothing to give a receipt for.
    """
    if verdict.subject is None:
        raise InvalidReceipt("expected an answer about a subject, came one about nothing that could be read")
    return {
        "asked": asked_hash(key, verdict.subject),
        "question": asked.question(),
        "searched": [[one.dataset, one.published, one.entities] for one in asked.searched],
        "rules": asked.rules,
        "engine": asked.engine,
        "outcome": verdict.outcome,
        "hits": hit_facts(verdict.hits),
        "means": MEANS,
    }


def broken_off(before: TreeHead, log: str, size: int, root: bytes, proof: Sequence[bytes]) -> tuple[str, ...]:
    """What speaks against a log of receipts as it is going on from an earlier head; empty where the proof shows it."""
    if before.log != log:
        return (f"it is of another log ({before.log}), this one is {log}",)
    if before.size > size:
        return (f"the log was cut off: the head tells of {before.size} receipts, there are {size}",)
    if before.size and not is_consistent(before.size, size, before.root, root, proof):
        return (f"the first {before.size} receipts of the log are not those that the head tells of",)
    return ()

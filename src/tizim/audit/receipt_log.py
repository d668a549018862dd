"""The log of receipts: signs statements, keeps the hashes of their tree, proves what it holds. It keeps no receipt.

Signing and rotating keys happen while the head of this log is held: so a key that was rotated signs nothing more, in no process.
Start at `ReceiptLog.issue`.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, insert, select

from tizim.audit.checkpoint import checkpoint
from tizim.audit.envelope import Envelope, signed
from tizim.audit.keys import Signer
from tizim.audit.log import RECEIPTS, Head, Log
from tizim.audit.merkle import Node, consistency_proof, grown, inclusion_proof, leaf_hash, root
from tizim.audit.receipt import KIND, TREE_KIND, Receipt, TreeHead
from tizim.audit.signing import PublicKey
from tizim.db.schema import RECEIPT_NODE
from tizim.errors import AuditError


class ReceiptLog:
    """The receipts of a home, kept in the database of its log."""

    def __init__(self, log: Log) -> None:
        self._log = log

    def issue(self, statements: Sequence[Mapping[str, Any]]) -> tuple[Receipt, ...]:
        """Signs statements and adds them to the tree, all or none. Raises as `Log.append` does."""
        if not statements:
            return ()
        with self._signing() as (connection, head, signer):
            at = self._log.now()
            made = [
                signed(KIND, {**one, "id": os.urandom(16).hex(), "log": head.log, "at": at}, signer)
                for one in statements
            ]
            node = _kept(connection)
            _held(head, node)  # nothing is added to a tree that was tampered with
            leaves = [leaf_hash(one.message) for one in made]
            fresh = {(level, place): made_hash for level, place, made_hash in grown(head.size, leaves, node)}
            connection.execute(
                insert(RECEIPT_NODE),
                [{"level": level, "place": place, "hash": one} for (level, place), one in fresh.items()],
            )
            size = head.size + len(made)
            tree = _tree(Head(head.log, size, root(size, node)), at, signer)
            self._log.move(connection, RECEIPTS, Head(head.log, size, tree.root))
            return tuple(
                Receipt(one, place, inclusion_proof(place, size, node), tree)
                for place, one in enumerate(made, head.size)
            )

    def tree_head(self) -> TreeHead:
        """Where the log stands, signed."""
        with self._signing() as (connection, head, signer):
            return _tree(_held(head, _kept(connection)), self._log.now(), signer)

    def proof_since(self, before: TreeHead) -> tuple[Head, tuple[bytes, ...]]:
        """Where the log stands, and what shows that it continues an earlier head; no proof where none is possible."""
        with self._log.engine.connect() as connection:
            node = _kept(connection)
            head = _held(self._log.require_head(connection, RECEIPTS), node)
            possible = 0 < before.size <= head.size
            return head, consistency_proof(before.size, head.size, node) if possible else ()

    def inclusion(self, place: int) -> tuple[bytes, tuple[bytes, ...], TreeHead]:
        """The hash of the receipt at a place, what leads from there to the root, and the head of now, signed.

        Raises ValueError where there is none.
        """
        with self._signing() as (connection, head, signer):
            node = _kept(connection)
            path = inclusion_proof(place, head.size, node)
            return node(0, place), path, _tree(_held(head, node), self._log.now(), signer)

    def consistency(self, size: int) -> tuple[tuple[bytes, ...], TreeHead]:
        """What shows that the log as it is begins with its first `size` receipts, and the head of now, signed.

        Raises ValueError where there never were as many.
        """
        with self._signing() as (connection, head, signer):
            node = _kept(connection)
            proof = consistency_proof(size, head.size, node)
            return proof, _tree(_held(head, node), self._log.now(), signer)

    def checkpoint(self, head: Head) -> Envelope:
        """Signs where the log of lines stands."""
        with self._signing() as (_, _, signer):
            return checkpoint(head, self._log.now(), signer)

    def rotate(self) -> PublicKey:
        """Puts a new signing key in place of the present one."""
        with self._log.holding(RECEIPTS):
            return self._log.keyring.rotate(self._log.now())

    @contextmanager
    def _signing(self) -> Iterator[tuple[Connection, Head, Signer]]:
        with self._log.holding(RECEIPTS) as (connection, head):
            yield connection, head, self._log.keyring.signer()


def _tree(head: Head, at: str, signer: Signer) -> TreeHead:
    says = {"log": head.log, "size": head.size, "root": head.hash.hex(), "at": at}
    return TreeHead(head.log, head.size, head.hash, signed(TREE_KIND, says, signer))


def _held(head: Head, node: Node) -> Head:
    """The head with the root of the tree that is kept; raises AuditError where the two do not agree."""
    made = root(head.size, node)
    if head.size and made != head.hash:
        raise AuditError(
            f"the log of receipts: expected a tree of {head.size} with the root {head.hash.hex()}, came another"
        )
    return Head(head.log, head.size, made)


def _kept(connection: Connection) -> Node:
    def node(level: int, place: int) -> bytes:
        wanted = select(RECEIPT_NODE.c.hash).where(RECEIPT_NODE.c.level == level, RECEIPT_NODE.c.place == place)
        found = connection.execute(wanted).scalar_one_or_none()
        if found is None:
            raise AuditError(
                f"the log of receipts: expected the hash of subtree {place} of level {level}, there is none"
            )
        return bytes(found)

    return node

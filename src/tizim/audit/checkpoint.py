"""A signed word on where the log stands, to be kept elsewhere: against it, a log that was cut off or written anew shows.

The chain alone shows what was changed inside it. Whoever holds all of a home's files can cut off its end, or write all of it
anew; not so that the log still agrees with a checkpoint that lies where they cannot reach. Start at `checkpoint`.
"""

from typing import Any

from tizim.audit.envelope import Envelope, signed
from tizim.audit.keys import Signer
from tizim.audit.log import Head
from tizim.errors import InvalidReceipt

KIND = "tizim checkpoint 1"


def checkpoint(head: Head, at: str, signer: Signer) -> Envelope:
    """Signs where the log stands."""
    return signed(KIND, {"log": head.log, "lines": head.size, "hash": head.hash.hex(), "at": at}, signer)


def read_checkpoint(told: object) -> tuple[Envelope, Head]:
    """A checkpoint and the head it tells of, not yet verified. Raises InvalidReceipt where it is none."""
    envelope = Envelope.read(told, KIND)
    says: Any = envelope.says
    try:
        head = Head(str(says["log"]), int(says["lines"]), bytes.fromhex(says["hash"]))
    except (KeyError, TypeError, ValueError) as wrong:
        raise InvalidReceipt(f"expected a checkpoint of a log, came one without {wrong}") from wrong
    return envelope, head

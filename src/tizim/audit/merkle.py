"""Merkle trees of RFC 6962, section 2.1: hashes, roots, proofs that a leaf is in a tree and that one tree continues another.

It keeps nothing: the hashes of whole subtrees come from whoever keeps them (`Node`), a proof costs as many as the tree is high.
Start at `root`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256

Node = Callable[[int, int], bytes]
"""(level, place) -> hash of the whole subtree over the leaves from place * 2**level on, 2**level of them"""

EMPTY = sha256().digest()
"""the root of a tree without leaves"""


def leaf_hash(entry: bytes) -> bytes:
    """Of an entry: SHA-256 of 0x00 and the entry."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Of two subtrees: SHA-256 of 0x01 and both. The first byte keeps a node from passing for a leaf."""
    return sha256(b"\x01" + left + right).digest()


def root(size: int, node: Node) -> bytes:
    """MTH(D[size])."""
    return _subtree(0, size, node) if size else EMPTY


def grown(size: int, leaves: Iterable[bytes], node: Node) -> Iterator[tuple[int, int, bytes]]:
    """(level, place, hash) of every whole subtree that comes to be when these leaf hashes are added to a tree of `size`."""
    fresh: dict[tuple[int, int], bytes] = {}
    for place, leaf in enumerate(leaves, size):
        level, at, made = 0, place, leaf
        fresh[level, at] = made
        yield level, at, made
        while at % 2:
            left = fresh.get((level, at - 1)) or node(level, at - 1)
            level, at, made = level + 1, at // 2, node_hash(left, made)
            fresh[level, at] = made
            yield level, at, made


def inclusion_proof(leaf: int, size: int, node: Node) -> tuple[bytes, ...]:
    """PATH(leaf, D[size]), section 2.1.1: what leads from a leaf to the root. Raises ValueError where there is no such leaf."""
    if not 0 <= leaf < size:
        raise ValueError(f"expected a leaf from 0 to {size - 1}, came {leaf}")
    return tuple(_path(leaf, 0, size, node))


def consistency_proof(first: int, second: int, node: Node) -> tuple[bytes, ...]:
    """PROOF(first, D[second]), section 2.1.2: what shows that the larger tree begins with the smaller."""
    if not 0 < first <= second:
        raise ValueError(f"expected a smaller tree of 1 to {second} leaves, came {first}")
    return tuple(_subproof(first, 0, second, node, whole=True))


def is_included(leaf: bytes, at: int, size: int, path: Sequence[bytes], tree_root: bytes) -> bool:
    """Whether a path leads from this leaf hash at this place to the root of a tree of this size (RFC 9162, section 2.1.3.2)."""
    if not 0 <= at < size:
        return False
    place, last, made = at, size - 1, leaf
    for other in path:
        if last == 0:
            return False
        if place % 2 or place == last:
            made = node_hash(other, made)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            made = node_hash(made, other)
        place, last = place >> 1, last >> 1
    return last == 0 and made == tree_root


def is_consistent(first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether a proof shows that the tree of `second` leaves begins with that of `first` (RFC 9162, section 2.1.4.2)."""
    if first == second:
        return first_root == second_root and not proof
    if not 0 < first < second or not proof:
        return False
    path = list(proof) if first & (first - 1) else [first_root, *proof]
    place, last = first - 1, second - 1
    while place % 2:
        place, last = place >> 1, last >> 1
    small = large = path[0]
    for other in path[1:]:
        if last == 0:
            return False
        if place % 2 or place == last:
            small, large = node_hash(other, small), node_hash(other, large)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            large = node_hash(large, other)
        place, last = place >> 1, last >> 1
    return last == 0 and small == first_root and large == second_root


def _subtree(start: int, end: int, node: Node) -> bytes:
    """MTH(D[start:end])."""
    count = end - start
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return node(level, start >> level)
    middle = start + _left(count)
    return node_hash(_subtree(start, middle, node), _subtree(middle, end, node))


def _left(count: int) -> int:
    """k: the largest power of two smaller than the count."""
    return 1 << ((count - 1).bit_length() - 1)


def _path(leaf: int, start: int, end: int, node: Node) -> Iterator[bytes]:
    if end - start == 1:
        return
    middle = start + _left(end - start)
    if leaf < middle:
        yield from _path(leaf, start, middle, node)
        yield _subtree(middle, end, node)
    else:
        yield from _path(leaf, middle, end, node)
        yield _subtree(start, middle, node)


def _subproof(first: int, start: int, end: int, node: Node, *, whole: bool) -> Iterator[bytes]:
    """SUBPROOF: `whole` while the subtree at hand is one whose hash the verifier has as the smaller root."""
    if first == end:
        if not whole:
            yield _subtree(start, end, node)
        return
    middle = start + _left(end - start)
    if first <= middle:
        yield from _subproof(first, start, middle, node, whole=whole)
        yield _subtree(middle, end, node)
    else:
        yield from _subproof(first, middle, end, node, whole=False)
        yield _subtree(start, middle, node)

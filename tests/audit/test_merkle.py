"""Merkle trees against the vectors that implementations of Certificate Transparency share, and the recursion of RFC 6962 as it stands."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.audit.merkle import (
    EMPTY,
    Node,
    consistency_proof,
    grown,
    inclusion_proof,
    is_consistent,
    is_included,
    leaf_hash,
    node_hash,
    root,
)

ENTRIES = [
    bytes.fromhex(one)
    for one in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}


def tree(entries: list[bytes]) -> Node:
    """A tree grown one leaf at a time."""
    kept: dict[tuple[int, int], bytes] = {}
    for place, entry in enumerate(entries):
        for level, at, made in grown(place, [leaf_hash(entry)], lambda level, at: kept[level, at]):
            assert (level, at) not in kept
            kept[level, at] = made
    return lambda level, at: kept[level, at]


def by_the_letter(entries: list[bytes]) -> bytes:
    """MTH as section 2.1 defines it."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return leaf_hash(entries[0])
    half = 1
    while half * 2 < len(entries):
        half *= 2
    return node_hash(by_the_letter(entries[:half]), by_the_letter(entries[half:]))


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_the_shared_vectors(size: int) -> None:
    assert root(size, tree(ENTRIES[:size])).hex() == ROOTS[size]
    assert root(size, tree(ENTRIES)).hex() == ROOTS[size]  # what it was, told by the tree as it is now
    assert EMPTY.hex() == ROOTS[0]


@pytest.mark.parametrize(("leaf", "size"), INCLUSION)
def test_inclusion_proofs_are_those_of_the_shared_vectors(leaf: int, size: int) -> None:
    proof = inclusion_proof(leaf, size, tree(ENTRIES))
    assert [one.hex() for one in proof] == INCLUSION[leaf, size]
    assert is_included(leaf_hash(ENTRIES[leaf]), leaf, size, proof, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("first", "second"), CONSISTENCY)
def test_consistency_proofs_are_those_of_the_shared_vectors(first: int, second: int) -> None:
    proof = consistency_proof(first, second, tree(ENTRIES))
    assert [one.hex() for one in proof] == CONSISTENCY[first, second]
    assert is_consistent(first, second, bytes.fromhex(ROOTS[first]), bytes.fromhex(ROOTS[second]), proof)


def test_the_example_of_section_2_1_3_has_the_paths_that_are_printed_there() -> None:
    node = tree(ENTRIES[:7])
    leaf = {letter: node(0, place) for place, letter in zip((0, 1, 2, 3, 4, 5, 6), "abcdefj", strict=True)}
    g, h, i = node(1, 0), node(1, 1), node(1, 2)
    k, large = node(2, 0), node_hash(i, leaf["j"])
    assert inclusion_proof(0, 7, node) == (leaf["b"], h, large)
    assert inclusion_proof(3, 7, node) == (leaf["c"], g, large)
    assert inclusion_proof(4, 7, node) == (leaf["f"], leaf["j"], k)
    assert inclusion_proof(6, 7, node) == (i, k)
    assert consistency_proof(3, 7, node) == (leaf["c"], leaf["d"], g, large)
    assert consistency_proof(4, 7, node) == (large,)
    assert consistency_proof(6, 7, node) == (i, leaf["j"], k)


@given(st.lists(st.binary(max_size=4), max_size=40))
def test_a_tree_grown_leaf_by_leaf_is_the_tree_of_the_definition(entries: list[bytes]) -> None:
    assert root(len(entries), tree(entries)) == by_the_letter(entries)


@given(st.integers(1, 70), st.data())
def test_every_leaf_is_shown_to_be_in_the_tree_and_no_other_is(size: int, data: st.DataObject) -> None:
    entries = [bytes([number]) for number in range(size)]
    node = tree(entries)
    leaf = data.draw(st.integers(0, size - 1))
    proof, top = inclusion_proof(leaf, size, node), root(size, node)
    assert is_included(leaf_hash(entries[leaf]), leaf, size, proof, top)
    assert not is_included(leaf_hash(b"another"), leaf, size, proof, top)
    assert not is_included(leaf_hash(entries[leaf]), leaf, size, (*proof, EMPTY), top)
    assert not is_included(leaf_hash(entries[leaf]), size, size, proof, top)
    if proof:
        assert not is_included(leaf_hash(entries[leaf]), leaf, size, proof[:-1], top)
        wrong = bytes([proof[0][0] ^ 1]) + proof[0][1:]
        assert not is_included(leaf_hash(entries[leaf]), leaf, size, (wrong, *proof[1:]), top)


@given(st.integers(1, 70), st.data())
def test_a_tree_is_shown_to_continue_an_earlier_one_and_no_other(second: int, data: st.DataObject) -> None:
    entries = [bytes([number]) for number in range(second)]
    node = tree(entries)
    first = data.draw(st.integers(1, second))
    proof = consistency_proof(first, second, node)
    before, after = root(first, node), root(second, node)
    assert is_consistent(first, second, before, after, proof)
    assert not is_consistent(first, second, EMPTY, after, proof)
    assert not is_consistent(first, second, before, EMPTY, proof)
    assert not is_consistent(first, second, before, after, (*proof, EMPTY))
    rewritten = tree([b"rewritten", *entries[1:]])
    assert not is_consistent(
        first, second, before, root(second, rewritten), consistency_proof(first, second, rewritten)
    )


def test_a_tree_that_shrank_continues_nothing_and_what_is_not_there_has_no_proof() -> None:
    node = tree(ENTRIES)
    assert not is_consistent(8, 6, root(8, node), root(6, node), [])
    assert not is_consistent(0, 8, EMPTY, root(8, node), [])
    for leaf, size in ((8, 8), (-1, 8)):
        with pytest.raises(ValueError, match="expected a leaf"):
            inclusion_proof(leaf, size, node)
    for first in (0, 9):
        with pytest.raises(ValueError, match="expected a smaller tree"):
            consistency_proof(first, 8, node)

"""From the options of each letter to the likeliest spellings of the whole token.

Every table of this package turns a token into parts, each a tuple of options, likeliest first. A language is
consistent within one word: two equal parts take the same option. Start with `spellings`.
"""

from collections.abc import Sequence

Options = tuple[str, ...]


def table_of(text: str) -> dict[str, Options]:
    """A table written as `letter option option …` per line or `|`; "-" is the empty option."""
    table: dict[str, Options] = {}
    for row in text.replace("|", "\n").split("\n"):
        letter, *options = row.split() or [""]
        if letter:
            table[letter] = tuple("" if option == "-" else option for option in options)
    return table


def spellings(parts: Sequence[Options], limit: int) -> tuple[str, ...]:
    """The `limit` likeliest distinct spellings of the parts, likeliest first.

    The cost of a spelling is the sum of the ranks of its choices, one choice for each distinct part; between equal
    costs the choice for the earlier part comes first.
    """
    open_parts = tuple(dict.fromkeys(part for part in parts if len(part) > 1))
    ways: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    keep = limit * 2
    for part in open_parts:
        grown = [(cost + rank, (*ranks, rank)) for cost, ranks in ways for rank in range(len(part))]
        ways = sorted(grown, key=lambda way: way[0])[:keep]
    found: dict[str, None] = {}
    for _, ranks in ways:
        choice = {part: part[rank] for part, rank in zip(open_parts, ranks, strict=True)}
        found["".join(choice.get(part, part[0]) for part in parts)] = None
    return tuple(found)[:limit]

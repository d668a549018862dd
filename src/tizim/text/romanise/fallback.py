"""Every other script, letter by letter, by the tables of the `anyascii` package (ISC licence).

Imported only when such a token comes: the package loads its tables in blocks, on demand.
"""

from anyascii import anyascii


def readings(token: str, limit: int) -> tuple[str, ...]:
    """One reading, or none where the tables know no letter of the token; `limit` is at least one."""
    plain = "".join(filter(str.isalnum, anyascii(token).lower()))
    return (plain,)[:limit] if plain else ()

"""Armenian: the Eastern reading (BGN/PCGN) first; the last reading is the Western one, which swaps voiced and voiceless."""

from typing import Final

from tizim.text.romanise.latin import options_of as latin_options
from tizim.text.romanise.spellings import Options, spellings, table_of

_EASTERN: Final = table_of("""
ա a|բ b|գ g|դ d|ե e|զ z|է e|ը y e|թ t|ժ zh j|ի i|լ l|խ kh|ծ ts|կ k|հ h|ձ dz|ղ gh g|ճ ch|մ m|յ y|ն n|շ sh|ո o|չ ch|պ p|ջ j
ռ r|ս s|վ v|տ t|ր r|ց ts c|ւ v w|փ p|ք k|օ o|ֆ f|և ev yev
""")
_WESTERN: Final = _EASTERN | table_of("բ p|գ k|դ t|կ g|պ b|տ d|ծ dz|ձ ts|ճ j|ջ ch|թ t|ղ gh")


def readings(token: str, limit: int) -> tuple[str, ...]:
    """The readings of a case-folded Armenian token."""
    eastern = spellings(_parts(token, _EASTERN), max(1, limit - 1))
    western = spellings(_parts(token, _WESTERN), 1)
    return tuple(dict.fromkeys(eastern + western))[:limit]


def _parts(token: str, table: dict[str, Options]) -> list[Options]:
    parts: list[Options] = []
    place = 0
    while place < len(token):
        letter = token[place]
        if token[place : place + 2] == "ու":
            parts.append(("u", "ou"))
            place += 2
            continue
        if not place and letter in "եո":
            parts.append(("ye", "e") if letter == "ե" else ("vo", "o"))
        elif not place and letter == "յ":
            parts.append(("h", "y"))
        else:
            parts.append(table.get(letter) or latin_options(letter))
        place += 1
    return parts

"""Georgian: the national system of 2002 first, then what older documents and Russian habit write."""

from typing import Final

from tizim.text.romanise.latin import options_of as latin_options
from tizim.text.romanise.spellings import spellings, table_of

_LETTERS: Final = table_of("""
ა a|ბ b|გ g|დ d|ე e|ვ v|ზ z|თ t|ი i|კ k|ლ l|მ m|ნ n|ო o|პ p|ჟ zh j|რ r|ს s|ტ t|უ u|ფ p f|ქ k|ღ gh g|ყ q k
შ sh|ჩ ch|ც ts c|ძ dz|წ ts|ჭ ch|ხ kh h|ჯ j dzh|ჰ h|ჱ e|ჲ y|ჳ v|ჴ kh|ჵ o|ჶ f
""")


def readings(token: str, limit: int) -> tuple[str, ...]:
    """The readings of a case-folded Georgian token."""
    return spellings([_LETTERS.get(letter) or latin_options(letter) for letter in token], limit)

"""Culture of names of a customer: by the countries that were told, else by the script of the name.

A fixed table, the one of the quality report. Names travel: a group says where a name is common, never what a person is. Nothing of it
enters a score; it is there so that whoever bothers the people of one group more than others can see it.
"""

from collections.abc import Sequence
from typing import Final

from tizim.review.facts import Facts
from tizim.text.script import script_of

_GROUPS: Final = {
    "Arab": "dz eg iq jo kw lb ma qa sa sy tn ae bh om ye ly sd ps mr",
    "Persian, Dari, Pashto": "af ir tj",
    "Turkic, Central Asian": "az kz kg mn tr tm uz",
    "Slavic": "by ba bg hr cz me mk pl ru rs sk si ua",
    "South Asian": "bd bt in np pk lk",
    "East Asian": "cn hk jp kr kp tw mo",
    "South-East Asian": "bn kh tl id la my mm ph sg th vn",
    "Sub-Saharan African": "bw bf cd et gh ci ke ml ng rw sn za tz ug zw so er td ne cm ao mz",
    "Spanish, Portuguese": "ar bo br cl co cr cu do ec sv gt hn mx ni pa py pe pt pr es uy ve",
    "Western": "au at be ca dk fi fr de ie it nl nz no se ch gb us lu is",
    "Hebrew": "il",
}
_OF_COUNTRY: Final = {code: group for group, codes in _GROUPS.items() for code in codes.split()}
_OF_SCRIPT: Final = {
    "Latn": "Latin script",
    "Cyrl": "Cyrillic script",
    "Arab": "Arabic script",
    "Hebr": "Hebrew script",
    "Hans": "Chinese script",
    "Hang": "Korean script",
    "Grek": "Greek script",
    "Armn": "Armenian script",
    "Geor": "Georgian script",
}
OTHER: Final = "other"


def culture_of(asked: Facts) -> str:
    """The group of a customer's names; that of its countries where they are all of one, else the script of its first name."""
    groups = {_OF_COUNTRY.get(code, OTHER) for code in asked.get("countries", ())}
    return groups.pop() if len(groups) == 1 else _by_script(asked.get("names", ()))


def _by_script(names: Sequence[str]) -> str:
    return _OF_SCRIPT.get(script_of(names[0]), OTHER) if names else OTHER

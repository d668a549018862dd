"""Usual shortenings of the words of organisations' names: "Int'l" is International, "Assn" Association.

Legal forms (Ltd, GmbH) are `legal_forms`'; acronyms of whole names are told by comparing. Start at `expansions_of`.
"""

from typing import Final

_TABLE: Final = """
international intl int inter|national natl nat|association assn assoc asn|organisation organization org orgn|department dept dep
government govt gov|manufacturing mfg mfrs|manufacturers mfrs|university univ uni|institute inst|institution instn|brothers bros
engineering engg engr engrg|technology tech technol|technologies techs|development dev devt|management mgmt mgt|services svcs svc serv
service svce|industries inds ind industr|industry indy|industrial indl|investment invt invest|investments invts|construction constr const
corporation corpn|trading trdg trd|transport transp trans|petroleum petr petrol|chemical chem|chemicals chems|electric elec|electronics
electr|exchange exch|export exp|import imp|general gen genl|group grp gp|holding hldg hldgs|holdings hldgs|insurance ins|laboratory lab
laboratories labs|marketing mktg|market mkt|products prods|production prod|research rsch res|scientific sci|science sci|shipping shpg
ship|society soc|station stn|system sys|systems syss|telecommunications telecom telecomm|commercial comm coml|communications comms
committee cmte comm|commission commn|company coy|distribution distr|distributors distr|division div|education edu educ|enterprise entr
enterprises ents entpr|equipment equip equipt|finance fin|financial finl|foundation fdn found fndn|hospital hosp|limited ltee|machinery
mach|medical med|military mil|ministry min|mountain mt|north n|office off|pharmaceutical pharm pharma|power pwr|private pvte|property
prop|railway rly|republic rep|saint st|security sec|state st|steel stl|supply sup|textile tex|united utd|works wks|world wld
"""
_FULL: Final[dict[str, tuple[str, ...]]] = {}
for _row in _TABLE.replace("\n", "|").split("|"):
    _words = _row.split()
    for _short in _words[1:]:
        _FULL[_short] = (*_FULL.get(_short, ()), _words[0])

SHORTEST: Final = 3
"""letters of an abbreviation that is expanded: of two, too many words are"""


def expansions_of(form: str) -> tuple[str, ...]:
    """The words a romanised token may be short for; empty where it is no usual shortening."""
    return _FULL.get(form, ()) if len(form) >= SHORTEST else ()

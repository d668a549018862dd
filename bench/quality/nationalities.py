"""Nationality -> culture of names: a fixed table, made before anything was measured. Names travel: a group says where a
name is common, never what a person is, and nothing of it enters a score.
"""

GROUPS: dict[str, str] = {
    "Arab": (
        "Algeria; Egypt; Iraq; Jordan; Kuwait; Lebanon; Morocco; Qatar; Saudi Arabia; Syria; Tunisia; United Arab Emirates"
    ),
    "Persian, Dari, Pashto": "Afghanistan; Iran; Tajikistan",
    "Turkic, Central Asian": "Azerbaijan; Kazakhstan; Kyrgyzstan; Mongolia; Turkey; Turkmenistan; Uzbekistan",
    "Slavic": (
        "Belarus; Bosnia and Herzegovina; Bulgaria; Croatia; Czech Republic; Montenegro; North Macedonia; Poland; Russia; "
        "Serbia; Slovakia; Slovenia; Ukraine"
    ),
    "South Asian": "Bangladesh; Bhutan; India; Nepal; Pakistan; Sri Lanka",
    "East Asian": "China; Hong Kong; Japan; South Korea; Taiwan",
    "South-East Asian": (
        "Brunei; Cambodia; East Timor; Indonesia; Laos; Malaysia; Myanmar; Philippines; Singapore; Thailand; Vietnam"
    ),
    "Sub-Saharan African": (
        "Botswana; Burkina Faso; Cameroon; Democratic Republic of the Congo; Ethiopia; Ghana; Ivory Coast; Kenya; Mali; "
        "Nigeria; Rwanda; Senegal; South Africa; Tanzania; Uganda; Zimbabwe"
    ),
    "Spanish, Portuguese": (
        "Argentina; Bolivia; Brazil; Chile; Colombia; Costa Rica; Cuba; Dominican Republic; Ecuador; El Salvador; "
        "Guatemala; Honduras; Mexico; Nicaragua; Panama; Paraguay; Peru; Portugal; Puerto Rico; Spain; Uruguay; Venezuela"
    ),
    "Western": (
        "Australia; Austria; Belgium; Canada; Denmark; Finland; France; Germany; Ireland; Italy; Netherlands; New Zealand; "
        "Norway; Sweden; Switzerland; United Kingdom; United States"
    ),
    "Hebrew": "Israel",
}

_CULTURES = {nation: culture for culture, nations in GROUPS.items() for nation in nations.split("; ")}


def culture_of(nationality: str, file: str) -> str:
    """The group; the US politicians' file gives no nationality. "other" is a nationality the table lacks."""
    if not nationality:
        return "Western" if file == "congress" else "none told"
    return _CULTURES.get(nationality, "other")

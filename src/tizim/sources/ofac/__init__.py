"""How OFAC (US Treasury) writes its lists: what the SDN list, the consolidated list and what is drawn from them share.

    release ──legacy_csv | legacy_xml | enhanced_xml──► records ──map_csv | map_xml | map_enhanced──► drafts

`kinds` is the vocabulary of OFAC's features and documents, one table for all three layouts; `remarks` finds the same
features in the sentence the legacy files end with; `features` puts one on an entry. No data set lives here.
"""

"""Who said this, when, and is it still said? Statements are added or ended, never edited.

Start at `bank.Bank`. `loading` and `history` write a version, `timeline` says which version comes after which, `dossier` and
`entries` read entities, `listings` answers whether something was listed on a day, `difference` compares two versions,
`verification` looks for contradictions. The bank fetches nothing and parses no list.
"""

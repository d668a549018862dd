"""Words of names: which script, how they are romanised, which tokens, how they sound.

Pure functions over strings; nothing here knows what a person or a list is, and nothing compares two whole
names (that is `tizim.compare`). Start with `tokens.tokenise`, which uses everything else:

- `clean`: one normal form of the characters, and what looked wrong with them;
- `script`: the ISO 15924 code of a token;
- `romanise`: the ASCII readings of a token, likeliest first;
- `sound`: phonetic skeletons and a distance that knows spelling habits;
- `patronymics`, `legal_forms`: the two tables of word parts that depend on language and not on a list;
- `family_names`, `given_names`, `central_asian_names`: endings that change while the name stays, names that are one though
  they sound apart, and names that are others though they sound alike.
"""

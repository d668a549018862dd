"""How are reasons, and what would settle a match, told to a person: in English, Russian and Kazakh.

One file of words for each language (`en.toml`, `ru.toml`, `kk.toml`), with the same keys and places; a way to meet that has no
words yet is told by the general words of its feature, never as an error. Nothing here scores. Start at `reasons`.
"""

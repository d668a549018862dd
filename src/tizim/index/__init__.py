"""Which few of all listed entities could it be? An immutable snapshot of one bank version under one version of the rules.

`layout` says what stands in the directory, `records` what is kept of an entity, `keys` by what a name part is found, `build`
writes it, `snapshot` opens it (memory-mapped, no bank, no lock, no network), `candidates` asks it.
"""

"""How good and how fast is tizim, beside the best open peer, on the same data in the same run?

Run from the checkout: `python -m bench.quality`, `python -m bench.speed`. Read `bench/README.md` first.
"""

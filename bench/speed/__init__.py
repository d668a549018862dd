"""How fast, beside what the peer takes for the same in the same run? `python -m bench.speed`."""

"""How many of the right people are found, and how many wrong ones alarmed? `python -m bench.quality`."""

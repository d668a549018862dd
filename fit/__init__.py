"""Labelled pairs to fit a match score on. Start at `data.py`; `README.md` tells what is made, docs/data-card.md of what."""

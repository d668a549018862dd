"""What does this publisher's file say? One folder a publisher: `source.toml` (facts), `read.py` (bytes to records), `map.py`
(records to statements). Pure and streaming: no network, no database, no clock.

Start at `contract`; `un_sc` is the example to follow.
"""

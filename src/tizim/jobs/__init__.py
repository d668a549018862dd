"""What is done with lists and customers, wired from the rooms below: fetch, ingest, reindex, batch, export.

Each job is idempotent: killed at any point and started again, it ends as if it had never been killed. Clock and network
come in here, as arguments where that can be. Start at `ingest`.
"""

"""Who is told that something changed, and what was not delivered yet.

Events and their deliveries stand in a database (`outbox`) until each receiver has answered; they are signed by the scheme of
Standard Webhooks (`signing`). Nothing here opens a connection: `jobs.send` does. Start at `outbox.Outbox`.
"""

"""Who asked what, when, why, of which lists, and what came out: kept so that it cannot be rewritten unseen.

`log` is the chained log, `receipts` the signed statements that go out to others, `merkle` their tree. What is personal in a line
is sealed under a key of its own (`sealing`): destroying that key erases it, and the log still verifies. Start at `log.Log`.
"""

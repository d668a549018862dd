"""What people make of hits: alerts, who decided what and why, when one is silent, and who is distinguished from an entry.

`states` says what may be done with an alert and what its steps come to, `facts` what of two sides matters, `silence` whether a pair
that somebody judged comes back, `ledger` keeps it all. Nothing here asks a snapshot or a bank: `jobs.reviewing` does.
"""

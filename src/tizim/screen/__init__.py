"""Who is it, how sure, why? From a snapshot alone: never the bank. Start at `screening.screen`."""

"""Who is asked about, read from what people keep customers in. Start at `table`."""

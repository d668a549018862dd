"""Several processes over one home while another one updates its lists. Start at `consistency`."""

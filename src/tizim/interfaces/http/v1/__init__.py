"""tizim's own API: the probability, the reasons, the sources, and the two times."""

"""Ways to ask tizim. Each translates its own words to the workspace's and back; none knows the bank or the database."""

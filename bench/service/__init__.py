"""The HTTP API under load, and asked anything its document allows."""

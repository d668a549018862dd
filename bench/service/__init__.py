"""The service as it is used: many at once, anything its document allows, answers while the lists are updated, killed at work."""

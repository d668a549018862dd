"""Answers as yente 5 does. What differs, and why: docs/http.md and docs/adr/0012."""

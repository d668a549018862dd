"""The command line. `main` is the door; one file for each group of commands; `codes` says what an exit code means.

What a command prints is for people; `--json` prints the shapes of `shapes`, for programs. Start at `main`.
"""

"""What the other rooms speak of: statements, entities, listings, data sets, subjects, verdicts.

Values only: no files, no clock, no database. Start at `statement`, then `subject` and `verdict`.
"""

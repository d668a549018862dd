"""One connection, one ledger of migrations, SQLite or PostgreSQL. Nothing here knows what a statement means.

`engine` opens a database, `schema` names the tables as they are now, `migrations` brings an older one there. SQL that only one
database understands stands here and nowhere else.
"""

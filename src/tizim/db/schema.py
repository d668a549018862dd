"""The tables as they are after the last migration. `migrations` makes them; a test compares the two.

A span of a statement is written with the ids of versions, not with their dates: the date of a version may only be known once
its last record is read. There is no foreign key from statement to version for the same reason (the version is written last);
`bank.verification` checks what such a key would.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

METADATA = MetaData()

# Ids sort by code point in both databases: streams of entries are merged by that order.
ID = Text().with_variant(Text(collation="C"), "postgresql")
NUMBER = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only in an INTEGER

LEDGER = Table(
    "migration",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
)

VERSION = Table(
    "version",
    METADATA,
    Column("id", NUMBER, primary_key=True, autoincrement=False),
    Column("dataset", ID, nullable=False),
    Column("published", ID, nullable=False),
    Column("dated_by", Text, nullable=False),
    Column("loaded", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("records", Integer, nullable=False),
    Column("entities", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("fields", Text, nullable=False),  # JSON object: field -> records that hold a value in it
    Column("excerpt", Boolean, nullable=False),
    Column("accepted", Text, nullable=False),  # JSON array of words
    Index("version_of_dataset", "dataset", "published", unique=True),
)

STATEMENT = Table(
    "statement",
    METADATA,
    Column("id", NUMBER, primary_key=True),
    Column("key", LargeBinary(16), nullable=False),
    Column("dataset", ID, nullable=False),
    Column("root", ID, nullable=False),
    Column("entity", ID, nullable=False),
    Column("schema", Text, nullable=False),
    Column("prop", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("original", Text),
    Column("lang", Text),
    Column("place", Text, nullable=False),
    Column("ordinal", Integer, nullable=False),  # position in its entry, in the version that said it first
    Column("link", Integer, nullable=False),  # 1 where the value is the id of an entity that is not the entry itself
    Column("seen_from", NUMBER, nullable=False),  # version.id
    Column("seen_until", NUMBER),  # version.id of the first later version without it
    Index("statement_of_root", "dataset", "root"),
    Index("statement_of_entity", "entity"),
)
Index(
    "statement_link",
    STATEMENT.c.value,
    sqlite_where=STATEMENT.c.link == 1,
    postgresql_where=STATEMENT.c.link == 1,
)

STATE = Table(
    "state",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),  # 1: there is one row
    Column("mark", Text, nullable=False),  # see `bank.mark`
)

REJECT = Table(
    "reject",
    METADATA,
    Column("version", NUMBER, ForeignKey("version.id"), primary_key=True, autoincrement=False),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("place", Text, nullable=False),
    Column("reference", Text),
    Column("why", Text, nullable=False),
)

UNREADABLE = Table(
    "unreadable",
    METADATA,
    Column("version", NUMBER, ForeignKey("version.id"), primary_key=True, autoincrement=False),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("field", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("why", Text, nullable=False),
)

# Who asked what (`tizim.audit`). A line is never changed; erasing it takes its key away.

AUDIT_LINE = Table(
    "audit_line",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=False),
    Column("id", LargeBinary(16), nullable=False),
    Column("at", ID, nullable=False),
    Column("line", Text, nullable=False),  # as it was hashed
    Column("sealed", LargeBinary),
    Column("hash", LargeBinary(32), nullable=False),
    Index("audit_line_id", "id", unique=True),
    Index("audit_line_at", "at"),
)

AUDIT_KEY = Table(
    "audit_key",
    METADATA,
    Column("line", NUMBER, ForeignKey("audit_line.number"), primary_key=True, autoincrement=False),
    Column("wrapped", LargeBinary, nullable=False),
)

AUDIT_HEAD = Table(
    "audit_head",
    METADATA,
    Column("name", ID, primary_key=True),  # "lines" or "receipts"
    Column("log", Text, nullable=False),
    Column("size", NUMBER, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Column("mac", LargeBinary(32), nullable=False),
)

RECEIPT_NODE = Table(
    "receipt_node",
    METADATA,
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("place", NUMBER, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary(32), nullable=False),
)

# What people make of hits (`tizim.review`). A step is never changed; an alert is what its steps come to.

REVIEW_HEAD = Table(
    "review_head",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),  # 1: there is one row
    *(Column(name, NUMBER, nullable=False) for name in ("alerts", "subjects")),  # the last number of each
)

REVIEW_SUBJECT = Table(
    "review_subject",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=False),
    Column("file", ID, nullable=False),  # a kept customer file; "" where asked singly
    Column("reference", ID, nullable=False),
    Column("subject", Text, nullable=False),  # as it was asked last, JSON
    Column("ask", Boolean, nullable=False),  # whether it is to be asked again whatever changed
    Index("review_subject_reference", "file", "reference", unique=True),
)

REVIEW_ALERT = Table(
    "review_alert",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=False),
    Column("subject", NUMBER, ForeignKey("review_subject.number"), nullable=False),
    *(Column(name, ID, nullable=False) for name in ("entity", "dataset")),
    Column("round", Integer, nullable=False),
    *(
        Column(name, ID, nullable=False)
        for name in ("state", "priority", "assignee", "due", "opened", "proposed", "decided")
    ),
    Column("revision", Integer, nullable=False),
    Column("score", Float, nullable=False),
    Column("held", Text, nullable=False),  # JSON, see `review.states`
    Index("review_alert_of_pair", "subject", "entity", "round", unique=True),
    Index("review_alert_due", "state", "due"),
)

REVIEW_STEP = Table(
    "review_step",
    METADATA,
    Column("alert", NUMBER, ForeignKey("review_alert.number"), primary_key=True, autoincrement=False),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    *(Column(name, ID, nullable=False) for name in ("at", "who", "kind")),
    Column("body", Text, nullable=False),  # JSON
)

REVIEW_FILE = Table(
    "review_file",
    METADATA,
    Column("name", ID, primary_key=True),
    Column("told", Text, nullable=False),  # JSON: what its customers were last asked against
)

REVIEW_DISTINCTION = Table(
    "review_distinction",
    METADATA,
    Column("alert", NUMBER, ForeignKey("review_alert.number"), primary_key=True, autoincrement=False),
    Column("revision", Integer, primary_key=True, autoincrement=False),  # of the step that made it
    Column("subject", NUMBER, ForeignKey("review_subject.number"), nullable=False),
    *(Column(name, ID, nullable=False) for name in ("entity", "until", "ended")),  # ended: when; "" while it holds
    Column("body", Text, nullable=False),  # JSON
    Index("review_distinction_of_subject", "subject"),
)

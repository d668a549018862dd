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

# Who may ask (`tizim.access`). Of a key only a digest is kept.

ACCESS_USER = Table(
    "access_user",
    METADATA,
    Column("name", ID, primary_key=True),
    Column("role", Text, nullable=False),
    Column("clearance", Text, nullable=False),
    Column("red", Text, nullable=False),  # JSON array: lists marked RED that they were given
    Column("blocked", Boolean, nullable=False),
    Column("created", Text, nullable=False),
)

ACCESS_KEY = Table(
    "access_key",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("holder", ID, ForeignKey("access_user.name"), nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("label", Text, nullable=False),
    Column("permissions", Text),  # JSON array; null: all of the role
    Column("datasets", Text),  # JSON array; null: all that the clearance covers
    Column("clearance", Text),  # no higher than this; null: the holder's
    *(Column(name, Text, nullable=False) for name in ("created", "expires")),
    Column("revoked", Text),
    Column("used", Text),  # the day on which it was last used
    Column("follows", ID),  # the key that it was made in the place of
)

ACCESS_MARK = Table(
    "access_mark",
    METADATA,
    Column("dataset", ID, primary_key=True),
    Column("mark", Text, nullable=False),
)

ACCESS_STATE = Table(
    "access_state",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),  # 1: there is one row
    Column("epoch", NUMBER, nullable=False),  # moves on with every change
    Column("closed", Boolean, nullable=False),  # only users may ask
)

# What receivers are told of (`tizim.webhooks`), and what was not delivered yet.

WEBHOOK_STATE = Table(
    "webhook_state",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),  # 1: there is one row
    Column("mark", Text),  # of the bank when it was last looked at for new versions; NULL: it never was
)

WEBHOOK_SEEN = Table(
    "webhook_seen",
    METADATA,
    Column("version", ID, primary_key=True),  # a digest of what names one load of a version
)

WEBHOOK = Table(
    "webhook",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("url", Text, nullable=False),
    Column("events", Text, nullable=False),  # JSON array of types
    Column("secret", LargeBinary, nullable=False),  # sealed under the home's key
    Column("before", LargeBinary),  # the secret before it, sealed too, while both sign
    Column("before_until", ID),
    Column("made", ID, nullable=False),
)

WEBHOOK_EVENT = Table(
    "webhook_event",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("at", ID, nullable=False),
    Column("type", Text, nullable=False),
    Column("body", Text, nullable=False),  # as it is sent, each time
)

WEBHOOK_DELIVERY = Table(
    "webhook_delivery",
    METADATA,
    Column("event", ID, ForeignKey("webhook_event.id"), primary_key=True),
    Column("webhook", ID, ForeignKey("webhook.id"), primary_key=True),
    Column("state", ID, nullable=False),  # "waiting", "done" or "dead"
    Column("due", ID, nullable=False),
    Column("leased", ID, nullable=False),  # until when a process has it in hand; "" where none has
    Column("holder", Text, nullable=False),  # which process that is
    Column("attempts", Integer, nullable=False),
    Column("last", ID, nullable=False),  # when it was last tried; "" where never
    Column("status", Integer),  # of the last answer
    Column("why", Text, nullable=False),  # why that was none
    Index("webhook_delivery_due", "state", "due"),
)

WEBHOOK_LOOK = Table(
    "webhook_look",
    METADATA,
    Column("version", ID, primary_key=True),  # as in webhook_seen
    Column("dataset", ID, nullable=False),
    Column("before", Text),  # date of the version before it
    Column("after", Text, nullable=False),
)

# Who signed in on the pages. Of what their cookie holds only a digest is kept.

ACCESS_SESSION = Table(
    "access_session",
    METADATA,
    Column("digest", LargeBinary(32), primary_key=True),
    Column("name", ID, nullable=False),
    Column("key", ID, nullable=False),  # "" where a token was shown
    *(Column(name, Text) for name in ("role", "clearance", "red")),  # of a token; null where a key was shown
    *(Column(name, Text, nullable=False) for name in ("created", "seen", "expires")),
)

OF_THE_BANK = (VERSION, STATEMENT, STATE, REJECT, UNREADABLE)
"""what a bank is: a copy of it holds these, in an order in which rows may be inserted; who asks and who asked is no part of it"""

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

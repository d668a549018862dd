"""The ledger of migrations: forward only, each in one transaction together with its record.

A step is never changed once a release has carried it, so it makes its tables from its own words and not from `schema`.
Start at `migrate`.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Engine,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    insert,
    inspect,
    select,
    text,
)

from tizim.db.engine import shown, writing
from tizim.db.schema import LEDGER
from tizim.errors import BankError, BankTooNew


@dataclass(frozen=True, slots=True)
class Step:
    """One migration; its number is its place in the list, counted from 1."""

    name: str
    apply: Callable[[Connection], None]


def statements_and_versions(connection: Connection) -> None:
    """The first tables: versions, statements with their spans, rejects and unreadable values."""
    tables = MetaData()
    words = Text().with_variant(Text(collation="C"), "postgresql")
    number = BigInteger().with_variant(Integer, "sqlite")
    Table(
        "version",
        tables,
        Column("id", number, primary_key=True, autoincrement=False),
        *(Column(name, words, nullable=False) for name in ("dataset", "published")),
        *(Column(name, Text, nullable=False) for name in ("dated_by", "loaded", "origin", "sha256", "format")),
        *(Column(name, Integer, nullable=False) for name in ("records", "entities", "rejected")),
        Column("fields", Text, nullable=False),
        Column("excerpt", Boolean, nullable=False),
        Column("accepted", Text, nullable=False),
        Index("version_of_dataset", "dataset", "published", unique=True),
    )
    Table(
        "statement",
        tables,
        Column("id", number, primary_key=True),
        Column("key", LargeBinary(16), nullable=False),
        *(Column(name, words, nullable=False) for name in ("dataset", "root", "entity")),
        *(Column(name, Text, nullable=False) for name in ("schema", "prop", "value")),
        Column("original", Text),
        Column("lang", Text),
        Column("place", Text, nullable=False),
        Column("ordinal", Integer, nullable=False),
        Column("link", Integer, nullable=False),
        Column("seen_from", number, nullable=False),
        Column("seen_until", number),
        Index("statement_of_root", "dataset", "root"),
        Index("statement_of_entity", "entity"),
        Index("statement_link", "value", sqlite_where=text("link = 1"), postgresql_where=text("link = 1")),
    )
    for name, columns in (
        ("reject", ("place", "reference", "why")),
        ("unreadable", ("field", "value", "place", "why")),
    ):
        Table(
            name,
            tables,
            Column("version", number, ForeignKey("version.id"), primary_key=True, autoincrement=False),
            Column("ordinal", Integer, primary_key=True, autoincrement=False),
            *(Column(one, Text, nullable=one == "reference") for one in columns),
        )
    tables.create_all(connection, checkfirst=False)


def mark_of_the_state(connection: Connection) -> None:
    """A row that says which state the bank is in: a digest over its versions in the order in which they were loaded."""
    state = Table(
        "state",
        MetaData(),
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("mark", Text, nullable=False),
    )
    state.create(connection, checkfirst=False)
    mark = ""
    loaded = text("select id, dataset, published, sha256, loaded from version order by id")
    for number, *words in connection.execute(loaded):
        mark = blake2b(json.dumps([mark, int(number), *words]).encode(), digest_size=16).hexdigest()
    connection.execute(insert(state), {"id": 1, "mark": mark})


def audit_and_receipts(connection: Connection) -> None:
    """The log of who asked what, the keys of its lines, and the tree of receipts."""
    tables = MetaData()
    words = Text().with_variant(Text(collation="C"), "postgresql")
    number = BigInteger().with_variant(Integer, "sqlite")
    Table(
        "audit_line",
        tables,
        Column("number", number, primary_key=True, autoincrement=False),
        Column("id", LargeBinary(16), nullable=False),
        Column("at", words, nullable=False),
        Column("line", Text, nullable=False),
        Column("sealed", LargeBinary),
        Column("hash", LargeBinary(32), nullable=False),
        Index("audit_line_id", "id", unique=True),
        Index("audit_line_at", "at"),
    )
    Table(
        "audit_key",
        tables,
        Column("line", number, ForeignKey("audit_line.number"), primary_key=True, autoincrement=False),
        Column("wrapped", LargeBinary, nullable=False),
    )
    Table(
        "audit_head",
        tables,
        Column("name", words, primary_key=True),
        Column("log", Text, nullable=False),
        Column("size", number, nullable=False),
        *(Column(name, LargeBinary(32), nullable=False) for name in ("hash", "mac")),
    )
    Table(
        "receipt_node",
        tables,
        Column("level", Integer, primary_key=True, autoincrement=False),
        Column("place", number, primary_key=True, autoincrement=False),
        Column("hash", LargeBinary(32), nullable=False),
    )
    tables.create_all(connection, checkfirst=False)


def users_and_keys(connection: Connection) -> None:
    """Who may ask: users, digests of their keys, marks of lists, and whether only users may."""
    tables = MetaData()
    words = Text().with_variant(Text(collation="C"), "postgresql")
    Table(
        "access_user",
        tables,
        Column("name", words, primary_key=True),
        *(Column(name, Text, nullable=False) for name in ("role", "clearance", "red")),
        Column("blocked", Boolean, nullable=False),
        Column("created", Text, nullable=False),
    )
    Table(
        "access_key",
        tables,
        Column("id", words, primary_key=True),
        Column("holder", words, ForeignKey("access_user.name"), nullable=False),
        Column("digest", LargeBinary(32), nullable=False),
        Column("label", Text, nullable=False),
        *(Column(name, Text) for name in ("permissions", "datasets", "clearance")),
        *(Column(name, Text, nullable=False) for name in ("created", "expires")),
        *(Column(name, Text) for name in ("revoked", "used")),
        Column("follows", words),
    )
    Table(
        "access_mark",
        tables,
        Column("dataset", words, primary_key=True),
        Column("mark", Text, nullable=False),
    )
    state = Table(
        "access_state",
        tables,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("epoch", BigInteger().with_variant(Integer, "sqlite"), nullable=False),
        Column("closed", Boolean, nullable=False),
    )
    tables.create_all(connection, checkfirst=False)
    connection.execute(insert(state), {"id": 1, "epoch": 0, "closed": False})


def webhooks(connection: Connection) -> None:
    """Receivers of events, the events, and how far their delivery is."""
    tables = MetaData()
    words = Text().with_variant(Text(collation="C"), "postgresql")
    Table(
        "webhook_state",
        tables,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("mark", Text),
    )
    Table("webhook_seen", tables, Column("version", words, primary_key=True))
    Table(
        "webhook",
        tables,
        Column("id", words, primary_key=True),
        *(Column(name, Text, nullable=False) for name in ("url", "events")),
        Column("secret", LargeBinary, nullable=False),
        Column("before", LargeBinary),
        Column("before_until", words),
        Column("made", words, nullable=False),
    )
    Table(
        "webhook_event",
        tables,
        Column("id", words, primary_key=True),
        Column("at", words, nullable=False),
        *(Column(name, Text, nullable=False) for name in ("type", "body")),
    )
    Table(
        "webhook_delivery",
        tables,
        Column("event", words, ForeignKey("webhook_event.id"), primary_key=True),
        Column("webhook", words, ForeignKey("webhook.id"), primary_key=True),
        *(Column(name, words, nullable=False) for name in ("state", "due", "leased")),
        Column("holder", Text, nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("last", words, nullable=False),
        Column("status", Integer),
        Column("why", Text, nullable=False),
        Index("webhook_delivery_due", "state", "due"),
    )
    Table(
        "webhook_look",
        tables,
        Column("version", words, primary_key=True),
        Column("dataset", words, nullable=False),
        Column("before", Text),
        Column("after", Text, nullable=False),
    )
    tables.create_all(connection, checkfirst=False)


def sessions(connection: Connection) -> None:
    """Who signed in on the pages."""
    tables = MetaData()
    words = Text().with_variant(Text(collation="C"), "postgresql")
    Table(
        "access_session",
        tables,
        Column("digest", LargeBinary(32), primary_key=True),
        *(Column(name, words, nullable=False) for name in ("name", "key")),
        *(Column(name, Text) for name in ("role", "clearance", "red")),
        *(Column(name, Text, nullable=False) for name in ("created", "seen", "expires")),
    )
    tables.create_all(connection, checkfirst=False)


def review_of_alerts(connection: Connection) -> None:
    """Alerts with their steps, who they are about, who is distinguished from an entry, and what was last asked."""
    tables = MetaData()
    words = Text().with_variant(Text(collation="C"), "postgresql")
    number = BigInteger().with_variant(Integer, "sqlite")
    head = Table(
        "review_head",
        tables,
        Column("id", Integer, primary_key=True, autoincrement=False),
        *(Column(name, number, nullable=False) for name in ("alerts", "subjects")),
    )
    Table(
        "review_subject",
        tables,
        Column("number", number, primary_key=True, autoincrement=False),
        *(Column(name, words, nullable=False) for name in ("file", "reference")),
        Column("subject", Text, nullable=False),
        Column("ask", Boolean, nullable=False),
        Index("review_subject_reference", "file", "reference", unique=True),
    )
    Table(
        "review_alert",
        tables,
        Column("number", number, primary_key=True, autoincrement=False),
        Column("subject", number, ForeignKey("review_subject.number"), nullable=False),
        *(Column(name, words, nullable=False) for name in ("entity", "dataset")),
        Column("round", Integer, nullable=False),
        *(
            Column(name, words, nullable=False)
            for name in ("state", "priority", "assignee", "due", "opened", "proposed", "decided")
        ),
        Column("revision", Integer, nullable=False),
        Column("score", Float, nullable=False),
        Column("held", Text, nullable=False),
        Index("review_alert_of_pair", "subject", "entity", "round", unique=True),
        Index("review_alert_due", "state", "due"),
    )
    Table(
        "review_step",
        tables,
        Column("alert", number, ForeignKey("review_alert.number"), primary_key=True, autoincrement=False),
        Column("revision", Integer, primary_key=True, autoincrement=False),
        *(Column(name, words, nullable=False) for name in ("at", "who", "kind")),
        Column("body", Text, nullable=False),
    )
    Table("review_file", tables, Column("name", words, primary_key=True), Column("told", Text, nullable=False))
    Table(
        "review_distinction",
        tables,
        Column("alert", number, ForeignKey("review_alert.number"), primary_key=True, autoincrement=False),
        Column("revision", Integer, primary_key=True, autoincrement=False),
        Column("subject", number, ForeignKey("review_subject.number"), nullable=False),
        *(Column(name, words, nullable=False) for name in ("entity", "until", "ended")),
        Column("body", Text, nullable=False),
        Index("review_distinction_of_subject", "subject"),
    )
    tables.create_all(connection, checkfirst=False)
    connection.execute(insert(head), {"id": 1, "alerts": 0, "subjects": 0})


STEPS: tuple[Step, ...] = (
    Step("2026-09 statements and versions", statements_and_versions),
    Step("2026-11 mark of the state", mark_of_the_state),
    Step("2026-11 audit and receipts", audit_and_receipts),
    Step("2026-11 users and keys", users_and_keys),
    Step("2026-11 webhooks", webhooks),
    Step("2026-11 sessions", sessions),
    Step("2026-11 review of alerts", review_of_alerts),
)


def applied(engine: Engine) -> tuple[str, ...]:
    """Names of the migrations a database has seen, in their order."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(LEDGER.name):
            return ()
        return tuple(connection.execute(select(LEDGER.c.name).order_by(LEDGER.c.number)).scalars())


def require_current(engine: Engine, steps: Sequence[Step] = STEPS) -> None:
    """Raises BankError where a step is left to apply, BankTooNew where the database has seen one that `steps` does not know."""
    left = pending(engine, steps)
    if left:
        raise BankError(
            f"{shown(engine)}: an older tizim wrote it ({left[0].name!r} is missing); type: tizim bank migrate"
        )


def pending(engine: Engine, steps: Sequence[Step] = STEPS) -> tuple[Step, ...]:
    """The steps a database has not seen yet. Raises BankTooNew where it has seen one that `steps` does not know."""
    seen, known = applied(engine), tuple(step.name for step in steps)
    for at, name in enumerate(seen):
        if at >= len(known) or known[at] != name:
            raise BankTooNew(f"{shown(engine)}: written by a later tizim (migration {name!r}); update tizim to read it")
    return tuple(steps[len(seen) :])


def migrate(engine: Engine, steps: Sequence[Step] = STEPS) -> None:
    """Applies what is left, one transaction a step; a step that fails leaves no trace.

    Raises BankTooNew for a database of a later tizim, BankLocked while another process writes.
    """
    if not pending(engine, steps):
        return
    for number, step in enumerate(steps, 1):
        with writing(engine) as connection:
            LEDGER.create(connection, checkfirst=True)
            # Looked up again under the lock: another process may have been faster.
            if connection.execute(select(LEDGER.c.name).where(LEDGER.c.number == number)).first() is None:
                step.apply(connection)
                connection.execute(insert(LEDGER), {"number": number, "name": step.name})

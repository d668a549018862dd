"""A PostgreSQL server of the tests' own: started in a temporary folder, on a socket there and no port, and stopped at the end.

It runs as the user who runs the tests; root runs it as `postgres`, for the server refuses root. Start at `serving_postgres`.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

from tizim.bank.bank import Bank

_SETTINGS = (
    "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60 "
    "-c shared_buffers=32MB -c autovacuum=off"
)
_EMPTY, _TEMPLATE = "template0", "a_bank"


def programs() -> Path | None:
    """The folder of initdb and pg_ctl: on the path, or where Debian puts it; None where there is none."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return folders[-1].parent if folders else None


class Server:
    """A running server; `database` makes a database on it."""

    def __init__(self, folder: Path, bin_folder: Path, user: str | None) -> None:
        self._folder = folder
        self._bin = bin_folder
        self._user = user
        self._numbers = count(1)

    def database(self, *, empty: bool = False) -> str:
        """The URL of a new database: with the tables of a bank, or empty."""
        name = f"bank_{next(self._numbers)}"
        self._do(f"create database {name} template {_EMPTY if empty else _TEMPLATE}")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Takes a database away, whoever is connected."""
        self._do(f"drop database {url.partition('///')[2].partition('?')[0]} with (force)")

    def url(self, name: str) -> str:
        return f"postgresql:///{name}?host={self._folder}&user=tizim"

    def start(self) -> None:
        self._run("pg_ctl", "start", "-w", "-o", f"{_SETTINGS} -c unix_socket_directories={self._folder}")

    def stop(self, mode: str = "fast") -> None:
        self._run("pg_ctl", "stop", "-w", "-m", mode)

    def make(self) -> None:
        self._run("initdb", "-U", "tizim", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self.start()
        self._do(f"create database {_TEMPLATE} template {_EMPTY}")
        Bank.open(url=self.url(_TEMPLATE)).close()

    def _run(self, program: str, *arguments: str) -> None:
        with (self._folder / "log").open("ab") as log:
            subprocess.run(
                [self._bin / program, *arguments, "-D", self._folder / "data"],
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=self._user,
                cwd=self._folder,
            )

    def _do(self, words: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(words.encode())


@contextmanager
def serving_postgres() -> Iterator[Server]:
    """A running server. The tests that ask for it carry @pytest.mark.postgres."""
    bin_folder = programs()
    assert bin_folder is not None
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="tizim-pg-"))
    if user is not None:
        facts = pwd.getpwnam(user)
        os.chown(folder, facts.pw_uid, facts.pw_gid)
    server = Server(folder, bin_folder, user)
    try:
        server.make()
        yield server
    finally:
        server.stop("immediate")
        shutil.rmtree(folder)

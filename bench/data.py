"""The benchmarks' rows, from the folder of public data (TIZIM_SHARED, else `shared` beside the checkout)."""

import csv
import lzma
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. `answers` are the references any of which is right; empty where nobody is. kind: of the subject."""

    name: str
    birth_date: str = ""
    nationality: str = ""
    birth_place: str = ""
    gender: str = ""
    answers: frozenset[str] = frozenset()
    group: str = ""
    kind: str = "Person"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names and whether they are said to be the same."""

    group: str
    schema: str
    left: str
    right: str
    same: bool


def shared() -> Path:
    """The folder; raises SystemExit with what to do where there is none."""
    folder = Path(os.environ.get("TIZIM_SHARED") or ROOT.parent / "shared")
    if not (folder / "bench" / "retrieval").is_dir():
        raise SystemExit(f"no benchmark data in {folder}: set TIZIM_SHARED to the folder that holds bench/ and lists/")
    return folder


def un_list() -> Path:
    """The UN list every figure of BASELINE is about."""
    return shared() / "lists" / "un" / "un_consolidated_2026-02-27.xml.xz"


def positives() -> list[Asked]:
    """People of the list as somebody may type them; group says what was changed (none, name, dob, both)."""
    return [
        _asked(row, answers=frozenset(row["gold_reference"].split(";")), group=row["changed"])
        for row in _rows("retrieval/un_positives_dev.csv")
    ]


def negatives() -> list[Asked]:
    """People who are not on the list; group is the file."""
    found = [_asked(row, group="congress") for row in _rows("retrieval/negatives_congress_dev.csv")]
    return found + [_asked(row, group="global") for row in _rows("retrieval/negatives_global_dev.csv.xz")]


def left_out(script: str) -> list[Asked]:
    """Names to be asked for after they were taken out of the index; script is "latin" or "original"."""
    return [
        Asked(name=row["left_out_name"], answers=frozenset({row["reference"]}))
        for row in _rows(f"retrieval/left_out_alias_un_{script}_dev.csv")
    ]


def name_pairs() -> list[Pair]:
    """Labelled pairs of names."""
    return [
        Pair(row["group"], row["schema"], row["name1"], row["name2"], row["is_match"] == "true")
        for row in _rows("names/name_pairs_dev.csv")
    ]


def cross_script_pairs() -> list[Pair]:
    """The same name in two scripts, from official lists; group is the script of the other side."""
    return [
        Pair(
            row["script"],
            "Person" if row["kind"] == "person" else "Organization",
            row["latin"],
            row["original"],
            same=True,
        )
        for row in _rows("names/official_cross_script_pairs_dev.tsv")
    ]


def entity_checks() -> Path:
    """The YAML file of labelled pairs of records (read by the peer, which has a YAML library)."""
    return shared() / "bench" / "names" / "entity_checks_dev.yml"


def sample(rows: Sequence[Asked], size: int) -> list[Asked]:
    """The same `size` rows on every machine: those whose digests come first, in the order of the file."""
    ranked = sorted(
        range(len(rows)), key=lambda row: blake2b(f"{row}|{rows[row].name}".encode(), digest_size=8).digest()
    )
    return [rows[row] for row in sorted(ranked[:size])]


def _asked(row: dict[str, str], *, answers: frozenset[str] = frozenset(), group: str) -> Asked:
    return Asked(
        name=row["name"],
        birth_date=row["birth_date"],
        nationality=row["nationality"],
        birth_place=row["birth_place"],
        gender=row.get("gender", ""),
        answers=answers,
        group=group,
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = shared() / "bench" / name
    data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    yield from csv.DictReader(StringIO(data.decode(), newline=""), delimiter="\t" if path.suffix == ".tsv" else ",")

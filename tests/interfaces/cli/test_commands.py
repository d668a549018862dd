"""Commands as people type them, on a home with made-up lists or the starter register."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.interfaces.cli.running import data, refused, tizim, told
from tests.jobs.made_up import NAMES, OWN, UN, ftm_list, organisation, un_list
from tests.jobs.web import giving, serving
from tizim import __version__
from tizim.interfaces.cli import main as door
from tizim.interfaces.cli.main import command_line

MANUAL = Path(__file__).parents[3] / "docs" / "cli.md"


@pytest.fixture(autouse=True)
def _plain(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")


def test_an_alert_says_who_why_and_by_which_list(loaded: Path) -> None:
    out = told("screen", "Order", "of", "the", "Grey", "Heron", "--kind", "Organization", code=1)
    assert out.startswith("hit: 1 entry to look at, in un_sc_sanctions at 2026-02-27\n")
    for words in (
        "ORDER OF THE GREY HERON",
        "XXe.002",
        "LISTED since 2015-03-03",
        "why:",
        "in all",
        "tizim show un_sc_sanctions-xxe.002",
    ):
        assert words in out


def test_nothing_found_is_said_with_the_lists_and_never_as_cleared(loaded: Path) -> None:
    out = told("screen", "Invented", "Bakery")
    assert out == "nothing found in un_sc_sanctions at 2026-02-27\n"


def test_with_no_list_the_starter_register_answers_and_says_what_to_type() -> None:
    result = tizim("screen", "Al-Qaida")
    assert result.exit_code == 1
    assert "starter register" in result.stderr
    assert "tizim lists update" in result.stderr
    assert told("lists", "status").endswith("only the starter register is loaded; type: tizim lists update\n")


def test_without_any_list_the_status_says_what_to_type() -> None:
    assert told("lists", "status") == "no list is loaded; type: tizim lists update\n"


def test_a_verdict_as_json_has_a_stable_shape(loaded: Path) -> None:
    verdict = data(
        "screen", "Grey Heron Order", "--kind", "Organization", "--country", "xx", "--document", "N 12345", code=1
    )
    assert verdict.keys() == {"outcome", "alert", "subject", "hits", "searched", "rules", "warnings", "reason"}
    assert verdict["subject"]["documents"] == ["N 12345"]
    hit = verdict["hits"][0]
    assert hit.keys() == {"outcome", "score", "entity", "listing", "reasons", "settle", "distinguished"}
    assert hit["entity"].keys() == {
        "id",
        "kind",
        "dataset",
        "reference",
        "caption",
        "names",
        "birth_dates",
        "countries",
        "programs",
    }
    assert hit["listing"].keys() == {"status", "why", "start", "end", "between"}
    assert hit["reasons"][0].keys() == {"feature", "weight", "asked", "known", "how", "source", "words"}
    settle = {"fact", "partial", "side", "other", "agreed", "differed", "if_agreed", "if_differed", "words"}
    assert hit["settle"].keys() == settle
    assert verdict["searched"] == [{"dataset": UN, "published": "2026-02-27T00:00:00Z", "entities": 10}]


def test_same_question_same_bytes(loaded: Path) -> None:
    assert (
        told("screen", "Grey Heron", "--json", code=tizim("screen", "Grey Heron").exit_code)
        == tizim("screen", "Grey Heron", "--json").stdout
    )


def test_a_name_that_holds_nothing_is_not_screened(loaded: Path) -> None:
    assert told("screen", "•••", code=5).startswith("not screened: ")


def test_a_person_s_birth_and_countries_are_told(home: Path) -> None:
    properties = {"name": ["Aruzhan Testova"], "birthDate": ["1971-05-03"], "nationality": ["kz"]}
    path = home.parent / "own.ftm.json"
    path.write_text(json.dumps({"id": "p-1", "schema": "Person", "properties": properties}) + "\n")
    told("lists", "add", OWN, path)
    out = told("screen", "Aruzhan Testova", "--kind", "Person", "--birth-date", "1971", "--datasets", OWN, code=1)
    assert "born: 1971-05-03" in out
    assert "countries: Kazakhstan" in out


def test_values_that_could_not_be_read_are_told(home: Path) -> None:
    record = organisation(1, NAMES[0]).replace("<LISTED_ON>2015-03-02", "<LISTED_ON>long ago")
    result = tizim("lists", "add", UN, un_list(home.parent, "2026-02-27", [record]), "--excerpt")
    assert "1 values could not be read and are kept as they are (LISTED_ON 1)" in result.stderr


def test_a_format_seen_only_in_excerpts_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from tizim.sources.registry import source

    seen_in_part = replace(source(UN), spec=replace(source(UN).spec, seen_only_in_excerpts=("un-xml",)))
    monkeypatch.setattr("tizim.jobs.loading.source", lambda _: seen_in_part)
    added = tizim("lists", "add", UN, un_list(home.parent, "2026-02-27"), "--excerpt")
    for result in (added, tizim("lists", "status")):
        assert "no whole genuine file" in result.stderr


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["screen"], "expected a name, a document number or a wallet"),
        (["screen", "x", "--kind", "teapot"], "kind: expected one of Person"),
        (["screen", "x", "--as-of", "then"], "as_of: expected a date"),
        (["screen", "x", "--datasets", "eu_fsf"], "expected a list that is loaded (un_sc_sanctions), came 'eu_fsf'"),
        (["screen", "--file", "a.csv"], "tizim screen --file IN --out OUT"),
        (["screen", "x", "--file", "a.csv", "--out", "b.csv"], "and no name"),
        (["screen", "--file", "a.csv", "--out", "b.csv", "--kind", "teapot"], "--kind: expected one of"),
        (["screen", "--file", "a.csv", "--out", "b.csv", "--column", "X"], "--column: expected 'heading=field'"),
        (["screen", "--file", "absent.csv", "--out", "b.csv"], "absent.csv: expected a file"),
        (["show", "un_sc_sanctions-nobody"], "un_sc_sanctions-nobody"),
        (["lists", "diff", UN, "1999"], "1999"),
        (["lists", "add", "un_sc_sanction"], "Did you mean un_sc_sanctions?"),
        (["lists", "add", UN, "x.xml", "--accept", "all"], 'accept: expected "fewer-records"'),
        (["export", "--out", "x.pdf"], "format: expected one of csv, parquet, ftm, came '.pdf'"),
        (["explain", "", "x"], "expected a name"),
        (["explain", "x", "un_sc_sanctions-nobody"], "un_sc_sanctions-nobody"),
        (["explain", "x", "eu_fsf-eu.1.2"], "eu_fsf-eu.1.2"),
        (["explain", "x", "un_sc_sanctions-xxe.002", "--other-country", "kz"], "with an entry, which has its own"),
        (["explain", "x", "y", "--lang", "tlh"], "language: expected one of en, ru, kk, came 'tlh'"),
        (["screen", "x", "--lang", "tlh"], "language: expected one of en, ru, kk, came 'tlh'"),
        (["screen", "--file", "a.csv", "--out", "b.csv", "--lang", "kk"], "--lang: expected for one name"),
    ],
)
def test_a_mistake_of_the_caller_is_one_line_and_code_2(loaded: Path, words: list[str], line: str) -> None:
    assert line in refused(*words, code=2)


def test_a_mistyped_command_is_code_2_too() -> None:
    for words in (["screem"], ["screen", "--nmae", "x"], ["lists", "add"]):
        result = tizim(*words)
        assert result.exit_code == 2
        assert "Traceback" not in result.output


def test_a_damaged_list_is_the_publisher_s_side(loaded: Path) -> None:
    broken = un_list(loaded.parent, "2026-03-01")
    broken.write_bytes(broken.read_bytes()[:-100])
    assert "un_2026-03-01.xml" in refused("lists", "add", UN, broken, code=4)
    assert data("lists", "status")[0]["published"] == "2026-02-27T00:00:00Z"


def test_a_refused_load_says_what_to_type_and_that_works(loaded: Path) -> None:
    records = [organisation(number, name, SHOE_SIZE="44") for number, name in enumerate(NAMES, 1)]
    strange = un_list(loaded.parent, "2026-03-01", records)
    line = refused("lists", "add", UN, strange, code=4)
    option = re.search(r'--accept "(.*?)"', line)
    assert option is not None
    out = told("lists", "add", UN, strange, "--accept", option[1])
    assert "field SHOE_SIZE new on 10" in " ".join(out.split())
    assert "accepted: field:SHOE_SIZE" in told("lists", "status")


def test_a_load_tells_counts_rejects_and_what_changed(loaded: Path) -> None:
    records = [organisation(number, name) for number, name in enumerate((*NAMES, "NEW GUILD"), 1)]
    records += [organisation(50 + number, "") for number in range(12)]
    result = tizim("lists", "add", UN, un_list(loaded.parent, "2026-03-01", records), "--accept", "many-rejects")
    assert result.exit_code == 0
    assert f"{UN}@2026-03-01T00:00:00Z: 23 records, 11 entities, 12 rejected" in result.stdout
    assert "1 added, 0 removed" in result.stdout
    assert "warning: rejected ENTITY 12 (XXe.050): expected a name" in result.stderr
    assert "2 more rejects: --json names them all" in result.stderr


def test_a_load_as_json_names_every_reject_and_the_difference(loaded: Path) -> None:
    records = [organisation(number, name) for number, name in enumerate((*NAMES[:9], "NEW GUILD"), 1)]
    path = un_list(loaded.parent, "2026-03-01", [*records, organisation(50, "")])
    load = data("lists", "add", UN, path, "--accept", "many-rejects")
    assert load.keys() == {"version", "unchanged", "rejects", "warnings", "difference"}
    assert load["version"]["records"] == 11
    assert load["rejects"][0]["reference"] == "XXe.050"
    assert load["difference"]["changed"][0]["reference"] == "XXe.010"
    again = tizim("lists", "add", UN, path)
    assert "unchanged, 10 entities" in again.stdout


def test_a_difference_is_told_entry_by_entry(loaded: Path) -> None:
    names = ("RENAMED HOUSE", *NAMES[1:8], *(f"GUILD NUMBER {number}" for number in range(30)))
    records = [organisation(number if number <= 8 else number + 50, name) for number, name in enumerate(names, 1)]
    told("lists", "add", UN, un_list(loaded.parent, "2026-03-01", records), "--accept", "fewer-records")
    out = told("lists", "diff", UN)
    assert "30 added, 2 removed" in out
    assert "removed:\n  XXe.009  KESTREL HARBOUR BANK" in out
    assert "    - FIRST_NAME: HOLLOW PINE TRADING HOUSE\n    + FIRST_NAME: RENAMED HOUSE" in out
    assert "and 10 more: --all" in out
    assert "and 10 more" not in told("lists", "diff", UN, "--all")
    assert data("lists", "diff", UN, "2026-02", "2026-03")["summary"].startswith("30 added, 2 removed")


def test_an_excerpt_is_marked_everywhere(home: Path) -> None:
    result = tizim("lists", "add", UN, un_list(home.parent, "2026-02-27"), "--excerpt")
    assert "(an excerpt)" in result.stdout
    assert "is an excerpt" in tizim("lists", "status").stderr
    assert "is an excerpt" in tizim("screen", "Nobody Known").stderr


def test_an_undeclared_part_asks_to_be_called_one(home: Path) -> None:
    assert "--accept fewer-records" in refused("lists", "add", UN, un_list(home.parent, "2026-02-27"), code=4)


def test_a_list_of_one_s_own_comes_by_its_mapping(home: Path) -> None:
    (home.parent / "m.toml").write_text(
        'dataset = "our_register"\ntitle = "Ours"\nlicence = "internal"\nreference = "No"\nkind = "Organization"\n[columns]\nName = "name"\n'
    )
    (home.parent / "t.csv").write_text("No,Name\n1,Order of the Grey Heron\n")
    words = (
        "lists",
        "add",
        OWN,
        home.parent / "t.csv",
        "--mapping",
        home.parent / "m.toml",
        "--published",
        "2026-01-01",
    )
    assert "1 entities" in told(*words)
    told("screen", "Order of the Grey Heron", "--datasets", OWN, code=1)
    status = tizim("lists", "status")
    assert "licence: internal" in status.stdout


def test_a_date_that_nobody_gave_is_told(home: Path) -> None:
    told("lists", "add", OWN, ftm_list(home.parent, {"heron-1": "Grey Heron"}))
    assert "gives no date of its own" in tizim("lists", "status").stderr


def test_a_list_is_fetched_and_updated_from_its_address(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tizim.jobs import loading

    body = un_list(home.parent, "2026-02-27").read_bytes()
    with serving(giving(body, ETag='"1"'), giving(b"", status=404)) as web:
        assert "10 entities" in told("lists", "add", UN, web.url("/c.xml"), "--accept", "fewer-records")
        monkeypatch.setattr(loading, "_address", lambda request, _: (web.url(f"/{request.name}.xml"),))
        assert "came 404" in refused("lists", "update", code=4)
        updated = data("lists", "update", code=4)
    assert [(one["name"], one["load"]) for one in updated] == [(UN, None)]
    assert "404" in updated[0]["error"]


def test_an_update_that_works_is_told(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tizim.jobs import loading

    body = un_list(loaded.parent, "2026-02-27").read_bytes()
    with serving(giving(body)) as web:
        monkeypatch.setattr(loading, "_address", lambda *_: (web.url(),))
        assert "unchanged" in told("lists", "update", UN)
        assert data("lists", "update")[0]["load"]["unchanged"]


def test_the_dossier_has_every_fact_with_its_field_and_its_life(loaded: Path) -> None:
    out = told("show", "un_sc_sanctions-xxe.002", "--as-of", "2026-02-27")
    for words in (
        "ORDER OF THE GREY HERON",
        "on 2026-02-27: LISTED, from 2015-03-03",
        "FIRST_NAME; said from 2026-02-27 to 2026-02-27",
        "Sanction  un_sc_sanctions-xxe.002-sanction-",
        "program: Invented",
    ):
        assert words in out
    dossier = data("show", "un_sc_sanctions-xxe.002")
    assert dossier["listing"]["status"] == "LISTED"
    assert dossier["statements"][0].keys() == {
        "entity", "property", "value", "original", "lang", "place", "seen_from", "seen_until", "last_seen",
    }  # fmt: skip
    assert dossier["parts"][0]["kind"] == "Sanction"


def test_the_dossier_tells_what_is_no_longer_said_and_when_it_is_not_known(loaded: Path) -> None:
    records = [organisation(number, name) for number, name in enumerate(NAMES[:1], 1)]
    told("lists", "add", UN, un_list(loaded.parent, "2026-03-27", records), "--accept", "fewer-records")
    out = told("show", "un_sc_sanctions-xxe.002", "--as-of", "2026-03-01")
    assert "it changed between 2026-02-27 and 2026-03-27" in out
    assert "no longer since 2026-03-27" in told("show", "un_sc_sanctions-xxe.002")


def test_who_names_an_entity_is_told(home: Path) -> None:
    rows = [
        {"id": "heron-1", "schema": "Organization", "datasets": [OWN], "properties": {"name": ["Grey Heron"]}},
        {
            "id": "link-1",
            "schema": "UnknownLink",
            "datasets": [OWN],
            "properties": {"subject": ["heron-1"], "object": ["heron-2"]},
        },
        {"id": "heron-2", "schema": "Organization", "datasets": [OWN], "properties": {"name": ["Blue Heron"]}},
    ]
    path = home.parent / "own.ftm.json"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    told("lists", "add", OWN, path)
    assert "named by:\n  link-1 as subject" in told("show", "heron-1")


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl", "parquet"])
def test_a_customer_file_becomes_a_file_of_results(loaded: Path, suffix: str) -> None:
    source, out = loaded.parent / "in.csv", loaded.parent / f"out.{suffix}"
    source.write_text("No,ФИО,DOB\n1,Order of the Grey Heron,\n2,Nobody Known,1971\n3,,\n", encoding="utf-8")
    printed = told("screen", "--file", source, "--out", out, "--kind", "Organization", "--column", "No=id", code=5)
    assert "No as id, ФИО as name, DOB as birth_date" in " ".join(printed.split())
    assert "1 with hits in un_sc_sanctions" in printed
    assert out.is_file()
    summary = data("screen", "--file", source, "--out", out, "--column", "No=id", code=5)
    assert (summary["hit"], summary["clear"], summary["not_screened"]) == (1, 1, 1)


def test_the_exit_code_of_a_file_is_that_of_its_gravest_customer(loaded: Path) -> None:
    source, out = loaded.parent / "in.csv", loaded.parent / "out.csv"
    for text, code in (("name\nNobody Known\n", 0), ("name\nGrey Heron Order\nNobody Known\n", 1)):
        source.write_text(text)
        told("screen", "--file", source, "--out", out, code=code)


def test_an_old_encoding_of_a_customer_file_is_told(loaded: Path) -> None:
    source = loaded.parent / "in.csv"
    source.write_bytes("name\nСерая цапля\n".encode("cp1251"))
    assert "Windows-1251" in tizim("screen", "--file", source, "--out", loaded.parent / "out.csv").stderr


def test_the_bank_is_verified(loaded: Path) -> None:
    assert told("bank", "verify").startswith("whole: 1 lists, 1 versions")
    damaged = next((loaded / "index").glob("*/entity_text.npy"))
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"~")
    assert "entity_text.npy" in told("bank", "verify", code=3)
    assert data("bank", "verify", code=3)["whole"] is False


@pytest.mark.parametrize(
    ("name", "option"), [("e.csv", ()), ("e.parquet", ()), ("e.ftm.json", ()), ("e.data", ("--format", "csv"))]
)
def test_lists_are_exported_with_their_sources(loaded: Path, name: str, option: tuple[str, ...]) -> None:
    out = loaded.parent / name
    assert "10 entries of un_sc_sanctions" in " ".join(told("export", "--out", out, *option).split())
    sources = json.loads((loaded.parent / f"{name}.sources.json").read_text())
    assert sources[0]["licence"] == "United Nations terms of use"
    assert data("export", "--out", out, *option)["entries"] == 10


def test_two_names_are_explained_with_what_would_settle_it() -> None:
    out = told("explain", "Order of the Grey Heron", "Grey Heron Order", "--kind", "Organization")
    assert out.startswith("A: Order of the Grey Heron\nB: Grey Heron Order\n")
    for words in ("how they meet", "same part of the name", "sum", "score ", "what would settle it: "):
        assert words in out
    found = data("explain", "Grey Heron", "Grey Heron")
    assert found.keys() == {
        "asked",
        "known",
        "score",
        "log_odds",
        "outcome",
        "thresholds",
        "reasons",
        "settle",
        "rules",
        "warnings",
    }
    assert sum(reason["weight"] for reason in found["reasons"]) == pytest.approx(found["log_odds"])
    assert found["reasons"][0]["words"].startswith("starting point")


def test_a_name_is_explained_beside_an_entry_as_screening_scores_it(loaded: Path) -> None:
    entry = "un_sc_sanctions-xxe.002"
    assert f"B: ORDER OF THE GREY HERON ({entry})" in told("explain", "Grey Heron Order", entry)
    hits = data("screen", "Grey Heron Order", code=1)["hits"]
    found = data("explain", "Grey Heron Order", entry)
    hit = next(one for one in hits if one["entity"]["id"] == entry)
    assert found["score"] == pytest.approx(hit["score"])
    assert found["settle"] == hit["settle"]


def test_a_name_with_a_hyphen_is_no_entry(loaded: Path) -> None:
    assert told("explain", "Grey-Heron", "Heron-2").startswith("A: Grey-Heron\nB: Heron-2\n")


def test_the_facts_of_each_side_are_used_and_told_in_words() -> None:
    out = told(
        "explain", "Aruzhan Testova", "Testova Aruzhan", "--kind", "Person",
        "--birth-date", "1971", "--country", "kz", "--gender", "female", "--document", "N1234567",
        "--other-birth-date", "1974-05-03", "--other-country", "Россия", "--other-gender", "female", "--other-document", "N1234567",
    )  # fmt: skip
    for words in ("birth years 3 apart", "Kazakhstan", "Russia", "same gender", "same document number"):
        assert words in out


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", ("как сходятся", "то же слово имени", "сумма", "оценка", "что решит вопрос: ")),
        ("kk", ("қалай сәйкес келеді", "аттың сол сөзі", "қосындысы", "ұпайы", "мәселені не шешеді: ")),
    ],
)
def test_an_explanation_speaks_the_language_asked_for(language: str, said: tuple[str, ...]) -> None:
    out = told("explain", "Grey Heron", "Heron Grey", "--lang", language)
    for words in said:
        assert words in out


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("hit: 1 entry to look at", "why:", "same part of the name: heron ~ heron", "what would settle it: ")),
        ("ru", ("совпадение: проверить 1 запись", "почему:", "то же слово имени: heron ~ heron", "что решит вопрос: ")),
        ("kk", ("сәйкестік: 1 жазбаны", "себебі:", "аттың сол сөзі: heron ~ heron", "мәселені не шешеді: ")),
    ],
)
def test_an_alert_speaks_the_language_asked_for(loaded: Path, language: str, said: tuple[str, ...]) -> None:
    out = told("screen", "Order of the Grey Heron", "--kind", "Organization", "--lang", language, code=1)
    for words in said:
        assert words in out


def test_no_control_characters_or_marks_of_direction_reach_the_terminal() -> None:
    out = told("explain", "Grey\x1b[31m Heron\u202e", "مالك الحزين")
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "\u2068مالك الحزين\u2069" in out


def test_what_was_not_understood_is_warned_of() -> None:
    result = tizim("explain", "Grey Heron", "Heron", "--birth-date", "then")
    assert result.exit_code == 0
    assert "birth date not understood" in result.stderr


def test_home_can_be_named_on_every_command(tmp_path: Path, loaded: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    assert told("lists", "status", "--home", elsewhere) == "no list is loaded; type: tizim lists update\n"
    assert "un_sc_sanctions" in told("lists", "status", "--home", loaded)


def test_an_unknown_setting_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIZIM_HOEM", "x")
    assert "TIZIM_HOEM" in refused("lists", "status", code=2)


def test_the_version_is_told() -> None:
    assert told("--version") == f"tizim {__version__}\n"


def test_a_mistake_of_tizim_s_own_is_one_line_and_code_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(**_: object) -> None:
        raise ZeroDivisionError("an invented mistake")

    monkeypatch.setattr(door, "command_line", lambda _names: broken)
    with pytest.raises(SystemExit) as met:
        door.main()
    assert met.value.code == 3
    assert (
        capsys.readouterr().err
        == "tizim: a mistake in tizim itself, please report it: ZeroDivisionError: an invented mistake\n"
    )


def test_the_door_runs_as_a_process_of_its_own(home: Path) -> None:
    code = "import sys; sys.argv = ['tizim', 'lists', 'status']; from tizim.interfaces.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert done.stdout == "no list is loaded; type: tizim lists update\n"


def test_only_the_command_that_is_called_is_imported(home: Path) -> None:
    code = (
        "import sys; sys.argv = ['tizim', 'lists', 'status']\nfrom tizim.interfaces.cli.main import main\n"
        "try:\n    main()\nfinally:\n"
        "    print(*sorted({'audit', 'lists', 'screen', 'tune'} & {one.rpartition('.')[2] for one in sys.modules if '.cli.' in one}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert done.stdout.splitlines()[-1] == "lists"


def commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        words = f"{before} {name}".strip()
        if hasattr(command, "commands"):
            yield from commands(command, words)
        else:
            yield words, command


def test_every_command_and_option_has_help_and_is_in_the_manual() -> None:
    import typer.main

    text = MANUAL.read_text(encoding="utf-8")
    for words, command in commands(typer.main.get_command(command_line())):
        assert f"`tizim {words}" in text, words
        assert command.help, words
        for option in command.params:
            for name in option.opts:
                if name.startswith("--") and name != "--help":
                    assert f"`{name}" in text, f"{words} {name}"


def test_customers_are_kept_screened_again_and_taken_out(tmp_path: Path) -> None:
    file, out = tmp_path / "clients.csv", tmp_path / "answers.csv"
    file.write_text("id,name,kind\n1,Abu Sayyaf Group,organization\n2,Grey Heron Bakery,company\n", encoding="utf-8")
    assert "no customers are kept" in told("customers", "list")
    assert "2 customers as clients" in told("customers", "add", file)
    first = data("customers", "rescreen", "--out", out, code=1)
    assert (first["asked"], first["hit"], first["everybody"]) == (2, 1, "they were never screened")
    assert "Abu Sayyaf Group" in out.read_text(encoding="utf-8")
    again = data("customers", "rescreen", "--out", out, code=0)
    assert (again["asked"], again["everybody"]) == (0, "")
    assert "un_sc_starter at" in told("customers", "list")
    assert [one["name"] for one in data("customers", "list")] == ["clients"]
    assert data("customers", "add", file, "--name", "others")["screened"] is None
    assert "clients, others" in refused("customers", "rescreen", "--out", out, code=2)
    assert "taken out" in told("customers", "remove", "others")

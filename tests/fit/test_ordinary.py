"""Made-up people from tables of a few invented rows in the layouts of the public ones."""

import csv
import lzma
from pathlib import Path

import pytest

from fit.halves import is_for_training
from fit.ordinary import Ordinary, people
from fit.ordinary_bodies import bodies

GIVEN = {"KZ": ("Mithalbek", "Мысалбек"), "US": ("Exemplar", "Exemplar"), "RU": ("Primer", "Пример")}
FAMILY = {"KZ": ("Mysalov", "Мысалов"), "US": ("Sampleton", "Sampleton"), "RU": ("Obraztsov", "Образцов")}


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    forenames, surnames = [], []
    for country, (latin, own) in GIVEN.items():
        for gender in "MF":
            for number in range(6):
                suffix, ending = "abcdef"[number], "абвгде"[number]
                local = own + (ending if own != latin else suffix)
                forenames.append({"Country": country, "Gender": gender, "Localized Name": local, "Romanized Name": latin + suffix})  # fmt: skip
    for country, (latin, own) in FAMILY.items():
        surnames.append({"Country": country, "Localized Name": own, "Romanized Name": latin})
    _write(tmp_path / "sigpwned_common-forenames-by-country.csv", forenames)
    _write(tmp_path / "sigpwned_common-surnames-by-country.csv", surnames)
    arabic = [f"مثال نموذج\tMithal{number} Namudhaj{number}\ten\tEG\t1" for number in range(40)]
    _pack(tmp_path / "wikidata_arabic_fullnames.tsv.xz", ["arabic_key\tlatin\tlatin_lang\tcountry\tcount", *arabic])
    _pack(tmp_path / "wikidata_korean_fullnames.tsv.xz", [f"Bo Gi-ye{number}\t보기예" for number in range(40)])
    _pack(
        tmp_path / "wikidata_hebrew_fullnames.tsv.xz",
        [f"Dugma{'abcdefghij'[number % 10]} Mashal{'abcdefghij'[number // 10]}\tדוגמה משל" for number in range(100)],
    )
    return tmp_path


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _pack(path: Path, lines: list[str]) -> None:
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def _made(tables: Path) -> list[Ordinary]:
    return list(people(tables, 400))


def test_the_same_tables_make_the_same_people(tables: Path) -> None:
    assert _made(tables) == _made(tables)
    assert list(bodies(tables, 20)) == list(bodies(tables, 20))


def test_people_have_names_of_one_country(tables: Path) -> None:
    for one in _made(tables):
        if one.culture == "us":
            assert one.side.countries == ("us",)
            assert {word.rstrip("abcdef") for word in one.side.names[0].split()} == {"Exemplar", "Sampleton"}


def test_a_russian_woman_has_a_family_name_and_a_fathers_name_in_the_feminine(tables: Path) -> None:
    women = [one.side.names[0] for one in _made(tables) if one.culture == "ru" and one.side.gender == "female"]
    assert women
    assert all("ova" in name or "ова" in name for name in women)
    assert any("vna" in name or "вна" in name for name in women)


def test_nobody_is_made_of_the_half_that_is_for_examinations(tables: Path) -> None:
    kept = {f"Mithal{number}" for number in range(40) if is_for_training(f"Mithal{number} Namudhaj{number}")}
    met = {word for one in _made(tables) for word in one.side.names[0].split() if word.startswith("Mithal") and word[-1].isdigit()}  # fmt: skip
    assert met
    assert met <= kept

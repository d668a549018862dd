"""Letters: what they say, what they may not, in three languages, as text and as PDF."""

import io
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.review.made_up import known
from tizim.errors import ReviewError, SettingError, StepRefused, SubjectError
from tizim.jobs.cards import ListCard, write_card
from tizim.jobs.letters import Letter, letter_of
from tizim.review.policy import Policy
from tizim.review.states import Alert, Opening, Step, replayed
from tizim.sources.registry import PACKAGES, source
from tizim.wording.letters import letter_words

AT = "2026-03-01T09:00:00.000Z"
ARABIC = "زينب بنت حسن"


def alert(decision: str = "confirmed", dataset: str = "un_sc_sanctions", until: str = "") -> Alert:
    first = Step("opened", "tizim", AT, known=known(dataset=dataset), priority="high", due="2026-03-03")
    steps = [first, Step("commented", "anna", AT, words="a secret of the bank")]
    if decision:
        steps.append(
            Step("decided", "anna", AT, decision=decision, reason="other_name", words="not for others", until=until)
        )
    return replayed(Opening(7, "clients", "C-1"), steps)


def letter(
    one: Alert, policy: Policy | None = None, language: str = "en", name: str = "", home: Path = Path("nowhere")
) -> Letter:
    return letter_of(one, policy or Policy(), home, language, name, "2026-03-02")


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize("decision", ["confirmed", "dismissed"])
def test_a_letter_says_what_why_from_where_and_where_to_turn_to(language: str, decision: str) -> None:
    policy = Policy(sender="Invented Bank", contact="compliance@bank.example")
    text = letter(alert(decision), policy, language).text()
    words = letter_words(language)
    for expected in (
        "Invented Bank", words[decision], words[f"subject_{decision}"], "C-1", "p.1", "2020-01-15", "2026-03-01",
        "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list", "https://main.un.org/securitycouncil/en/sanctions/delisting",
        words["to_us"], "compliance@bank.example", words["closing"],
    ):  # fmt: skip
        assert expected in text
    redress = source("un_sc_sanctions").spec
    assert {"en": redress.redress, "ru": redress.redress_ru, "kk": redress.redress_kk}[language] in text
    assert "{" not in text


def test_a_letter_never_says_more_than_it_may() -> None:
    text = letter(alert()).text()
    assert "same part of the name: zarina ~ zarina" in text
    assert "1971-05-03 ~ 1971" in text
    assert "Kazakhstan ~ Kazakhstan" in text
    for secret in ("secret", "not for others", "0.95", "+4.00", "N01234567", "anna", "female"):
        assert secret not in text
    assert "female ~ male" in letter(alert("dismissed")).text(), "what differs is why it was dismissed"
    only = letter(alert(), Policy(tell=("birth date", "document"))).text()
    assert "N01234567" in only
    assert "zarina ~ zarina" not in only
    assert letter_words("en")["no_reasons"] in letter(alert(), Policy(tell=())).text()
    with pytest.raises(StepRefused, match="tells nobody of un_sc_sanctions"):
        letter(alert(), Policy(silent=("un_sc_sanctions",)))


def test_only_what_is_decided_is_told_and_in_a_language_that_is_one() -> None:
    with pytest.raises(StepRefused, match="confirmed or dismissed, came one that is new"):
        letter(alert(""))
    with pytest.raises(SubjectError, match="expected one of en, ru, kk"):
        letter(alert(), language="de")


def test_who_is_distinguished_is_told_until_when() -> None:
    assert "This holds until 2027-01-01" in letter(alert("dismissed", until="2027-01-01")).text()


def test_a_list_of_ones_own_is_told_by_its_card_or_by_its_name(tmp_path: Path) -> None:
    assert "List: our_own, kept by our_own" in letter(alert(dataset="our_own"), home=tmp_path).text()
    write_card(
        tmp_path / "lists" / "our_own",
        ListCard(
            "our_own",
            "Our own register",
            "Invented Agency",
            homepage="https://agency.example",
            redress="The agency's desk",
        ),
    )
    text = letter(alert(dataset="our_own"), home=tmp_path).text()
    for expected in ("Our own register, kept by Invented Agency", "https://agency.example", "The agency's desk"):
        assert expected in text


def test_words_of_other_scripts_are_kept_to_themselves_and_marks_are_taken_out() -> None:
    text = letter(alert(), name=f"\u202e{ARABIC} (Ltd)\x07").text()
    assert f"To: \u2068{ARABIC}\u2069 (Ltd)" in text
    assert "\u202e" not in text


def test_every_official_list_says_where_to_turn_to_in_each_language() -> None:
    for name in PACKAGES:
        spec = source(name).spec
        if name == "ftm_json" or not spec.redress:
            continue
        assert spec.redress_ru, name
        assert spec.redress_kk, name
        assert not spec.redress_url or spec.redress_url.startswith("https://")
    assert source("us_ofac_sdn").spec.redress_url


def test_the_words_of_all_languages_have_the_same_keys_and_places() -> None:
    english = letter_words("en")
    for language in ("ru", "kk"):
        other = letter_words(language)
        assert other.keys() == english.keys()
        for key, words in english.items():
            assert re.findall(r"\{\w+\}", other[key]) == re.findall(r"\{\w+\}", words) or sorted(
                re.findall(r"\{\w+\}", other[key])
            ) == sorted(re.findall(r"\{\w+\}", words)), key


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_a_pdf_says_the_same_in_every_script(language: str) -> None:
    made = letter(alert(), language=language, name=f"Әбілқызы Зарина / {ARABIC}")
    data = made.pdf()
    assert data == made.pdf()
    read = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    flat = " ".join(read.split())
    assert "Әбілқызы Зарина" in flat
    for paragraph in (letter_words(language)["confirmed"], letter_words(language)["closing"]):
        assert paragraph in flat
    # Drawn from right to left, letters joined: the glyphs come in the order in which they are drawn.
    assert any("\u0600" <= one <= "\u06ff" or "\ufe70" <= one <= "\ufeff" for one in flat)
    assert len(data) < 200_000, "only what is used of the fonts is in it"


def test_a_script_that_no_font_has_is_romanised_in_a_pdf_and_as_it_is_in_text() -> None:
    made = letter(alert(), name="山田 \ue000")
    assert "山田" in made.text()
    flat = PdfReader(io.BytesIO(made.pdf())).pages[0].extract_text()
    assert "山" not in flat
    assert "To: Shantian ?" in flat


def test_a_letter_is_written_once_and_to_a_kind_that_is_one(tmp_path: Path) -> None:
    made = letter(alert())
    assert made.write(tmp_path / "one.txt").read_text(encoding="utf-8") == made.text()
    assert made.write(tmp_path / "one.PDF").read_bytes() == made.pdf()
    with pytest.raises(ReviewError, match="came one that is there"):
        made.write(tmp_path / "one.txt")
    with pytest.raises(ReviewError, match=r"came \.docx"):
        made.write(tmp_path / "one.docx")


def test_without_the_extra_a_pdf_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fontpkg", None)
    with pytest.raises(SettingError, match=r"pip install 'tizim\[letter\]'"):
        letter(alert()).pdf()


def test_a_long_letter_takes_several_pages() -> None:
    long = replace(ENTRY_ALERT, known=replace(ENTRY_ALERT.known, caption="Zarina Testova " * 400))
    assert len(PdfReader(io.BytesIO(letter(long).pdf())).pages) > 1


ENTRY_ALERT = alert()

from importlib import resources

import pytest

from tests.scripts import script
from tizim.text.legal_form_table import TABLE
from tizim.text.legal_forms import fold_legal_forms, legal_form_class, misspelt_legal_form
from tizim.text.tokens import tokenise


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("ltd", "limited company"), ("llc", "limited company"), ("ooo", "limited company"), ("ооо", "limited company"), ("тоо", "limited company"),
        ("too", "limited company"), ("gmbh", "limited company"), ("sarl", "limited company"), ("kft", "limited company"), ("оод", "limited company"),
        ("pte", "limited company"), ("ag", "joint-stock company"), ("sa", "joint-stock company"), ("spa", "joint-stock company"),
        ("nv", "joint-stock company"), ("pjsc", "joint-stock company"), ("оао", "joint-stock company"), ("oao", "joint-stock company"),
        ("zrt", "joint-stock company"), ("tbk", "joint-stock company"), ("주식회사", "joint-stock company"), ("inc", "joint-stock company"),
        ("co", "company"), ("شركة", "company"), ("llp", "partnership"), ("ип", "sole proprietor"), ("фгуп", "state enterprise"),
        ("coop", "cooperative"), ("фонд", "foundation"), ("stiftung", "foundation"), ("филиал", "branch"),
    ],
)  # fmt: skip
def test_a_legal_form_has_a_class(form: str, name: str) -> None:
    assert legal_form_class(form) == name


def test_other_words_have_none() -> None:
    assert not any(map(legal_form_class, ("acme", "ромашка", "", "bank", "trading")))


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("Acme Sp. z o.o.", [None, "limited company"]), ("Acme Sdn. Bhd.", [None, "limited company"]), ("Acme s.r.o.", [None, "limited company"]),
        ("Acme S.A.", [None, "joint-stock company"]), ("Acme A/S", [None, "joint-stock company"]), ("Acme S.p.A.", [None, "joint-stock company"]),
        ("Acme GmbH & Co. KG", [None, "partnership"]), ("Acme Limited Liability Company", [None, "limited company"]),
        ("Общество с ограниченной ответственностью «Акме»", ["limited company", None]),
        ("Obshchestvo s ogranichennoy otvetstvennostyu Acme", ["limited company", None]), ("О.О.О. Акме", ["limited company", None]),
        ("«Акме» жауапкершілігі шектеулі серіктестігі", [None, "limited company"]),
        ("爱可有限公司", [None, None, "limited company"]), ("爱可股份有限公司", [None, None, "joint-stock company"]), ("Acme", [None]), ("", []),
    ],
)  # fmt: skip
def test_forms_of_several_tokens_become_one(name: str, classes: list[str | None]) -> None:
    folded = fold_legal_forms(tokenise(name))
    assert [legal_form_class(token.forms[0]) for token in folded] == classes


def test_a_folded_token_knows_its_words_and_its_class_by_either() -> None:
    *_, form = fold_legal_forms(tokenise("爱可有限公司"))
    assert (form.written, form.forms, form.script) == ("有限公司", ("youxiangongsi",), "Hans")
    assert legal_form_class(form.written) == legal_form_class(form.forms[0]) == "limited company"


def test_every_phrase_of_the_table_folds_to_one_token_of_its_class() -> None:
    seen: dict[str, str] = {}
    for name, phrases in TABLE.items():
        for phrase in (part.strip() for part in phrases.replace("\n", "|").split("|")):
            if phrase:
                seen.setdefault(phrase, name)
    wrong = {}
    for phrase, name in seen.items():
        folded = fold_legal_forms(tokenise(phrase))
        if len(folded) != 1 or (legal_form_class(folded[0].written) or legal_form_class(folded[0].forms[0])) != name:
            wrong[phrase] = [token.written for token in folded]
    assert wrong == {}


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("aktiengeselschaft", "joint-stock company"), ("limitied", "limited company"), ("incorperated", "joint-stock company"),
        ("parntership", "partnership"), ("cooperattive", "cooperative"), ("proprietorshipp", None), ("limted", None), ("gmbhh", None), ("", None),
        ("osgoodson", None), ("corporatist", None), ("limitation", None), ("gesellschaftlich", None),
    ],
)  # fmt: skip
def test_a_long_form_with_a_letter_wrong_is_still_that_form(word: str, name: str | None) -> None:
    assert legal_form_class(word) is None
    assert misspelt_legal_form(word) == name


def test_the_table_is_what_the_script_makes_of_the_forms() -> None:
    table = resources.files("tizim.text").joinpath("legal_forms.tsv").read_text(encoding="utf-8")
    assert table.splitlines() == script("make_legal_forms").lines(), "run python scripts/make_legal_forms.py"

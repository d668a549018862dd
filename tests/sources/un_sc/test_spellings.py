"""Several spellings in one field. All names are invented."""

import pytest

from tizim.sources.un_sc.spellings import is_short, spellings


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Temirlan Quillfeather", ["Temirlan Quillfeather"]),
        ("Temirlan Quill; Temyrlan Quill", ["Temirlan Quill", "Temyrlan Quill"]),
        ("Temirlan Quill; Temyrlan Quill b) T. Quill", ["Temirlan Quill", "Temyrlan Quill", "T. Quill"]),
        ("فلان الفلاني (Fulan al-Fulani; Folan al-Folani)", ["فلان الفلاني", "Fulan al-Fulani", "Folan al-Folani"]),
        ("Fulan (original script: Фулан)", ["Fulan", "Фулан"]),
        ("Quillfeather Aid Society (QAS)", ["Quillfeather Aid Society", "QAS"]),
        ("GREAT QUILL COMPANY (GQC) ; LESSER QUILL COMPANY", ["GREAT QUILL COMPANY", "LESSER QUILL COMPANY", "GQC"]),
        ("Quillfeather Foundation (Kazakhstan)", ["Quillfeather Foundation"]),
        ("Second Quill Academy (XXe.018)", ["Second Quill Academy"]),
        ("Temirlan Quill (previously listed as)", ["Temirlan Quill"]),
        ("();", ["();"]),
    ],
)
def test_each_spelling_is_a_name_of_its_own(words: str, names: list[str]) -> None:
    assert spellings(words) == names


def test_a_three_letter_abbreviation_is_told_from_a_name() -> None:
    assert is_short("QAS")
    assert not is_short("QASX")
    assert not is_short("Ali")

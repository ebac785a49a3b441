import pytest

from app.domain.people.accents import FROM, TO, unaccented


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Martínez ÉCONOMIE", "martinez economie"),
        ("Marti\u0301nez", "martinez"),
        ("Łódź, Đặng, İstanbul, Ñandú", "lodz, dang, istanbul, nandu"),
        ("Сеть 島 🌊", "сеть 島 🌊"),
        ("", ""),
        (None, None),
    ],
)
def test_case_and_accents_go_and_all_else_stays(text, plain):
    assert unaccented(text) == plain


def test_the_table_is_one_letter_for_one():
    assert (len(set(FROM)), TO.isascii(), TO.islower()) == (len(FROM), True, True)

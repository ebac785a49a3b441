import pytest

from app.domain.people.names import KEY_LENGTH, name_key, slugify


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Juan-Manuel Martínez Loubier", "juan manuel MARTINEZ  loubier"),
        ("O’Neil", "O'Neil"),
        ("Łukasz Żółć", "lukasz zolc"),
        ("Straße e.V.", "STRASSE e. V."),
        ("N. D’Djamena", "N D‘Djamena"),
        ("Ёлкина", "Елкина"),
        ("مُحَمَّد", "محمد"),
        ("می\u200cخواهم", "میخواهم"),
        ("ｆｕｌｌ ｗｉｄｔｈ", "full width"),
        ("Amara\u0301", "Amará"),
        ("김민수", "김민수"),
    ],
)
def test_spellings_of_one_name_share_a_key(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("राम", "रमा"),
        ("がく", "かく"),
        ("C++ Foundation", "C Foundation"),
        ("🎉", "🌊"),
        ("★", "☆"),
        ("김", "검"),
    ],
)
def test_different_names_keep_different_keys(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("nothing", ["", "   ", "\u200b", "\n\t"])
def test_nothing_visible_has_no_key(nothing):
    assert name_key(nothing) == ""


def test_signs_alone_are_a_name():
    assert (name_key("—"), name_key("?!")) == ("—", "?!")


def test_a_key_fits_its_column_and_still_tells_long_names_apart():
    first, second = name_key("ﷺ" * 300 + " a"), name_key("ﷺ" * 300 + " b")
    assert (len(first), len(second)) == (KEY_LENGTH, KEY_LENGTH)
    assert first != second


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Juan-Manuel Martínez Loubier", "juan-manuel-martinez-loubier"),
        ("Зоя Щёголева", "zoya-shchegoleva"),
        ("Юрій Їжак", "yuriy-yizhak"),
        ("Νίκος Παπαδόπουλος", "nikos-papadopoylos"),
        ("김민수", "gimminsu"),
        ("Đặng Thị O’Neil", "dang-thi-oneil"),
        ("千恵 Mori", "mori"),
        ("C++ / R&D (2027)", "c-r-d-2027"),
    ],
)
def test_slugs_are_readable(name, slug):
    assert slugify(name) == slug


@pytest.mark.parametrize("name", ["千恵 森", "نور الحداد", "राम", "🎉", "", "—"])
def test_what_cannot_be_read_in_latin_gets_the_fallback(name):
    assert slugify(name, fallback="k3y") == "k3y"


def test_a_long_slug_ends_with_a_whole_word():
    assert slugify("word " * 30, limit=20) == "word-word-word-word"
    assert slugify("a" * 100, limit=20) == "a" * 20

"""Lists of people as others write them: columns, roles, countries by any of their names (P8)."""

from pathlib import Path

import pytest

from app.domain.people import people_csv
from app.domain.people.country_names import country_meant

LISTS = Path(__file__).parents[2] / "data" / "people"


def address(text):
    return text.casefold() if "@" in text else None


def people(data):
    data = data if isinstance(data, bytes) else data.encode()
    found = people_csv.table(people_csv.decoded(data))
    columns = people_csv.guess(found.head)
    return people_csv.read(
        found, columns, address_of=address, country_of=lambda text: country_meant(text, "en")
    )


def test_countries_by_their_un_and_everyday_names_are_known():
    lines = people((LISTS / "un-country-names.csv").read_bytes())
    assert [line.country for line in lines] == [
        "US",
        "GB",
        "VN",
        "KR",
        "RU",
        "TZ",
        "SY",
        "IR",
        "BO",
        "PS",
        "CI",
        "CD",
        "CH",
    ]
    assert [line.problems for line in lines] == [[]] * 13


def test_first_and_last_name_make_one():
    [line] = people((LISTS / "first-last-columns.csv").read_bytes())
    assert (line.name, line.email, line.problems) == ("Ana Quiroga", "ana4@example.org", [])


def test_a_hint_about_the_separator_is_a_hint():
    [line] = people((LISTS / "sep-line.csv").read_bytes())
    assert (line.number, line.name, line.roles) == (3, "Ana Quiroga", ["speaker"])


@pytest.mark.parametrize(
    ("head", "row", "encoding"),
    [
        ("Prénom;Nom;Courriel;Pays", "Ana;Quiroga;ana@example.org;Pérou", "cp1252"),
        ("Nombre,Apellidos,Correo electrónico,País", "Ana,Quiroga,ana@example.org,Perú", "utf-8"),
        ("Имя\tФамилия\tЭл. почта\tСтрана", "Ana\tQuiroga\tana@example.org\tПеру", "cp1251"),
        ("الاسم,البريد الإلكتروني,البلد", "Ana Quiroga,ana@example.org,بيرو", "utf-16"),
        ("姓名,邮箱,国家", "Ana Quiroga,ana@example.org,秘鲁", "gb18030"),
        ("\u200bName , E\u2011mail,Country\ufeff", "Ana\u200b Quiroga,ana@example.org\u200b,PER", "utf-8"),
        ("Nom,E-mail,Pays", "Ana Quiroga,ana@example.org,pe", "utf-8"),
    ],
)
def test_columns_are_known_in_the_languages_of_the_un(head, row, encoding):
    [line] = people(f"{head}\n{row}\n".encode(encoding))
    assert (line.name, line.email, line.country, line.problems) == (
        "Ana Quiroga",
        "ana@example.org",
        "PE",
        [],
    )


def test_joiners_inside_of_words_stay():
    [line] = people("Name\nعلی‌رضا\n")
    assert line.name == "علی‌رضا"


def test_lines_are_written_again_as_they_were():
    found = people_csv.table("Name;Role\nBo;wizard\nChie;speaker\n")
    lines = people_csv.read(found, ["name", "roles"], address_of=address, country_of=lambda _: None)
    assert people_csv.text_of(found, [line for line in lines if line.problems]) == "Name,Role\nBo,wizard\n"

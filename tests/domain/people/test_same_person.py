"""Two records, one person? Signs in any script, and none where nothing speaks for it (row P8)."""

import pytest

from app.domain.people.same_person import PersonRecord, RecordPair, Resemblance, mailbox, pairs, signs

COOPS = {7: "Euricse"}


def named(name, key=1, **more):
    return PersonRecord(key, name, **more)


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        ("Juan Martínez-Loubier", "juan martinez loubier", Resemblance.NAME),
        ("Jean-Luc Roy", "Jeanluc Roy", Resemblance.NAME),
        ("Dr. Élise Müller", "ELISE MÜLLER", Resemblance.NAME),
        ("Ａｍａｒａ Okafor", "Amara Okafor", Resemblance.NAME),  # full-width letters
        ("Martínez-Loubier, Juan", "Juan Martinez Loubier", Resemblance.ORDER),
        ("Tanabe Chie", "Chie Tanabe", Resemblance.ORDER),
        ("田辺 知恵", "田辺知恵", Resemblance.NAME),
        ("نورا الحسن", "نُورا الحسن", Resemblance.NAME),
        ("Анна Петрова", "Anna Petrova", Resemblance.LETTERS),
        ("김 민지", "Gim Minji", Resemblance.LETTERS),
        ("Γιώργος Σεφέρης", "Giorgos Seferis", Resemblance.LETTERS),
    ],
)
def test_one_name_in_two_spellings(one, other, sign):
    assert signs(named(one), named(other, 2)) == [sign]
    assert signs(named(other), named(one, 2)) == [sign]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Juan Loubier", "Juana Loubier"),
        ("राम", "रमा"),
        ("Ana Silva", "Ana Silva Costa"),
        ("J. Loubier", "Juan Loubier"),
        ("🙂", "🙃"),
    ],
)
def test_names_that_only_resemble_each_other_are_two(one, other):
    assert signs(named(one), named(other, 2)) == []


def test_an_alias_of_either_is_a_sign():
    known = named("Juan Loubier", aliases=("Juan Louvier",))
    assert signs(known, named("juan louvier", 2)) == [Resemblance.ALIAS]


def test_an_affiliation_supports_and_says_nothing_alone():
    one, same, stranger = (
        named("J. Loubier", organisations=COOPS),
        named("Juan Loubier", 2, organisations=COOPS),
        named("Ana Silva", 3, organisations=COOPS),
    )
    assert signs(one, same) == [Resemblance.INITIALS, Resemblance.AFFILIATION]
    assert signs(one, stranger) == []
    assert pairs([one, same, stranger]) == [
        RecordPair(1, 2, (Resemblance.INITIALS, Resemblance.AFFILIATION), "Euricse")
    ]


def test_a_part_more_needs_the_same_affiliation():
    one, other = named("Juan-Manuel Loubier"), named("Loubier, Juan", 2)
    assert signs(one, other) == []
    one, other = named(one.name, organisations=COOPS), named(other.name, 2, organisations=COOPS)
    assert [pair.signs for pair in pairs([one, other])] == [(Resemblance.MORE, Resemblance.AFFILIATION)]


def test_an_address_with_a_label_is_the_same_mailbox():
    assert mailbox("Amara+UN@Example.org") == "amara@example.org"
    one = named("Amara", addresses=("amara+un@example.org",))
    other = named("A. Okafor", 2, addresses=("old@example.org", "amara@example.org"))
    assert signs(one, other) == [Resemblance.ADDRESS]


def test_pairs_stand_the_likeliest_first_and_once():
    records = [
        named("Anna Petrova", 3),
        named("Анна Петрова", 1, addresses=("anna@example.org",)),
        named("Bo Berg", 2, addresses=("anna+x@example.org",)),
    ]
    assert pairs(records) == [
        RecordPair(1, 2, (Resemblance.ADDRESS,)),
        RecordPair(1, 3, (Resemblance.LETTERS,)),
    ]


def test_many_people_are_compared_in_no_time():
    crowd = [named(f"Person{number} Name{number}", number) for number in range(5000)]
    assert pairs([*crowd, named("Name7 Person7", 9000)]) == [RecordPair(7, 9000, (Resemblance.ORDER,))]

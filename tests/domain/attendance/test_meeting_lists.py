"""The lists that meeting tools write, as they write them: everybody once."""

from pathlib import Path

import pytest

from app.domain.attendance.meeting_lists import NOBODY, MeetingListRefused, read
from app.domain.csv_rows import QuoteOpen
from tests.support.meeting_lists import TEAMS, ZOOM

WEBEX = (
    '"Meeting Name";"First Name";"Last Name";"Attendee Email";"Join Time"\r\n"Reefs";"Bo";"Lindqvist";'
    '"bo@example.org";"09:58"\r\n"Reefs";"Chie";"Tanabe";"";"10:01"\r\n'
)


LISTS = Path(__file__).parents[2] / "data" / "lists"


def people(text):
    data = text if isinstance(text, bytes) else text.encode()
    return [(one.name, one.email, one.lines) for one in read(data)]


def test_zoom_counts_who_came_back_once():
    assert people(ZOOM) == [
        ("Amara Okafor", "amara@example.org", 1),
        ("Bo L. (Bo Lindqvist)", "bo@example.org", 2),
        ("Chie Tanabe", "", 2),
    ]


def test_teams_lists_participants_and_then_their_comings_and_goings():
    assert people(TEAMS) == [("Bo Lindqvist", "bo@example.org", 1), ("Chie Tanabe (Guest)", "", 1)]


def test_first_and_last_names_are_put_together():
    assert people(WEBEX) == [("Bo Lindqvist", "bo@example.org", 1), ("Chie Tanabe", "", 1)]


def test_a_second_device_without_an_address_is_the_same_person():
    text = "Name,Email\nBo Lindqvist,bo@example.org\nBo Lindqvist,\n李 明,\n李明,li@example.org\n"
    assert people(text) == [
        ("Bo Lindqvist", "bo@example.org", 1),
        ("李 明", "", 1),
        ("李明", "li@example.org", 1),
    ]


def test_two_people_of_one_name_with_addresses_are_two():
    assert len(people("Name,Email\nBo,bo@example.org\nBo,bo.l@example.org\nBo,\n")) == 3


@pytest.mark.parametrize(
    "text", ["", " \n", "\0", "a,b\nc,d\n", "hello", "\n" * 20_001 + "Name,Email\n", "x" * 300_000]
)
def test_what_is_no_list_is_refused(text):
    with pytest.raises(MeetingListRefused):
        people(text)


def test_names_alone_are_enough():
    assert people("Name\nBo\nChie\nBo\n") == [("Bo", "", 2), ("Chie", "", 1)]


def test_whoever_the_list_says_did_not_come_did_not():
    assert people((LISTS / "webinar-with-no-shows.csv").read_bytes()) == [
        ("Host Desk", "host@example.org", 1),
        ("Speaker One", "sp1@example.org", 1),
        ("Ana Quiroga", "ana.q@example.org", 2),
        ("Bo L", "bo@example.org", 1),
        ("15551234", "", 1),
    ]


def test_a_list_in_another_language_and_encoding_is_read():
    assert people((LISTS / "teams-french-utf16.csv").read_bytes()) == [("Émile Roy", "emile@example.org", 1)]


GERMAN = "Vollständiger Name;Erster Beitritt;E-Mail-Adresse\nJörg Groß;10:00;joerg@example.org\n"


@pytest.mark.parametrize(
    ("text", "encoding", "who"),
    [
        (GERMAN, "utf-8", ("Jörg Groß", "joerg@example.org", 1)),
        (GERMAN, "utf-8-sig", ("Jörg Groß", "joerg@example.org", 1)),
        (GERMAN, "utf-16", ("Jörg Groß", "joerg@example.org", 1)),
        (GERMAN, "utf-16-le", ("Jörg Groß", "joerg@example.org", 1)),
        (GERMAN, "cp1252", ("Jörg Groß", "joerg@example.org", 1)),
        (
            "Полное имя\tЭл. почта\nИван Петров\tivan@example.org\n",
            "cp1251",
            ("Иван Петров", "ivan@example.org", 1),
        ),
        (
            "الاسم الكامل,البريد الإلكتروني\nليلى,layla@example.org\n",
            "cp1256",
            ("ليلى", "layla@example.org", 1),
        ),
        ("姓名,邮箱\n李明,li@example.org\n", "gb18030", ("李明", "li@example.org", 1)),
        (
            "Nom|Prénom|Courriel\nRoy|Émile|emile@example.org\n",
            "utf-8",
            ("Émile Roy", "emile@example.org", 1),
        ),
        (
            "Nombre;Apellidos;Correo\nAna;Quiroga;ana@example.org\n",
            "utf-8",
            ("Ana Quiroga", "ana@example.org", 1),
        ),
        ("sep=;\nName;Email\nBo, Lord;bo@example.org\n", "utf-8", ("Bo, Lord", "bo@example.org", 1)),
    ],
)  # fmt: skip
def test_encoding_and_separator_are_those_that_yield_a_head(text, encoding, who):
    assert people(text.encode(encoding)) == [who]


def test_an_empty_line_loses_nobody():
    assert people("Name,Email\nBo,bo@example.org\n\nChie,chie@example.org\n") == [
        ("Bo", "bo@example.org", 1),
        ("Chie", "chie@example.org", 1),
    ]


def test_time_in_the_waiting_room_is_not_time_in_the_meeting():
    text = (
        "Name,Email,Join time,In Waiting Room\nBo,bo@example.org,10:00,Yes\nBo,bo@example.org,10:05,No\n"
        "Chie,chie@example.org,10:01,Yes\n"
    )
    assert people(text) == [("Bo", "bo@example.org", 1)]


@pytest.mark.parametrize(
    "no", ["No", "Nein", "Non", "Нет", "لا", "否", "Did not attend", "No-show", "absent", "FALSE"]
)
def test_no_is_understood_as_tools_say_it(no):
    text = f"Name,Email,Attended\nBo,bo@example.org,Yes\nChie,chie@example.org,{no}\n"
    assert [name for name, _, _ in people(text)] == ["Bo"]


@pytest.mark.parametrize("blank", ["", "--", "-", "n/a"])
def test_whoever_has_no_time_where_others_have_one_did_not_come(blank):
    text = f"Name,Join Time\nBo,10:01\nChie,{blank}\n"
    assert [name for name, _, _ in people(text)] == ["Bo"]


def test_a_list_without_any_time_is_a_list_of_who_came():
    assert [name for name, _, _ in people("Name,Join Time\nBo,\nChie,\n")] == ["Bo", "Chie"]


def test_a_list_in_which_nobody_came_is_refused():
    with pytest.raises(MeetingListRefused) as refusal:
        people("Name,Email,Attended\nBo,bo@example.org,No\n")
    assert refusal.value.text == NOBODY


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('Name,Email\nBo,bo@example.org\n"Chie,chie@example.org\nDo,do@example.org\n', 3),
        ('Name,Email\n"Bo,bo@example.org\n"Chie",chie@example.org\n', 2),
        ('Name,Email\n"Bo\nL.",bo@example.org\n', 2),
    ],
)
def test_an_open_quotation_mark_names_its_line(text, line):
    with pytest.raises(QuoteOpen) as refusal:
        people(text)
    assert refusal.value.params == {"line": line}


def test_a_learning_dashboard_and_a_webex_report_are_read():
    dashboard = "Name,Moderator,Activity Score,Talk time,Join,Left\nBo,TRUE,3,00:01,10:00,11:00\n"
    assert people(dashboard) == [("Bo", "", 1)]
    webex = 'Attended;Attendee Name;Attendee Email\n"Yes";"Bo";"bo@example.org"\n"No";"Do";"do@example.org"\n'
    assert people(webex) == [("Bo", "bo@example.org", 1)]

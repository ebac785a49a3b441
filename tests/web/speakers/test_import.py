import csv
import html
import io
import re

import pytest

from app.domain.access import Role
from app.queries.participants import participations_of
from app.services.partners.affiliations import given_of
from tests.support import desk, speaking

PAGE = "/desk/events/twelve-reefs/people"
HEAD = "Name;E-Mail;Role;Organization;Position;Country\n"
LIST = HEAD + "Zoë Núñez;zoe@example.org;speaker, chair;Reef Lab;director;Peru\n"


@pytest.fixture
def event(app, amara):
    return desk.event(team={Role.LEAD: amara})


@pytest.fixture
def organiser(client, sign_in, amara, event):
    return sign_in(client, amara)


def sent(organiser, data, do="look"):
    file = (io.BytesIO(data), "people.csv")
    return organiser.post(f"{PAGE}/import", data={"file": file, "do": do})


def names(event):
    return [one.name_printed for one in participations_of(event.id)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_list_is_shown_first_and_then_added_whole(organiser, event, encoding, delimiter):
    text = LIST.replace(";", delimiter)
    page = sent(organiser, text.encode(encoding)).text
    assert ("Zoë Núñez" in page, "Add one person" in page, names(event)) == (True, True, [])
    answer = organiser.post(f"{PAGE}/import", data={"text": text, "do": "add"})
    assert answer.status_code == 303
    [person] = participations_of(event.id)
    assert (person.name_printed, person.person.email, person.roles) == (
        "Zoë Núñez", "zoe@example.org", ["chair", "speaker"],
    )  # fmt: skip
    assert [str(one) for one in given_of(person)] == ["Reef Lab, director, PE"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (";x@example.org;;;;", "There is no name."),
        ("Kofi;nowhere;;;;", "is not an e-mail address."),
        ("Kofi;zoe@example.org;;;;", "The same address stands in line 2."),
        ("Kofi;;wizard;;;", "is not a role we know."),
        ("Kofi;;;;;Atlantis", "is not a country we know."),
        ("x" * 201 + ";;;;;", "A cell has more than 200 characters."),
    ],
)
def test_a_wrong_line_stays_to_be_mended_and_the_others_go_in(organiser, event, line, words):
    text = LIST + line
    page = organiser.post(f"{PAGE}/import", data={"text": text}).text
    assert (words in page, "Add one person" in page, "Add 2 people" in page) == (True, True, False)
    answer = organiser.post(f"{PAGE}/import", data={"text": text, "do": "add"})
    assert (answer.status_code, words in answer.text, names(event)) == (200, True, ["Zoë Núñez"])
    kept = re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", answer.text, re.DOTALL)[1]
    assert ("Zoë" in kept, len(kept.split("\n"))) == (False, 3)


def test_a_list_of_wrong_lines_only_adds_nobody(organiser, event):
    answer = organiser.post(f"{PAGE}/import", data={"text": HEAD + ";x@example.org;;;;", "do": "add"})
    assert (answer.status_code, "Add one person" in answer.text, names(event)) == (200, False, [])


def test_a_mended_line_goes_in_beside_those_that_did(organiser, event):
    organiser.post(f"{PAGE}/import", data={"text": f"{LIST}Kofi;;wizard;;;", "do": "add"})
    organiser.post(f"{PAGE}/import", data={"text": f"{HEAD}Kofi;;speaker;;;", "do": "add"})
    assert names(event) == ["Zoë Núñez", "Kofi"]


@pytest.mark.parametrize("name", ["=cmd()", "'=x", "-7", "'t Hooft", "@handle", "''+1", "|x", "%y"])
def test_a_name_goes_out_and_comes_back_as_the_same_name(organiser, event, new_client, name):
    speaking.somebody(event, name, "x@example.org")
    written = organiser.get(f"{PAGE}/people.csv").data
    page = sent(organiser, written).text
    assert f"<bdi>{html.escape(name, quote=True).replace('&#x27;', '&#39;')}</bdi>" in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "This is not a list"),
        (b"\x89PNG\r\n\x1a\n\0\0", "This is not a list"),
        (b"surname,mail\nA,b@example.org\n", "Say which column holds the names."),
        (b"name\n" + b"A person\n" * 20_000, "At most 500 people at once."),
    ],
)
def test_what_is_no_list_is_refused(organiser, event, data, words):
    answer = sent(organiser, data)
    assert (answer.status_code, words in answer.text, names(event)) == (422, True, [])


def test_who_is_there_already_is_passed_over(organiser, event):
    speaking.somebody(event, "Zoë Núñez", "zoe@example.org")
    text = f"{LIST}Kofi Mensah;;;;;\n"
    for _twice in range(2):
        organiser.post(f"{PAGE}/import", data={"text": text, "do": "add"})
    assert names(event) == ["Zoë Núñez", "Kofi Mensah"]


def test_what_goes_out_runs_nothing_and_comes_in_again(organiser, event):
    speaking.somebody(event, "=HYPERLINK(1)", "x@example.org", roles=["opener"])
    answer = organiser.get(f"{PAGE}/people.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert [(row["name"], row["email"], row["roles"]) for row in rows] == [
        ("'=HYPERLINK(1)", "x@example.org", "opener")
    ]
    assert "=HYPERLINK(1)" in sent(organiser, answer.data).text


def test_columns_are_guessed_shown_and_said_otherwise(organiser, event):
    text = "Surname,Mail,Ward\nTanabe,chie@example.org,Reef Lab\n"
    first = organiser.post(f"{PAGE}/import", data={"text": text})
    assert (first.status_code, 'name="column-2"' in first.text, "For example: Reef Lab" in first.text) == (
        422,
        True,
        True,
    )
    assert re.findall(r'<option value="(\w+)" selected>', first.text) == ["last", "email"]
    said = {"text": text, "column-0": "name", "column-1": "email", "column-2": "organisation"}
    assert "Add one person" in organiser.post(f"{PAGE}/import", data=said).text
    organiser.post(f"{PAGE}/import", data=said | {"do": "add"})
    [person] = participations_of(event.id)
    assert (person.name_printed, [str(one) for one in given_of(person)]) == ("Tanabe", ["Reef Lab"])


def test_two_columns_for_the_same_are_refused_and_nothing_comes_in(organiser, event):
    said = {"text": "a,b\nKofi,Mensah\n", "column-0": "name", "column-1": "name", "do": "add"}
    answer = organiser.post(f"{PAGE}/import", data=said)
    assert (answer.status_code, "Two columns are said to hold the same: Name." in answer.text) == (422, True)
    assert names(event) == []


def test_a_list_without_column_names_is_read_from_its_first_line(organiser, event):
    said = {
        "text": "Kofi,kofi@example.org\nChie,chie@example.org\n",
        "headless": "y",
        "column-0": "name",
        "column-1": "",
    }
    organiser.post(f"{PAGE}/import", data=said | {"do": "add"})
    assert names(event) == ["Kofi", "Chie"]


def test_rubbish_as_a_column_is_a_column_passed_over(organiser, event):
    said = {"text": "name,b\nKofi,x\n", "column-0": "name", "column-1": "__class__", "do": "add"}
    assert organiser.post(f"{PAGE}/import", data=said).status_code == 303
    assert names(event) == ["Kofi"]

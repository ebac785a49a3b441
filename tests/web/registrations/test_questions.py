"""The organisers' own questions: written on the desk, answered in the form, counted, exported (row R1)."""

import csv
import io
import re

import pytest

from app.domain.access import Role
from app.extensions import db
from app.models import Question, QuestionAnswer, Registration
from app.services.retention import attendees as attendee_retention
from tests.support.attendees import public_event, token
from tests.support.world import START

DESK = "/desk/events/twelve-reefs/questions"
FORM = "/events/twelve-reefs/register"
CHIE = {"name": "Chie Tanabe", "email": "chie@example.org", "country": "JP"}
KNOWN = {"words": "How do you know of us?", "kind": "one_of", "choices": "A colleague\n The forum \n\nRadio"}
ALL = [
    {"words": "Your field?", "kind": "line", "is_required": "y"},
    {"words": "What should be spoken about?", "kind": "text"},
    KNOWN,
    {"words": "Which languages?", "kind": "several_of", "choices": "English\nFrench\nTok Pisin"},
    {"words": "May we write again?", "kind": "yes_no", "is_required": "y"},
]


@pytest.fixture
def desk(client, sign_in, amara):
    public_event(team={Role.LEAD: amara}, capacity=20)
    return sign_in(client, amara)


@pytest.fixture
def asked(desk):
    for question in ALL:
        assert desk.submit(DESK, question, button="Add the question").status_code == 303
    return {one.words: f"question_{one.key}" for one in db.session.query(Question)}


def said(asked, **more):
    return {asked["Your field?"]: "Reefs", asked["May we write again?"]: "no"} | more


def answers():
    db.session.expire_all()
    rows = db.session.query(QuestionAnswer).order_by(QuestionAnswer.question_id)
    return [(one.asked, one.kind.value, one.answers) for one in rows]


def errors(page):
    return re.findall(r'id="([\w-]+)-error"', page)


def exported(client):
    text = client.get("/desk/events/twelve-reefs/registrations.csv").text.lstrip("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def test_each_kind_of_question_is_asked_answered_and_kept(desk, new_client, asked):
    fields = said(
        asked,
        **{
            asked["What should be spoken about?"]: "Cables,\r\nand who pays",
            asked["How do you know of us?"]: "The forum",
            asked["Which languages?"]: ["English", "Tok Pisin"],
        },
    )
    assert new_client().submit(FORM, CHIE | fields).status_code == 303
    assert answers() == [
        ("Your field?", "line", ["Reefs"]),
        ("What should be spoken about?", "text", ["Cables,\nand who pays"]),
        ("How do you know of us?", "one_of", ["The forum"]),
        ("Which languages?", "several_of", ["English", "Tok Pisin"]),
        ("May we write again?", "yes_no", ["no"]),
    ]
    (row,) = exported(desk)
    assert [row[question["words"]] for question in ALL] == [
        "Reefs",
        "Cables,\nand who pays",
        "The forum",
        "English; Tok Pisin",
        "no",
    ]
    page = desk.get("/desk/events/twelve-reefs/registrations/1").text
    assert [words for words in ("Reefs", "English, Tok Pisin", "Cables,") if words not in page] == []
    counted = re.findall(r"<li><bdi>(.*?)</bdi>: (\d)</li>", desk.get(DESK).text)
    assert counted == [("The forum", "1"), ("English", "1"), ("Tok Pisin", "1"), ("No", "1")]


def test_what_is_needed_is_asked_for_at_its_field_and_the_rest_stays(new_client, asked):
    client = new_client()
    refused = client.submit(FORM, CHIE | {asked["How do you know of us?"]: "Radio"})
    assert refused.status_code == 422
    assert errors(refused.text) == [asked["Your field?"], asked["May we write again?"]]
    assert 'value="Chie Tanabe"' in refused.text
    assert re.search(r'checked[^>]*value="Radio"', refused.text)
    assert db.session.query(Registration).count() == 0


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How do you know of us?", "Bribery"),
        ("Which languages?", ["English", "Klingon"]),
        ("May we write again?", "perhaps"),
        ("Your field?", "x" * 301),
        ("What should be spoken about?", "x" * 2001),
    ],
)
def test_what_was_not_offered_or_is_too_long_is_refused_at_its_field(new_client, asked, question, text):
    refused = new_client().post(FORM, data=CHIE | said(asked, **{asked[question]: text}))
    assert (refused.status_code, errors(refused.text)) == (422, [asked[question]])
    assert answers() == []


def test_answers_are_changed_and_taken_back_on_the_personal_page(desk, new_client, asked):
    client = new_client()
    client.submit(FORM, CHIE | said(asked, **{asked["Which languages?"]: ["English"]}))
    link = f"/my/{token(db.session.query(Registration).one())}"
    page = client.get(f"{link}/change").text
    assert re.search(rf'name="{asked["Your field?"]}"[^>]*value="Reefs"', page)
    changed = {asked["Your field?"]: "Cables", asked["Which languages?"]: []}
    assert client.submit(f"{link}/change", changed, button="Save").status_code == 303
    assert answers() == [("Your field?", "line", ["Cables"]), ("May we write again?", "yes_no", ["no"])]
    assert "<dd>Cables</dd>" in client.get(link).text.replace("<bdi>", "").replace("</bdi>", "")
    kept = client.get(f"{link}/data.json").json["answers"]
    assert [(one["question"], one["answers"]) for one in kept] == [
        ("Your field?", ["Cables"]),
        ("May we write again?", ["no"]),
    ]


def test_a_question_changed_later_leaves_old_answers_readable(desk, new_client, asked):
    client = new_client()
    client.submit(FORM, CHIE | said(asked, **{asked["How do you know of us?"]: "Radio"}))
    key = asked["How do you know of us?"].removeprefix("question_")
    page = desk.get(f"{DESK}/{key}").text
    assert "1 person has answered it." in page
    new = {"words": "Who told you?", "choices": "A colleague\nTelevision"}
    assert desk.submit(f"{DESK}/{key}", new, button="Save").status_code == 303
    assert ("How do you know of us?", "one_of", ["Radio"]) in answers()
    (row,) = exported(desk)
    assert row["Who told you?"] == "Radio [How do you know of us?]"
    link = f"/my/{token(db.session.query(Registration).one())}"
    assert "You answered “Radio” when this was another question." in client.get(f"{link}/change").text
    client.submit(f"{link}/change", {}, button="Save")
    assert ("How do you know of us?", "one_of", ["Radio"]) in answers()
    client.submit(f"{link}/change", {asked["How do you know of us?"]: "Television"}, button="Save")
    assert ("Who told you?", "one_of", ["Television"]) in answers()


def test_a_question_no_longer_asked_keeps_its_answers(desk, new_client, asked):
    new_client().submit(FORM, CHIE | said(asked))
    key = asked["Your field?"].removeprefix("question_")
    assert desk.submit(f"{DESK}/{key}", {"is_asked": []}, button="Save").status_code == 303
    assert asked["Your field?"] not in new_client().get(FORM).text
    assert exported(desk)[0]["Your field?"] == "Reefs"
    assert "Not asked any more" in desk.get(DESK).text


def test_deleting_says_what_goes_and_takes_it(desk, new_client, asked):
    new_client().submit(FORM, CHIE | said(asked))
    key = asked["Your field?"].removeprefix("question_")
    page = desk.get(f"{DESK}/{key}/remove").text
    assert "1 answer is deleted with it, and cannot be brought back." in page
    assert desk.submit(f"{DESK}/{key}/remove").status_code == 303
    assert answers() == [("May we write again?", "yes_no", ["no"])]
    assert desk.get(f"{DESK}/{key}").status_code == 404
    history = desk.get("/desk/events/twelve-reefs/history").text
    assert "Question to those who register" in history


def test_questions_are_put_in_order_by_buttons(desk, asked):
    key = asked["Your field?"].removeprefix("question_")
    for step, place in (("up", 0), ("down", 1), ("down", 2)):
        moved = desk.post(f"{DESK}/arrange", data={"do": f"{step}:{key}"})
        assert moved.status_code == 303
        order = re.findall(r"<b><bdi>(.*?)</bdi></b>", desk.get(moved.location).text)
        assert order.index("Your field?") == place
    assert desk.post(f"{DESK}/arrange", data={"do": "up:nothing"}).status_code == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"words": " "}, "words"),
        ({"words": "x" * 201}, "words"),
        ({"words": "how do you KNOW of us?"}, "words"),
        ({"hint": "x" * 301}, "hint"),
        ({"kind": "riddle"}, "kind"),
        ({"kind": "one_of", "choices": "One\n"}, "choices"),
        ({"kind": "several_of", "choices": "One\none"}, "choices"),
        ({"kind": "one_of", "choices": "\n".join(map(str, range(31)))}, "choices"),
        ({"kind": "one_of", "choices": "One\n" + "x" * 121}, "choices"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_at_its_field(desk, change, field):
    desk.submit(DESK, KNOWN, button="Add the question")
    typed = {"words": "Which town?", "kind": "line", "choices": "", "hint": "Kept"} | change
    refused = desk.post(DESK, data=typed)
    assert (refused.status_code, errors(refused.text)) == (422, [field])
    assert ("Kept" in refused.text) == (field != "hint")
    assert db.session.query(Question).count() == 1


def test_twenty_questions_and_no_more(desk):
    for number in range(20):
        assert desk.post(DESK, data={"words": f"No. {number}?", "kind": "line"}).status_code == 303
    assert "These are 20 questions" in desk.get(DESK).text
    refused = desk.post(DESK, data={"words": "One more?", "kind": "line"})
    assert (refused.status_code, db.session.query(Question).count()) == (422, 20)


def test_the_export_runs_nothing(desk, new_client):
    desk.submit(DESK, {"words": "=cmd()", "kind": "line"}, button="Add the question")
    key = db.session.query(Question).one().key
    new_client().submit(FORM, CHIE | {f"question_{key}": "=HYPERLINK(1)"})
    (row,) = exported(desk)
    assert row["'=cmd()"] == "'=HYPERLINK(1)"


def test_answers_go_when_their_person_is_erased(desk, new_client, asked):
    new_client().submit(FORM, CHIE | said(asked))
    attendee_retention.erase(db.session.query(Registration).one(), now=START)
    assert answers() == []


def test_the_form_costs_the_same_with_1_and_20_questions(new_client, desk, count_queries):
    costs = []
    for count in (1, 20):
        for number in range(count):
            desk.post(DESK, data={"words": f"{count}/{number}?", "kind": "line"})
        with count_queries() as statements:
            new_client().get(FORM)
        costs.append(len(statements))
    assert costs == [2, 2]

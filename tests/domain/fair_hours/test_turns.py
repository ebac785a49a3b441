"""What a fixed hour asked of people: the points that "take turns" brings along."""

from datetime import UTC, datetime

from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.turns import burdens
from app.domain.span import Span

AT = datetime(2027, 3, 10, 15, 0, tzinfo=UTC)
AMARA = Participant(ident="amara", name="Amara", zone="Africa/Lagos")
CHIE = Participant(ident="chie", name="Chie", zone="Asia/Tokyo")


def test_each_pays_by_the_own_hour():
    assert burdens([AMARA, CHIE], AT, 60) == {"amara": 0, "chie": 69}


def test_a_start_off_the_quarter_counts_from_the_quarter_before():
    assert burdens([CHIE], AT.replace(minute=10), 60) == burdens([CHIE], AT, 60)


def test_who_could_not_come_paid_nothing():
    away = Participant(ident="bo", name="Bo", zone="America/Los_Angeles", busy=(Span.lasting(AT, 60),))
    assert burdens([away], AT, 60) == {}


def test_nobody_pays_nothing():
    assert burdens([], AT, 60) == {}

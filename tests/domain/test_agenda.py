from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain import agenda
from app.domain.agenda import AgendaWarning, AgendaWarningKind, Item, ItemKind, ItemTimes

START = datetime(2023, 5, 2, 14, 0, tzinfo=UTC)


def at(minutes):
    return START + timedelta(minutes=minutes)


def talk(key, minutes, *people):
    return Item(key, ItemKind.TALK, minutes, people)


def test_start_times_follow_from_order_and_minutes():
    items = [talk("a", 5, 1), talk("b", 10, 2), talk("c", 75, 3)]
    assert agenda.item_times(items, START) == [
        ItemTimes("a", at(0), at(5)),
        ItemTimes("b", at(5), at(15)),
        ItemTimes("c", at(15), at(90)),
    ]


def test_after_an_unknown_length_no_start_is_known():
    items = [talk("a", 5, 1), talk("b", None, 2), talk("c", 10, 3)]
    assert agenda.item_times(items, START) == [
        ItemTimes("a", at(0), at(5)),
        ItemTimes("b", at(5), None),
        ItemTimes("c", None, None),
    ]


def test_without_a_start_there_are_no_instants():
    assert agenda.item_times([talk("a", 5, 1)], None) == [ItemTimes("a", None, None)]


def test_minutes_elapse_across_a_clock_change():
    # 28 March 2027: New hours begin in Europe at 01:00 UTC; instants do not care.
    start = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)
    assert agenda.item_times([talk("a", 90, 1)], start)[0].ends_at == datetime(2027, 3, 28, 2, 0, tzinfo=UTC)


def test_95_minutes_in_a_90_minute_slot_are_5_too_many():
    items = [talk("a", 45, 1), talk("b", 50, 2)]
    assert (agenda.total(items), agenda.overrun(items, 90)) == (95, 5)
    assert agenda.warnings(items, 90) == [AgendaWarning(AgendaWarningKind.OVERRUN, minutes=5)]


def test_a_full_slot_is_no_overrun():
    assert agenda.overrun([talk("a", 90, 1)], 90) == 0
    assert agenda.warnings([talk("a", 90, 1)], 90) == []


def test_unknown_minutes_count_nothing_and_are_told():
    items = [talk("a", None, 1), talk("b", 91, 2)]
    assert agenda.warnings(items, 90) == [
        AgendaWarning(AgendaWarningKind.OVERRUN, minutes=1),
        AgendaWarning(AgendaWarningKind.UNKNOWN_MINUTES, "a"),
    ]


def test_an_item_without_people_is_told_unless_it_runs_by_itself():
    items = [talk("a", 5), Item("b", ItemKind.BREAK, 5), Item("c", ItemKind.VIDEO, 5)]
    assert agenda.warnings(items, 90) == [AgendaWarning(AgendaWarningKind.UNASSIGNED, "a")]


def test_somebody_in_two_items_in_a_row_is_told():
    items = [talk("a", 5, 1, 2), talk("b", 5, 2, 3), talk("c", 5, 1)]
    assert agenda.warnings(items, 90) == [AgendaWarning(AgendaWarningKind.BACK_TO_BACK, "b", person=2)]


@given(st.lists(st.integers(1, 1440), max_size=30))
def test_the_last_end_is_the_start_plus_the_total(minutes):
    items = [talk(str(number), each, number) for number, each in enumerate(minutes)]
    ends = [slot.ends_at for slot in agenda.item_times(items, START)]
    assert (ends or [START])[-1] == START + timedelta(minutes=agenda.total(items))

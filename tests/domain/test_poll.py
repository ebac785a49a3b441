"""What answers add up to."""

from app.domain.poll import PollAnswer, Tally, tally

YES, MAYBE, NO = PollAnswer


def test_answers_are_counted():
    assert tally([YES, MAYBE, YES, NO]) == Tally(yes=2, if_need_be=1, no=1)


def test_a_start_that_shuts_nobody_out_comes_first():
    all_maybe, one_no = tally([MAYBE, MAYBE, MAYBE]), tally([YES, YES, NO])
    assert sorted([one_no, all_maybe], key=lambda one: one.order) == [all_maybe, one_no]

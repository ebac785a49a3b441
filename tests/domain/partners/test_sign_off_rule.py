"""Who has to sign, and what: the event says it, else its edition."""

from app.domain.partners.sign_off import (
    SignOffPart,
)
from app.domain.partners.sign_off_rule import SignOffRule, rule_of


def test_the_event_says_who_signs_before_its_edition_does():
    assert rule_of((None, None), (None, None)) == SignOffRule()
    own, usual = (["partner"], []), (["supporter"], ["summary", "nonsense"])
    assert rule_of(own, usual) == SignOffRule(frozenset({"partner"}))
    assert rule_of((None, None), usual) == SignOffRule(frozenset({"supporter"}), frozenset({"summary"}))
    assert rule_of(([], []), usual) == SignOffRule(frozenset())


def test_without_a_rule_the_lead_and_co_organisers_count_where_they_were_asked():
    counted = {
        (role, asked): SignOffRule().counts(role, asked=asked)
        for role in ("lead", "co_organiser", "partner", "supporter")
        for asked in (True, False)
    }
    assert {pair for pair, counts in counted.items() if counts} == {("lead", True), ("co_organiser", True)}
    assert SignOffRule(frozenset({"partner"})).counts("partner", asked=False)
    assert not SignOffRule(frozenset({"partner"})).counts("lead", asked=True)


def test_the_record_waits_only_where_somebody_said_so():
    rule = SignOffRule(frozenset({"lead"}), frozenset({"summary"}))
    assert [part for part in SignOffPart if rule.needs(part)] == [
        SignOffPart.WORDING,
        SignOffPart.TIME,
        SignOffPart.ORGANISERS,
        SignOffPart.AGENDA,
        SignOffPart.SUMMARY,
    ]

"""What the publishing rules find leads to where it is mended."""

from app.domain.publishing_rules import PublishingRule
from app.services.scheduling.publishing_checks import RuleFinding
from app.web.scheduling.mending import mending_url
from tests.support import desk


def test_every_rule_has_its_page(app):
    event = desk.event("twelve-reefs")
    with app.test_request_context():
        found = {rule.value: mending_url(RuleFinding(rule, "", {}), event) for rule in PublishingRule}
    page = "/desk/events/twelve-reefs/{}".format
    assert found == {
        **dict.fromkeys(("title", "aim", "languages"), page("details")),
        **dict.fromkeys(("hour", "closed_period", "outside_window"), page("time")),
        **dict.fromkeys(("organisations", "lead", "sign_off"), page("organisations")),
        **dict.fromkeys(("clash", "back_to_back", "interpreters"), page("people")),
        **dict.fromkeys(("agenda_too_long", "agenda_unknown", "agenda_nobody"), page("agenda")),
    }


def test_it_leads_to_the_very_field(app):
    finding = RuleFinding(PublishingRule.AIM, "", {}, "aim")
    with app.test_request_context():
        assert mending_url(finding, desk.event("twelve-reefs")) == "/desk/events/twelve-reefs/details#aim"

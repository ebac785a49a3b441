"""How much each finding weighs, before anybody sets it otherwise."""

import pytest

from app.domain.publishing_rules import (
    DEFAULTS,
    FIXED,
    LEVEL_WORDS,
    RULE_WORDS,
    Level,
    PublishingRule,
    level_of,
)


def test_every_rule_and_level_has_its_words_and_every_rule_its_level():
    assert (set(RULE_WORDS), set(DEFAULTS), set(LEVEL_WORDS)) == (
        set(PublishingRule),
        set(PublishingRule),
        set(Level),
    )


def test_the_first_setting_that_names_a_rule_holds():
    here, everywhere = {"aim": Level.IGNORE}, {"aim": Level.WARN, "lead": Level.WARN}
    levels = [level_of(rule, here, everywhere) for rule in (PublishingRule.AIM, PublishingRule.LEAD)]
    assert (levels, level_of(PublishingRule.SIGN_OFF, here, everywhere)) == (
        [Level.IGNORE, Level.WARN],
        Level.PUBLISHING,
    )


@pytest.mark.parametrize("rule", sorted(FIXED))
def test_a_fixed_rule_blocks_whatever_is_set(rule):
    assert level_of(rule, {rule.value: Level.IGNORE}) is Level.BLOCK

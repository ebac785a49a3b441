"""The language of a mail: the one its reader wrote down, where dates can be written in it."""

import pytest

from app.services.mail.locale import mail_locale


@pytest.mark.parametrize(
    ("wish", "locale"),
    [
        ("ja", "ja"),
        ("pt-BR", "pt_BR"),
        ("zh-Hant-TW", "zh_Hant_TW"),
        (None, "en"),
        ("", "en"),
        ("klingon", "en"),
        ("../../x", "en"),
        ("tlh", "en"),
    ],
)
def test_a_language_that_dates_have_is_taken_and_any_other_is_english(wish, locale):
    assert mail_locale(wish) == locale

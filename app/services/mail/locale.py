"""The language of a mail to somebody whose wish is on record."""

from babel import Locale, UnknownLocaleError


def mail_locale(language: str | None) -> str:
    """Return the language somebody reads, where it is one that dates can be written in."""
    try:
        return str(Locale.parse((language or "en").replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        return "en"

"""Countries in the reader's language."""

from flask_babel import get_locale

from app.domain.people.country_names import countries


def country_name(code: str | None) -> str:
    """Return a country's name."""
    return str(get_locale().territories.get(code or "", code or ""))


def country_names() -> list[str]:
    """Return the names to suggest."""
    return list(countries(str(get_locale())).values())

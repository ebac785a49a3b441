"""What templates do with values: cleaned Markdown, dates and languages in words, versioned files."""

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from babel.dates import format_date
from flask import Flask, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from jinja2 import StrictUndefined

from app.domain.clocks import zones
from app.domain.people.affiliation import AffiliationGiven
from app.domain.people.person_roles import ROLE_WORDS, PersonRole
from app.web import reader
from app.web.words.countries import country_name
from app.web.words.languages import capital, language_name
from app.web.words.markdown import markdown
from app.web.words.sentences import sentence
from app.web.words.states import state_words
from app.wording import stored_hours
from app.wording.dates import city, long_date, short_date
from app.wording.when import UTC_ZONE


def initials(name: str) -> str:
    """Return one or two letters that stand for a name; what stands in brackets is not part of it."""
    words = [word for word in re.sub(r"\(.*?\)|\[.*?\]", " ", name).split() if word[0].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def role_names(roles: Iterable[str]) -> str:
    """Say several roles in one line: "Opening, Speaker"."""
    return ", ".join(_(ROLE_WORDS[PersonRole(role)]) for role in roles if role in ROLE_WORDS)


def affiliation_line(given: AffiliationGiven) -> str:
    """Say an affiliation as it is printed: "Euricse, director, Italy"."""
    return ", ".join(filter(None, (given.organisation, given.title, country_name(given.country))))


def moment(instant: datetime) -> str:
    """Say an instant on the reader's clock, and whose it is: "24 Nov 2026, 15:44 Kolkata"."""
    zone = reader.zone_name() or UTC_ZONE
    wall = zones.wall_at(instant, zone)
    day = format_date(wall.date(), "medium", locale=get_locale())
    return f"{day}, {wall:%H:%M} {'UTC' if zone == UTC_ZONE else city(zone)}"


def init(app: Flask) -> None:
    """Register filters and globals; an undefined name is an error, not an empty string."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        markdown=markdown,
        language_name=language_name,
        capital=capital,
        country_name=country_name,
        initials=initials,
        sentence=sentence,
        city=city,
        long_date=long_date,
        short_date=short_date,
        role_names=role_names,
        affiliation_line=affiliation_line,
        moment=moment,
        hours_in_words=stored_hours.in_words,
        compared=stored_hours.compared,
    )
    app.jinja_env.globals["state_words"] = state_words
    versions: dict[str, str] = {}

    def static(path: str) -> str:
        """Address a static file by its content, so that it may be cached for ever."""
        if path not in versions or app.debug:
            versions[path] = hashlib.sha256(Path(str(app.static_folder), path).read_bytes()).hexdigest()[:12]
        return url_for("static", filename=path, v=versions[path])

    @app.context_processor
    def words() -> dict[str, Any]:
        locale = get_locale()
        return {
            "static": static,
            "lang": locale.language,
            "text_direction": locale.text_direction,
            "zone_data_version": zones.zone_data_version(),
            "languages": app.extensions["languages"],
        }

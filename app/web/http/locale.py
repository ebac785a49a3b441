"""The language of the interface: what the reader chose, else what the browser asks for, else English."""

from pathlib import Path

from flask import Flask, has_request_context, request
from flask_babel import Babel

from app.config import ROOT

COOKIE = "sidestage_language"
SOURCE = "en"


def available() -> list[str]:
    """List the languages the interface speaks: the source and every compiled catalogue."""
    catalogues = sorted(
        path.parent.parent.name for path in Path(ROOT, "translations").glob("*/LC_MESSAGES/*.mo")
    )
    return [SOURCE, *catalogues]


def init(app: Flask, babel: Babel) -> None:
    """Let Babel ask us which language a request speaks."""
    languages = available()

    def select() -> str:
        if not has_request_context():
            return SOURCE
        chosen = request.cookies.get(COOKIE, "")
        return chosen if chosen in languages else request.accept_languages.best_match(languages, SOURCE)

    def formats() -> str:
        """English here is read around the world: day before month, 24 hours."""
        language = select()
        return "en_GB" if language == SOURCE else language

    babel.init_app(app, locale_selector=formats, default_timezone="UTC")
    app.extensions["languages"] = languages

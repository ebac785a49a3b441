"""What a mail says first: its subject, its heading, and the sentence that begins it."""

from typing import NamedTuple

from flask_babel import gettext as _


class News(NamedTuple):
    """Marked for translation where they are written, translated and filled in by `told`."""

    subject: str
    heading: str
    lead: str


def told(news: News, *, reason: str = "", **values: object) -> News:
    """Return the news in the locale in force, `values` filled in; the lead ends with the reason, if any."""
    subject, heading, lead = (_(text, **values) for text in news)
    return News(subject, heading, with_reason(lead, reason))


def with_reason(sentence: str, reason: str) -> str:
    """Return a sentence, and why: in the organisers' words; the sentence alone where they gave none."""
    return f"{sentence} {_('The reason: %(reason)s', reason=reason)}" if reason else sentence

"""Searches find what was public before their texts were kept: what is missing is written, some at a time."""

from flask import Flask

from app.extensions import db
from app.services import search_texts


def fill_search(app: Flask) -> int:
    """Write the texts that are missing; return of how many."""
    count = 0
    with app.app_context():
        while written := search_texts.fill():
            db.session.commit()
            count += written
    return count

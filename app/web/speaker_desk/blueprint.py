"""A speaker's desk behind a personal link: answer, profile, consents, slides, tech check."""

from flask import Blueprint

blueprint = Blueprint("speaker_desk", __name__)
DESK = "/speak/<token>"

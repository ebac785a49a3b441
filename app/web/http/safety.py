"""What a request may cost: reading ones take no write lock, and only known senders may send much."""

from flask import Flask, request, session

from app import sqlite

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
TAKES_FILES = frozenset({"library.add_material", "library.material_content", "speaker_desk.slides"})
LARGEST_FORM = 22 * 1024**2  # bytes; a photo of 20 MB included


def init(app: Flask) -> None:
    """Say of every request how much it may send, and whether it may write."""

    def limit_body() -> None:
        may_be_long = request.endpoint in TAKES_FILES and (
            "_user_id" in session or request.blueprint == "speaker_desk"
        )
        if not may_be_long:
            request.max_content_length = min(LARGEST_FORM, app.config["MAX_CONTENT_LENGTH"])

    # Before the check of the form's token, which reads the body: nobody unknown shall fill the disk with it.
    app.before_request_funcs.setdefault(None, []).insert(0, limit_body)

    @app.before_request
    def choose_transaction() -> None:
        sqlite.read_only(reading=request.method in SAFE_METHODS)

    @app.teardown_request
    def leave_transaction(_error: BaseException | None) -> None:
        sqlite.read_only(reading=False)

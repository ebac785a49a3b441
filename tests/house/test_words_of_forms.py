"""No sentence of the form library reaches a page: all come from our own words (row X5)."""

import ast
from pathlib import Path

import flask_wtf
import wtforms
from flask_wtf import FlaskForm

from app.web.forms.base import Form
from tests.support import sources


def sentences():
    """Return every message that WTForms and Flask-WTF can put at a field."""
    found = set()
    for package in (wtforms, flask_wtf):
        for path in Path(package.__file__).parent.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                is_message = isinstance(node, ast.Call) and sources.dotted(node.func).split(".")[-1] in {
                    "gettext",
                    "ngettext",
                }
                for word in node.args if is_message else []:
                    if isinstance(word, ast.Constant) and isinstance(word.value, str):
                        found.add(word.value)
    return found


def test_every_message_of_the_library_has_words_of_ours(app):
    known = sentences()
    assert {"Not a valid choice.", "Not a valid date value.", "This field is required."} <= known
    with app.test_request_context():
        words = Form().meta.get_translations(None)
        said = {sentence: words.gettext(sentence) for sentence in known}
        said |= {sentence: words.ngettext(sentence, sentence, 2) for sentence in known}
    assert {sentence for sentence, ours in said.items() if ours == sentence or ours in known} == set()
    assert {ours % {} for ours in said.values()} == set(said.values())  # filled in by the library


def test_every_form_is_one_of_ours(app):
    def below(form):
        return [kind for direct in form.__subclasses__() for kind in (direct, *below(direct))]

    theirs = [form for form in below(FlaskForm) if form.__module__.startswith("app.")]
    assert len(theirs) > 30
    assert [form for form in theirs if not issubclass(form, Form)] == []

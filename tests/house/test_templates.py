"""Templates compile, are used, speak through gettext, and carry no style, script or open form."""

import ast
import re

import pytest
from jinja2 import meta

from tests.support import sources, template_reader

TEMPLATES = template_reader.all_templates()
SPOKEN = [
    name for name in TEMPLATES if not name.startswith("gallery/")
]  # there, macros are called by their names
# Words that are the same in every language: names, standards, file endings, codes.
ALLOWED = {
    "Sidestage",
    "UTC",
    "IANA",
    "iCalendar",
    "WebVTT",
    "PDF",
    "CSV",
    "QR",
    "URL",
    "Markdown",
    "KB",
    "MB",
    "GB",
}
ALLOWED |= {"Google", "Calendar", "Outlook", "com", "Microsoft", "Yahoo"}
ALLOWED_SENTENCES = {"Sidestage", "Markdown", "Hidden"}
# WTForms' own names, compared in components/field.html.
TYPE_NAME = re.compile(r"\w+(?:Field|Input)$")
FORM = re.compile(r"<form\b[^>]*\bmethod\s*=\s*[\"']?post\b.*?</form>", re.IGNORECASE | re.DOTALL)
TOKEN = re.compile(r"csrf_token|csrf_field|hidden_tag\(")
FORBIDDEN = {
    "inline style": re.compile(r"\sstyle\s*=|<style\b", re.IGNORECASE),
    "inline script": re.compile(r"<script\b(?![^>]*(?:\bsrc=|application/ld\+json))", re.IGNORECASE),
    "inline handler": re.compile(r"<[^>{]*\son[a-z]+\s*=", re.IGNORECASE),
    "script address": re.compile(r"=\s*[\"']?\s*javascript:", re.IGNORECASE),
    "another host": re.compile(
        r"<(?:script|link|img|iframe|source|video)\b[^>]*(?:src|href)=[\"']https?://", re.IGNORECASE
    ),
}


def strings_in_code() -> set[str]:
    """Return every string constant of the program: templates are named by them."""
    return {
        node.value
        for tree in sources.modules("app/").values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def is_named(template: str, strings: set[str]) -> bool:
    """Tell whether a template is named: whole, as a message, as an error's status, or as a part of a page."""
    folder, _, rest = template.partition("/")
    if folder == "mail":
        return rest.partition("/")[0] in strings
    if folder == "errors":
        return rest.removesuffix(".html").isdigit()
    beside = template_reader.strings(folder)  # {% include "folder/" ~ part ~ ".html" %} over a list of parts
    return template in strings or {f"{folder}/", rest.removesuffix(".html")} <= beside


def referenced(template: str) -> set[str]:
    """Return the templates that a template extends, includes or imports."""
    return {name for name in meta.find_referenced_templates(template_reader.tree(template)) if name}


@pytest.mark.parametrize("template", TEMPLATES)
def test_template_compiles(template, migrated_app):
    migrated_app.jinja_env.compile(TEMPLATES[template], template)


def test_every_template_is_used():
    strings = strings_in_code()
    used = {template for template in TEMPLATES if is_named(template, strings)}
    waiting = set(used)
    while waiting:
        waiting = {name for template in waiting for name in referenced(template) if name in TEMPLATES} - used
        used |= waiting
    assert sorted(set(TEMPLATES) - used) == []


def test_every_template_that_is_named_exists():
    named = {name for template in TEMPLATES for name in referenced(template)}
    named |= {text for text in strings_in_code() if re.fullmatch(r"[a-z_]+/[a-z_/]+\.(html|txt)", text)}
    assert sorted(named - set(TEMPLATES)) == []


def test_no_imported_macro_is_unused():
    assert [
        f"{template}: {macro} from {source}"
        for template in TEMPLATES
        for source, macro in template_reader.imported_macros(template)
        if macro not in template_reader.used_names(template)
    ] == []


def test_every_visible_word_goes_through_gettext():
    assert {
        template: words for template in SPOKEN if (words := template_reader.bare_words(template, ALLOWED))
    } == {}


def test_no_sentence_hides_in_an_expression():
    assert [
        f"{template}: {sentence}"
        for template in SPOKEN
        for sentence in template_reader.untranslated_sentences(template)
        if sentence not in ALLOWED_SENTENCES and not TYPE_NAME.match(sentence)
    ] == []


def test_no_template_chooses_between_three_sentences():
    assert [
        f"{template}:{line}" for template in SPOKEN for line in template_reader.choices_of_sentences(template)
    ] == []


def test_labels_of_forms_go_through_gettext():
    assert [
        f"{name}:{node.lineno} {node.args[0].value}"
        for name, tree in sources.modules("app/web/").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (sources.dotted(node.func).endswith("Field") or sources.dotted(node.func) == "flash")
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    ] == []


def test_every_posting_form_has_its_token():
    assert [
        template
        for template, source in TEMPLATES.items()
        for form in FORM.findall(source)
        if not TOKEN.search(form)
    ] == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_carries(what):
    pages = {
        name: source for name, source in TEMPLATES.items() if not (what == "inline style" and "mail" in name)
    }
    assert [
        f"{name}: {found.group()}"
        for name, source in pages.items()
        if (found := FORBIDDEN[what].search(source))
    ] == []

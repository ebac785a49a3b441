"""Templates read as syntax trees and as HTML, for the tests that police them."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes

from tests.support import sources

TRANSLATE = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
SPOKEN_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "aria-description", "label", "summary"}
SILENT_ELEMENTS = {"script", "style", "code", "kbd", "pre"}
_HOLE = "\x00"  # stands for an expression


@cache
def environment() -> Environment:
    """Return an environment that reads templates as the program does."""
    return Environment(
        loader=FileSystemLoader(sources.TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )


@cache
def all_templates() -> dict[str, str]:
    """Return name -> source of every template."""
    found = sources.below("templates", ".html", ".txt", ".xml", ".svg")
    return {
        path.relative_to(sources.TEMPLATES).as_posix(): path.read_text(encoding="utf-8") for path in found
    }


@cache
def tree(name: str) -> nodes.Template:
    """Return the syntax tree of one template."""
    return environment().parse(all_templates()[name], name)


def strings(folder: str) -> set[str]:
    """Return every string constant in the templates of one folder."""
    inside = [name for name in all_templates() if name.startswith(f"{folder}/")]
    found = (node.value for name in inside for node in tree(name).find_all(nodes.Const))
    return {value for value in found if isinstance(value, str)}


def _follow(block: list[str], muted: list[bool]) -> None:
    """Enter or leave a passage: a translated one, or a block that fills an attribute (its name says so)."""
    first, second = (*block, "", "")[:2]
    if first in {"trans", "block"}:
        muted.append(first == "trans" or second.endswith(("_class", "_attributes")))
    elif first in {"endtrans", "endblock"} and muted:
        muted.pop()


def literal_text(name: str) -> str:
    """Return what a template says by itself: no translated passage, a hole for each expression."""
    said: list[str] = []
    block: list[str] = []
    muted: list[bool] = []  # one entry for each passage that is open: is it out of a reader's sight?
    for _line, kind, value in environment().lex(all_templates()[name]):
        if kind == "block_begin":
            block.clear()
        elif kind == "name":
            block.append(value)
        elif kind == "block_end":
            _follow(block, muted)
        elif kind == "variable_begin":
            said.append(_HOLE)
        elif kind == "data" and not any(muted):
            said.append(value)
    return "".join(said)


class Heard(HTMLParser):
    """Collects the words a reader would see or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT_ELEMENTS
        self.said += [value for key, value in attrs if key in SPOKEN_ATTRIBUTES and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT_ELEMENTS and self._silent > 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)


def bare_words(name: str, allowed: set[str]) -> list[str]:
    """Return the words of a template that no translator would see."""
    text = literal_text(name)
    if name.endswith(".html"):
        heard = Heard()
        heard.feed(text)
        text = " ".join(heard.said)
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"https?://\S+|\S*\x00\S*", " ", text))
    return [word for word in words if word not in allowed]


def untranslated_sentences(name: str) -> Iterator[str]:
    """Yield strings inside expressions that read like words for people and pass through no gettext."""

    def walk(node: nodes.Node) -> Iterator[str]:
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in TRANSLATE:
            return
        if isinstance(node, nodes.Const) and isinstance(node.value, str):
            if re.match(r"[A-Z][a-z]+(?: [\w’']+)*[.!?…]?$", node.value):
                yield node.value
            return
        for child in node.iter_child_nodes():
            yield from walk(child)

    yield from walk(tree(name))


def choices_of_sentences(name: str) -> Iterator[int]:
    """Yield the line of each choice among three or more sentences: Python chooses, and tests it there."""
    for choice in tree(name).find_all((nodes.CondExpr, nodes.If)):
        if isinstance(choice, nodes.CondExpr):
            if isinstance(choice.expr2, nodes.CondExpr) and _speaks(choice):
                yield choice.lineno
            continue
        branches = [*filter(None, (choice.body, *(other.body for other in choice.elif_), choice.else_))]
        if len(branches) > 2 and all(map(_is_a_sentence, branches)):
            yield choice.lineno


def _speaks(node: nodes.Node) -> bool:
    calls = node.find_all(nodes.Call)
    return any(isinstance(call.node, nodes.Name) and call.node.name in TRANSLATE for call in calls)


def _is_a_sentence(branch: list[nodes.Node]) -> bool:
    """Tell whether a branch prints one translated sentence, perhaps between two tags, and nothing else."""
    said = [part for node in branch if isinstance(node, nodes.Output) for part in node.nodes]
    spoken = [part for part in said if not isinstance(part, nodes.TemplateData)]
    return len(spoken) == 1 and isinstance(spoken[0], nodes.Call) and _speaks(nodes.Output(spoken))


def imported_macros(name: str) -> Iterator[tuple[str, str]]:
    """Yield (template it comes from, name here) of every import."""
    for node in tree(name).find_all((nodes.FromImport, nodes.Import)):
        source = node.template.value if isinstance(node.template, nodes.Const) else "?"
        if isinstance(node, nodes.Import):
            yield source, node.target
        else:
            for one in node.names:
                yield source, one[1] if isinstance(one, tuple) else one


def used_names(name: str) -> set[str]:
    """Return every name that a template reads."""
    return {node.name for node in tree(name).find_all(nodes.Name) if node.ctx == "load"}

"""Read the forms of a page the way a browser does, so that tests post what a person could have posted."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from werkzeug.datastructures import MultiDict

_NOT_SENT = {"submit", "button", "reset", "image", "file"}


@dataclass
class Form:
    """One form: where it goes, what it holds at first, which names it knows."""

    method: str
    action: str
    values: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    words: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select: str | None = None
        self._chosen: str | None = None
        self._textarea: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._form = Form((given.get("method") or "get").lower(), given.get("action") or "")
            self.forms.append(self._form)
        if self._form is None:
            return
        name = given.get("name") or ""
        if name and tag in {"input", "select", "textarea", "button"} and "disabled" not in given:
            self._form.names.add(name)
            self._begin(tag, name, given)
        elif tag == "option" and self._select and ("selected" in given or self._chosen is None):
            self._chosen = given.get("value") or ""

    def _begin(self, tag: str, name: str, given: dict[str, str | None]) -> None:
        assert self._form is not None
        if tag == "select":
            self._select, self._chosen = name, None
        elif tag == "textarea":
            self._textarea, self._text = name, ""
        elif tag == "input":
            kind = given.get("type") or "text"
            if kind in _NOT_SENT or (kind in {"checkbox", "radio"} and "checked" not in given):
                return
            self._form.values.append((name, given.get("value") or ("on" if kind == "checkbox" else "")))

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            self._text += data
        elif self._form is not None:
            self._form.words += data

    def handle_endtag(self, tag: str) -> None:
        if self._form is None:
            return
        if tag == "select" and self._select:
            if self._chosen is not None:
                self._form.values.append((self._select, self._chosen))
            self._select = None
        elif tag == "textarea" and self._textarea is not None:
            self._form.values.append((self._textarea, self._text.removeprefix("\n")))
            self._textarea = None
        elif tag == "form":
            self._form = None


def forms_of(page: str) -> list[Form]:
    """Return every form of the page, in order."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms


def filled(
    page: str, fields: dict[str, Any], *, button: str | None = None
) -> tuple[str, MultiDict[str, Any]]:
    """Return the action and the data of the page's form with `fields` typed over what it holds.

    Among several forms, `button` (a word shown in it) decides, else the first that knows every field.
    """
    posting = [form for form in forms_of(page) if form.method == "post"]
    fitting = [form for form in posting if button is None or button in form.words]
    fitting = [form for form in fitting if form.names >= set(fields)]
    if not fitting:
        known = "; ".join(", ".join(sorted(form.names)) for form in posting) or "no form that posts"
        raise AssertionError(f"no form takes {sorted(fields)} (button {button!r}); the page has: {known}")
    form = fitting[0]
    data: MultiDict[str, Any] = MultiDict((name, value) for name, value in form.values if name not in fields)
    for name, value in fields.items():
        for one in value if isinstance(value, list) else [value]:
            data.add(name, one)
    return form.action, data

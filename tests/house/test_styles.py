"""Styles: light, and the same for scripts that run the other way."""

import re

from tests.support import sources

SHEETS = {
    sources.name(path): path.read_text(encoding="utf-8") for path in sources.below("app/static/css", ".css")
}
LIMIT = 30 * 1024
PHYSICAL = re.compile(
    r"(?<![\w-])(?:"
    r"(?:scroll-)?(?:margin|padding)-(?:left|right|top|bottom)"
    r"|border-(?:left|right|top|bottom)(?:-\w+)?"
    r"|border-(?:top|bottom)-(?:left|right)-radius"
    r"|(?:left|right|top|bottom)"
    r")\s*:"
    r"|(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)"
)


def without_comments(sheet: str) -> str:
    """Return the sheet with its comments blanked."""
    return re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)


def test_all_styles_together_weigh_less_than_30_kb():
    sizes = {name: len(sheet.encode()) for name, sheet in SHEETS.items()}
    assert sum(sizes.values()) <= LIMIT, sizes


def test_no_style_says_left_or_right():
    assert [
        f"{name}: {found.group()}"
        for name, sheet in SHEETS.items()
        for found in PHYSICAL.finditer(without_comments(sheet))
    ] == []


def test_colours_come_from_the_tokens():
    assert [
        f"{name}: {found}"
        for name, sheet in SHEETS.items()
        if not name.endswith(("tokens.css", "print.css"))
        for found in re.findall(r":[^;{}]*#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", without_comments(sheet))
    ] == []


def test_every_rule_lives_in_a_layer():
    outside = {}
    for name, sheet in SHEETS.items():
        text = re.sub(r"\s+", " ", without_comments(sheet)).strip()
        if text and not text.startswith(("@layer", "@import", "@charset", "@font-face")):
            outside[name] = text[:60]
    assert outside == {}

"""What the repository as a whole may not say, and what it may not take on trust."""

import hashlib
import json
import re
import tomllib

from tests.support import sources

# A bracket in each, so that this file may be in the repository too.
FORBIDDEN = {
    "a path of one machine": re.compile(r"/wor[k]/|/tmp/blue[p]rint|/roo[t]/"),
    "a package registry": re.compile(
        r"pyp[i]\.org|pythonhoste[d]\.org|npmj[s]\.(?:org|com)|deb\.debia[n]\.org", re.IGNORECASE
    ),
    "an issue number": re.compile(r"\b(?:issue|ticket)s? #?\d+\b|\(#\d+\)", re.IGNORECASE),
}
MAILBOX = re.compile(r"\b[\w.+-]+@((?:[\w-]+\.)+[a-z]{2,})\b")
RESERVED = re.compile(
    r"(?:.+\.)?example(?:\.(?:org|com|net))?|.+\.(?:example|invalid|test|localhost)", re.IGNORECASE
)
VENDOR = sources.ROOT / "app" / "static" / "vendor"
REQUIREMENTS = sources.ROOT / "requirements"


def pins(name: str) -> dict[str, str]:
    """Return package -> version of one lock file."""
    text = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


def asked(name: str) -> set[str]:
    """Return the packages that one requirements/*.in names, with those it includes."""
    lines = (REQUIREMENTS / f"{name}.in").read_text(encoding="utf-8").splitlines()
    names = {re.split(r"[\[=<>~ ;#]", line)[0].lower() for line in lines if re.match(r"[a-zA-Z]", line)}
    for line in lines:
        if line.startswith("-r "):
            names |= asked(line.removeprefix("-r ").removesuffix(".in"))
    return names


def test_nothing_names_a_machine_a_registry_or_an_issue():
    assert [
        f"{name}: {what}: {found.group()}"
        for name, text in sources.texts()
        for what, pattern in FORBIDDEN.items()
        if (found := pattern.search(text))
    ] == []


def test_every_mail_address_is_a_reserved_one():
    assert [
        f"{name}: {found.group()}"
        for name, text in sources.texts()
        for found in MAILBOX.finditer(text)
        if not RESERVED.fullmatch(found.group(1))
    ] == []


def test_lock_files_name_no_address_and_pin_everything_with_hashes():
    for name in ("base", "test", "dev"):
        text = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")
        assert re.findall(r"https?:|file:|--(?:extra-)?index|--find-links|@ ", text) == []
        blocks = re.split(r"\n(?=[\w.-]+==)", text)[1:]
        assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_lock_files_answer_what_is_asked_and_agree():
    assert {name: asked(name) - set(pins(name)) for name in ("base", "test", "dev")} == {
        "base": set(),
        "test": set(),
        "dev": set(),
    }
    assert pins("base").items() <= pins("test").items() <= pins("dev").items()


def test_vendored_files_are_those_of_the_manifest():
    manifest = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))
    listed = {entry["file"]: entry["sha256"] for entry in manifest}
    found = {path.relative_to(VENDOR).as_posix(): path for path in VENDOR.rglob("*") if path.is_file()}
    del found["manifest.json"]
    assert {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in found.items()} == listed
    for entry in manifest:
        assert set(entry) == {"file", "name", "version", "source", "licence", "sha256"}
        assert re.fullmatch(r"\d+(\.\d+)+", entry["version"])


def test_every_blueprint_stands_beside_the_others_above_what_they_share():
    project = tomllib.loads((sources.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(one for one in project["tool"]["importlinter"]["contracts"] if one["id"] == "blueprints")
    named = {word.strip() for word in contract["layers"][0].split("|")}
    inside = {path.parent.name for path in sources.below("app/web", ".py") if path.name == "blueprint.py"}
    assert (inside, contract["exhaustive"]) == (named, True)


def test_every_file_that_the_recipes_name_is_there():
    text = (sources.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    written = re.findall(r"`((?:app|tests|templates|docs|migrations)/[^`<{*]+)`", text)
    assert len(written) > 30
    assert [path for path in written if not (sources.ROOT / path).exists()] == []

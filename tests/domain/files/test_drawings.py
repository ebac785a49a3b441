"""What an SVG may be: shapes stay, notes go, and what could act, fetch or unfold is refused."""

import pytest

from app.domain.files import drawings
from app.domain.files.drawings import DrawingRefused, cleaned, is_drawing
from tests.support.work import at_most_calls

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def drawing(inside, before=""):
    return f"{before}{HEAD}{inside}</svg>".encode()


def refusal(data):
    with pytest.raises(DrawingRefused) as caught:
        cleaned(data)
    return caught.value.text


def test_shapes_stay_and_notes_of_programs_go():
    given = drawing(
        '<metadata><x xmlns="urn:x">secret</x></metadata><title>Logo</title>'
        '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs>'
        '<style>.b{fill:url( "#a" )}</style><use xlink:href="#c" data-x="1" xml:space="preserve"/>'
        '<g xmlns:i="urn:i" i:note="x"><path id="c" d="M0 0h5" style="fill:url(\'#a\')"/></g>',
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG" "http://www.w3.org/x.dtd"><!-- x -->',
    )
    assert cleaned(given) == (
        '<svg xmlns="http://www.w3.org/2000/svg"><defs><linearGradient id="a"><stop offset="0"></stop>'
        '</linearGradient></defs><style>.b{fill:url( "#a" )}</style><use href="#c" data-x="1"></use>'
        '<g><path id="c" d="M0 0h5" style="fill:url(\'#a\')"></path></g></svg>'
    )


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        ("<script>alert(1)</script>", drawings.REFUSED["script"]),
        ('<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>', drawings.REFUSED["script"]),
        ('<g><foreignObject><b xmlns="x"/></foreignObject></g>', drawings.REFUSED["foreignObject"]),
        ('<rect onload="alert(1)"/>', drawings.ACTS),
        ('<rect ONCLICK="alert(1)"/>', drawings.ACTS),
        ('<a href="#x"><rect/></a>', drawings.REFUSED["a"]),
        ('<image href="data:image/png;base64,AA=="/>', drawings.REFUSED["image"]),
        ("<text>Seas</text>", drawings.REFUSED["text"]),
        ('<use href="https://example.org/x.svg#a"/>', drawings.LEAVES),
        ('<use xlink:href="file:///etc/passwd"/>', drawings.LEAVES),
        ('<use href="data:image/svg+xml,x#a"/>', drawings.LEAVES),
        ('<rect fill="url(https://example.org/x)"/>', drawings.LEAVES),
        ('<rect style="fill:url( //example.org/x )"/>', drawings.LEAVES),
        ("<style>@import 'https://example.org/x.css';</style>", drawings.LEAVES),
        (r"<style>.a{fill:u\72l(//example.org)}</style>", drawings.LEAVES),
        ('<animate attributeName="href" to="javascript:alert(1)"/>', drawings.MOVES),
        ('<set attributeName="onload" to="alert(1)"/>', drawings.MOVES),
        ("<mesh/>", drawings.UNKNOWN),
        ("<g>" * 100 + "</g>" * 100, drawings.UNFOLDS),
        ("<g/>" * 10_001, drawings.UNFOLDS),
        ("<g>", drawings.BROKEN),
    ],
)
def test_what_could_act_is_refused(inside, why):
    assert refusal(drawing(inside)) == why


def test_entities_are_refused_before_they_unfold():
    bomb = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    outside = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    assert {refusal(drawing("<g>&b;</g>", before)) for before in (bomb, outside)} == {drawings.ENTITIES}


def test_shapes_that_use_shapes_that_use_shapes_are_counted_without_drawing_them():
    """Thirty levels of ten would draw 10^29 shapes; the work grows with the 330 that are written."""
    levels = "".join(f'<g id="l{n}">' + f'<use href="#l{n - 1}"/>' * 10 + "</g>" for n in range(1, 30))
    bomb = drawing(f'<g id="l0"><path d="M0 0h9"/></g>{levels}')
    with at_most_calls(10_000):
        assert refusal(bomb) == drawings.UNFOLDS
    assert (
        refusal(drawing('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')) == drawings.UNFOLDS
    )


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<svg/>', True),
        ("<svg/>".encode("utf-16"), True),
        (b"<!-- a note --> <SVG>", True),
        (b"<!doctype html><svg>", False),
        (b"\x89PNG <svg", False),
        (b"", False),
    ],
)
def test_a_drawing_is_known_by_its_beginning(data, is_one):
    assert is_drawing(data) is is_one


def test_what_is_no_svg_at_all_is_refused():
    assert {refusal(data) for data in (b"", b"<svg/>", b"<html xmlns='x'/>", b"\xff\xfe")} == {
        drawings.BROKEN
    }

"""Numbers from outside have one way in (row X5): web/http/numbers.py reads and bounds them."""

import ast

from tests.support import sources

OF_OURS = {
    "app/web/speakers/around.py": "minutes of a difference",
    "app/web/finder/starts.py": "an instant's own number",
    "app/web/forms/posting.py": "a setting",
    "app/web/speaker_desk/file_steps.py": "one of three choices",
    "app/web/http/numbers.py": "the way in",
}


def test_only_the_bounded_reader_makes_numbers_of_texts():
    made = {
        name
        for name, tree in sources.modules("app/web/").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and sources.dotted(node.func) in {"int", "float", "Decimal"}
    }
    assert made == set(OF_OURS)

"""Numbers as text, as the format's own page writes them."""

from app.domain.metrics import Metric, by_label, exposition


def test_every_metric_says_what_it_is():
    metrics = [
        Metric("mails", "Mails by state.", by_label("state", {"sent": 1234567, "failed": 0})),
        Metric("waited_seconds", "How long.", [({}, 0.5)], "counter"),
    ]
    assert exposition(metrics) == (
        "# HELP mails Mails by state.\n"
        "# TYPE mails gauge\n"
        'mails{state="sent"} 1234567\n'
        'mails{state="failed"} 0\n'
        "# HELP waited_seconds How long.\n"
        "# TYPE waited_seconds counter\n"
        "waited_seconds 0.5\n"
    )


def test_what_would_break_a_line_is_escaped():
    line = exposition([Metric("odd", "Odd.", [({"name": 'a"b\\c\nd'}, 1)])]).splitlines()[-1]
    assert line == 'odd{name="a\\"b\\\\c\\nd"} 1'

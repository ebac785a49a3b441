"""The metrics by name, as prometheus_client writes them: nothing is counted here, all of it is read."""

from collections.abc import Iterator, Mapping

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4 as CONTENT_TYPE
from prometheus_client import Metric, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily
from prometheus_client.registry import Collector

from app import schema
from app.domain.clocks import zones
from app.queries.numbers import numbers
from app.services.calendars import inbound
from app.services.scheduling import clock_rules
from app.web.http.clock import now

__all__ = ["CONTENT_TYPE", "as_text"]


def as_text() -> bytes:
    """Return all metrics in Prometheus' text format 0.0.4."""
    return generate_latest(_WhatStands())


class _WhatStands(Collector):
    def collect(self) -> Iterator[Metric]:
        found = numbers(now=now())
        waited = (now() - found.due_since).total_seconds() if found.due_since else 0
        release = {"schema": schema.newest(), "zone_data": zones.zone_data_version()}
        yield InfoMetricFamily("sidestage", "The release: its schema and the zone data in use.", release)
        yield _by_state("sidestage_events", "Events by state.", found.events)
        yield _by_state("sidestage_registrations", "Registrations by state.", found.registrations)
        yield _by_state("sidestage_mails", "Messages in the outbox by state.", found.mails)
        yield GaugeMetricFamily(
            "sidestage_mails_due", "Messages that should have been sent by now.", found.due
        )
        yield GaugeMetricFamily("sidestage_mails_due_seconds", "How long the oldest of them is due.", waited)
        came_in = CounterMetricFamily(
            "sidestage_mails_in", "Mails that came in by outcome.", labels=["outcome"]
        )
        for outcome, count in inbound.tally().items():
            came_in.add_metric([outcome], count)
        yield came_in
        yield GaugeMetricFamily(
            "sidestage_clock_rules_undecided",
            "Events that newer clock rules moved, not yet decided.",
            clock_rules.count(now=now()),
        )


def _by_state(name: str, text: str, counts: Mapping[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, text, labels=["state"])
    for state, count in counts.items():
        family.add_metric([state], count)
    return family

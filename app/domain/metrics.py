"""Numbers as the text that Prometheus and its kin read (text exposition format 0.0.4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Metric:
    """A name, what it means, and its values by labels; a counter never goes down."""

    name: str
    help: str
    values: Iterable[tuple[Mapping[str, str], float]]
    kind: str = field(default="gauge")


def by_label(label: str, counts: Mapping[str, int]) -> list[tuple[Mapping[str, str], float]]:
    """Return one value for each key of `counts`, named by `label`."""
    return [({label: str(key)}, count) for key, count in counts.items()]


def exposition(metrics: Iterable[Metric]) -> str:
    """Return all metrics as lines, each with its explanation and its kind before it."""
    return "".join(line + "\n" for metric in metrics for line in _lines(metric))


def _lines(metric: Metric) -> Iterable[str]:
    yield f"# HELP {metric.name} {metric.help}"
    yield f"# TYPE {metric.name} {metric.kind}"
    for labels, value in metric.values:
        named = ",".join(f'{name}="{_escaped(text)}"' for name, text in labels.items())
        yield f"{metric.name}{{{named}}} {value}" if named else f"{metric.name} {value}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")

"""What a search costs with 5,000 public events: beside one that reads their titles alone, in the same run.

Run as `python -m benchmarks.search`. Exits with 1 when one costs more than its aim in milliseconds.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from app import create_app
from app.extensions import db
from app.models import Event
from app.queries.search import search
from app.schema import upgrade
from app.services import search_texts
from benchmarks import programme_zones

EVENTS, ROUNDS = 5_000, 12
WORDS = "ocean forest harvest market harbour river energy seed wind coral budget water clinic road boat mill"
ASKED = {
    "one word": ("harbour", 60),
    "three words": ("harbour coral 17", 60),
    "nothing": ("xyzzy", 120),
    "one slip": ("harbuor", 120),
}


def least(work: Callable[[], object]) -> float:
    """Return the least processor time of some rounds, in milliseconds."""
    times = []
    for _round in range(ROUNDS):
        begun = time.process_time()
        work()
        db.session.rollback()
        times.append(time.process_time() - begun)
    return min(times) * 1000


def fill() -> None:
    words = WORDS.split()
    for number, event in enumerate(db.session.scalars(select(Event))):
        event.title = f"The {words[number % 16]} and the {words[number // 16 % 16]} {number}"
        event.description = " ".join(words[(number + step) % 16] for step in range(400))
    db.session.commit()


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(programme_zones.settings(Path(folder)))
        with app.app_context():
            upgrade()
            programme_zones.EVENTS = EVENTS
            programme_zones.fill(datetime.now(UTC))
            fill()
            while search_texts.fill():
                db.session.commit()
            plain = select(func.count()).where(func.lower(Event.title).contains("harbour"))
            floor = least(lambda: db.session.scalar(plain))
            print(f"titles alone, as the database holds them   {floor:8.1f} ms")
            missed = []
            for name, (text, aim) in ASKED.items():
                took = least(lambda text=text: search(text))
                print(f"search, {name:<33}{took:8.1f} ms {took / floor:6.1f} (aim {aim} ms)")
                missed += [name] if took > aim else []
    print("aims: met" if not missed else f"aims MISSED: {', '.join(missed)}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())

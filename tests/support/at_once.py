"""Jobs that begin at the same moment, for tests of two people (or two hundred) who press a button at once."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from threading import Barrier

from app.extensions import db
from tests.support.processes import PATIENCE


def at_once(app, jobs, workers):
    """Run the jobs on threads that begin together, each in a context and with a session of its own."""
    start = Barrier(workers)

    def run(job, first):
        if first:
            start.wait(PATIENCE)
        with app.app_context():
            try:
                job()
                db.session.commit()
            finally:
                db.session.remove()

    db.session.commit()
    with ThreadPoolExecutor(workers) as pool:
        done = [pool.submit(Context().run, run, job, number < workers) for number, job in enumerate(jobs)]
    for one in done:
        one.result()
    db.session.expire_all()

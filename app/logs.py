"""Logs: one line of JSON for machines, readable lines on a terminal; never the values of local variables."""

import sys

from app.lean import without

with without("rich"):  # only colours tracebacks, which we do not let it do: 100 ms and 8 MB
    import structlog


def configure() -> None:
    """Set up structlog for this process. Tracebacks hold code and words, no locals: those may be private."""
    on_terminal = sys.stderr.isatty()
    ending = (
        [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
        if on_terminal
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *ending,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )

"""Drawings turned into pixels, by a child process that may take little time and memory (row X4)."""

import subprocess
import sys

from app.domain.files.drawings import UNFOLDS, DrawingRefused, cleaned

SIDE = 960  # the longer side of the picture, in pixels
SECONDS, MEMORY = 8, 1024**3

_CHILD = f"""
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
except ImportError:
    pass
import resvg_py
drawing = sys.stdin.buffer.read().decode()
picture = resvg_py.svg_to_bytes(svg_string=drawing, width={SIDE}, height={SIDE}, skip_system_fonts=True)
sys.stdout.buffer.write(bytes(picture))
"""


def as_png(data: bytes) -> bytes:
    """Return an SVG as a PNG. Raises DrawingRefused for more than shapes, and for what takes too long."""
    drawing = cleaned(data)
    command = [sys.executable, "-I", "-c", _CHILD]
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the drawing comes in by a pipe
            command, input=drawing.encode(), capture_output=True, timeout=SECONDS + 2, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise DrawingRefused(UNFOLDS) from error
    if done.returncode < 0:  # the kernel's limit ended it
        raise DrawingRefused(UNFOLDS)
    if done.returncode or not done.stdout:
        raise DrawingRefused
    return done.stdout

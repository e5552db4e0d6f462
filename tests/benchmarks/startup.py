"""The hook's path: small datasets from start to finish, beside what an import of pandera alone takes."""

import sys
from collections.abc import Iterator

from .clock import TRIALLINT, in_turns

PYTHON = [sys.executable, "-c"]
COMMANDS = {
    "python -c pass": [*PYTHON, "pass"],
    "python -c 'import pandera'": [*PYTHON, "import pandera"],
    "python -c 'import pandera.polars'": [*PYTHON, "import pandera.polars"],
    "triallint check seeds": [*TRIALLINT, "check", "seeds"],
    "triallint check examples/planted": [*TRIALLINT, "check", "examples/planted"],
}
#: Planted errors give exit code 1.
CODES = {"triallint check examples/planted": (1,)}

BASELINE = "python -c 'import pandera'"
AIM = 1.6


def startup(rounds: int) -> Iterator[str]:
    """The table, line by line. On a busy machine the processor's time tells more than the clock's."""
    taken = in_turns(COMMANDS, rounds, CODES)
    base = taken[BASELINE]
    yield f"Start to finish, medians of {rounds} rounds in turns; ratio to {BASELINE} (aim for seeds: {AIM})"
    for name, one in taken.items():
        wall = f"{1000 * one.wall:6.0f} ms {one.wall / base.wall:5.2f} x"
        processor = f"processor {1000 * one.cpu:6.0f} ms {one.cpu / base.cpu:5.2f} x"
        yield f"  {name:36} {wall}   {processor}   {one.peak:4.0f} MB"

"""Programs timed from start to finish, one after another in turns, so that a busy moment hits them all."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
#: The command as a user starts it, where it is installed beside this Python.
SCRIPT = Path(sys.executable).with_name("triallint")
TRIALLINT = [str(SCRIPT)] if SCRIPT.exists() else [sys.executable, "-m", "triallint"]


@dataclass(frozen=True)
class Taken:
    """What one run of a program took: seconds on the wall and of the processor, and peak memory in MB."""

    wall: float
    cpu: float
    peak: float


def timed(command: Sequence[str], codes: Sequence[int] = (0,)) -> Taken:
    """Run a program to its end, its output thrown away.

    Raises:
        RuntimeError: it ended with another code than one of `codes`; the message has its last words.
    """
    begun = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as child:
        assert child.stderr
        said = child.stderr.read()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begun
    if child.returncode not in codes:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}: {said.decode()[-2000:]}")
    # Kilobytes on Linux, bytes on macOS.
    scale = 1024 if sys.platform != "darwin" else 1024**2
    return Taken(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / scale)


def _environment() -> dict[str, str]:
    """Ours, but modules are compiled once and not each time, as on a user's machine."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def in_turns(
    commands: Mapping[str, Sequence[str]], rounds: int, codes: Mapping[str, Sequence[int]] | None = None
) -> dict[str, Taken]:
    """The medians of several programs run A B C, A B C …, after one round that warms the disk cache."""
    seen: dict[str, list[Taken]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            taken = timed(command, (codes or {}).get(name, (0,)))
            if number:
                seen[name].append(taken)
    return {
        name: Taken(*(median(getattr(one, part) for one in all_) for part in ("wall", "cpu", "peak")))
        for name, all_ in seen.items()
    }

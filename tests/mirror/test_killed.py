"""A build killed at any moment: a rerun completes, and equals one that nobody disturbed."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.benchmarks.pubmed_files import BARE, Update, write_baseline, write_update
from tests.conftest import Say
from triallint.mirror.building import build, update
from triallint.mirror.source import Mirror

from .files import content

ROOT = Path(__file__).parents[2]
_PROGRAM = (
    "import sys; from pathlib import Path; from triallint.mirror.building import build, update\n"
    "if __name__ == '__main__':\n"
    "    folder = Path(sys.argv[1])\n"
    "    print('begun', flush=True)\n"
    "    build(folder / sys.argv[2], folder / 'base', files=6, processes=int(sys.argv[3]))\n"
    "    update(folder / sys.argv[2], folder / 'updates', processes=int(sys.argv[3]))\n"
)


def start(folder: Path, name: str, processes: int) -> "subprocess.Popen[str]":
    program = folder / "program.py"
    program.write_text(_PROGRAM)
    command = [sys.executable, str(program), str(folder), name, str(processes)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout
    assert child.stdout.readline() == "begun\n"
    return child


def files_in(folder: Path, records: int) -> None:
    write_baseline(folder / "base", 6, records, mix=BARE)
    write_update(folder / "updates", 7, Update(range(1, records, 3), [6 * records + 1], [2, 5], 2), mix=BARE)
    write_update(folder / "updates", 8, Update(range(1, records, 5), [6 * records + 2], [8], 3), mix=BARE)


def disturbed(folder: Path, kills: int, processes: int, seed: int) -> tuple[int, int]:
    """How many kills hit a build at work, and how many different states they left behind."""
    dice = random.Random(seed)
    begun = time.perf_counter()
    undisturbed = start(folder, "whole", 1)
    undisturbed.communicate()
    assert undisturbed.returncode == 0
    length = time.perf_counter() - begun
    hit, states = 0, set()
    for number in range(kills):
        name = f"killed {number}"
        child = start(folder, name, processes)
        try:
            child.wait(timeout=dice.uniform(0, length * 0.8))
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            hit += 1
        child.communicate()
        states.add(Mirror(folder / name).answer(("pmid", "1")).reason)
        build(folder / name, folder / "base", files=6)
        update(folder / name, folder / "updates")
        assert content(folder / name) == content(folder / "whole"), number
    return hit, len(states)


def test_killed_a_few_times(tmp_path: Path) -> None:
    files_in(tmp_path, 60)
    hit, states = disturbed(tmp_path, 3, 1, seed=1)
    assert hit > 0
    assert states > 0


@pytest.mark.slow
@pytest.mark.parametrize("processes", [1, 2])
def test_killed_twenty_times(tmp_path: Path, processes: int, say: Say) -> None:
    files_in(tmp_path, 400)
    hit, states = disturbed(tmp_path, 20, processes, seed=processes)
    say(
        f"mirror: 20 builds with {processes} processes, {hit} killed at work, {states} states seen: all equal after a rerun"
    )
    assert hit > 10

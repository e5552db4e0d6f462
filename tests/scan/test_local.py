"""Processes that die take nothing with them but the file that they were at."""

import multiprocessing
import os
import signal
from pathlib import Path

from tests.benchmarks.pubmed_files import Mix, write_baseline
from triallint.config import Config
from triallint.engines.base import FileJudged, Options
from triallint.engines.local import run
from triallint.scan.schemas import BROKEN, CRASH

DENSE = Mix(abstracts=0.9, trials=0.8, claims=0.2, planted=0.3, references=0, sentences=(2, 4))


def told(done: list[FileJudged]) -> dict[str, list[dict[str, object]]]:
    return {one.file: [row for batch in one.batches for row in batch.to_pylist()] for one in done}


def killed(_: object = None) -> None:
    for child in multiprocessing.active_children():
        os.kill(child.pid or 0, signal.SIGKILL)


def test_one_and_two_processes_say_the_same(tmp_path: Path) -> None:
    files = write_baseline(tmp_path, 3, 40, mix=DENSE)
    one, two = (told(list(run(files, Options(jobs=jobs)))) for jobs in (1, 2))
    assert one == two
    assert set(one) == {str(file) for file in files}


def test_a_file_whose_process_dies_is_begun_again(tmp_path: Path) -> None:
    files = write_baseline(tmp_path, 1, 400, mix=DENSE)
    whole = told(list(run(files, Options(jobs=1))))
    deaths: list[str] = []

    def tell(file: str, _read: int, _records: int) -> None:
        if not deaths:
            deaths.append(file)
            killed()

    assert told(list(run(files, Options(jobs=1), tell))) == whole
    assert len(deaths) == 1


def test_a_file_whose_process_dies_twice_is_passed_over(tmp_path: Path) -> None:
    deadly = write_baseline(tmp_path, 1, 400, mix=DENSE)[0]
    other = write_baseline(tmp_path, 1, 30, mix=DENSE, first=2)[0]

    def tell(file: str, _read: int, _records: int) -> None:
        if file == str(deadly):
            killed()

    found = told(list(run([deadly, other], Options(jobs=1), tell)))
    (broken,) = (row for row in found[str(deadly)] if row["kind"] == BROKEN)
    assert "signal 9, twice" in str(broken["message"])
    assert any(row["kind"] == "finding" for row in found[str(other)])


def test_a_fault_of_ours_is_said_of_its_file(tmp_path: Path) -> None:
    files = write_baseline(tmp_path, 2, 10, mix=DENSE)
    unknown = Config(select=("no_such_check",))
    found = told(list(run(files, Options(unknown, jobs=1))))
    assert set(found) == {str(file) for file in files}
    for rows in found.values():
        (crash,) = (row for row in rows if row["kind"] == CRASH)
        assert "no_such_check" in str(crash["message"])

"""The scan on this machine: a process for each core, a file for each process at a time."""

import gc
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..scan.function import judged
from ..scan.located import located
from ..scan.remote import File
from ..scan.schemas import broken_file, crashed_file
from .base import FileJudged, Options, Tell, tell_nobody
from .counting import arrived, counted

if TYPE_CHECKING:
    import pyarrow as pa

#: Seconds between two words of a process about how far it is.
_OFTEN: Final = 0.2
#: Documents are made and dropped by the hundred; looking for circles among them takes a tenth of the time.
_SELDOM: Final = (20_000, 20, 100)
#: How often a file is begun before it is passed over.
_TRIES: Final = 2


def run(files: Sequence[File], options: Options, tell: Tell = tell_nobody) -> Iterator[FileJudged]:
    """Judge every file, and give each out as it is done.

    A process that dies takes nothing with it but the file that it was at: that is begun once more in a
    process of its own, and passed over as broken if that one dies as well.
    """
    left = deque((path, 1) for path in files)
    crew = [_Worker(options) for _ in range(min(max(options.jobs, 1), len(files)))]
    try:
        for worker in crew:
            worker.begin(left)
        while busy := [worker for worker in crew if worker.task]:
            for worker in _ready(busy):
                done = worker.heard(tell)
                if worker.died:
                    path, tries = worker.stop()
                    if tries < _TRIES:
                        left.appendleft((path, tries + 1))
                    else:
                        done = _passed_over(path, worker.exit_code)
                    crew[crew.index(worker)] = worker = _Worker(options)
                if done:
                    yield done
                if not worker.task:
                    worker.begin(left)
    finally:
        for worker in crew:
            worker.stop()


def _ready(busy: Iterable["_Worker"]) -> list["_Worker"]:
    by_door = {id(worker.door): worker for worker in busy}
    return [by_door[id(door)] for door in wait([worker.door for worker in busy if worker.door])]


def _passed_over(path: File, code: int | None) -> FileJudged:
    how = f"was killed by signal {-code}" if code is not None and code < 0 else f"ended with code {code}"
    return FileJudged(
        str(path), (broken_file(str(path), f"the process that scanned it {how}, twice: it was passed over"),)
    )


@dataclass(slots=True)
class _Task:
    """A file that is being scanned, and which time it was begun."""

    path: File
    tries: int
    batches: "list[pa.RecordBatch]"


class _Worker:
    """A process and the door to it."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self.task: _Task | None = None
        self.died = False
        self.door: Connection[Any, Any] | None = None
        self._process: BaseProcess | None = None

    @property
    def exit_code(self) -> int | None:
        """Of its process."""
        return self._process.exitcode if self._process else None

    def begin(self, left: "deque[tuple[File, int]]") -> None:
        """Give it the next file, if there is one; its process is started at its first."""
        if not left:
            self.stop()
            return
        path, tries = left.popleft()
        self.task = _Task(path, tries, [])
        if self._process is None:
            context = get_context("spawn")  # a fork would take threads' locks with it
            self.door, theirs = context.Pipe()
            self._process = context.Process(target=work, args=(theirs, self._options), daemon=True)
            self._process.start()
            theirs.close()
        with suppress(OSError):  # that it died is heard at its door
            assert self.door
            self.door.send(path)

    def heard(self, tell: Tell) -> FileJudged | None:
        """Take in what it says; the file that it is done with, if it is."""
        assert self.door
        assert self.task
        try:
            kind, *said = self.door.recv()
        except (EOFError, OSError):
            self.died = True
            return None
        if kind == "far":
            tell(str(self.task.path), *said)
            return None
        if kind == "batch":
            self.task.batches += said
            return None
        task, self.task = self.task, None
        if kind == "failed":
            return FileJudged(str(task.path), (crashed_file(str(task.path), *said),))
        arrived(task.batches)
        return FileJudged(str(task.path), tuple(task.batches))

    def stop(self) -> tuple[File, int]:
        """End its process; the file that it was at."""
        task, self.task = self.task, None
        if self._process is not None:
            if task is not None and not self.died:
                self._process.terminate()
            if self.door is not None:
                self.door.close()
            self._process.join(5)
            if self._process.exitcode is None:
                self._process.kill()
                self._process.join()
        return (task.path, task.tries) if task else (Path(), 0)


def work(door: "Connection[Any, Any]", options: Options) -> None:
    """What a process does: judge the files that come through the door, until it is shut."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it hears Ctrl-C, and shuts the door
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    with suppress(EOFError, OSError):
        while True:
            path: File = door.recv()
            try:
                _judge(path, options, door)
            except OSError:
                raise  # the door is shut
            except Exception as error:  # our fault, and the other files must go on
                door.send(("failed", f"{type(error).__name__}: {error}"))


def _judge(path: File, options: Options, door: "Connection[Any, Any]") -> None:
    far = _Far(door)
    records = far.counted(located(path, options.chunk, far.read))
    for batch in counted(partial(judged, config=options.config), records):
        door.send(("batch", batch))
    door.send(("done",))


class _Far:
    """How far a process is with its file; said now and then."""

    def __init__(self, door: "Connection[Any, Any]") -> None:
        self._door = door
        self._bytes = self._records = 0
        self._said = time.monotonic()

    def read(self, total: int) -> None:
        """So many bytes of the file have been read."""
        self._bytes = total

    def counted(self, batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        """The batches, and a word about them on the way."""
        for batch in batches:
            yield batch
            self._records += batch.num_rows
            if time.monotonic() - self._said > _OFTEN:
                self._said = time.monotonic()
                self._door.send(("far", self._bytes, self._records))

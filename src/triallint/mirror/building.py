"""The mirror built and brought up to date: files packed side by side, applied one after another."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from sqlite3 import Connection
from threading import Thread

from ..config import UsageError
from .cutting import BadFile
from .layout import About, BadMirror, about, opened, path_in, value_of
from .listing import Listed, Listing, listing
from .packing import Prepared, common_words, prepared
from .writing import Writer, alone_in, create, is_begun


@dataclass(frozen=True, slots=True)
class Step:
    """One file applied.

    Attributes:
        name: of the file; `records` is how many it holds.
        done: how many of the files of this run were applied, `of` how many there are.
        packed: bytes of the files applied in this run; `of_packed` those of all of them.
    """

    name: str
    records: int
    done: int
    of: int
    packed: int
    of_packed: int


#: Is told of every file applied, and with None that the keys are being sorted.
Progress = Callable[[Step | None], None]


def build(
    folder: Path, source: Path, *, files: int = 0, processes: int = 1, progress: Progress = lambda _: None
) -> About:
    """Build a mirror from the files of a baseline, or go on where that was broken off.

    Args:
        folder: of the mirror.
        source: where the files were downloaded to.
        files: how many the baseline has, as NLM's folder lists them; 0 if nobody looked.
        processes: how many files are packed side by side.
        progress: is told how far it is.

    Raises:
        UsageError: there is nothing to build from, a file is damaged or missing, or another build is under
            way. What was applied stays applied.
        BadMirror: what is there is no mirror of this triallint's.
    """
    with alone_in(folder):
        year, applied = _begun(folder)
        if path_in(folder).exists() and applied:
            with opened(folder) as connection:
                if value_of(connection, "ready"):
                    return _built_already(folder, files)
        found = listing(source, applied + 1, year)
        if not found.files and not applied:
            raise UsageError(f"{source}: {_nothing(found, 1)}")
        if not applied:
            _start(folder, found)
        with opened(folder, write=True) as connection:
            writer = Writer(connection)
            _apply(writer, found.files, _common(connection), processes, progress, sort=False)
            if found.missing:
                raise UsageError(_gap(found, source))
            have = applied + len(found.files)
            if files and have < files:
                missing = found.name_of(have + 1) if found.year else f"number {have + 1}"
                raise UsageError(f"{source}: {have:,} of {files:,} files are here, and {missing} is the next")
            progress(None)
            writer.sort(files)
            return about(folder, connection)


def update(folder: Path, source: Path, *, processes: int = 1, progress: Progress = lambda _: None) -> About:
    """Apply the update files that a mirror has not seen yet, in their order.

    Args:
        folder: of the mirror.
        source: where the files were downloaded to.
        processes: how many are packed side by side.
        progress: is told how far it is.

    Raises:
        UsageError: a file is damaged or missing, or another build is under way. What was applied stays so.
        BadMirror: there is no mirror, or none that is ready.
    """
    with alone_in(folder), opened(folder, write=True) as connection:
        known = about(folder, connection)
        if not known.ready:
            raise BadMirror(known.doubt)
        found = listing(source, known.applied + 1, known.year)
        writer = Writer(connection)
        if found.files and not known.baseline:
            writer.say_baseline(known.applied)  # updates are numbered on from the baseline's last file
        _apply(writer, found.files, _common(connection), processes, progress, sort=True)
        if found.missing:
            raise UsageError(_gap(found, source))
        return about(folder, connection)


def _begun(folder: Path) -> tuple[str, int]:
    """The year of what is there, and how many of its files were applied."""
    if not is_begun(folder):
        return "", 0
    with opened(folder, write=True) as connection:  # for writing: it may have to take back half a file
        known = about(folder, connection)
        return known.year, known.applied


def _start(folder: Path, found: Listing) -> None:
    first = found.files[0]
    try:
        first.sum()
        create(folder, found.year, common_words(first.path))
    except BadFile as bad:
        raise UsageError(f"{first.path}: {bad}: download it again") from None


def _built_already(folder: Path, files: int) -> About:
    with opened(folder, write=True) as connection:
        known = about(folder, connection)
        if files and not known.baseline:
            if known.applied < files:
                raise UsageError(
                    f"{folder}: was built from {known.applied:,} files, and the baseline has {files:,}: build"
                    " it anew in an empty folder"
                )
            Writer(connection).say_baseline(files)
        return about(folder, connection)


def _common(connection: Connection) -> bytes:
    return bytes(value_of(connection, "common", b""))


def _nothing(found: Listing, first: int) -> str:
    if found.missing:
        return f"{found.name_of(first)} is missing, and with it the beginning of the baseline"
    return "there are no files such as pubmed26n0001.xml.gz"


def _gap(found: Listing, source: Path) -> str:
    later = f"{found.beyond:,} later files wait for it: they" if found.beyond > 1 else "what follows"
    return (
        f"{source}: {found.name_of(found.missing)} is missing; {later} can only be applied after it, because"
        " the last word on a record counts"
    )


def _apply(
    writer: Writer,
    files: Sequence[Listed],
    common: bytes,
    processes: int,
    progress: Progress,
    *,
    sort: bool,
) -> None:
    sizes = [one.path.stat().st_size for one in files]
    packed = 0
    for done, (file, content) in enumerate(_in_turn(files, common, processes), start=1):
        writer.apply(content, file.number, sort=sort)
        packed += sizes[done - 1]
        progress(Step(file.path.name, len(content.rows), done, len(files), packed, sum(sizes)))


def _in_turn(files: Sequence[Listed], common: bytes, processes: int) -> Iterator[tuple[Listed, Prepared]]:
    """The files packed, in their order; at most one more than there are processes waits in memory."""
    if processes < 2 or len(files) < 2:
        for file in files:
            yield file, checked(file, common)
        return
    waiting: deque[tuple[Listed, Future[Prepared]]] = deque()
    with ProcessPoolExecutor(processes, get_context("spawn"), end_with_parent) as pool:
        try:
            for file in files:
                waiting.append((file, pool.submit(checked, file, common)))
                if len(waiting) > processes:
                    first, content = waiting.popleft()
                    yield first, content.result()
            while waiting:
                first, content = waiting.popleft()
                yield first, content.result()
        except BrokenProcessPool:
            raise UsageError(
                "a process that packed a file was killed, perhaps for want of memory: what was applied stays;"
                " start it again with fewer --processes"
            ) from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def end_with_parent() -> None:
    """Let a process that packs files end when the one that started it was killed: nobody waits for it."""
    parent = parent_process()
    if parent is not None:
        Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()


def checked(file: Listed, common: bytes) -> Prepared:
    """One file packed, if its MD5 sum is the one that NLM states.

    Raises:
        UsageError: it is not, or the file cannot be read.
    """
    try:
        stated = file.sum()
        found = prepared(file.path, common)
    except BadFile as bad:
        raise UsageError(f"{file.path}: {bad}: download it again") from None
    if found.md5 != stated:
        raise UsageError(
            f"{file.path}: its MD5 sum is {found.md5}, and NLM states {stated}: download it again"
        )
    return found

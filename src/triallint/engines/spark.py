"""The scan on Apache Spark: a job for each file, whose only task judges it wherever the cluster has room.

What a task yields reaches the driver once, whatever became of earlier tries: Spark gives back what the try
that succeeded has yielded. Nothing is written by a worker, so that no half of a file can be left behind.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from functools import cache, partial
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from ..scan.function import judged
from ..scan.located import located
from ..scan.remote import File
from ..scan.schemas import broken_file, findings_schema
from .base import FileJudged, Options, Tell, tell_nobody
from .counting import arrived, counted
from .session import must_be_ready, session

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["frame", "must_be_ready", "run", "slots"]

#: Jobs that wait for each of the cluster's cores, so that none stands idle while results come back.
_WAITING: Final = 2
#: Jobs at a time at most, each of which is a thread of the driver.
_MOST: Final = 256

_TYPES: Final = {
    "string": "string",
    "int64": "bigint",
    "binary": "binary",
    "double": "double",
    "bool": "boolean",
}


def run(
    files: Sequence[File],
    options: Options,
    tell: Tell = tell_nobody,
    *,
    master: str | None = None,
    settings: Mapping[str, str] | None = None,
) -> Iterator[FileJudged]:
    """Judge every file, and give each out as it is done: see `engines.base.Engine`.

    Args:
        files: paths that every worker can read, or addresses in object storage.
        options: as for any engine; how many tasks run at a time is the cluster's affair.
        tell: told of a file when it is done.
        master: see `engines.session.session`.
        settings: likewise.

    Raises:
        UsageError: pyspark or Java is missing, or Spark does not start.
        RowsLost: fewer rows came back than were sent.
    """
    with session(master, settings) as spark:
        tag = f"triallint-{uuid4().hex}"
        pool = ThreadPoolExecutor(slots(spark), "triallint")
        try:
            jobs = [pool.submit(_of_file, spark, file, options, tag) for file in files]
            for done in as_completed(jobs):
                yield _told(done, tell)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            spark.interruptTag(tag)
            pool.shutdown()


def slots(spark: "SparkSession") -> int:
    """How many jobs are given to Spark at a time."""
    return int(min(_WAITING * spark.sparkContext.defaultParallelism, _MOST))


def frame(spark: "SparkSession", files: Sequence[File], options: Options | None = None) -> "DataFrame":
    """The findings of files as one data frame, a task for each file: for programs on a cluster.

    Its columns are those of `findings_schema()`; nothing runs until it is written or counted. Rows of kind
    `tally` count what went in: `engines.counting.arrived` holds them against what came out.
    """
    tasks = spark.range(0, len(files), 1, max(len(files), 1))
    return tasks.mapInArrow(partial(_task, tuple(files), options or Options()), ddl(findings_schema()))


@cache
def ddl(schema: "pa.Schema") -> str:
    """An Arrow schema in the words of Spark."""
    return ", ".join(f"`{one.name}` {_TYPES[str(one.type)]}" for one in schema)


def _of_file(spark: "SparkSession", file: File, options: Options, tag: str) -> FileJudged:
    """One file as a job of its own, so that it fails for itself alone."""
    spark.addTag(tag)
    try:
        table = frame(spark, [file], options).toArrow()
        batches = table.cast(findings_schema()).to_batches()  # Spark says of every column that it may be null
    except Exception as error:
        if _is_gone(error):
            raise
        why = f"every try to scan it on the cluster failed ({_cause(error)}): it was passed over"
        batches = [broken_file(str(file), why)]
    return FileJudged(str(file), tuple(batches))


def _told(done: "Future[FileJudged]", tell: Tell) -> FileJudged:
    found = done.result()
    counts = arrived(found.batches)
    tell(found.file, 0, counts["records"])
    return found


def _task(
    files: tuple[File, ...], options: Options, numbers: "Iterator[pa.RecordBatch]"
) -> "Iterator[pa.RecordBatch]":
    """What a worker does: open the files with these numbers, and judge what is in them."""
    for batch in numbers:
        for number in batch.column(0).to_pylist():
            records = located(files[number], options.chunk)
            yield from counted(partial(judged, config=options.config), records)


def _is_gone(error: Exception) -> bool:
    """Whether Spark itself is gone, or was told to stop: no other file will fare better."""
    from py4j.protocol import Py4JNetworkError

    return isinstance(error, (Py4JNetworkError, ConnectionError, KeyboardInterrupt))


def _cause(error: Exception) -> str:
    """The line of Spark's long words that says what happened."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    telling = [
        line for line in lines if not line.startswith(("at ", "File ", "Traceback", "Driver stacktrace"))
    ]
    return (telling[-1] if telling else type(error).__name__)[:300]

"""Citations by the million on Apache Spark: a part of a table is a task, and its worker asks the mirror."""

import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from ..config import Config
from ..mirror.parts import Judge, Judged, Part
from .counting import RowsLost
from .spark import slots

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import SparkSession

#: The table of citations, that of their reports, and the settings: see `mirror.parts.Judge`.
Given = tuple[Path, Path | None, Config]

_JUDGED: Final = "`judged` binary"


def judged_on_spark(spark: "SparkSession", cut: Iterable[Part], given: Given) -> Iterator[Judged]:
    """What is said of each part, in their order, as `Judge.judged` says it.

    Args:
        spark: where.
        cut: the parts, taken as there is room for them.
        given: what the judges are given. The mirror and the reports are read by the workers, under the same
            paths as here; the citations are not.

    Raises:
        RowsLost: not one answer came back for a part.
        Exception: what Spark says of a part that failed with every try.
    """
    tag = f"triallint-{uuid4().hex}"
    threads = slots(spark)
    waiting: deque[Future[Judged]] = deque()
    pool = ThreadPoolExecutor(threads, "triallint")
    try:
        for part in cut:
            waiting.append(pool.submit(_of_part, spark, part, given, tag))
            if len(waiting) >= threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        spark.interruptTag(tag)
        pool.shutdown()


def _of_part(spark: "SparkSession", part: Part, given: Given, tag: str) -> Judged:
    spark.addTag(tag)
    work = partial(_work, part, pickle.dumps(given))
    rows = spark.range(0, 1, 1, 1).mapInArrow(work, _JUDGED).toArrow().column(0).to_pylist()
    if len(rows) != 1:
        raise RowsLost(f"{len(rows)} answers came back for one part of the citations")
    judged: Judged = pickle.loads(rows[0])
    return judged


def _work(part: Part, given: bytes, numbers: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
    """What a worker does with a part; the number that it is sent only says that there is one."""
    import pyarrow as pa

    for batch in numbers:
        judged = [pickle.dumps(_judge(given).judged(part)) for _ in range(batch.num_rows)]
        yield pa.RecordBatch.from_pydict({"judged": pa.array(judged, pa.binary())})


@cache
def _judge(given: bytes) -> Judge:
    """The judge of this worker, whose mirror stays open from part to part."""
    return Judge(*pickle.loads(given))

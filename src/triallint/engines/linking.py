"""Records of one publication on Apache Spark: those that share a key are joined, and each pair is scored.

What makes a key and what scores a pair is `triallint.reconcile`'s, the same as on one machine; only the joins
are Spark's. Edges are few, so that they are grouped where they are asked for.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from ..reconcile import Edge, Reason, Record, Veto
from ..reconcile.features import Features
from ..reconcile.pairs import keys_of
from ..reconcile.scoring import edge_of
from ..reconcile.stated import stated

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

#: Columns of records that are no text.
_LISTS: Final = {"figures": "array<string>", "notes": "array<array<string>>"}
_TEXTS: Final = tuple(one.name for one in fields(Record) if one.name not in (*_LISTS, "place"))

#: The columns of a frame of records: every field of `Record` but its place.
RECORDS: Final = ", ".join(f"`{name}` {_LISTS.get(name, 'string')}" for name in (*_TEXTS, *_LISTS))
#: The columns of a frame of edges: every field of `Edge`.
EDGES: Final = (
    "a string, b string, kind string, certainty string, score double, "
    "reasons array<array<string>>, vetoes array<array<string>>"
)
_KEYS: Final = "`key` string, `id` string"

#: Records that a worker keeps as read, for the next pair that they are in.
_KEPT: Final = 20_000


def edges_on_spark(spark: "SparkSession", records: Sequence[Record]) -> list[Edge]:
    """How the pairs of some records belong together: what `reconcile.group` finds out for itself.

    Args:
        spark: where.
        records: their ids differ.

    Returns:
        The edges in order of their records' ids, for `group(records, decisions, edges)`.
    """
    return edges_in(edges(frame_of(spark, records)))


def frame_of(spark: "SparkSession", records: Iterable[Record]) -> "DataFrame":
    """Records as a frame with the columns `RECORDS`."""
    import pyarrow as pa

    rows = [_row(record) for record in records]
    return spark.createDataFrame(pa.Table.from_pylist(rows, _arrow(RECORDS)))


def edges(records: "DataFrame") -> "DataFrame":
    """The edges between the records of a frame: for programs on a cluster, whose records lie in its storage.

    Args:
        records: with the columns `RECORDS`, one row for each id; null and blank are one.

    Returns:
        A frame with the columns `EDGES`, each pair once, `a` before `b`. Nothing runs until it is asked for.
    """
    from pyspark.sql import functions as F  # noqa: N812

    keyed = records.mapInArrow(_keyed, _KEYS)
    ours, theirs = keyed.withColumnRenamed("id", "a"), keyed.withColumnRenamed("id", "b")
    pairs = ours.join(theirs, "key").where("a < b").select("a", "b").distinct()
    whole = F.struct(*records.columns)
    ours = records.select(F.col("id").alias("a"), whole.alias("ours"))
    theirs = records.select(F.col("id").alias("b"), whole.alias("theirs"))
    return pairs.join(ours, "a").join(theirs, "b").select("ours", "theirs").mapInArrow(_scored, EDGES)


def edges_in(frame: "DataFrame") -> list[Edge]:
    """The edges of a frame with the columns `EDGES`, in order of their records' ids."""
    found = [
        Edge(
            row["a"],
            row["b"],
            row["kind"],
            row["certainty"],
            row["score"],
            tuple(Reason(*one) for one in row["reasons"]),
            tuple(Veto(*one) for one in row["vetoes"]),
        )
        for row in frame.toArrow().to_pylist()
    ]
    return sorted(found, key=lambda one: (one.a, one.b))


def _row(record: Record) -> dict[str, Any]:
    texts = {name: getattr(record, name) for name in _TEXTS}
    return {**texts, "figures": sorted(record.figures), "notes": [list(note) for note in record.notes]}


def _record(row: dict[str, Any]) -> Record:
    texts: dict[str, Any] = {name: row[name] or "" for name in _TEXTS}
    texts["origin"] = texts["origin"] or "report"
    notes = tuple((kind, text) for kind, text in row["notes"] or ())
    return Record(**texts, figures=frozenset(row["figures"] or ()), notes=notes)


def _keyed(batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
    """The keys of each record; two that share one are compared."""
    for batch in batches:
        rows = []
        for row in batch.to_pylist():
            record = Features(stated(_record(row)))
            rows += [{"key": json.dumps(key), "id": row["id"]} for key in dict.fromkeys(keys_of(record))]
        yield _batch(rows, _KEYS)


def _scored(batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
    """The edge between the records of each pair, where there is one."""
    known: dict[str, Features] = {}

    def read(row: dict[str, Any]) -> Features:
        found = known.get(row["id"])
        if found is None:
            if len(known) >= _KEPT:
                known.clear()
            found = known[row["id"]] = Features(stated(_record(row)))
        return found

    for batch in batches:
        pairs = (edge_of(read(row["ours"]), read(row["theirs"])) for row in batch.to_pylist())
        yield _batch([_edge(edge) for edge in pairs if edge is not None], EDGES)


def _edge(edge: Edge) -> dict[str, Any]:
    plain = {name: getattr(edge, name) for name in ("a", "b", "kind", "certainty")}
    said = {name: [list(one) for one in getattr(edge, name)] for name in ("reasons", "vetoes")}
    return {**plain, "score": float(edge.score), **said}


def _batch(rows: list[dict[str, Any]], ddl: str) -> "pa.RecordBatch":
    import pyarrow as pa

    return pa.RecordBatch.from_pylist(rows, _arrow(ddl))


def _arrow(ddl: str) -> "pa.Schema":
    """The Arrow schema of columns that are named in Spark's words."""
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "double": pa.float64(),
        "array<string>": pa.list_(pa.string()),
        "array<array<string>>": pa.list_(pa.list_(pa.string())),
    }
    columns = (one.split() for one in ddl.replace("`", "").split(", "))
    return pa.schema([(name, types[kind]) for name, kind in columns])

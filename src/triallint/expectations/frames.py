"""A night's inspection -> the pandas frames that the corpus suites are asked of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ..described import table_schemas
from ..model import Answer, Severity
from ..tables import ROWS, Row, Tables

if TYPE_CHECKING:
    import pandas

    from ..pipeline import Dataset, Inspection

#: What tells where a failing row stands, in every frame.
WHERE = ("where",)

Record = dict[str, Any]


def frames(
    inspection: "Inspection", rows_before: Mapping[str, int] | None, today: date
) -> "dict[str, pandas.DataFrame]":
    """The frame of each suite, by the suite's name.

    Args:
        inspection: the night's.
        rows_before: how many rows each table had last night; None where there was none.
        today: the day that ages are counted to.
    """
    datasets = inspection.datasets
    found = {f"table_{name}": _table(name, datasets) for name in table_schemas()}
    columns = ["where", "table", "column", "value", "found"]
    found["references"] = _frame(_references(datasets), columns)
    run = inspection.run
    before = rows_before or {}
    grown = [
        {"where": name, "table": name, "rows": count, "rows_last_night": before.get(name)}
        for name, count in run.checked.rows.items()
    ]
    found["growth"] = _frame(grown, ["where", "table", "rows", "rows_last_night"])
    found["errors"] = _frame([_errors(inspection)], ["where"])
    answers = [_answer(one, today) for dataset in datasets for one in dataset.answers.given]
    found["freshness"] = _frame(answers, ["where", "question", "state", "source", "age_in_days"])
    return found


def _frame(records: Iterable[Record], columns: Sequence[str]) -> "pandas.DataFrame":
    import pandas

    listed = list(records)
    names = dict.fromkeys([*columns, *(name for one in listed for name in one)])
    frame = pandas.DataFrame(listed, columns=list(names))
    for name in ("rows", "rows_last_night", "age_in_days"):
        if name in frame:
            frame[name] = pandas.to_numeric(frame[name])
    return frame


def _table(name: str, datasets: "Sequence[Dataset]") -> "pandas.DataFrame":
    schema = table_schemas()[name]
    columns = [field["name"] for field in schema["fields"]]
    made = [*(["key"] if schema.get("primaryKey") else []), *(["identifier"] if name == "reports" else [])]
    rows = _rows(name, columns, schema.get("primaryKey") or (), datasets)
    return _frame(rows, ["where", *columns, *made])


def _rows(
    name: str, columns: Sequence[str], key: Sequence[str], datasets: "Sequence[Dataset]"
) -> Iterator[Record]:
    for number, dataset in enumerate(datasets):
        for row in dataset.tables.rows(ROWS[name]):
            record: Record = {column: row.raw(column) or None for column in columns}
            record["where"] = _where(row)
            if key:  # keys are of a dataset: two datasets may each have a report R1
                record["key"] = "\x1f".join((str(number), *(row.raw(column) for column in key)))
            if name == "reports":
                record["identifier"] = row.raw("pmid") or row.raw("doi") or row.raw("pmcid") or None
            yield record


def _where(row: Row) -> str:
    place = row.place("")
    return f"{place.file}:{place.row}" if place.row else place.file


def _references(datasets: "Sequence[Dataset]") -> Iterator[Record]:
    """Every reference of one row to another, and where the other stands, if anywhere."""
    for dataset in datasets:
        for name, schema in table_schemas().items():
            for foreign in schema.get("foreignKeys", ()):
                yield from _foreign(dataset.tables, name, foreign)


def _foreign(tables: Tables, name: str, foreign: Mapping[str, Any]) -> Iterator[Record]:
    target, there = foreign["reference"]["resource"], foreign["reference"]["fields"]
    for row in tables.rows(ROWS[name]):
        values = [row.raw(column) for column in foreign["fields"]]
        if all(values):
            other = tables.first(ROWS[target], **dict(zip(there, values, strict=True)))
            yield {
                "where": _where(row),
                "table": name,
                "column": foreign["fields"][-1],
                "value": values[-1],
                "found": _where(other) if other else None,
            }


def _errors(inspection: "Inspection") -> Record:
    """How much of the corpus is amiss, as shares from 0 to 1."""
    run = inspection.run
    amiss = {one.subject for one in run.findings if one.severity is Severity.error and one.subject}
    rows, untouched = sum(run.checked.rows.values()), sum(run.checked.untouched.values())
    return {
        "where": "corpus",
        "reports_with_an_error": len(amiss) / max(1, run.checked.rows.get("reports", 0)),
        "checks_crashed": len({one.check for one in run.crashes}),
        "rows_untouched": untouched / max(1, rows),
    }


def _answer(one: Answer, today: date) -> Record:
    return {
        "where": f"{one.kind} {one.asked}",
        "question": f"{one.kind} {one.asked}",
        "state": one.state,
        "source": one.source,
        "age_in_days": max(0, (today - one.on).days) if one.on else None,
    }

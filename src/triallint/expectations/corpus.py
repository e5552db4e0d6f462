"""The suites that the nightly job asks of a corpus, made from the tables' own shapes.

`python -m triallint.expectations.corpus` writes them to `checks/corpus`, one file each.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from ..described import table_schemas

#: How much of a corpus may be amiss before the night says so: shares from 0 to 1, ages in days.
MOST_REPORTS_WITH_AN_ERROR: Final = 0.1
MOST_CRASHED: Final = 0.0
MOST_ROWS_UNTOUCHED: Final = 0.5
OLDEST_ANSWER: Final = 31
LEAST_FRESH: Final = 0.95
LEAST_WITH_IDENTIFIER: Final = 0.5

Json = dict[str, Any]


def suites() -> dict[str, Json]:
    """Every suite by its name, as it is stored."""
    found = {
        f"table_{name}": _suite(f"table_{name}", _of_table(table)) for name, table in table_schemas().items()
    }
    for name, expectations in _OF_THE_CORPUS.items():
        found[name] = _suite(name, iter(expectations))
    return found


def _suite(name: str, expectations: Iterator[Json]) -> Json:
    return {"name": name, "expectations": list(expectations)}


def _expect(kind: str, why: str, **kwargs: Any) -> Json:
    return {"type": kind, "kwargs": kwargs, "meta": {"notes": why}}


def _of_table(table: Mapping[str, Any]) -> Iterator[Json]:
    """Completeness and uniqueness: what a table's shape requires, asked of a corpus."""
    for field in table["fields"]:
        if field.get("constraints", {}).get("required"):
            yield _expect("expect_column_values_to_not_be_null", "Every row has it.", column=field["name"])
    if key := table.get("primaryKey"):
        yield _expect(
            "expect_column_values_to_be_unique", f"One row for each {' and '.join(key)}.", column="key"
        )
    if table["title"] == "reports":
        yield _expect(
            "expect_column_values_to_not_be_null",
            "Reports can be looked up by a PMID, DOI or PMCID.",
            column="identifier",
            mostly=LEAST_WITH_IDENTIFIER,
        )


_OF_THE_CORPUS: Final[Mapping[str, list[Json]]] = {
    "references": [
        _expect(
            "expect_column_values_to_not_be_null",
            "What a row refers to is there.",
            column="found",
        )
    ],
    "growth": [
        _expect(
            "expect_column_pair_values_a_to_be_greater_than_b",
            "No table has fewer rows than last night.",
            column_A="rows",
            column_B="rows_last_night",
            or_equal=True,
            ignore_row_if="either_value_is_missing",
        ),
        _expect("expect_table_row_count_to_be_between", "There is a table.", min_value=1),
    ],
    "errors": [
        _expect(
            "expect_column_values_to_be_between",
            "The share of reports with an error that nobody has accepted stays in its band.",
            column="reports_with_an_error",
            min_value=0,
            max_value=MOST_REPORTS_WITH_AN_ERROR,
        ),
        _expect(
            "expect_column_values_to_be_between",
            "No check crashes.",
            column="checks_crashed",
            min_value=0,
            max_value=MOST_CRASHED,
        ),
        _expect(
            "expect_column_values_to_be_between",
            "The share of rows that no check looks at stays in its band.",
            column="rows_untouched",
            min_value=0,
            max_value=MOST_ROWS_UNTOUCHED,
        ),
    ],
    "freshness": [
        _expect(
            "expect_column_values_to_be_between",
            "Answers were given lately.",
            column="age_in_days",
            min_value=0,
            max_value=OLDEST_ANSWER,
            mostly=LEAST_FRESH,
        ),
        _expect(
            "expect_column_values_to_not_be_null",
            "Every question was answered by somebody at some time.",
            column="source",
            mostly=LEAST_FRESH,
        ),
    ],
}


def folder() -> Path:
    """Where the stored suites are."""
    from importlib import import_module

    return next(
        path
        for root in import_module("triallint.checks").__path__
        if (path := Path(root) / "corpus").is_dir()
    )


def stored() -> dict[str, Json]:
    """The suites as they are stored, by name."""
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder().glob("*.json"))
    }


def text_of(suite: Json) -> str:
    """A suite as its file holds it: no random id, and nothing that differs from run to run."""
    return json.dumps(suite, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Write the suites anew."""
    from ..store import write_text

    for name, suite in suites().items():
        write_text(folder() / f"{name}.json", text_of(suite), overwrite=True)


if __name__ == "__main__":
    main()

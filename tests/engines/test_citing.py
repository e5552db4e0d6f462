"""Citations on Spark: every worker asks the mirror for itself, and the verdicts are those of one process."""

import csv
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pytest.importorskip("zstandard", reason="zstandard is not installed")

from tests.mirror.files import record, write
from triallint.config import Config
from triallint.engines.citing import judged_on_spark
from triallint.mirror.building import build
from triallint.mirror.many import check_many
from triallint.mirror.parts import Part

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

COUNT = 120


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A mirror of some records, and a registry's citations of them: some wrong, some of nobody's."""
    folder = tmp_path_factory.mktemp("registry")
    write(folder / "files", 1, [record(pmid, year="2019", volume=str(pmid % 50)) for pmid in range(1, COUNT)])
    build(folder / "mirror", folder / "files", files=1)
    with (folder / "citations.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["report_id", "position", "relation", "title", "pmid"])
        for number in range(1, COUNT + 20):
            title = f"Trial {number + (number % 7 == 0)} of nothing in particular."
            lines.writerow([f"R{number % 9}", number, "included_study", title, number])
    return folder


def told(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_verdicts_are_those_of_one_process(spark: "SparkSession", registry: Path, tmp_path: Path) -> None:
    settings = Config(pubmed="mirror", mirror=str(registry / "mirror"), checks=())
    table = registry / "citations.csv"
    here = check_many(table, None, settings, tmp_path / "here.jsonl", rows=25)
    carried = partial(judged_on_spark, spark)
    there = check_many(table, None, settings, tmp_path / "there.jsonl", rows=25, carried=carried)
    assert there.rows == here.rows == COUNT + 19
    assert (tmp_path / "there.jsonl").read_bytes() == (tmp_path / "here.jsonl").read_bytes()
    assert not here.crashes
    kinds = {row["kind"] for row in told(tmp_path / "there.jsonl")}
    assert kinds >= {"finding", "summary"}
    assert here.checks, "a seventh of the titles is another record's"


def test_parts_are_taken_as_there_is_room_for_them(spark: "SparkSession", registry: Path) -> None:
    """A table of any length is read no further than workers are waiting for it."""
    taken: list[int] = []

    def cut() -> Iterator[Part]:
        for number in range(50):
            taken.append(number)
            yield Part("report_id,position,relation,pmid\nR1,1,reference,1\n", number)

    settings = Config(pubmed="mirror", mirror=str(registry / "mirror"), checks=())
    results = judged_on_spark(spark, cut(), (registry / "citations.csv", None, settings))
    assert next(results).rows == 1
    assert len(taken) < 10
    results.close()  # type: ignore[attr-defined]

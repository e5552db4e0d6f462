"""The scan on Spark: the same rows as on this machine's processes, whoever is killed meanwhile."""

import gzip
import os
import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed")

from tests.benchmarks.pubmed_files import MIX, write_baseline, write_lines
from tests.conftest import Say
from tests.engines import deadly
from triallint.engines import local
from triallint.engines import spark as on_spark
from triallint.engines.base import FileJudged, Options
from triallint.engines.counting import arrived, tallied
from triallint.scan.remote import File, Remote, file_called

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Row = dict[str, Any]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Generated baseline files and lines; one cut short, one that is something else, one that is not there."""
    folder = tmp_path_factory.mktemp("pubmed")
    made = write_baseline(folder, 3, 150, mix=replace(MIX, planted=0.9, trials=0.4))
    lines = write_lines(folder / "abstracts.jsonl", range(900, 980))
    with lines.open("a", encoding="utf-8") as file:
        file.write("no JSON at all\n")
    cut = folder / "cut.xml.gz"
    cut.write_bytes(made[0].read_bytes()[:60_000])
    other = folder / "other.xml"
    other.write_text("<catalogue/>", encoding="utf-8")
    return [*made, lines, cut, other, folder / "nowhere.xml"]


@pytest.fixture(scope="module")
def here(files: list[Path]) -> dict[str, FileJudged]:
    """What the processes of this machine make of each file."""
    return {one.file: one for one in local.run(files, Options(jobs=2))}


def rows(results: Iterable[FileJudged]) -> list[Row]:
    """Every row but the counts, sorted by fingerprint and place."""
    found = [row for one in results for batch in one.batches for row in batch.to_pylist()]
    return sorted((row for row in found if row["kind"] != "tally"), key=_place)


def _place(row: Row) -> tuple[str, str, int, str]:
    return row["fingerprint"] or "", row["file"], row["at"], row["message"]


def test_spark_finds_what_the_processes_find(
    spark: "SparkSession", files: list[Path], here: dict[str, FileJudged], say: Say
) -> None:
    told: list[str] = []
    there = list(on_spark.run(files, Options(), lambda file, _read, _records: told.append(file)))
    assert rows(there) == rows(here.values())
    assert sorted(told) == sorted(one.file for one in there) == sorted(map(str, files))
    counts = {one.file: tallied(one.batches) for one in there}
    assert counts == {name: tallied(one.batches) for name, one in here.items()}
    kinds = Counter(row["kind"] for row in rows(there))
    assert kinds["finding"] > 10
    assert kinds["broken"] == 4  # cut short, something else, not there, and a line
    total = sum(counts.values(), Counter())
    say(f"Spark: {len(files)} files, {total['records']:,} records, {total['findings']} findings, as locally")


@pytest.mark.skipif("TRIALLINT_SHARED" not in os.environ, reason="TRIALLINT_SHARED names no folder")
def test_spark_finds_the_same_in_real_records(spark: "SparkSession", tmp_path: Path, say: Say) -> None:
    real = Path(os.environ["TRIALLINT_SHARED"]) / "corpora" / "pubmed" / "records.dev.xml.gz"
    there = list(on_spark.run([real], Options()))
    assert rows(there) == rows(local.run([real], Options(jobs=1)))
    assert rows(there)
    say(f"Spark: {tallied(there[0].batches)['records']:,} real records, {len(rows(there))} rows as locally")


def test_a_killed_worker_changes_nothing(
    spark: "SparkSession", files: list[Path], here: dict[str, FileJudged], tmp_path: Path
) -> None:
    """The worker dies of SIGKILL with half a file judged; another begins the file anew, and no row is twice."""
    killing = deadly_file(files[0], tmp_path, times=2)
    there = list(on_spark.run([killing, *files[1:3]], Options()))
    assert len(list(tmp_path.iterdir())) == 2, "two workers were killed"
    assert rows(there) == rows(here[str(one)] for one in files[:3])


def test_a_file_that_kills_every_worker_is_named_and_passed_over(
    spark: "SparkSession", files: list[Path], here: dict[str, FileJudged], tmp_path: Path
) -> None:
    killing = deadly_file(files[0], tmp_path, times=99)
    there = list(on_spark.run([killing, files[1]], Options()))
    assert len(list(tmp_path.iterdir())) == 4, "tried four times"
    broken = [row for row in rows(there) if row["kind"] == "broken"]
    assert [row["file"] for row in broken] == [str(files[0])]
    assert "passed over" in broken[0]["message"]
    assert [row for row in rows(there) if row["kind"] != "broken"] == rows([here[str(files[1])]])


def deadly_file(path: Path, deaths: Path, times: int) -> Any:
    from pyspark import cloudpickle

    cloudpickle.register_pickle_by_value(deadly)  # workers have no tests folder
    return deadly.Deadly(path, deaths, times)


def test_a_frame_is_written_by_spark_itself(
    spark: "SparkSession", files: list[Path], here: dict[str, FileJudged], tmp_path: Path
) -> None:
    """Workers write Parquet through Spark's committer: what a program on a cluster does."""
    import pyarrow.parquet as pq

    frame = on_spark.frame(spark, files)
    assert frame.rdd.getNumPartitions() == len(files)
    frame.write.parquet(str(tmp_path / "findings"))
    table = pq.read_table(tmp_path / "findings")
    counts = arrived(table.to_batches())
    assert counts == sum((tallied(one.batches) for one in here.values()), Counter())
    found = [row for row in table.to_pylist() if row["kind"] != "tally"]
    assert sorted(found, key=_place) == rows(here.values())


def test_files_are_read_by_their_addresses(
    spark: "SparkSession", files: list[Path], here: dict[str, FileJudged], tmp_path: Path
) -> None:
    shutil.copy(files[0], tmp_path / "one.xml.gz")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "two.xml").write_bytes(gzip.decompress(files[1].read_bytes()))
    folder = file_called(f"file://{tmp_path}")
    assert folder.is_dir()
    listed: list[File] = sorted(folder.rglob("*"), key=str)
    assert [one.name for one in listed] == ["two.xml", "one.xml.gz"]
    assert all(isinstance(one, Remote) for one in listed)
    there = rows(on_spark.run(listed, Options()))
    named = {"one.xml.gz": str(files[0]), "two.xml": str(files[1])}
    assert sorted(({**row, "file": named[Path(row["file"]).name]} for row in there), key=_place) == rows(
        here[str(one)] for one in files[:2]
    )


def test_where_spark_cannot_be_reached_no_file_is_called_broken(
    spark: "SparkSession", files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise ConnectionRefusedError("nobody listens")

    monkeypatch.setattr(on_spark, "frame", gone)
    with pytest.raises(ConnectionRefusedError):
        list(on_spark.run(files, Options()))

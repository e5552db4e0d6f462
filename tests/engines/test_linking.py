"""Reconciling on Spark: the same edges and the same groups as on one machine."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed")

from click.testing import CliRunner

from tests.conftest import Say
from tests.reconcile.corpora import labelled, shared
from triallint.cli import main
from triallint.engines.linking import edges, edges_in, edges_on_spark, frame_of
from triallint.reconcile import Decision, Record, group

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PAPER = Record(
    "paper",
    title="Nightly velamide for stable angina in adults: a randomised controlled trial",
    authors="Moreau A, Lindqvist P, Okafor C",
    journal="Cardiology Practice",
    year="2019",
    volume="14",
    issue="3",
    pages="201-209",
    doi="10.5555/invented.201",
)


def collection() -> list[Record]:
    """Printings of some papers, a notice about one, a preprint of another, and strangers."""
    other = replace(
        PAPER,
        id="other",
        title="Torvastin against gout: an open-label randomised trial in primary care",
        authors="Petrov D, Silva M",
        pages="310-318",
        doi="10.5555/invented.310",
    )
    strangers = [
        replace(
            PAPER,
            id=f"stranger {number}",
            title=f"{word} after surgery of the knee, and what became of pain: a cohort study",
            authors=f"{word} B",
            pages=str(900 + number),
            doi="",
        )
        for number, word in enumerate(("Ambrexol", "Lidrapine", "Corvexa", "Nalutide"))
    ]
    return [
        PAPER,
        replace(PAPER, id="shouted", title=PAPER.title.upper(), doi="", authors="Moreau A, et al"),
        replace(PAPER, id="cited", origin="citation", journal="", pages="201"),
        replace(PAPER, id="erratum", title=f"Erratum: {PAPER.title}", pages="411", doi="", issue="5"),
        other,
        replace(
            other, id="preprint", journal="medRxiv", volume="", pages="", doi="10.1101/2018.01.01.18000001"
        ),
        replace(other, id="again", figures=frozenset({"arms.randomised of a: 60"}), doi=""),
        *strangers,
    ]


def test_the_edges_are_those_of_one_machine(spark: "SparkSession") -> None:
    records = collection()
    found = edges_on_spark(spark, records)
    assert group(records, (), found) == group(records)
    assert {"duplicate", "repeated_citation", "notice", "version"} <= {one.kind for one in found}
    assert found == sorted(found, key=lambda one: (one.a, one.b))


def test_decisions_prevail_over_edges_found_elsewhere(spark: "SparkSession") -> None:
    records = collection()
    said = [Decision("paper", "shouted", same=False), Decision("stranger 0", "stranger 1", same=True)]
    found = edges_on_spark(spark, records)
    assert group(records, said, found) == group(records, said) != group(records)


def test_records_that_lie_in_a_cluster_s_storage(spark: "SparkSession", tmp_path: Path) -> None:
    """Null is as good as blank, and how the records are spread over tasks does not matter."""
    records = collection()
    frame_of(spark, records).replace("", None).repartition(5).write.parquet(str(tmp_path / "records"))
    edges(spark.read.parquet(str(tmp_path / "records"))).write.parquet(str(tmp_path / "edges"))
    found = edges_in(spark.read.parquet(str(tmp_path / "edges")))
    assert found == edges_on_spark(spark, records)


@pytest.mark.parametrize("name", ["haematology", "respiratory"])
def test_labelled_sets_are_grouped_alike(spark: "SparkSession", name: str, say: Say) -> None:
    folder = shared()
    if folder is None:
        pytest.skip("TRIALLINT_SHARED names no folder with the labelled sets")
    records = labelled(folder / "dedup", name).records[:1000]
    found = edges_on_spark(spark, records)
    groups = group(records, (), found)
    assert groups == group(records)
    assert groups
    say(f"reconciling on Spark: {name}, {len(records):,} records, {len(groups)} groups, as on one machine")


def test_the_command_says_the_same_on_spark(
    spark: "SparkSession", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = ["report_id,title,authors,journal,year,volume,pages,doi"]
    lines += [
        ",".join(
            f'"{text}"' for text in (r.id, r.title, r.authors, r.journal, r.year, r.volume, r.pages, r.doi)
        )
        for r in collection()
    ]
    (tmp_path / "reports.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    here = CliRunner().invoke(main, ["reconcile", ".", "--format", "json"])
    there = CliRunner().invoke(main, ["reconcile", ".", "--format", "json", "--engine", "spark"])
    assert there.exit_code == here.exit_code, there.output
    assert json.loads(there.stdout) == json.loads(here.stdout)
    assert json.loads(here.stdout)["groups"]

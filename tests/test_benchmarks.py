"""The benchmarks run, at a tiny size; nothing here asserts a time."""

from pathlib import Path

import pytest

from tests.properties.loading import CHECKS
from triallint.model import Severity
from triallint.read import read
from triallint.run import run
from triallint.shape import shape

from .benchmarks.__main__ import TINY, main
from .benchmarks.corpus import write_corpus


@pytest.mark.parametrize("name", TINY)
def test_benchmark_runs(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    main([name, "--tiny"])
    lines = capsys.readouterr().out.strip().splitlines()
    assert len(lines) > 2
    told = [line for line in lines if line.startswith("  ") and not line.startswith("  check ")]
    assert told
    assert all(any(map(str.isdigit, line)) for line in told)


def test_corpus_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        rows = write_corpus(tmp_path / name, 60)
        assert 20 <= rows / 60 <= 23
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_corpus_is_true_but_for_what_was_planted(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", 101)
    shaped = shape(read([tmp_path / "corpus"]).sheets)
    result = run(CHECKS, shaped.tables)
    assert (shaped.findings, shaped.crashes, result.crashes) == ((), (), ())
    alarms = [f for f in result.findings if f.severity > Severity.info]
    assert {f.subject for f in alarms} == {"R00000", "R00050", "R00100"}, alarms
    assert {f.points[0].place.name for f in alarms} == {"percent"}

"""The library as a program uses it; the examples in its docstrings are run."""

import doctest
import subprocess
import sys
from pathlib import Path

import polars
import pytest

import triallint
from triallint.config import UsageError

ROOT = Path(__file__).parents[1]

TABLES = {
    "reports": [{"report_id": "R1", "title": "An invented trial"}],
    "estimates": [
        {
            "report_id": "R1",
            "outcome_id": "death",
            "measure": "HR",
            "value": "0.70",
            "ci_lower": "1.03",
            "ci_upper": "0.47",
        }
    ],
}


def test_docstrings_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert doctest.testmod(triallint).failed == 0


def test_records_and_frames_give_the_same_findings() -> None:
    frames = {name: polars.DataFrame(rows) for name, rows in TABLES.items()}
    records = triallint.check(TABLES)
    assert [f.fingerprint for f in records.findings] == [
        f.fingerprint for f in triallint.check(frames).findings
    ]
    assert records.findings


def test_pandas_frames_are_read() -> None:
    pandas = pytest.importorskip("pandas", reason="the pandas extra is not installed")
    frames = {name: pandas.DataFrame(rows) for name, rows in TABLES.items()}
    assert [f.check for f in triallint.check(frames).findings] == [
        f.check for f in triallint.check(TABLES).findings
    ]


def test_findings_as_a_frame() -> None:
    frame = triallint.check(TABLES).to_frame()
    error = frame.filter(polars.col("severity") == "error")
    assert error["check"].to_list() == ["limits_are_in_order"]
    assert error["column"].to_list() == ["ci_lower"]
    assert triallint.check({"reports": TABLES["reports"]}).to_frame().columns == frame.columns


def test_a_float_column_has_lost_its_precision_and_the_run_says_so() -> None:
    frames = TABLES | {
        "estimates": polars.DataFrame(
            {"report_id": ["R1"], "outcome_id": ["d"], "measure": ["HR"], "value": [0.7]}
        )
    }
    run = triallint.check(frames)
    assert any("precision" in f.check for f in run.findings)


def test_unknown_names_and_paths_are_refused() -> None:
    with pytest.raises(UsageError, match="did you mean"):
        triallint.check(TABLES, select=["limits_are_in_ordr"])
    with pytest.raises(UsageError, match="no such file"):
        triallint.check("nowhere/at/all")


def test_importing_is_light() -> None:
    heavy = "{m.split('.')[0] for m in sys.modules} & {'click', 'polars', 'pandera'}"
    program = f"import sys, triallint; print(sorted({heavy}))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

"""Reading is light and quick: no library that the format does not need, about as fast as csv itself."""

import csv
import io
import json
import subprocess
import sys

import pytest

from triallint.conditions import Condition
from triallint.read import CONDITIONS, read

HEAVY = ("openpyxl", "polars", "pandas", "numpy", "yaml", "pandera")


def loaded_after(path, tmp_path) -> list[str]:
    program = (
        "import sys; from triallint.read import read; r = read(sys.argv[1:]); assert r.sheets\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, path], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


@pytest.mark.parametrize(
    ("name", "content", "heavy"),
    [
        ("t.csv", "a;b\n1;0,70\n", []),
        ("t.json", '[{"a": 0.70}]', []),
        ("t.jsonl", '{"a": 0.70}', []),
        ("t.yaml", "- a: 0.70\n", ["yaml"]),
        ("datapackage.json", '{"resources": [{"name": "t", "path": "t.csv"}]}', []),
    ],
)
def test_a_format_loads_what_it_needs_and_no_more(write, tmp_path, name, content, heavy):
    write("t.csv", "a,b\n1,2\n")
    path = write(name, content)
    assert loaded_after("." if name == "datapackage.json" else str(path), tmp_path) == heavy


def test_two_hundred_thousand_rows(write):
    row = ["R1", "os", "a", "", "itt", "HR", "0.70", "", "0.47", "1.03", ".03", "80", "197", "table 2"]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([f"column_{i}" for i in range(len(row))])
    writer.writerows([f"R{i}", *row[1:]] for i in range(200_000))
    path = write("t.csv", out.getvalue())

    assert len(read([path]).sheets[0].rows) == 200_000


def test_every_condition_has_its_page():
    assert len({condition.name for condition in CONDITIONS}) == len(CONDITIONS)
    for condition in CONDITIONS:
        assert isinstance(condition, Condition)
        assert condition.family == "files"
        assert condition.title.endswith(".")
        assert condition.name.isidentifier()
        assert "What to do:" in condition.page
        assert max(map(len, condition.page.splitlines())) <= 110


def test_every_condition_can_be_broken():
    from pathlib import Path

    told = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    untested = [condition.name for condition in CONDITIONS if condition.name not in told]
    assert untested == []


def test_findings_are_plain_data(write):
    reading = read([write("t.csv", "a,b\n1,2,3\n")])
    (finding,) = reading.findings
    json.dumps([finding.message, finding.remedy, finding.points[0].text, finding.fingerprint])
    assert finding.points[0].words == "the cell under no column"

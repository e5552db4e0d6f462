"""Files for the tests of reading, made where they are needed; and what was found in them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from triallint.model import Finding
from triallint.read import LIMITS, Reading, read

from .workbooks import SHEET, rewritten

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a file into the folder that the test runs in, and give its relative path."""
    monkeypatch.chdir(tmp_path)

    def to(name: str, content: str | bytes) -> Path:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return to


@pytest.fixture
def read_one(write: Write) -> Callable[[str, str | bytes], Reading]:
    """Write one file and read it."""
    return lambda name, content: read([write(name, content)])


@pytest.fixture
def workbook(write):
    """Make a workbook with one sheet `arms`, let the test change it, and read it."""

    def make(change: Callable[..., object] | None = None, name: str = "t.xlsx", limits=LIMITS):
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "arms"
        for row in (["report_id", "label", "value"], ["R1", "S-1", "0.70"], ["R1", "control", "n/a"]):
            sheet.append(row)
        if change is not None:
            change(sheet)
        path = write(name, b"")
        book.save(path)
        return read([path], limits=limits)

    return make


@pytest.fixture
def raw(workbook):
    """Read a workbook after changing the XML of its sheet (or of another part)."""

    def make(old: bytes, new: bytes, part: str = SHEET, change: Callable[..., object] | None = None):
        workbook(change)
        path = Path("t.xlsx")

        def swap(data):
            assert old in data
            return data.replace(old, new, 1)

        rewritten(path, part, swap)
        return read([path])

    return make


def found(reading: Reading) -> list[str]:
    """Severity and condition of every finding, in order."""
    return [f"{finding.severity.name} {finding.check}" for finding in reading.findings]


def the(reading: Reading, check: str) -> Finding:
    """The one finding of a condition."""
    (finding,) = [finding for finding in reading.findings if finding.check == check]
    return finding

"""Safe fixes in files: the mended cells change and no other byte does."""

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from triallint.cli import main
from triallint.fix import Plan, plan
from triallint.fixing import LeftAlone
from triallint.model import Edit, Finding, Fix, Place, Point, Severity
from triallint.read import read

ROOT = Path(__file__).parents[1]


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def planned(path: Path, *edits: tuple[int, int, str, str], safe: bool = True) -> Plan:
    """The plan for edits (line, column, old, new), each a finding of its own."""
    findings = []
    for line, column, old, new in edits:
        place = Place(str(path), line, column, "doi")
        fix = Fix("mend", (Edit(place, old, new),), safe)
        findings.append(Finding("c", Severity.info, "m", (Point(place, old, ""),), fix=fix))
    return plan(findings, read([path]).sheets)


def after(path: Path, *edits: tuple[int, int, str, str]) -> bytes:
    made = planned(path, *edits)
    assert not made.left, made.left
    (change,) = made.changes
    return change.after


CASES = {
    "plain.csv": (b"report_id,doi\nR1,10.1/x.\n", 2, b"report_id,doi\nR1,10.1/x\n"),
    "bom_crlf.csv": (
        b"\xef\xbb\xbfreport_id,doi\r\nR1,10.1/x.\r\nR2,b",
        2,
        b"\xef\xbb\xbfreport_id,doi\r\nR1,10.1/x\r\nR2,b",
    ),
    "quoted.csv": (b'report_id,doi\n"R""1", " 10.1/x. " \n', 2, b'report_id,doi\n"R""1", " 10.1/x " \n'),
    "multi.csv": (b'report_id,doi\n"a\nb","10.1/x."\nR,c\n', 3, b'report_id,doi\n"a\nb","10.1/x"\nR,c\n'),
    "western.csv": (b"report_id,doi\nR\xe9,10.1/x.\n", 2, b"report_id,doi\nR\xe9,10.1/x\n"),
    "tabs.tsv": (b"report_id\tdoi\nR1\t10.1/x.\n", 2, b"report_id\tdoi\nR1\t10.1/x\n"),
    "semi.csv": (b"report_id;doi\nR1; 10.1/x. \n", 2, b"report_id;doi\nR1; 10.1/x \n"),
    "utf16.csv": (
        "\ufeffreport_id,doi\nR1,10.1/x.\n".encode("utf-16-le"),
        2,
        "\ufeffreport_id,doi\nR1,10.1/x\n".encode("utf-16-le"),
    ),
    "stray.csv": (b'report_id,doi\nR"1,10.1/x.\n"R2,y\n', 2, b'report_id,doi\nR"1,10.1/x\n"R2,y\n'),
    "a.json": (
        b'[\r\n  {"report_id": "R\\u00e91",\r\n   "doi" : "10.1\\/x."}\r\n]',
        3,
        b'[\r\n  {"report_id": "R\\u00e91",\r\n   "doi" : "10.1\\/x"}\r\n]',
    ),
    "grid.json": (
        b'{"columns": ["report_id", "doi"], "rows": [\n["R1", "10.1/x."]]}',
        2,
        b'{"columns": ["report_id", "doi"], "rows": [\n["R1", "10.1/x"]]}',
    ),
    "a.jsonl": (
        b'{"report_id":"R1","doi":"y"}\n{"report_id":"R2","doi":"10.1/x."}\n',
        2,
        b'{"report_id":"R1","doi":"y"}\n{"report_id":"R2","doi":"10.1/x"}\n',
    ),
    "a.yaml": (b"- report_id: R1  # one\n  doi: 10.1/x.   # two\n", 2, b"- report_id: R1  # one\n  doi: 10.1/x   # two\n"),
    "double.yaml": (b'- {report_id: R1, doi: "10.1/x."}\n', 1, b'- {report_id: R1, doi: "10.1/x"}\n'),
    "single.yml": (b"- report_id: R1\n  doi: '10.1/x.'\r\n", 2, b"- report_id: R1\n  doi: '10.1/x'\r\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_only_the_cell_changes(tmp_path: Path, name: str) -> None:
    before, line, expected = CASES[name]
    path = tmp_path / name
    path.write_bytes(before)
    assert after(path, (line, 2, "10.1/x.", "10.1/x")) == expected
    assert path.read_bytes() == before, "a plan writes nothing"


def test_quotation_marks_are_put_only_where_a_text_needs_them(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"report_id,doi\nR1,x\nR2,y\n")
    assert after(path, (2, 2, "x", 'a,"b"')) == b'report_id,doi\nR1,"a,""b"""\nR2,y\n'
    path = tmp_path / "a.yaml"
    path.write_bytes(b"- report_id: R1\n  doi: x\n")
    assert after(path, (2, 2, "x", "a: b")) == b"- report_id: R1\n  doi: 'a: b'\n"
    assert after(path, (2, 2, "x", "null")) == b"- report_id: R1\n  doi: 'null'\n"
    path = tmp_path / "a.json"
    path.write_bytes(b'[{"report_id": "R1", "doi": 12}]')
    assert after(path, (1, 2, "12", "13")) == b'[{"report_id": "R1", "doi": 13}]'
    assert after(path, (1, 2, "12", 'a"\u00e9')) == b'[{"report_id": "R1", "doi": "a\\"\\u00e9"}]'


def test_blank_cells_are_filled_and_filled_ones_blanked(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"report_id,doi,pmid\nR1,123,\n")
    assert after(path, (2, 2, "123", ""), (2, 3, "", "123")) == b"report_id,doi,pmid\nR1,,123\n"


def test_two_texts_for_one_cell_are_never_both_written(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"report_id,doi\nR1,x\n")
    made = planned(path, (2, 2, "x", "y"), (2, 2, "x", "z"), (2, 2, "x", "y"))
    assert made.changes[0].after == b"report_id,doi\nR1,y\n"
    assert made.left == {(str(path), "another fix changes the same cell"): 1}


def test_an_old_text_that_does_not_stand_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"report_id,doi\nR1,x\n")
    made = planned(path, (2, 2, "w", "y"))
    assert not made.changes
    assert made.left == {(str(path), "the old text does not stand there"): 1}


def test_suggestions_stay_suggestions(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"report_id,doi\nR1,x\n")
    assert planned(path, (2, 2, "x", "y"), safe=False) == Plan()


def test_records_that_share_a_line_and_a_text_are_told_apart_or_left(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'[{"doi": "x", "title": "a"}, {"doi": "x", "title": "b"}]')
    assert planned(path, (1, 1, "x", "y")).left == {
        (str(path), "several records on its line say the same"): 1
    }
    both = after(path, (1, 1, "x", "y"), (1, 1, "x", "y"))
    assert both == b'[{"doi": "y", "title": "a"}, {"doi": "y", "title": "b"}]'


def test_a_value_that_others_point_at_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"- report_id: R1\n  doi: &d x.\n- report_id: R2\n  doi: *d\n")
    made = planned(path, (2, 2, "x.", "x"))
    assert not made.changes
    assert sum(made.left.values()) == 1


def test_a_file_that_changed_meanwhile_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"report_id,doi\nR1,x.\n")
    (change,) = planned(path, (2, 2, "x.", "x")).changes
    path.write_bytes(b"report_id,doi\nR9,x.\n")
    with pytest.raises(LeftAlone, match="changed meanwhile"):
        change.write()
    assert path.read_bytes() == b"report_id,doi\nR9,x.\n"
    sheets = read([path]).sheets
    path.write_bytes(b"report_id,doi\nR1,x.\n")
    place = Place(str(path), 2, 2, "doi")
    fix = Fix("mend", (Edit(place, "x.", "x"),), safe=True)
    made = plan([Finding("c", Severity.info, "m", (Point(place, "x.", ""),), fix=fix)], sheets)
    assert not made.changes
    assert "changed meanwhile" in next(iter(made.left))[1]


def test_workbooks_are_left_alone_and_said_so(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["report_id", "doi"])
    book.active.append(["R1", "x."])
    path = tmp_path / "a.xlsx"
    book.save(path)
    made = planned(path, (2, 2, "x.", "x"))
    assert not made.changes
    assert "an Excel workbook is not written" in next(iter(made.left))[1]


def shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


_CELL = st.text(st.sampled_from('ab1.,;"\n\r\té ’|'), max_size=6)


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.tuples(_CELL, _CELL, _CELL), min_size=1, max_size=4),
    new=_CELL,
    pick=st.integers(0, 99),
    all_quoted=st.booleans(),
    end=st.sampled_from(["\n", "\r\n"]),
    raw=st.booleans(),
)
def test_bytes_outside_the_cell_are_kept_whatever_the_quotes(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, str]],
    new: str,
    pick: int,
    all_quoted: bool,
    end: str,
    raw: bool,
) -> None:
    out = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL
    table = [("report_id", "doi", "title"), *rows]
    csv.writer(out, quoting=quoting, lineterminator=end).writerows(table)
    careless = end.join(",".join(row) for row in table)  # joined without any care for quotes
    text = careless if raw else out.getvalue()
    path = tmp_path_factory.mktemp("f") / "a.csv"
    path.write_bytes(text.encode())
    (sheet,) = read([path]).sheets
    cells = [(i, c) for i, row in enumerate(sheet.rows) for c in range(len(row)) if row[c]]
    if not cells:
        return
    index, column = cells[pick % len(cells)]
    line = sheet.cell_lines.get((index, column), sheet.lines[index])
    old = sheet.rows[index][column]
    made = planned(path, (line, column + 1, old, new))
    for change in made.changes:
        path.write_bytes(change.after)
        (again,) = read([path]).sheets
        assert again.rows[index][column] == new.strip()
        before, now = change.before.decode(), change.after.decode()
        left = shared(before, now)
        right = shared(before[left:][::-1], now[left:][::-1])
        assert len(before) - left - right <= 2 * len(old) + 12, "no more than the cell was rewritten"
        if old != new.strip():
            assert not planned(path, (line, column + 1, old, new)).changes, "nothing to fix any more"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return tmp_path / "seeds"


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_the_full_stops_of_the_seeds_are_fixed_and_nothing_else(seeds: Path) -> None:
    before = _bytes(seeds)
    shown = call("check", seeds, "--pubmed", "off", "--diff")
    assert shown.exit_code == 1
    assert _bytes(seeds) == before, "--diff changes nothing"
    done = call("check", seeds, "--pubmed", "off", "--fix", "--format", "json")
    assert done.exit_code == 1, "what a hook would commit is not what was checked"
    assert "applied" in done.stderr
    assert "files were changed" in done.stderr
    now = _bytes(seeds)
    changed = [name for name in before if before[name] != now[name]]
    assert changed
    removed = added = ""
    for name in changed:
        for old, new in zip(before[name].splitlines(), now[name].splitlines(), strict=True):
            if old != new:
                assert old.replace(b".,", b",").rstrip(b".") == new.replace(b".,", b",").rstrip(b".")
                removed += old.decode()
                added += new.decode()
    assert "10.1093/biomet/70.3.659." in removed
    assert "10.1093/biomet/70.3.659." not in added
    again = call("check", seeds, "--pubmed", "off", "--fix", "--format", "json")
    assert again.exit_code == 0, again.output
    assert "no fix was applied" in again.stderr
    assert _bytes(seeds) == now
    assert json.loads(done.stdout)["version"] == 1
    assert call("check", seeds, "--pubmed", "off", "--diff").exit_code == 0


def test_a_change_fails_the_run_once_whatever_the_threshold(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    table = tmp_path / "reports.csv"
    table.write_text("report_id,title,doi\nR1,One,https://doi.org/10.1000/Xyz1\n", encoding="utf-8")
    arguments = ("check", tmp_path, "--pubmed", "off", "--fix", "--fail-on", "never")
    assert call(*arguments).exit_code == 1
    assert table.read_text(encoding="utf-8").endswith("R1,One,10.1000/Xyz1\n")
    assert call(*arguments).exit_code == 0


def test_dois_are_written_in_lower_case_where_the_project_wants_it(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    table = tmp_path / "reports.csv"
    table.write_text("report_id,title,doi\nR1,One,10.1000/Xyz1\nR2,Two,doi:10.1000/Abc\n", encoding="utf-8")
    shown = call("check", tmp_path, "--pubmed", "off", "--diff")
    assert "Xyz1" not in "".join(line for line in shown.stdout.splitlines(True) if line.startswith("+"))
    (tmp_path / "triallint.toml").write_text('doi-case = "lower"\n', encoding="utf-8")
    found = json.loads(call("check", tmp_path, "--pubmed", "off", "--format", "json").stdout)["findings"]
    assert {(one["check"], one["severity"]) for one in found} == {("doi_is_written_bare", "info")}
    assert any("this project writes DOIs in lower case" in one["message"] for one in found)
    assert call("check", tmp_path, "--pubmed", "off", "--fix").exit_code == 1
    assert table.read_text(encoding="utf-8").splitlines()[1:] == ["R1,One,10.1000/xyz1", "R2,Two,10.1000/abc"]


def test_what_no_fix_is_written_to_is_said_to_be_done_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports.csv").write_text("report_id,title,doi\nR1,Two drugs,10.1000/xyz.\n")
    (tmp_path / "R1.ris").write_text("TY  - JOUR\nTI  - One drug\nDO  - 10.1000/abc.\nER  - \n")
    said = call("check", ".", "--pubmed", "off").output
    assert "fix      write `10.1000/xyz` (safe)" in said
    assert "fix      write `10.1000/abc` (by hand)" in said
    shown = call("check", ".", "--pubmed", "off", "--diff")
    assert "+R1,Two drugs,10.1000/xyz" in shown.output
    assert "R1.ris: 1 fix not applied" in shown.stderr


@pytest.mark.skipif(not shutil.which("patch"), reason="there is no `patch` to apply it with")
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("codec", ["utf-8", "cp1252"])
def test_a_diff_can_be_applied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, codec: str, ends: str
) -> None:
    """Whatever the bytes of the file are: those of its lines stand in the diff as they are."""
    monkeypatch.chdir(tmp_path)
    rows = [
        "report_id,title,doi",
        "R1,Caf\u00e9 \u2013 one drug,10.1000/xyz.",
        "R2,Two\x0bdrugs,10.1000/abc.",
    ]
    Path("reports.csv").write_bytes("".join(row + ends for row in rows).encode(codec))
    shown = call("check", ".", "--pubmed", "off", "--diff").stdout_bytes
    assert b"\xef\xbf\xbd" not in shown
    Path("its.diff").write_bytes(shown)
    done = subprocess.run(["patch", "--binary", "-p0", "-i", "its.diff"], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout
    mended = "".join(row.removesuffix(".") + ends for row in rows)
    assert Path("reports.csv").read_bytes() == mended.encode(codec)

"""Merged tables: rows that say the same are joined, others redirected, and the log says what became of each."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pytest

from triallint.config import Config, UsageError
from triallint.reconciling import Outcome, collections, reconcile, write
from triallint.store import StoreError

ARMS = "report_id,arm_id,label,randomised,x_mine"


def outcome(folder: Path) -> Outcome:
    (collection,) = collections([folder])
    return reconcile(collection, Config())


def dataset(folder: Path, **tables: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text.strip() + "\n", encoding="utf-8")
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def logged(folder: Path, what: str) -> list[Mapping[str, str]]:
    return [row for row in rows(folder / "x_redirects.csv") if row["what"] == what]


REPORTS = """\
report_id,title,doi,year,document,note,at
R1,Two drugs for one disease,10.1000/abc,,r1.txt,ours,title=0:10
R2,Two drugs for one disease,10.1000/ABC,2021,r2.txt,theirs,title=5:15 year=20:24
R3,Another trial of gardening,10.1000/xyz,2020,r3.txt,,"""


def test_rows_are_joined_moved_and_logged(tmp_path: Path) -> None:
    data = dataset(
        tmp_path / "data",
        reports=REPORTS,
        arms=f"{ARMS}\nR1,A,one,718,\nR1,B,two,722,\nR2,A,one,718,kept\nR3,A,one,5,",
        counts="report_id,outcome_id,arm_id,events,at\nR2,death,A,12,events=30:32\nR1,relapse,A,7,events=3:4",
        citations="report_id,relation,position,title\nR2,reference,1,A cited work\nR1,reference,1,Another cited work",
    )
    write(outcome(data), tmp_path / "merged")
    made = tmp_path / "merged"
    reports = rows(made / "reports.csv")
    assert [row["report_id"] for row in reports] == ["R1", "R3"]
    assert reports[0]["year"] == "2021"
    assert reports[0]["note"] == "ours; theirs"
    assert reports[0]["at"] == "title=0:10", "a place in another document is none of this record's"
    assert reports[0]["x_merged_from"] == "R2"
    assert "year: R2" in reports[0]["x_origins"]
    arms = [
        (row["report_id"], row["arm_id"], row["randomised"], row["x_mine"]) for row in rows(made / "arms.csv")
    ]
    assert arms == [("R1", "A", "718", "kept"), ("R1", "B", "722", ""), ("R3", "A", "5", "")]
    counts = [
        (row["report_id"], row["outcome_id"], row["events"], row["at"]) for row in rows(made / "counts.csv")
    ]
    assert counts == [("R1", "death", "12", ""), ("R1", "relapse", "7", "events=3:4")]
    cited = [(row["report_id"], row["title"], row["row_id"]) for row in rows(made / "citations.csv")]
    assert cited == [("R1", "A cited work", "R2/reference/1"), ("R1", "Another cited work", "")]
    assert [(row["old_id"], row["new_id"]) for row in logged(made, "merged")] == [("R2", "R1")]
    assert [row["table"] for row in logged(made, "moved")] == ["counts", "citations"]
    assert [row["table"] for row in logged(made, "joined")] == ["arms"]
    dropped = {(row["table"], row["column"]): row["old"] for row in logged(made, "dropped")}
    assert dropped["reports", "document"] == "r2.txt"
    assert dropped["counts", "at"] == "events=30:32"


def test_no_row_of_a_record_that_gave_way_is_left_behind(tmp_path: Path) -> None:
    data = dataset(
        tmp_path / "data",
        reports=REPORTS,
        arms=f"{ARMS}\nR2,A,one,718,",
        flow="report_id,stage,n\nR2,randomised,718\nR2,screened,900",
    )
    write(outcome(data), tmp_path / "merged")
    named = {row["report_id"] for path in (tmp_path / "merged").glob("[a-w]*.csv") for row in rows(path)}
    assert named == {"R1", "R3"}


def test_a_group_with_a_conflict_is_left_as_it_is(tmp_path: Path) -> None:
    data = dataset(tmp_path / "data", reports=REPORTS, arms=f"{ARMS}\nR1,A,one,718,\nR2,A,one,781,")
    plan = write(outcome(data), tmp_path / "merged")
    assert [left.ids for left in plan.left] == [("R1", "R2")]
    assert "1 conflict" in plan.left[0].reason
    for name in ("reports.csv", "arms.csv"):
        assert rows(tmp_path / "merged" / name) == rows(data / name)


def test_arms_under_other_names_are_not_put_beside_each_other(tmp_path: Path) -> None:
    data = dataset(tmp_path / "data", reports=REPORTS, arms=f"{ARMS}\nR1,A,one,718,\nR2,blina,one,718,")
    plan = write(outcome(data), tmp_path / "merged")
    assert plan.to == {}
    assert "different names (A in R1 and blina in R2)" in plan.left[0].reason


def test_nothing_is_written_over(tmp_path: Path) -> None:
    data = dataset(tmp_path / "data", reports=REPORTS)
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    with pytest.raises(StoreError, match="there already"):
        write(outcome(data), data)
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before


def test_what_could_not_be_read_in_full_is_not_written(tmp_path: Path) -> None:
    """A cell that was cut when it was read would be cut for good."""
    data = dataset(tmp_path / "data", reports=REPORTS.replace("ours", "ours " * 40_000))
    with pytest.raises(UsageError, match="a merged folder would lack it"):
        write(outcome(data), tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_decision_to_keep_apart_goes_with_the_written_tables(tmp_path: Path) -> None:
    text = REPORTS + "\nR4,Another trial of gardening,10.1000/xyz,2020,r4.txt,,"
    data = dataset(tmp_path / "data", reports=text)
    (data / "reconcile.toml").write_text(
        '[[different]]\nrecords = ["R3", "R4"]\nwhy = "two gardens"\nwhen = 2026-11-21\n', encoding="utf-8"
    )
    write(outcome(data), tmp_path / "merged")
    again = outcome(tmp_path / "merged")
    assert again.groups == ()
    assert again.complaints == ()


def test_exports_of_searches_are_merged_over_their_files(tmp_path: Path) -> None:
    for name, extra in (("pubmed", "PMID- 33000001"), ("embase", "OWN - x")):
        doi = "LID - 10.1000/abc [doi]\n"
        (tmp_path / f"{name}.nbib").write_text(
            f"\n{extra}\nTI  - Two drugs for one disease\nAU  - Moreau A\n{doi}TA  - BMJ\nDP  - 2021\n",
            encoding="utf-8",
        )
    (collection,) = collections([tmp_path / "pubmed.nbib", tmp_path / "embase.nbib"])
    found = reconcile(collection, Config())
    assert [one.group.kind for one in found.groups] == ["repeated_citation"]
    plan = write(found, tmp_path / "merged")
    assert len(plan.to) == 1
    (row,) = rows(tmp_path / "merged" / "citations.csv")
    assert row["pmid"] == "33000001"
    assert row["doi"] == "10.1000/abc"

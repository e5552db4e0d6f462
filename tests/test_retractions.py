"""A local list of retractions: what matches, how surely, and what the notices come to."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from triallint.cli import main
from triallint.config import UsageError
from triallint.meaning.standing import state_of
from triallint.retractions import RetractionList, load_retractions


def row(pmid: str, doi: str, nature: str = "Retraction", on: str = "2/3/1998 0:00") -> dict[str, str]:
    return {
        "OriginalPaperPubMedID": pmid,
        "OriginalPaperDOI": doi,
        "RetractionNature": nature,
        "RetractionDate": on,
        "RetractionDOI": "10.1000/notice",
        "Reason": "+Error in Data;+Unreliable Results;",
    }


def test_a_notice_is_named_with_its_date_and_reason() -> None:
    (notice,) = RetractionList([row("12", "10.1000/ABC")]).notices("", "10.1000/abc")
    assert notice.certain
    assert notice.on == date(1998, 2, 3)
    assert str(notice) == "retracted on 1998-02-03 (doi 10.1000/notice): Error in Data; Unreliable Results"


def test_placeholders_match_nothing() -> None:
    listed = RetractionList([row("0", "unavailable"), row("", "Unavailable"), row("0", "")])
    for pmid, doi in (("", ""), ("0", ""), ("", "unavailable"), ("0", "unavailable")):
        assert listed.notices(pmid, doi) == ()


@pytest.mark.parametrize(
    ("pmid", "doi", "certain"),
    [
        ("12", "", True),
        ("12", "10.1/other", False),
        ("13", "10.1000/abc", False),
        ("12", "10.1000/abc", True),
    ],
)
def test_identifiers_that_contradict_make_a_notice_only_possible(pmid: str, doi: str, certain: bool) -> None:
    (notice,) = RetractionList([row("12", "10.1000/abc")]).notices(pmid, doi)
    assert notice.certain is certain


def test_damaged_dois_are_only_possible_until_the_pmid_agrees() -> None:
    whole = "10.1002/(sici)1097-0142(19960101)77:1<1::aid-cncr1>3.0.co;2-z"
    damaged = whole.replace("<1::aid-cncr1>", "")
    listed = RetractionList([row("12", damaged)])
    (notice,) = listed.notices("", whole)
    assert not notice.certain
    (notice,) = listed.notices("12", whole)
    assert notice.certain


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        ("1/1/2016", "1/2/2016", ""),
        ("1/2/2016", "1/1/2016", "retracted"),
        ("1/1/2016", "1/1/2016", "unclear"),
        ("", "1/1/2016", "unclear"),
    ],
)
def test_reinstatements_count_by_date_not_by_order(first: str, second: str, state: str) -> None:
    rows = [row("12", "", "Reinstatement", second), row("12", "", "Retraction", first)]
    assert state_of(RetractionList(rows).notices("12", ""))[0] == state
    assert state_of(RetractionList(rows[::-1]).notices("12", ""))[0] == state


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UsageError, match="OriginalPaperDOI"):
        load_retractions(path)
    with pytest.raises(UsageError, match="cannot be read"):
        load_retractions(tmp_path / "none.csv")


def test_the_command_names_the_notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "reports.csv").write_text("report_id,title,pmid\nR1,One,8863847\n", encoding="utf-8")
    columns = row("8863847", "unavailable")
    path = tmp_path / "list.csv"
    path.write_text(f"{','.join(columns)}\n{','.join(columns.values())}\n", encoding="utf-8-sig")
    arguments = ["check", "data", "--pubmed", "off", "--select", "publication_is_not_in_the_retraction_list"]
    assert CliRunner().invoke(main, arguments).exit_code == 3, "without a list nothing is looked at"
    done = CliRunner().invoke(main, [*arguments, "--retraction-watch", "list.csv"])
    assert done.exit_code == 1, done.output
    assert "1998-02-03" in done.output
    (tmp_path / "triallint.toml").write_text('retraction-watch = "list.csv"\n', encoding="utf-8")
    assert CliRunner().invoke(main, arguments).exit_code == 1

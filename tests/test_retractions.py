"""A local list of retractions: what matches, how surely, and what the notices come to."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.sample import tables_of
from triallint.checkfile import builtin_checks
from triallint.cli import main
from triallint.config import UsageError
from triallint.crosscheck import Answers
from triallint.meaning.standing import state_of
from triallint.publications import ListedPublications
from triallint.render.answers import list_in_words
from triallint.retractions import COLUMNS, RetractionList, load_retractions
from triallint.run import run


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
    (notice,) = RetractionList([row("12", "10.1000/ABC")]).notices(set(), {"10.1000/abc"})
    assert notice.certain
    assert notice.on == date(1998, 2, 3)
    assert str(notice) == "retracted on 1998-02-03 (doi 10.1000/notice): Error in Data; Unreliable Results"


def test_placeholders_match_nothing() -> None:
    listed = RetractionList([row("0", "unavailable"), row("", "Unavailable"), row("0", "")])
    for pmid, doi in (("", ""), ("0", ""), ("", "unavailable"), ("0", "unavailable")):
        assert listed.notices({pmid}, {doi}) == ()
    assert listed.notices(set(), set()) == ()


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
    (notice,) = RetractionList([row("12", "10.1000/abc")]).notices({pmid} - {""}, {doi} - {""})
    assert notice.certain is certain


def test_damaged_dois_are_only_possible_until_the_pmid_agrees() -> None:
    whole = "10.1002/(sici)1097-0142(19960101)77:1<1::aid-cncr1>3.0.co;2-z"
    damaged = whole.replace("<1::aid-cncr1>", "")
    listed = RetractionList([row("12", damaged)])
    (notice,) = listed.notices(set(), {whole})
    assert not notice.certain
    (notice,) = listed.notices({"12"}, {whole})
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
    assert state_of(RetractionList(rows).notices({"12"}, set()))[0] == state
    assert state_of(RetractionList(rows[::-1]).notices({"12"}, set()))[0] == state


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UsageError, match="OriginalPaperDOI"):
        load_retractions(path)
    with pytest.raises(UsageError, match="cannot be read"):
        load_retractions(tmp_path / "none.csv")


def test_without_a_list_nothing_is_skipped() -> None:
    """Or `--strict` would stop everybody who keeps none."""
    name = "publication_is_not_in_the_retraction_list"
    checks = [one for one in builtin_checks() if one.name == name]
    tables = tables_of(reports=[{"report_id": "R1", "title": "One", "pmid": "8863847"}])
    without = run(checks, tables)
    assert (without.skips, without.checked.tallies[name].applicable) == ((), 0)
    listed = run(checks, tables, answers=Answers(listed=RetractionList([row("8863847", "unavailable")])))
    assert [one.check for one in listed.findings] == [name]


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


def test_the_list_is_named_with_its_file_its_row_and_its_newest_notice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports.csv").write_text(
        "report_id,title,authors,pmid\nR1,Two drugs,Moreau A; Lind P,8863847\n"
    )
    header = "OriginalPaperDOI,OriginalPaperPubMedID,RetractionDate,RetractionNature,RetractionDOI,Title"
    rows = ["10.1/other,12,3/27/2020 0:00,Retraction,,Other", ",8863847,13/27/2020,Retraction,,Two drugs"]
    (tmp_path / "watch.csv").write_text("\n".join((header, *rows, "")))
    said = CliRunner().invoke(main, ["check", ".", "--retraction-watch", "watch.csv"]).output
    text = " ".join(said.split())
    assert (
        "the list of retractions (watch.csv, row 3) says of “Two drugs” (Moreau A): "
        "retracted, dated `13/27/2020`, which is no date" in text
    )
    assert "list watch.csv: 2 notices of retraction and the like, the newest of 2020-03-27; 1 of the" in text
    done = CliRunner().invoke(main, ["check", ".", "--retraction-watch", "watch.csv", "--format", "json"])
    (used,) = json.loads(done.stdout)["checked"]["lists"]
    expected = {"file": "watch.csv", "notices": 2, "newest": "2020-03-27", "matched": 1}
    assert expected.items() <= used.items()


HEADER = ",".join(COLUMNS)
LINE = "10.1000/abc,0,2/3/1998 0:00,Retraction,10.1000/notice,0,+Error;,One"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (f"{HEADER}\n{LINE}\n", "utf-8"),
        (f"{HEADER}\n{LINE}\n", "utf-16"),
        (f"{HEADER}\n{LINE}é\n", "cp1252"),
        (f"{HEADER}\n{LINE}\n".replace(",", ";"), "utf-8"),
        (f"{HEADER}\n{LINE}\n".replace(",", "\t"), "utf-8"),
        (f"{HEADER.replace(',', ' , ')}\n{LINE}\n", "utf-8"),
        (f"{HEADER.lower()}\n{LINE}\n", "utf-8"),
        (f"{HEADER}\n{LINE.replace('+Error;', 'x' * 200_000)}\n", "utf-8"),
        (f"{HEADER}\n{LINE.replace('Retraction', ' RETRACTION ')}\n", "utf-8"),
    ],
    ids=[
        "plain",
        "UTF-16",
        "Windows-1252",
        "semicolons",
        "tabs",
        "blanks",
        "small letters",
        "long",
        "capitals",
    ],
)
@pytest.mark.parametrize("name", ["list.csv", "list.txt"])
def test_a_list_is_read_as_tables_are(tmp_path: Path, text: str, codec: str, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode(codec))
    (notice,) = load_retractions(path).notices(set(), {"10.1000/abc"})
    assert (notice.kind, notice.on, notice.certain) == ("retracted", date(1998, 2, 3), True)
    assert notice.listed_in == f"{path}, row 2"


def test_a_pmid_that_a_data_frame_made_a_decimal_is_read() -> None:
    assert RetractionList([row("33651090.0", "unavailable")]).notices({"33651090"}, set())


@pytest.mark.parametrize("nature", ["Removal", "Withdrawal"])
def test_a_withdrawal_counts_like_a_retraction(nature: str) -> None:
    state, notice = state_of(RetractionList([row("12", "", nature)]).notices({"12"}, set()))
    assert (state, str(notice).partition(" (")[0]) == ("retracted", "withdrawn on 1998-02-03")


def test_notices_of_a_kind_that_is_not_known_are_counted() -> None:
    listed = RetractionList([row("12", ""), row("13", "", "Vanished"), row("", "", "", "")])
    assert (listed.about.notices, listed.about.unread) == (1, 2)
    assert list_in_words(listed.about).endswith("; 2 more of a kind that is not known here")


PUBLICATION = {
    "pmid": "33651090",
    "doi": "10.1000/abc",
    "pmcid": "PMC7",
    "title": "Two drugs for one disease.",
}


@pytest.mark.parametrize(
    "given",
    [{"pmid": "33651090"}, {"pmcid": "PMC7"}, {"doi": "10.1000/ABC"}, {}],
    ids=["PMID", "PMCID", "DOI", "title"],
)
@pytest.mark.parametrize(
    ("pmid", "doi"), [("0", "10.1000/abc"), ("33651090", "unavailable"), ("33651090", "10.1000/abc")]
)
def test_a_notice_is_found_by_every_identifier_that_pubmed_knows(
    given: dict[str, str], pmid: str, doi: str
) -> None:
    """Retraction Watch files many notices under the DOI, with 0 for a PMID."""
    name = "publication_is_not_in_the_retraction_list"
    checks = [one for one in builtin_checks() if one.name == name]
    report = {"report_id": "R1", "title": "Two drugs for one disease", **given}
    answers = Answers(ListedPublications([PUBLICATION]), RetractionList([row(pmid, doi)]))
    (finding,) = run(checks, tables_of(reports=[report]), answers=answers).findings
    assert finding.severity.name == "error"
    assert finding.place.name == next(iter(given), "title")
    assert "Two drugs for one disease" in finding.message

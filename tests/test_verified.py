"""What became of each citation: on the seeds, and where one is wrong, unknown, or without identifier."""

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.comparing.citing import Library, checks
from tests.conftest import Say
from tests.sample import tables_of
from triallint.cli import main
from triallint.comparing import compare_titles
from triallint.config import Config
from triallint.crosscheck import Answers
from triallint.meaning.fields import fields_of
from triallint.model import Publication
from triallint.run import run
from triallint.verified import FAMILIES, Verified, verified

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def seeds() -> tuple[Verified, ...]:
    from triallint.commands.citations import verified_in

    return tuple(verified_in(ROOT / "seeds", Config()))


def test_every_citation_of_the_seeds_gets_a_verdict_or_a_reason(
    seeds: tuple[Verified, ...], say: Say
) -> None:
    assert len(seeds) == 66
    counts = Counter(one.verdict for one in seeds)
    assert counts == {"agrees": 38, "unverified": 28}, "no error, no warning"
    assert all(one.words for one in seeds)
    assert {answer.source for one in seeds for answer in one.answers} == {"stand-in"}
    asked = Counter(f"{a.kind} {a.state}" for one in seeds for a in one.answers)
    say(
        f"citations of the seeds: {dict(counts)}; asked: {dict(asked)}, all of the stand-in: plumbing, not facts"
    )
    say("one by one: docs/recorded-answers.md, or `triallint citations seeds`")


def test_003_is_found_by_its_doi_and_004_by_its_title(seeds: tuple[Verified, ...]) -> None:
    reports = {one.row.raw("report_id"): one for one in seeds if one.row.table == "reports"}
    found = {key: ([a.kind for a in one.answers], one.words.split(" in ")[0]) for key, one in reports.items()}
    assert found["003"] == (["doi"], "with PMID 39651791")
    assert found["004"] == (["title"], "with PMID 33651090")
    assert reports["004"].verdict == "agrees"


@pytest.mark.parametrize("report_id", ["000", "002"])
def test_the_citations_of_004_are_of_the_publication_that_004_is(
    seeds: tuple[Verified, ...], report_id: str
) -> None:
    """004 prints no identifier, and 000 and 002 cite it by its PMID: by its record the three are one work."""
    own = next(one for one in seeds if (one.row.table, one.row.raw("report_id")) == ("reports", "004"))
    rows = [one for one in seeds if one.row.table == "citations" and one.row.raw("report_id") == report_id]
    (cited,) = (one for one in rows if one.row.raw("pmid") == "33651090")
    record = own.answers[0].publication
    assert record is not None
    assert record.pmid == "33651090"
    assert (own.verdict, cited.verdict) == ("agrees", "agrees")
    assert {each for answer in cited.answers for each in answer.publications} == {record}
    shared = {"title", "year", "journal", "volume", "pages"}
    assert shared <= set(cited.words.partition(" in ")[2].split(", ")), cited.words
    assert cited.words.startswith("with PMID 33651090")
    own_fields, fields = fields_of(own.row), fields_of(cited.row)
    assert own_fields.title
    assert fields.title
    assert compare_titles(own_fields.title.text, fields.title.text).agrees


def test_dois_alone_are_mostly_unverified_and_full_stops_are_infos(seeds: tuple[Verified, ...]) -> None:
    listed = [one for one in seeds if one.row.raw("report_id") == "004" and one.row.table == "citations"]
    assert Counter(one.verdict for one in listed)["unverified"] > len(listed) / 2
    stopped = [one for one in seeds if one.row.raw("doi").endswith(".")]
    assert stopped
    assert all("doi_is_written_bare" in one.notes for one in stopped)


PAPER = Publication("33000001", title="Two drugs for one disease.", pages="843-54")


def what_became_of(*rows: dict[str, object]) -> list[Verified]:
    numbered = [
        {"report_id": "R1", "relation": "reference", "position": n, **row} for n, row in enumerate(rows)
    ]
    tables, answers = tables_of(citations=numbered), Answers(Library([PAPER]))
    return list(verified(tables, answers, run(checks(*FAMILIES), tables, answers=answers).findings))


def test_a_wrong_one_is_named_by_the_checks_that_say_so() -> None:
    right, wrong, unknown, bare = what_became_of(
        {"pmid": "33000001", "title": "Two drugs for one disease"},
        {"pmid": "33000001", "title": "Two drugs for one disease", "pages": "12-19"},
        {"pmid": "33000002", "title": "One drug for one disease", "pages": ""},
        {"title": "Two drugs for one disease"},
    )
    assert (right.verdict, right.words) == ("agrees", "with PMID 33000001 in title")
    assert (wrong.verdict, wrong.words) == ("warning", "pages_are_those_of_the_publication")
    assert (unknown.verdict, unknown.words, unknown.answers[0].state) == (
        "unverified",
        "not held",
        "unverified",
    )
    assert (bare.verdict, bare.answers) == ("unverified", ())
    assert bare.words == "it prints no identifier that can be looked up"


def test_an_identifier_alone_agrees_in_nothing_else() -> None:
    (one,) = what_became_of({"pmid": "33000001"})
    assert (one.verdict, one.words) == ("agrees", "with PMID 33000001 in its identifier alone")


def test_the_command_prints_a_line_for_each_and_whose_answers_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    done = CliRunner().invoke(main, ["citations", "seeds"])
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert len(lines) == 66 + 3
    assert "PMCID PMC11864901 found" in lines[0]
    assert lines[-2] == "66 reports and citations: 38 agree, 0 with errors, 0 with warnings, 28 unverified"
    assert "not from NCBI" in lines[-1]
    off = CliRunner().invoke(main, ["citations", "seeds", "--pubmed", "off"])
    assert "0 agree, 0 with errors, 0 with warnings, 66 unverified" in off.output
    assert "stand-in" not in off.output


def test_characters_that_steer_a_terminal_are_shown(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "reports.csv").write_text("report_id,title,pmid\nR\x1b[31m,One,33000001\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["citations", str(tmp_path)])
    assert "\x1b" not in done.output
    assert "R\\x1b[31m report" in done.output


def test_a_path_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["citations", str(tmp_path / "none")])
    assert (done.exit_code, "no such file or folder" in done.stderr) == (2, True)


def test_one_that_only_describes_its_work_is_counted_as_not_looked_at() -> None:
    """Not as one that no check is about: nothing of it was verified, and that is said."""
    described: dict[str, object] = {"report_id": "R1", "relation": "reference", "authors": "Moreau A"}
    for more in ({"title": "Two drugs for one disease"}, {"journal": "BMJ"}, {}):
        tables = tables_of(citations=[{**described, "position": 1, **more}])
        result = run(checks(*FAMILIES), tables, answers=Answers(Library([PAPER])))
        (skip,) = {
            one.reason for one in result.skips if one.check == "first_author_is_that_of_the_publication"
        }
        assert skip == "it prints no identifier that can be looked up"
        assert not result.findings

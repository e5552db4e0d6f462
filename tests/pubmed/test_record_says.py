"""What `triallint record` says: whom it asks, what it did not ask, and which questions are still open."""

from pathlib import Path

import pytest

from tests.pubmed.recording_kit import call, cite
from tests.standin import StandIn
from triallint.commands.record import _whom
from triallint.crosscheck import weighed
from triallint.model import Answer
from triallint.pubmed.caller import Caller


def test_it_says_whom_it_asks(dataset: Path, stand_in: StandIn) -> None:
    said = call("record", "data").output.splitlines()
    port = stand_in.url.rpartition(":")[2]
    assert (
        said[1]
        == f"asking the stand-in on this machine (port {port}, as TRIALLINT_EUTILS_URL says), not NCBI"
    )


def test_ncbi_is_named_and_what_it_wants_to_know() -> None:
    assert _whom(Caller()) == (
        "asking NCBI (eutils.ncbi.nlm.nih.gov), 3 requests a second at most; "
        "it wants to know who asks: set NCBI_EMAIL"
    )
    known = _whom(Caller(email="a@example.org", api_key="k" * 36))
    assert known == "asking NCBI (eutils.ncbi.nlm.nih.gov), 10 requests a second at most"
    assert "example.org" not in known


def test_what_is_open_is_named_with_its_row(dataset: Path, stand_in: StandIn) -> None:
    cite(dataset, "12", "999")
    said = call("record", "data").output
    assert "1 unverified: the stand-in does not hold it" in said
    assert "    data/citations.csv:3: pmid 999" in said.splitlines()
    assert "absent" not in said
    checked = call("check", "data", "-v").output
    assert "data/citations.csv:3 (column pmid): PMID 999: the stand-in does not hold it" in checked


def test_one_rule_says_what_an_answer_proves() -> None:
    stand_in = Answer("pmid", "1", "absent", source="stand-in")
    assert weighed(stand_in).state == "unverified"
    assert weighed(Answer("pmid", "1", "absent", source="NCBI")).state == "absent"
    assert weighed(Answer("pmid", "1", "found", source="stand-in")).state == "found"


def test_rows_without_an_identifier_are_named(dataset: Path, stand_in: StandIn) -> None:
    (dataset / "citations.csv").write_text(
        "report_id,position,relation,text,pmid\n"
        "R1,1,reference,Moreau A. A history of hospital beds. J Invented Med. 2021;12(3):45-51.,\n"
        "R1,2,reference,,12\n"
    )
    said = call("record", "data").output.splitlines()
    at = said.index("  1 row prints no identifier that can be looked up, and nothing is asked about it:")
    assert said[at + 1] == "    data/citations.csv:2"
    checked = call("check", "data", "-v").output
    assert "data/citations.csv:2 (column text): it prints no identifier that can be looked up" in checked


def test_without_a_network_one_line_says_so(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIALLINT_EUTILS_URL", "http://127.0.0.1:9")
    said = call("record", "data", "--within", "1s")
    assert said.exit_code == 3
    assert said.output.count("not answered") == 1


def test_each_folder_is_made_anew_once_and_a_stranger_in_it_is_no_success(
    dataset: Path, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("record", "data")
    (dataset / "triallint.toml").write_text('cassettes = "cassettes"\n')
    (dataset / "cassettes" / "stranger.json").write_text("{}")
    said = call("record", "data", "--reindex")
    assert said.exit_code == 3
    assert said.output.splitlines() == [
        "data/cassettes/stranger.json is no cassette and was left out",
        "wrote data/cassettes/index.tsv",
    ]

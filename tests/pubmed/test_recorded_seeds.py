"""The seeds' recorded answers: whole, from the stand-in and saying so, and nothing in them but facts."""

import csv
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.standin.clock import FakeClock
from triallint.answering import folders_of
from triallint.config import Config
from triallint.crosscheck import Question, questions
from triallint.model import Answer
from triallint.pubmed import index
from triallint.pubmed.caller import Caller
from triallint.pubmed.cassettes import entries_of, replaying
from triallint.pubmed.client import Client
from triallint.pubmed.recorded import Recorded, canonical, cassette_at
from triallint.read import read
from triallint.shape import shape

ROOT = Path(__file__).parents[2]
CASSETTES = ROOT / "cassettes"
FILES = sorted(CASSETTES.glob("*.json"))
RECORDS = json.loads((ROOT / "tests" / "standin" / "seed_records.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def answers() -> dict[Question, Answer]:
    recorded = Recorded([CASSETTES])
    asked = questions(shape(read([ROOT / "seeds"]).sheets).tables)
    return {question: recorded.answer(question) for question in asked}


def rows(table: str) -> list[dict[str, str]]:
    text = (ROOT / "seeds" / f"{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def pmids(answer: Answer) -> list[str]:
    return [one.pmid for one in answer.publications]


def test_every_question_of_the_seeds_was_answered(answers: dict[Question, Answer]) -> None:
    assert {one.source for one in answers.values()} == {"stand-in"}
    states = Counter((question.kind, one.state) for question, one in answers.items())
    assert states == {
        ("pmid", "found"): 32,
        ("doi", "found"): 30,
        ("doi", "absent"): 25,
        ("doi", "unverified"): 1,
        ("pmcid", "found"): 2,
        ("title", "found"): 1,
    }


def test_003_gets_its_pmid_through_its_doi(answers: dict[Question, Answer]) -> None:
    assert pmids(answers[Question("doi", "10.1056/nejmoa2411680")]) == ["39651791"]


def test_004_is_identified_by_its_title(answers: dict[Question, Answer]) -> None:
    (title,) = (one for question, one in answers.items() if question.kind == "title")
    assert pmids(title) == ["33651090"]


def test_a_letter_and_its_reply_share_a_doi(answers: dict[Question, Answer]) -> None:
    shared = answers[Question("doi", "10.1056/nejmc2504183")]
    assert "40499181" in shared.reason
    assert "40499182" in shared.reason


def test_the_records_are_those_that_the_seeds_print() -> None:
    cited, reports = rows("citations"), rows("reports")
    printed = {row["pmid"] for row in (*cited, *reports)} - {""}
    assert {record["pmid"] for record in RECORDS} == printed
    by_pmid = {record["pmid"]: record for record in RECORDS}
    for row in cited:
        if row["pmid"]:
            record = by_pmid[row["pmid"]]
            facts = (record["title"].rstrip("."), record["doi"], record["journal"]["medline"])
            assert facts == (row["title"].rstrip("."), row["doi"], row["journal"])
            assert [str(record.get(name, "")) for name in ("year", "volume", "issue", "pages")] == [
                row[name] for name in ("year", "volume", "issue", "pages")
            ]


def test_registry_numbers_are_those_that_the_documents_state() -> None:
    stated = {row["registry_ids"] for row in rows("reports")}
    kept = {number for record in RECORDS for _, number in record.get("registrations", ())}
    assert kept == stated


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_answer_says_that_it_is_from_the_stand_in(path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    headers = [one["response"]["headers"] for one in document["interactions"]]
    assert headers
    assert all(one["X-Triallint-Source"] == ["stand-in"] for one in headers)
    assert {name for one in headers for name in one} <= {
        *("Content-Length", "Content-Type", "Date"),
        *("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-Triallint-Source"),
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_kept_that_should_not_be(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("=scrubbed", "")
    words = ("abstract", "api_key", "email=", "tool=", "127.0.0.1", "localhost", "cookie", "ncbi-sid", "phid")
    assert [word for word in words if word in text.lower()] == []
    assert "@" not in text


def test_the_index_is_that_of_the_cassettes() -> None:
    entries = [entry for path in FILES for entry in entries_of(cassette_at(path), path.name)]
    assert (CASSETTES / index.NAME).read_text(encoding="utf-8") == index.text_of(entries)


def test_vcrpy_replays_them_through_the_client(answers: dict[Question, Answer]) -> None:
    (path,) = FILES  # one batch; NCBI is asked, and nothing but the cassette can answer
    asked = [canonical(*question) for question in answers]
    with replaying(path) as played:
        live = Client(Caller(), clock=FakeClock().clock).ask(asked)
        replayed = {canonical(one.kind, one.asked): one for one in live}
        assert played.all_played
    kept = {canonical(*question): one for question, one in answers.items()}
    assert replayed == {key: replace(one, asked=key.asked, kept_in="") for key, one in kept.items()}


def test_they_lie_where_a_check_of_the_seeds_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert [folder.resolve() for folder in folders_of(Path("seeds"), Config())] == [CASSETTES]

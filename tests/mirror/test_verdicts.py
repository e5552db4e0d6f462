"""The same checks give the same verdicts, whether answers were recorded, asked for, or looked up in a mirror."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner

from tests.comparing.citing import checks, medline
from tests.conftest import Say
from tests.pubmed.client_kit import world
from tests.pubmed.shared import needed, records
from tests.sample import tables_of
from tests.standin import Library, StandIn
from tests.standin.clock import FakeClock
from tests.standin.records import article
from triallint.cli import main
from triallint.crosscheck import Answers, Question, questions
from triallint.mirror.building import build
from triallint.mirror.cutting import Cut
from triallint.mirror.source import Mirror
from triallint.model import Answer, Publication, Run, Severity
from triallint.pubmed.caller import Caller
from triallint.pubmed.cassettes import Recorder
from triallint.pubmed.client import Client
from triallint.pubmed.parse import parse
from triallint.pubmed.recorded import Recorded, canonical
from triallint.read import read
from triallint.run import run
from triallint.shape import shape
from triallint.tables import Tables

from .files import write

ROOT = Path(__file__).parents[2]
RECORDS = json.loads((ROOT / "tests" / "standin" / "seed_records.json").read_text(encoding="utf-8"))


class Known:
    """Answers that were given before."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        self._answers = {Question(one.kind, one.asked.lower()): one for one in answers}

    def answer(self, question: Question) -> Answer:
        return replace(self._answers[Question(question.kind, question.asked.lower())], asked=question.asked)


def told(result: Run) -> list[tuple[Any, ...]]:
    """What a run says, but for the day on which PubMed said it."""
    assert not result.crashes
    findings = [(one.fingerprint, one.severity, one.place, one.certainty) for one in result.findings]
    return sorted(
        map(repr, [*findings, *result.skips, *((one.place, one.reason) for one in result.checked.unverified)])
    )


def asked_in(tables: Tables) -> list[Question]:
    """What a dataset asks, as it is sent."""
    return [Question(*canonical(*one)) for one in questions(tables)]


def judged(tables: Tables, answers: Answers) -> Run:
    return run(checks("identifiers", "citations", "status", "duplicates"), tables, answers=answers)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds")
    write(folder / "files", 1, map(article, RECORDS), marked=True)
    build(folder / "mirror", folder / "files", files=1)
    return folder / "mirror"


def test_seeds_recorded_live_and_mirrored(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    tables = shape(read([Path("seeds")]).sheets).tables
    with world(RECORDS) as there:
        live = told(judged(tables, Answers(Known(there.ask(*asked_in(tables))))))
    assert told(judged(tables, Answers(Mirror(seeds)))) == live
    said = {
        who: call("check", "seeds", *options)
        for who, options in (("recorded", []), ("mirror", ["--mirror", str(seeds)]))
    }
    for document in said.values():
        assert [one["source"] for one in document["checked"].pop("answers")] == ["stand-in"]
    assert said["mirror"] == said["recorded"]


def call(*arguments: str) -> Any:
    """What a command says in JSON."""
    done = CliRunner().invoke(main, [*arguments, "--format", "json"])
    assert done.exit_code == 0, done.output
    document = json.loads(re.sub(r"\d{4}-\d\d-\d\d", "DAY", done.stdout))  # an answer says when it was given
    return {name: document[name] for name in ("findings", "skips", "crashes", "accepted", "checked")}


def test_seeds_citation_by_citation(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    recorded, mirrored = (
        re.sub(r"\d{4}-\d\d-\d\d", "DAY", CliRunner().invoke(main, ["citations", "seeds", *options]).output)
        for options in ([], ["--mirror", str(seeds)])
    )
    assert mirrored == recorded
    assert "38 agree, 0 with errors, 0 with warnings, 28 unverified" in mirrored


def listed_doi(publication: Publication, article: bytes) -> Publication:
    """A publication without a DOI that only its electronic location gives: the stand-in does not look there."""
    is_listed = f'IdType="doi">{publication.doi}<'.encode() in article
    return publication if is_listed else replace(publication, doi="")


def disturbed(publications: Iterable[Publication]) -> Iterator[Mapping[str, object]]:
    """Rows that cite them, one in two with something wrong."""
    dice = Random(7)
    known = list(publications)
    for at, one in enumerate(known):
        row = dict(medline(one))
        other = known[dice.randrange(len(known))]
        match at % 12:
            case 0:
                row["pmid"] = other.pmid
            case 1:
                row["doi"] = other.doi
            case 2:
                row["year"] = str(1950 + at % 60)
            case 3:
                row["title"] = str(row["title"]).replace("trial", "study") + " revisited"
            case 4:
                row["volume"] = "7777"
            case 5:
                row["doi"] = str(row["doi"])[:-2]
            case _:
                pass
        yield row


def real(folder: Path, part: slice) -> tuple[Tables, bytes, Mirror]:
    """Some real records: rows that cite them, an answer that holds them, and a mirror of them."""
    articles = [one for one in Cut([records()]) if one.startswith(b"<PubmedArticle>")][part]
    write(folder / "files", 1, [one.decode() for one in articles], marked=True)
    known = build(folder / "mirror", folder / "files", files=1)
    assert known.records == len(articles)
    publications = [listed_doi(parse(one)[0], one) for one in articles]
    tables = tables_of(
        citations=[
            {"report_id": f"R{at // 10}", "relation": "reference", "position": at % 10} | row
            for at, row in enumerate(disturbed(publications))
        ],
        reports=[
            {"report_id": f"T{at}", "title": one.title, "year": one.dates[0].text[:4]}
            for at, one in enumerate(publications[:100])
        ],
    )
    body = b"<PubmedArticleSet>%s</PubmedArticleSet>" % b"".join(articles)
    return tables, body, Mirror(folder / "mirror")


@needed
@pytest.mark.parametrize("part", range(3))
def test_real_records(part: int, tmp_path: Path, say: Say) -> None:
    tables, body, mirror = real(tmp_path, slice(part, None, 3))
    asked = asked_in(tables)
    clock = FakeClock()
    with StandIn(Library(body), now=clock.now, sleep=clock.sleep) as service:
        live = list(Client(Caller(base=service.url), clock=clock.clock).ask(asked))
    mine, theirs = (judged(tables, Answers(one)) for one in (mirror, Known(live)))
    assert told(mine) == told(theirs)
    errors = sum(one.severity is Severity.error for one in mine.findings)
    assert errors > 30
    assert {one.state for one in live} == {"found", "absent", "unverified"}
    say(
        f"{len(asked):,} questions on real records: {len(mine.findings):,} findings from the mirror, the same as live"
    )


@needed
def test_real_records_recorded(tmp_path: Path) -> None:
    tables, body, mirror = real(tmp_path, slice(0, 90))
    clock = FakeClock()
    with StandIn(Library(body), now=clock.now, sleep=clock.sleep) as service:
        recorder = Recorder(tmp_path / "cassettes", Caller(base=service.url), clock=clock.clock)
        assert len(list(recorder.record(asked_in(tables)))) > 100
    mine, theirs = (judged(tables, Answers(one)) for one in (mirror, Recorded([tmp_path / "cassettes"])))
    assert told(mine) == told(theirs)
    assert len(mine.findings) > 50

"""Answers out of a mirror: those that PubMed would give, and nothing where it cannot be relied on."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pubmed.client_kit import world
from tests.standin.records import article
from triallint.crosscheck import Answers
from triallint.mirror.building import build
from triallint.mirror.layout import BadMirror, opened, path_in
from triallint.mirror.source import Mirror
from triallint.model import Answer
from triallint.pubmed.questions import Question

from .files import mirror_of, record, updated, write

PAPERS: list[dict[str, Any]] = [
    {
        "pmid": "10",
        "title": "Daratumumab for anti-CD38 therapy: a randomised trial.",
        "doi": "10.1000/A(1)b",
        "pmcid": "PMC70",
    },
    {
        "pmid": "11",
        "title": "Daratumumab for therapy of everything.",
        "doi": "10.1000/a.1.b",
        "pmcid": "PMC71",
    },
    {"pmid": "12", "title": "A reply.", "doi": "10.1000/letters.9"},
    {"pmid": "13", "title": "A letter.", "doi": "10.1000/letters.9"},
    {"pmid": "14", "title": "Supplement without a number of its own", "doi": "10.1000/whole.suppl"},
    {"pmid": "15", "title": "[Behandlung mit Daratumumab].", "pii": "S1000-1", "doi": ""},
    *(
        {"pmid": str(100 + n), "title": f"Outcomes of hypertension, part {n}.", "doi": f"10.1000/many.{n}"}
        for n in range(25)
    ),
    {"pmid": "999", "title": "Last."},
]
QUESTIONS: list[tuple[Any, str]] = [
    *(("pmid", one) for one in ("10", "15", "16", "998", "0", "x1")),
    *(("doi", one) for one in ("10.1000/a(1)B", "10.1000/a.1.b", "10.1000/a-1-b", "10.1000/letters.9")),
    *(("doi", one) for one in ("10.1000/whole", "10.1000/whole.suppl", "10.1000/none", "10.1000/many", "10.1000/")),
    *(("pmcid", one) for one in ("PMC70", "PMC71")),
    ("title", "Daratumumab for anti-CD38 therapy: a randomised trial"),
    ("title", "Daratumumab therapy"),
    ("title", "Daratumumab misspeltword"),
    ("title", "Completely unknown misspeltword"),
    ("title", "Hypertension outcomes"),
    ("title", "A of the"),
    ("title", "Supplement without a number"),
]  # fmt: skip


def told(answer: Answer) -> tuple[str, list[str], str]:
    """What an answer comes to."""
    return answer.state, [one.pmid for one in answer.publications], answer.reason


def test_answers_are_those_of_the_network(tmp_path: Path) -> None:
    facts = [
        {name: value for name, value in one.items() if value} | {"revised": "2026-03-01"} for one in PAPERS
    ]
    mirror = mirror_of(tmp_path, *map(article, facts), marked=True)
    with world(facts) as there:
        live = {Question(one.kind, one.asked): one for one in there.ask(*QUESTIONS)}
    for question in QUESTIONS:
        mine, theirs = mirror.answer(question), live[Question(*question)]
        assert told(mine) == told(theirs), question
        assert mine.publications == theirs.publications
        assert mine.source == theirs.source or theirs.reason
    states = {told(mirror.answer(question))[0] for question in QUESTIONS}
    assert states == {"found", "absent", "unverified"}


def test_an_answer_says_where_it_is_from(tmp_path: Path) -> None:
    mirror = mirror_of(tmp_path, record(1, revised="2026-02-03"), record(2, revised="2025-12-31"))
    answer = mirror.answer(("pmid", "2"))
    assert (answer.source, str(answer.on)) == ("mirror", "2026-02-03")
    assert answer.kept_in == f"{tmp_path / 'mirror'}, up to pubmed26n0001.xml.gz"
    updated(tmp_path, 2, record(3, revised="2026-04-01"))
    answer = Mirror(tmp_path / "mirror").answer(("pmid", "2"))
    assert (str(answer.on), answer.kept_in[-20:]) == ("2026-04-01", "pubmed26n0002.xml.gz")


def test_made_up_files_never_pass_for_pubmeds(tmp_path: Path) -> None:
    mirror = mirror_of(tmp_path, record(1), record(9), marked=True)
    assert mirror.answer(("pmid", "1")).source == "stand-in"
    weighed = Answers(mirror).of("pmid", "5")
    assert weighed.state == "unverified"
    assert "only NCBI can say" in weighed.reason


def test_a_record_may_be_newer_than_the_mirror(tmp_path: Path) -> None:
    mirror = mirror_of(tmp_path, record(1), record(9))
    assert mirror.answer(("pmid", "8")).state == "absent"
    newer = mirror.answer(("pmid", "10"))
    assert newer.state == "unverified"
    assert "higher than any in the mirror" in newer.reason
    assert "2026-03-01" in newer.reason


def test_no_pmcid_is_absent(tmp_path: Path) -> None:
    answer = mirror_of(tmp_path, record(1, pmcid="PMC1")).answer(("pmcid", "PMC2"))
    assert (answer.state, "neither PMC nor PubMed" in answer.reason) == ("unverified", True)


def test_nothing_is_absent_where_the_baseline_may_not_be_whole(tmp_path: Path) -> None:
    write(tmp_path / "files", 1, [record(1), record(9)])
    build(tmp_path / "mirror", tmp_path / "files")
    mirror = Mirror(tmp_path / "mirror")
    assert mirror.answer(("pmid", "1")).state == "found"
    for question in (("pmid", "5"), ("doi", "10.1000/none"), ("title", "Trial 1 of nothing in particular")):
        answer = mirror.answer(question)  # type: ignore[arg-type]
        assert (answer.state, answer.source) == ("unverified", None)
        assert "nobody said whether the 1 files" in answer.reason


QUESTION: Any = ("pmid", "1")


def damages() -> Iterator[Any]:
    yield pytest.param(lambda path: path.unlink(), "there is no mirror here", id="missing")
    yield pytest.param(lambda path: path.write_bytes(b""), "this is no mirror", id="empty")
    yield pytest.param(lambda path: path.write_bytes(b"x" * 5000), "this is no mirror", id="something else")
    yield pytest.param(lambda path: path.write_bytes(path.read_bytes()[:-4096]), "cut short", id="cut")
    for sql, words in (
        ("PRAGMA application_id = 1", "this is no mirror"),
        ("PRAGMA user_version = 2", "has layout 2, and this triallint reads 1"),
        ("UPDATE about SET value = 'Abstract Title' WHERE name = 'left_out'", r"lack what .* \(Title\)"),
        ("UPDATE about SET value = 0 WHERE name = 'ready'", "half-built"),
        ("DROP TABLE keys", "is damaged"),
        ("UPDATE records SET content = x'00'", "record of it cannot be read"),
        ("UPDATE records SET content = (SELECT content FROM records WHERE pmid = 2)", "cannot be read"),
    ):
        yield pytest.param(lambda path, sql=sql: execute(path, sql), words, id=sql[:40])


def execute(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(sql)
    connection.close()


@pytest.mark.parametrize(("damage", "words"), list(damages()))
def test_what_is_damaged_is_said_and_never_answered_from(tmp_path: Path, damage: Any, words: str) -> None:
    import re

    mirror_of(tmp_path, record(1, doi="10.1000/a.1"), record(2, doi="10.1000/a.2"))
    damage(path_in(tmp_path / "mirror"))
    mirror = Mirror(tmp_path / "mirror")
    answers = [mirror.answer(one) for one in (QUESTION, ("doi", "10.1000/a.1"), ("doi", "10.1000/none"))]
    assert answers[1].state == "unverified"
    assert "absent" not in {one.state for one in answers} or "cannot be read" in words
    assert any(re.search(words, one.reason) for one in answers), [one.reason for one in answers]


def test_noughts_in_the_file_never_make_a_verdict(tmp_path: Path) -> None:
    """A page after the other is wiped out: an answer is the right one, or none."""
    records = [record(n, doi=f"10.1000/a.{n}", title=f"Numbered title {n} alphabet.") for n in range(1, 200)]
    mirror_of(tmp_path, *records)
    path = path_in(tmp_path / "mirror")
    whole = path.read_bytes()
    asked: list[Any] = [("pmid", "77"), ("doi", "10.1000/a.78"), ("pmid", "199")]
    right = [told(Mirror(tmp_path / "mirror").answer(one)) for one in asked]
    assert {one[0] for one in right} == {"found"}
    silent = 0
    for at in range(0, len(whole), 4096):
        path.write_bytes(whole[:at] + bytes(4096) + whole[at + 4096 :])
        mirror = Mirror(tmp_path / "mirror")
        for question, known in zip(asked, right, strict=True):
            answer = mirror.answer(question)
            assert told(answer) == known or (answer.state, answer.publications) == ("unverified", ())
            silent += answer.state == "unverified"
    assert silent > 3


def test_a_reader_meets_a_build_that_was_broken_off(tmp_path: Path) -> None:
    mirror_of(tmp_path, record(1))
    path = path_in(tmp_path / "mirror")
    path.with_name(f"{path.name}-journal").write_bytes(
        b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0" * 504 + b"x" * 4104
    )
    answer = Mirror(tmp_path / "mirror").answer(QUESTION)
    assert answer.state in ("found", "unverified")


def test_every_look_is_at_one_mirror(tmp_path: Path) -> None:
    mirror = mirror_of(tmp_path, record(1))
    assert [one.state for one in mirror.answers([("pmid", "1"), ("pmid", "1")])] == ["found", "found"]
    with pytest.raises(BadMirror, match="no mirror here"), opened(tmp_path / "elsewhere"):
        pass

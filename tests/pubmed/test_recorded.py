"""Recorded answers: the same as those that were given, found in any batch, and never more than was said."""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.pubmed.recording_kit import FACTS, QUESTIONS, recording
from tests.standin import Failures
from tests.standin.clock import FakeClock
from tests.standin.invented import papers
from triallint.model import Answer
from triallint.pubmed import index
from triallint.pubmed.caller import Caller
from triallint.pubmed.cassettes import PLACES, reindex, replaying, serialized
from triallint.pubmed.client import Client
from triallint.pubmed.door import Interaction
from triallint.pubmed.pacing import day_of_answer
from triallint.pubmed.questions import Question, title_term
from triallint.pubmed.recorded import UNRECORDED, Recorded
from triallint.pubmed.replay import _SERVICES, Cassette


def bare(answer: Answer) -> Answer:
    """An answer without the place where it is kept."""
    return replace(answer, kept_in="")


def test_what_is_recorded_is_what_was_answered(tmp_path: Path) -> None:
    with recording(tmp_path) as here:
        live = here.record(*QUESTIONS)
        states = {(one.kind, one.asked): one.state for one in live}
    assert len(live) == len(QUESTIONS)
    assert [states[one] for one in QUESTIONS] == [
        *("found", "found", "absent"),
        *("found", "found", "absent", "unverified"),
        *("found", "absent"),
        *("found", "absent"),
    ]
    for one in live:
        kept = here.answer(one.kind, one.asked)
        assert bare(kept) == one
        assert kept.kept_in == str(here.cassettes[0])


def test_many_answers_survive_being_recorded(tmp_path: Path) -> None:
    facts = papers(230)
    asked = [Question(k, f[k]) for f in facts for k in ("pmid", "doi", "pmcid", "title") if k in f]
    with recording(tmp_path, facts) as here:
        live = [
            one for start in range(0, len(asked), 100) for one in here.record(*asked[start : start + 100])
        ]
    assert len(here.cassettes) == -(-len(asked) // 100)
    recorded = Recorded([tmp_path])
    assert {one.state for one in live} == {"found"}
    assert all(bare(recorded.answer((one.kind, one.asked))) == one for one in live)


def test_vcrpy_replays_the_same_files_through_the_client(tmp_path: Path) -> None:
    with recording(tmp_path, email="curator@example.org", api_key="KEY") as here:
        live = here.record(*QUESTIONS)
    (cassette,) = here.cassettes
    asking = Client(Caller(email="another@example.net"), clock=FakeClock().clock)
    with replaying(cassette) as played:  # it asks NCBI: nothing but the cassette can answer
        assert list(asking.ask(QUESTIONS)) == live
        assert played.all_played


def test_places_of_the_services_are_those_of_the_client() -> None:
    assert {path: service for service, (_, path, _) in PLACES.items()} == _SERVICES


def test_answers_are_found_whichever_batch_they_came_in(tmp_path: Path) -> None:
    with recording(tmp_path) as here:
        for question in QUESTIONS:
            here.record(question)
            assert here.answer(*question).source == "stand-in"
    assert len(here.cassettes) == len(QUESTIONS)
    assert all(here.answer(*question).source for question in QUESTIONS)


def test_one_question_more_asks_for_one_and_changes_no_file(tmp_path: Path) -> None:
    with recording(tmp_path) as here:
        here.record(*QUESTIONS[:5])
        before, asked = here.files, len(here.stand_in.asked)
        here.record(Question("pmid", "14"))
        after = here.files
        assert [one.ids for one in here.stand_in.asked[asked:]] == [["14"]]
    assert len(after) == len(before) + 1
    assert all(after[name] == body for name, body in before.items() if name != index.NAME)
    assert min(len(body) for body in after.values()) < 4_000


def test_records_that_came_along_answer_for_themselves(tmp_path: Path) -> None:
    with recording(tmp_path) as here:
        here.record(Question("doi", "10.1000/a.1"))
    assert [one.pmid for one in here.answer("pmid", "11").publications] == ["11"]
    assert here.answer("pmid", "13").reason == UNRECORDED


def test_only_the_files_that_are_needed_are_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with recording(tmp_path) as here:
        for question in QUESTIONS:
            here.record(question)
    opened: list[str] = []
    whole = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: (opened.append(path.name), whole(path))[1])
    recorded = Recorded([tmp_path])
    kept = [recorded.answer(QUESTIONS[at]).kept_in for at in (1, 5, 1)]
    assert opened == list(dict.fromkeys(Path(one).name for one in kept))
    assert len(opened) == 2


def test_letter_case_and_the_words_of_a_title_are_what_counts(tmp_path: Path) -> None:
    with recording(tmp_path) as here:
        here.record(*QUESTIONS)
    assert here.answer("doi", "10.1000/A.1").state == "found"
    assert here.answer("pmcid", "pmc7").state == "found"
    assert here.answer("title", "VEXORIN words, of a title?").state == "found"
    assert here.answer("title", "words of a vexorin title").reason == UNRECORDED


def test_the_index_follows_from_the_cassettes(tmp_path: Path) -> None:
    with recording(tmp_path) as here:
        for start in range(0, len(QUESTIONS), 3):
            here.record(*QUESTIONS[start : start + 3])
    before = here.files
    (tmp_path / index.NAME).unlink()
    (tmp_path / "other.json").write_text("{}")
    assert reindex(tmp_path) == [tmp_path / "other.json"]
    assert (tmp_path / index.NAME).read_bytes() == before[index.NAME]


def test_the_latest_answer_counts(tmp_path: Path) -> None:
    with recording(tmp_path) as here:
        here.record(Question("pmid", "11"))
    changed = [FACTS[0] | {"title": "Vexorin words of a corrected title."}, *FACTS[1:]]
    with recording(tmp_path, changed) as later:
        later.record(Question("pmid", "11"))
        assert len(later.cassettes) == 2
        assert [one.title for one in later.answer("pmid", "11").publications] == [changed[0]["title"]]


def test_what_rests_on_something_that_was_not_had_is_asked_again(tmp_path: Path) -> None:
    asked = [Question("pmid", "11"), Question("pmid", "12"), Question("doi", "10.1000/a.1")]
    with recording(tmp_path, withheld=frozenset({"11"})) as here:
        states = {(one.kind, one.asked): one.state for one in here.record(*asked)}
    assert states == {asked[0]: "unverified", asked[1]: "found", asked[2]: "unverified"}
    assert [here.answer(*one).reason for one in asked] == [UNRECORDED, "", UNRECORDED]


def test_what_failed_on_the_way_is_not_kept(tmp_path: Path) -> None:
    script = ["rate", "server", "html", "cut", None, "in_band", "empty"]
    with recording(tmp_path, failures=Failures(script=script)) as here:
        live = here.record(*QUESTIONS)
    document = json.loads(here.cassettes[0].read_text())
    assert {one["response"]["status"]["code"] for one in document["interactions"]} == {200}
    assert len(document["interactions"]) == sum(one.failure is None for one in here.stand_in.asked)
    assert all(bare(here.answer(one.kind, one.asked)) == one for one in live)
    with replaying(here.cassettes[0]):
        assert list(Client(Caller(), clock=FakeClock().clock).ask(QUESTIONS)) == live


def test_whoever_stops_early_keeps_what_was_answered(tmp_path: Path) -> None:
    with recording(tmp_path) as here:
        answers = here.recorder.record(QUESTIONS)
        assert next(answers).asked == "11"
        answers.close()
    assert here.answer("pmid", "11").state == "found"
    assert here.answer("pmcid", "PMC7").reason == UNRECORDED


def test_no_answer_leaves_no_file(tmp_path: Path) -> None:
    with recording(tmp_path, failures=Failures({"server": 1.0})) as here:
        assert {one.state for one in here.record(*QUESTIONS)} == {"unverified"}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda one: one.unlink(), "No such file"),
        (lambda one: one.write_text("{"), "no cassette"),
        (lambda one: one.write_text('{"interactions": [{"request": 1}]}'), "no cassette"),
        (lambda one: one.write_text("[" * 100_000), "no cassette"),
        (lambda one: one.write_text('{"interactions": []}'), "not whole"),
        (lambda one: one.write_text(one.read_text().replace("<PMID", "<PMIX")), "not whole"),
        (lambda one: one.write_text(one.read_text().replace("<ArticleTitle>", "<")), "cannot be read"),
    ],
)
def test_a_spoilt_cassette_proves_nothing(tmp_path: Path, spoil, words: str) -> None:  # type: ignore[no-untyped-def]
    with recording(tmp_path) as here:
        here.record(*QUESTIONS[:2])
    spoil(here.cassettes[0])
    answer = here.answer("pmid", "11")
    assert (answer.state, answer.source) == ("unverified", None)
    assert words in answer.reason
    assert "`triallint record` asks again" in answer.reason


@pytest.mark.parametrize(
    "line", ["pmid\t11", "pmid\t11\t../secret.json\t2026-11-21\tNCBI", "pmid\t11\ta.json\tx\tNCBI"]
)
def test_a_spoilt_index_proves_nothing(tmp_path: Path, line: str) -> None:
    (tmp_path / index.NAME).write_text(f"{line}\n")
    answer = Recorded([tmp_path]).answer(("pmid", "11"))
    assert answer.state == "unverified"
    assert index.NAME in answer.reason


def test_recording_mends_an_index_that_a_merge_has_spoilt(tmp_path: Path) -> None:
    with recording(tmp_path) as here:
        here.record(*QUESTIONS[:3])
        lines = (tmp_path / index.NAME).read_text().splitlines()
        (tmp_path / index.NAME).write_text("\n".join([*reversed(lines), "<<<<<<< HEAD"]))
        here.record(*QUESTIONS[3:])
    assert all(here.answer(*one).source for one in QUESTIONS)


def test_the_first_folder_that_knows_answers(tmp_path: Path) -> None:
    own, shared = tmp_path / "own", tmp_path / "shared"
    with recording(own) as here:
        here.record(Question("pmid", "11"))
    with recording(shared) as there:
        there.record(Question("pmid", "11"), Question("pmid", "12"))
    recorded = Recorded([own, shared])
    kept = [Path(recorded.answer(("pmid", pmid)).kept_in).parent for pmid in ("11", "12")]
    assert kept == [own, shared]


def test_nothing_is_recorded_anywhere() -> None:
    assert Recorded([]).answer(("pmid", "11")) == Answer("pmid", "11", "unverified", reason=UNRECORDED)
    assert "form of a PMID" in Recorded([]).answer(("pmid", "x")).reason


def test_a_cassette_can_be_moved_with_its_index(tmp_path: Path) -> None:
    with recording(tmp_path / "a") as here:
        here.record(*QUESTIONS)
    shutil.move(tmp_path / "a", tmp_path / "b")
    assert Recorded([tmp_path / "b"]).answer(("pmid", "11")).state == "found"


def test_words_of_a_title_ask_for_the_same_title() -> None:
    for facts in papers(400):
        term = title_term(facts["title"])
        assert title_term(term.replace("[title]", "").replace(" AND ", " ")) == term


def test_an_answer_keeps_its_day(tmp_path: Path) -> None:
    with recording(tmp_path) as here:
        here.record(Question("pmid", "11"))
    path = here.cassettes[0]
    document = json.loads(path.read_text())
    headers = document["interactions"][0]["response"]["headers"]
    headers["date"] = ["Wed, 01 Jan 2020 10:00:00 GMT"]
    del headers["Date"]
    path.write_text(json.dumps(document))
    assert here.answer("pmid", "11").on == date(2020, 1, 1)
    del headers["date"]
    path.write_text(json.dumps(document))
    assert here.answer("pmid", "11").source is None


def test_an_answer_without_a_day_gets_the_one_it_came_on() -> None:
    one = Interaction("efetch", {"id": "1"}, 200, {}, b"<PubmedArticleSet/>", "NCBI", date(2020, 1, 1))
    (kept,) = Cassette(serialized([one], Caller())).recordings
    assert (day_of_answer(kept.headers), kept.source) == (date(2020, 1, 1), "NCBI")


def test_faults_of_every_kind_leave_right_answers_and_gaps_that_a_second_run_fills(tmp_path: Path) -> None:
    facts = papers(120)
    asked = [Question(k, f[k]) for f in facts for k in ("pmid", "doi", "pmcid") if k in f]
    right = {Question(k, f[k]): f["pmid"] for f in facts for k in ("pmid", "doi", "pmcid") if k in f}
    with recording(tmp_path, facts, Failures.mixed(0.3, seed=5)) as here:
        for start in range(0, len(asked), 40):
            here.record(*asked[start : start + 40])
        first = {one: here.answer(*one) for one in asked}
        assert here.stand_in.worst_rate() <= 3
    assert {one.state for one in first.values()} <= {"found", "unverified"}
    assert all(
        one.publication and one.publication.pmid == right[key]
        for key, one in first.items()
        if one.publications
    )
    missing = [key for key, one in first.items() if one.source is None]
    with recording(tmp_path, facts) as again:
        if missing:
            again.record(*missing)
        fetched = {pmid for one in again.stand_in.asked if one.service == "efetch" for pmid in one.ids}
        assert fetched <= {right[key] for key in missing}
        second = {one: again.answer(*one) for one in asked}
    assert all(second[key].source for key in asked)
    assert [one.kept_in for key, one in second.items() if key not in missing and one.kind == "doi"] == [
        one.kept_in for key, one in first.items() if key not in missing and one.kind == "doi"
    ]

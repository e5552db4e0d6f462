"""The client against a stand-in that fails: right answers or unverified, never a wrong verdict."""

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from tests.pubmed.client_kit import World, paper, world
from tests.standin import ALL, Failures
from tests.standin.invented import papers
from triallint.model import Answer
from triallint.pubmed.questions import Question


def _questions(facts: Iterable[Mapping[str, Any]]) -> dict[Question, str]:
    """Every question that the papers answer, with the PMID that is right."""
    kinds = ("pmid", "doi", "pmcid", "title")
    return {Question(kind, one[kind]): one["pmid"] for one in facts for kind in kinds if kind in one}  # type: ignore[arg-type]


def _unknown(number: int) -> list[Question]:
    """Questions that are right to be answered with no."""
    return [
        *(Question("pmid", str(12_000_000 + at)) for at in range(number)),
        *(Question("doi", f"10.1000/jex.none.{at}") for at in range(number)),
        *(Question("pmcid", f"PMC{9_000_000 + at}") for at in range(number)),
    ]


def _judge(answers: Iterable[Answer], truth: Mapping[Question, str]) -> Counter[str]:
    """How many answers there are of each kind. A wrong one fails."""
    states: Counter[str] = Counter()
    for answer in answers:
        question = Question(answer.kind, answer.asked)
        right = truth.get(question)
        pmids = [one.pmid for one in answer.publications]
        if answer.state == "found":
            assert pmids == [right], answer
        else:
            assert not pmids
            assert answer.state == ("unverified" if right else answer.state), f"{question} is known: {answer}"
            assert (answer.reason != "") is (answer.state == "unverified")
        states[answer.state] += 1
    return states


@pytest.mark.parametrize("failure", ALL)
def test_each_failure_alone(failure: str) -> None:
    facts = papers(110)
    truth = _questions(facts)
    with world(facts, Failures({failure: 0.3}, seed=5)) as here:
        states = _judge(here.ask(*truth, *_unknown(5)), truth)
        assert sum(states.values()) == len(truth) + 15
        assert states["unverified"] <= 0.04 * len(truth)
        assert Counter(one.failure for one in here.stand_in.asked)[failure] > 8
        assert here.stand_in.worst_rate() <= 3


@pytest.mark.parametrize(
    "failure", ["rate", "cut", "html", "in_band", "missing", "clamped", "short", "reset"]
)
def test_a_failure_that_passes_leaves_no_trace(failure: str) -> None:
    facts = papers(20)
    truth = _questions(facts)
    with world(facts, Failures(script=[failure, None, None] * 60)) as here:
        assert _judge(here.ask(*truth), truth) == {"found": len(truth)}
        assert failure in {one.failure for one in here.stand_in.asked}


@pytest.mark.parametrize("seed", [1, 2])
def test_two_thousand_citations_while_a_third_of_all_answers_fail(seed: int) -> None:
    """By identifier, with a second run that asks only for what the first left open, as its caller does."""
    facts = papers(2000, seed=seed)
    truth = {one: pmid for one, pmid in _questions(facts).items() if one.kind != "title"}
    unknown = _unknown(20)
    with world(facts, Failures.mixed(0.3, seed=seed), api_key="ABC" * (seed - 1)) as here:
        first = here.ask(*truth, *unknown)
        states = _judge(first, truth)
        assert len(first) == len(truth) + len(unknown)
        assert states["found"] > 0.99 * len(truth)
        assert {one.failure for one in here.stand_in.asked} == {None, *ALL}
        assert here.stand_in.worst_rate() <= (10 if seed == 2 else 3)

        open_ = [Question(one.kind, one.asked) for one in first if one.state == "unverified"]
        before = len(here.stand_in.asked)
        assert open_, "the failures were too mild to leave anything open"
        second = here.ask(*open_)
        _judge(second, truth)
        assert {Question(one.kind, one.asked) for one in second} == set(open_)
        _asked_for_nothing_else(here, before, {one.asked for one in open_}, facts)


def _asked_for_nothing_else(
    here: World, before: int, asked: set[str], facts: Iterable[Mapping[str, Any]]
) -> None:
    """The requests since then name only what was asked, and what a failing search found in its place."""
    for one in here.stand_in.asked[before:]:
        if one.service == "esearch":
            named = {text.strip('()"') for text in one.parameters["term"].replace('"[doi]', "").split(" OR ")}
            assert {text.replace('"[pmcid]', "") for text in named} <= asked
        elif one.service == "idconv":
            assert set(one.parameters["ids"].split(",")) <= asked
    assert len(here.stand_in.asked) - before < 25 * len(asked)


def test_rate_is_kept_with_and_without_a_key() -> None:
    facts = [
        paper(str(at), title=f"Trial vexorin{'abcdefghij'[at % 10]}{'abcdefghij'[at // 10]}")
        for at in range(1, 99)
    ]
    for key, most in (("", 3), ("0123456789abcdef", 10)):
        with world(facts, api_key=key) as here:
            start = here.clock.now()
            here.ask(*(("title", one["title"]) for one in facts))
            took = here.clock.now() - start
            requests = len(here.stand_in.asked)
            assert here.stand_in.worst_rate() == most
            assert {one.status for one in here.stand_in.asked} == {200}
            assert (requests - most) / most <= took <= 1.1 * requests / most + 1


def test_retry_after_is_waited_for_in_seconds_and_as_a_date() -> None:
    for pause, seconds in (("7", 7.0), ("Fri, 01 Jan 2100 00:00:00 GMT", None)):
        with world(papers(1), Failures(script=["rate"], pause=pause)) as here:
            answer = here.ask_one("pmid", "90000000")
            if seconds is None:
                assert answer.state == "unverified"
                assert "asks for a pause of" in answer.reason
            else:
                assert answer.state == "found"
                first, second = (one.at for one in here.stand_in.asked)
                assert second - first >= seconds


def test_a_service_that_is_down_is_soon_left_alone() -> None:
    with world(papers(300), Failures({"gateway": 1.0})) as here:
        answers = here.ask(*(("doi", one["doi"]) for one in papers(300) if "doi" in one))
        assert {one.state for one in answers} == {"unverified"}
        assert {one.reason for one in answers} == {
            "PubMed gave no answer (gateway message: HTTP 502, Unable to route request! service name: "
            "/http/service/ratecontrol dtab: base dtab:, asked 5 times)"
        }
        assert all(one.source is None for one in answers)
        assert len(here.stand_in.asked) == 5
        assert here.clock.now() < 1_030


def test_a_service_that_goes_down_is_left_alone_after_a_while() -> None:
    facts = papers(120)
    with world(facts, Failures(script=[None, *["server"] * 500])) as here:
        answers = here.ask(("pmid", facts[0]["pmid"]), *(("title", one["title"]) for one in facts))
        assert Counter(one.state for one in answers) == {"found": 1, "unverified": 120}
        assert len(here.stand_in.asked) < 30
        again = here.ask_one("pmid", facts[1]["pmid"])
        assert again.state == "unverified"
        assert len(here.stand_in.asked) < 30


def test_one_service_that_is_closed_does_not_close_the_others() -> None:
    with world([paper("11", pmcid="PMC7", doi="10.1000/a")], closed=frozenset({"idconv"})) as here:
        found, unknown, doi = here.ask(("pmcid", "PMC7"), ("pmcid", "PMC8"), ("doi", "10.1000/a"))
        assert [one.pmid for one in found.publications] == ["11"]
        assert unknown.reason == "neither PMC nor PubMed said for certain whether there is such an article"
        assert doi.state == "found"
        here.ask(("pmcid", "PMC7"))
        assert sum("idconv" in one.service for one in here.stand_in.asked) == 1


def test_one_spoilt_record_costs_nobody_else() -> None:
    facts = papers(200)
    poisoned = facts[137]["pmid"]
    with world(facts, poisoned=frozenset({poisoned})) as here:
        here.ask_one("pmid", facts[0]["pmid"])
        answers = here.ask(*(("pmid", one["pmid"]) for one in facts))
        assert [one.asked for one in answers if one.state != "found"] == [poisoned]


def test_the_time_is_over_when_it_is() -> None:
    facts = papers(250)
    questions = [("title", one["title"]) for one in facts]
    with world(facts, Failures({"slow": 0.5}, seed=1)) as here:
        start = here.clock.now()
        answers = here.ask(*questions, within=200)
        assert here.clock.now() - start <= 200 + 30
        states = Counter(one.state for one in answers)
        assert states["found"] > 3
        assert states["unverified"] == 250 - states["found"]
        assert {one.reason for one in answers if one.state == "unverified"} == {
            "the time for asking PubMed was over"
        }
        assert here.ask_one("pmid", facts[0]["pmid"]).state == "found", "another run has time of its own"


def test_what_was_waited_for_when_the_time_was_over_is_said() -> None:
    facts = papers(3)
    with world(facts, Failures({"rate": 1.0}, pause="20")) as here:
        (answer,) = here.ask(("pmid", facts[0]["pmid"]), within=10)
    assert answer.state == "unverified"
    assert answer.reason.startswith(
        "the time for asking PubMed was over, while it gave no answer (rate limit"
    )


def test_waiting_in_the_queue_counts_in_the_time() -> None:
    facts = papers(40)
    with world(facts) as here:
        answers = here.ask(*(("title", one["title"]) for one in facts), within=4)
        asked = len(here.stand_in.asked)
        assert asked <= 15
        assert 0 < sum(one.state == "found" for one in answers) <= asked


def test_no_time_at_all_asks_nothing() -> None:
    with world(papers(2)) as here:
        assert here.ask(("pmid", "90000000"), within=0)[0].state == "unverified"
        assert here.stand_in.asked == []


def test_an_interruption_keeps_what_was_answered() -> None:
    facts = papers(30)
    kept: list[Answer] = []
    with world(facts) as here:
        questions = [Question("title", one["title"]) for one in facts]

        def interrupt(done: int, of: int) -> None:
            if done == 8:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            kept.extend(here.client.ask(questions, progress=interrupt))
        assert len(kept) == 7
        assert {one.state for one in kept} == {"found"}
        rest = [one for one in questions if one.asked not in {answer.asked for answer in kept}]
        assert {one.state for one in here.ask(*rest)} == {"found"}


def test_answers_never_depend_on_what_was_asked_beside_them() -> None:
    facts = [paper(str(at), doi=f"10.1000/p.{at}", pmcid=f"PMC{at}") for at in (11, 12)]
    questions = list(_questions(facts)) + _unknown(1)
    with world(facts) as here:
        alone = {one: here.ask(one)[0].state for one in questions}
        for pair in itertools.combinations(questions, 2):
            answers = {Question(one.kind, one.asked): one.state for one in here.ask(*pair)}
            assert answers == {one: alone[one] for one in pair}

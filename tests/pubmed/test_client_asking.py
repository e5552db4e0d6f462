"""The conversation by itself, with a door behind which answers lie ready: oddities that are hard to stage."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

import pytest

from tests.pubmed.client_kit import paper
from tests.standin import article_set
from triallint.model import Answer
from triallint.pubmed.asking import Asking
from triallint.pubmed.door import Reply, Service, Unavailable
from triallint.pubmed.questions import Question

T = TypeVar("T")
DAY = date(2026, 4, 1)


class Ready:
    """Answers in the order in which they will be wanted; an exception is raised."""

    def __init__(self, *bodies: bytes | Exception) -> None:
        self.bodies, self.asked = list(bodies), list[tuple[Service, dict[str, str]]]()

    def call(self, service: Service, parameters: Mapping[str, str], read: Callable[[bytes], T]) -> Reply[T]:
        self.asked.append((service, dict(parameters)))
        body = self.bodies.pop(0)
        if isinstance(body, Exception):
            raise body
        return Reply(read(body), "NCBI", DAY)


def _ask(door: Ready, *questions: tuple[Any, str]) -> list[Answer]:
    return list(Asking(door).answers([Question(kind, one) for kind, one in questions]))


def _search(count: int, *ids: str, ran: str = "", **more: Any) -> bytes:
    result = {"count": str(count), "retmax": str(len(ids)), "retstart": "0", "idlist": list(ids)}
    return json.dumps({"header": {}, "esearchresult": {**result, "querytranslation": ran, **more}}).encode()


def _summaries(**entries: str) -> bytes:
    uids = [one.strip("u") for one in entries]
    said = {uid: {"uid": uid, "error": error} for uid, error in zip(uids, entries.values(), strict=True)}
    return json.dumps({"header": {}, "result": {"uids": uids, **said}}).encode()


def test_the_newest_version_of_a_record_counts_wherever_it_stands() -> None:
    old, new = paper("11", version=2, title="Old."), paper("11", version=10, title="New.")
    for records in ([old, new], [new, old]):
        (answer,) = _ask(Ready(article_set(records)), ("pmid", "11"))
        assert [one.title for one in answer.publications] == ["New."]
        assert (answer.source, answer.on) == ("NCBI", DAY)


def test_records_that_were_not_asked_for_are_no_answers() -> None:
    door = Ready(article_set([paper("12")]), _summaries(u11="cannot get document summary"))
    (answer,) = _ask(door, ("pmid", "11"))
    assert (answer.state, answer.publications) == ("absent", ())
    assert [service for service, _ in door.asked] == ["efetch", "esummary"]


def test_a_summary_of_another_record_makes_nobody_absent() -> None:
    foreign = _summaries(u12="cannot get document summary")
    (answer,) = _ask(Ready(*[article_set([]), foreign] * 4), ("pmid", "11"))
    assert answer.state == "unverified"


def test_another_error_of_a_summary_makes_nobody_absent() -> None:
    (answer,) = _ask(Ready(*[article_set([]), _summaries(u11="timed out")] * 4), ("pmid", "11"))
    assert answer.state == "unverified"


def test_what_was_fetched_before_a_breakdown_is_kept() -> None:
    gone = Unavailable("it broke down", over=True)
    door = Ready(article_set([paper("11")]), gone)
    found, open_ = _ask(door, ("pmid", "11"), ("pmid", "12"))
    assert found.state == "found"
    assert (open_.state, open_.reason, open_.source, open_.on) == ("unverified", "it broke down", None, None)


def test_a_batch_is_halved_where_that_may_help_and_what_is_known_is_not_asked_again() -> None:
    broken = Unavailable("spoilt", smaller=True)
    some = [article_set([paper("11")]), article_set([paper("12")]), article_set([])]
    door = Ready(some[0], broken, some[1], broken, some[2], broken)
    answers = _ask(door, ("pmid", "11"), ("pmid", "12"), ("pmid", "13"))
    assert [one.state for one in answers] == ["found", "found", "unverified"]
    asked = [parameters["id"] for _, parameters in door.asked]
    assert asked == ["11,12,13", "12,13", "12,13", "13", "13", "13"]


def test_a_doi_that_proves_nothing_keeps_who_said_so() -> None:
    (answer,) = _ask(Ready(_search(1, "5", ran='"1130099"[Publisher ID]')), ("doi", "10.2307/1130099"))
    assert (answer.state, answer.source) == ("unverified", "NCBI")


def test_records_of_a_false_search_are_not_even_fetched() -> None:
    door = Ready(_search(8446, *map(str, range(1, 21)), ran='"3"[Publisher ID]'))
    (answer,) = _ask(door, ("doi", "10.1207/s15516709cog1401_3"))
    assert answer.state == "unverified"
    assert len(door.asked) == 1


def test_a_deleted_hit_is_no_hit() -> None:
    ran = '"10 1000 a"[Publisher ID]'
    door = Ready(
        _search(2, "11", "12", ran=ran),
        article_set([paper("11", doi="10.1000/a")]),
        _summaries(u12="cannot get document summary"),
    )
    (answer,) = _ask(door, ("doi", "10.1000/a"))
    assert [one.pmid for one in answer.publications] == ["11"]


def test_answers_of_the_id_converter_are_told_apart_by_what_was_asked() -> None:
    records = [
        {"pmcid": "PMC8", "pmid": 12, "requested-id": "PMC8"},
        {"pmcid": "PMC7", "pmid": 11, "requested-id": "PMC7"},
    ]
    converted = json.dumps({"status": "ok", "records": records}).encode()
    door = Ready(converted, article_set([paper("11", pmcid="PMC7"), paper("12", pmcid="PMC8")]))
    answers = _ask(door, ("pmcid", "PMC7"), ("pmcid", "PMC8"))
    assert [(one.asked, one.publications[0].pmid) for one in answers] == [("PMC7", "11"), ("PMC8", "12")]


@pytest.mark.parametrize("own", ["PMC9", ""])
def test_a_pmcid_that_the_record_does_not_give_back_is_unverified(own: str) -> None:
    """An erratum's PMCID, say, with the article's PMID."""
    record = paper("11", pmcid=own) if own else paper("11")
    converted = b'{"status":"ok","records":[{"pmcid":"PMC7","pmid":11,"requested-id":"PMC7"}]}'
    none = _search(0, ran='("PMC7"[pmcid])')
    (answer,) = _ask(Ready(converted, article_set([record]), none), ("pmcid", "PMC7"))
    assert answer.state == "unverified"

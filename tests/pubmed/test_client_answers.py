"""The client against a stand-in in good health: the right answer to every kind of question."""

from datetime import UTC, datetime, timedelta

from tests.pubmed.client_kit import paper, world
from tests.standin.invented import papers
from triallint.model import Answer
from triallint.pubmed.door import Interaction
from triallint.pubmed.questions import Question


def _pmids(answer: Answer) -> list[str]:
    return [one.pmid for one in answer.publications]


def test_every_kind_of_question_is_answered_with_its_record() -> None:
    facts = papers(60)
    with world(facts) as here:
        for kind, key in (("pmid", "pmid"), ("doi", "doi"), ("pmcid", "pmcid"), ("title", "title")):
            asked = {one[key]: one["pmid"] for one in facts if key in one}
            answers = here.ask(*((kind, one) for one in asked))
            assert {one.asked: _pmids(one) for one in answers} == {one: [pmid] for one, pmid in asked.items()}
            assert {one.state for one in answers} == {"found"}
            assert {one.source for one in answers} == {"stand-in"}
            assert all(abs(datetime.now(UTC).date() - one.on) <= timedelta(1) for one in answers if one.on)
        assert here.stand_in.worst_rate() <= 3


def test_what_there_is_not_is_absent() -> None:
    with world(papers(3)) as here:
        asked = [
            ("pmid", "5"),
            ("doi", "10.1000/none"),
            ("pmcid", "PMC5"),
            ("title", "Nowhere printed words"),
        ]
        answers = here.ask(*asked)
        assert {(one.kind, one.asked): one.state for one in answers} == dict.fromkeys(asked, "absent")
        assert all(one.source == "stand-in" and not one.publications for one in answers)


def test_absent_pmids_are_absent_by_word_and_not_by_silence() -> None:
    with world(papers(3)) as here:
        here.ask(("pmid", "5"), ("pmid", "90000000"))
        assert here.services == ["efetch", "esummary"]
        assert here.stand_in.asked[1].ids == ["5"]


def test_a_record_that_is_known_but_withheld_is_unverified() -> None:
    with world(papers(3), withheld=frozenset({"90000007"})) as here:
        found, withheld = here.ask(("pmid", "90000000"), ("pmid", "90000007"))
        assert found.state == "found"
        assert withheld.state == "unverified"
        assert withheld.reason == "PubMed knows this PMID, but did not give its record"


def test_answers_are_matched_by_identifier_whatever_the_order() -> None:
    facts = papers(30)
    asked = [("pmid", one["pmid"]) for one in reversed(facts)] + [("pmid", "4"), ("pmid", "3")]
    with world(facts) as here:
        assert all(_pmids(one) == [one.asked] for one in here.ask(*asked) if one.state == "found")


def test_many_pmids_take_few_requests() -> None:
    facts = papers(450)
    with world(facts) as here:
        assert len(here.ask(*(("pmid", one["pmid"]) for one in facts))) == 450
        assert [len(one.ids) for one in here.stand_in.asked] == [200, 200, 50]
        assert {one.method for one in here.stand_in.asked} == {"POST"}


def test_many_dois_take_few_requests() -> None:
    facts = [paper(str(at), doi=f"10.1000/a.{at}") for at in range(1, 121)]
    with world(facts) as here:
        assert {one.state for one in here.ask(*(("doi", one["doi"]) for one in facts))} == {"found"}
        assert here.services == ["esearch", "efetch"] * 3


def test_a_record_is_fetched_once_however_many_questions_lead_to_it() -> None:
    facts = [paper("11", doi="10.1000/a", pmcid="PMC7", title="Entirely singular vexorin words")]
    with world(facts) as here:
        questions = [("pmid", "11"), ("doi", "10.1000/a"), ("pmcid", "PMC7"), ("title", facts[0]["title"])]
        assert [_pmids(one) for one in here.ask(*questions)] == [["11"]] * 4
        assert here.services.count("efetch") == 1


def test_a_doi_that_begins_another_is_not_taken_for_it() -> None:
    facts = [
        paper("11", doi="10.1000/a.1"),
        paper("12", doi="10.1000/a.1.suppl"),
        paper("13", doi="10.1000/b.2.s1"),
    ]
    with world(facts) as here:
        assert _pmids(here.ask_one("doi", "10.1000/a.1")) == ["11"]
        assert _pmids(here.ask_one("doi", "10.1000/A.1.SUPPL")) == ["12"]
        answer = here.ask_one("doi", "10.1000/b.2")
        assert answer.state == "unverified"
        assert answer.reason == "what PubMed found for this DOI (PMID 13) has another one"


def test_a_doi_that_stands_on_two_records_is_unverified_and_both_are_named() -> None:
    with world([paper("11", doi="10.1000/a"), paper("12", doi="10.1000/a")]) as here:
        for asked in (["10.1000/a"], ["10.1000/a", "10.1000/none"]):
            answer = here.ask(*(("doi", one) for one in asked))[0]
            assert answer.state == "unverified"
            assert answer.reason == "PubMed gives this DOI to several records: PMID 12, 11"
            assert answer.source == "stand-in"


def test_a_doi_that_only_a_reference_has_is_absent() -> None:
    with world([paper("11", doi="10.1000/a", references=[{"doi": "10.1000/cited", "pmid": "9"}])]) as here:
        assert here.ask_one("doi", "10.1000/cited").state == "absent"


def test_a_doi_whose_hit_holds_no_doi_is_unverified() -> None:
    with world([paper("11", pii="10.1000/a")]) as here:
        assert "holds no DOI" in here.ask_one("doi", "10.1000/a").reason


def test_a_doi_that_finds_too_many_does_not_spoil_its_neighbours() -> None:
    """Of one DOI in a batch PubMed looks for a fragment that stands in hundreds of records."""
    crowd = [paper(str(at), doi=f"10.1000/x.{at}") for at in range(100, 400)]
    with world([*crowd, paper("11", doi="10.1000/a"), paper("12", doi="10.1000/b")]) as here:
        answers = {
            one.asked: one
            for one in here.ask(("doi", "10.1000/a"), ("doi", "10.1000/x"), ("doi", "10.1000/b"))
        }
        assert _pmids(answers["10.1000/a"]) == ["11"]
        assert _pmids(answers["10.1000/b"]) == ["12"]
        assert answers["10.1000/x"].state == "unverified"
        assert here.services.count("efetch") == 2


def test_pmcids_are_converted_together() -> None:
    facts = [paper(str(at), pmcid=f"PMC{at}") for at in range(1, 151)]
    with world(facts) as here:
        assert {one.state for one in here.ask(*(("pmcid", one["pmcid"]) for one in facts))} == {"found"}
        assert here.services == ["idconv", "efetch"] * 2


def test_a_pmcid_that_is_not_released_is_found_through_pubmed() -> None:
    with world([paper("11", pmcid="PMC7")]) as here:
        here.stand_in.library.unreleased.add("PMC7")
        assert _pmids(here.ask_one("pmcid", "PMC7")) == ["11"]
        assert here.services == ["idconv", "esearch", "efetch"]


def test_titles_give_all_that_have_their_words() -> None:
    title = "Vexorin versus placebo in asthma"
    facts = [
        paper("11", title=title),
        paper("12", title=f"{title}: long-term results"),
        paper("13", title="Vexorin"),
    ]
    with world(facts) as here:
        assert sorted(_pmids(here.ask_one("title", title))) == ["11", "12"]


def test_a_title_of_words_that_stand_everywhere_is_unverified() -> None:
    with world([paper(str(at), title=f"Asthma {at}") for at in range(1, 40)]) as here:
        answer = here.ask_one("title", "Asthma")
        assert answer.reason == "the words of this title stand in 39 titles, too many to compare"


def test_what_cannot_be_asked_is_unverified_and_never_sent() -> None:
    with world(papers(2)) as here:
        answers = here.ask(("pmid", "0"), ("doi", "doi:10.1/x"), ("pmcid", "12"), ("title", "?"))
        assert {one.state for one in answers} == {"unverified"}
        assert all(one.source is None and "nothing was asked" in one.reason for one in answers)
        assert here.stand_in.asked == []


def test_each_different_question_is_answered_once_and_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    with world(papers(2)) as here:
        questions = [("pmid", "90000000"), ("pmid", "90000000"), ("pmid", "90000007")]
        here.ask(*questions, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_answers_come_as_they_are_had_so_that_stopping_keeps_them() -> None:
    facts = papers(401)
    with world(facts) as here:
        answers = here.client.ask([Question("pmid", one["pmid"]) for one in facts])
        kept = [next(answers) for _ in range(200)]
        del answers  # as a loop that is left does
        assert len(here.stand_in.asked) == 1
        assert {one.state for one in kept} == {"found"}


def test_a_recorder_is_handed_what_was_relied_on_and_without_names() -> None:
    taken: list[Interaction] = []
    with world(papers(2), api_key="PLANTED", recorder=taken.append) as here:
        here.ask(("pmid", "90000000"), ("pmid", "3"))
    assert [one.service for one in taken] == ["efetch", "esummary"]
    assert all(set(one.parameters) <= {"db", "id", "retmode", "version"} for one in taken)
    assert b'<PMID Version="1">90000000</PMID>' in taken[0].body
    assert taken[0].source == "stand-in"
    assert taken[0].headers["X-Triallint-Source"] == "stand-in"

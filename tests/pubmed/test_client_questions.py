"""What the client sends, and what it makes of a search: terms, forms, and when an answer proves something."""

import pytest

from triallint.model import Publication
from triallint.pubmed.answers import Search
from triallint.pubmed.judging import of_doi, of_pmcid, of_title, ran_as
from triallint.pubmed.questions import Question, doi_term, misfit, title_term, tokens, unique, words_of


@pytest.mark.parametrize(
    ("kind", "asked", "fits"),
    [
        ("pmid", "1", True),
        ("pmid", "99999999", True),
        ("pmid", "0", False),
        ("pmid", "012", False),
        ("pmid", "123456789", False),
        ("pmid", "12 OR 13", False),
        ("pmcid", "PMC123", True),
        ("pmcid", "123", False),
        ("pmcid", "pmc123", False),
        ("doi", "10.1000/a", True),
        ("doi", "10.1002/(SICI)1097-0258(19980315)17:5<1::AID-SIM1>3.0.CO;2-A", True),
        ("doi", "10.1000/a b", False),
        ("doi", '10.1000/a"[doi] OR "b', False),
        ("doi", "10.1000/---", False),
        ("doi", "11.1000/a", False),
        ("title", "Aspirin.", True),
        ("title", "阿司匹林", False),
        ("title", "", False),
    ],
)
def test_what_has_not_the_form_of_an_identifier_is_not_asked(kind: str, asked: str, fits: bool) -> None:
    assert (misfit(Question(kind, asked)) == "") is fits  # type: ignore[arg-type]


def test_each_question_is_asked_once() -> None:
    questions = [Question("doi", "10.1000/a"), Question("pmid", "1"), Question("doi", "10.1000/a")]
    by_kind = unique(questions)
    assert [len(by_kind[kind]) for kind in ("pmid", "pmcid", "doi", "title")] == [1, 0, 1, 0]


def test_dois_are_quoted_and_joined() -> None:
    assert doi_term(["10.1000/a&b", "10.1000/c"]) == '"10.1000/a&b"[doi] OR "10.1000/c"[doi]'


@pytest.mark.parametrize(
    ("title", "words"),
    [
        (
            "Vexorin versus placebo in the treatment of asthma.",
            ["vexorin", "versus", "placebo", "treatment", "asthma"],
        ),
        (
            "Crohn's disease, sepsis and fever after surgery",
            ["disease", "sepsis", "fever", "after", "surgery"],
        ),
        (
            "β-Lactam doses of 1.73 mg for leukaemia OR sepsis NOT fever",
            ["doses", "leukaemia", "sepsis", "fever"],
        ),
        ("Follow-up", ["follow"]),
        ("Naïve T cells", ["cells"]),
    ],
)
def test_only_words_that_are_indexed_as_they_stand_are_searched_for(title: str, words: list[str]) -> None:
    assert list(words_of(title)) == words
    assert title_term(title) == " AND ".join(f"{word}[title]" for word in words)


def test_words_of_a_long_title_are_the_longest_in_order() -> None:
    title = " ".join(f"{'abcdefghij'[at]}{'x' * (4 + at)}" for at in range(10)) + " aaaa bbbb cccc dddd eeee"
    words = words_of(title)
    assert len(words) == 12
    assert list(words) == [word for word in title.split() if word in words]
    assert "jxxxxxxxxxxxxx" in words


PAPER = Publication(pmid="1", doi="10.2307/1130099", pmcid="PMC5")


# The translations are those that were seen in the wild.
@pytest.mark.parametrize(
    ("doi", "translation", "count", "ran"),
    [
        ("10.1523/JNEUROSCI.4718-06.2007", '"10 1523 jneurosci 4718 06 2007"[Publisher ID]', 1, True),
        ("10.1016/S0140-6736(97)11096-0", '"10 1016 s0140 6736 97 11096 0"[Publisher ID]', 1, True),
        ("10.2307/1130099", '"1130099"[Publisher ID]', 1, False),
        ("10.1207/s15516709cog1401_3", '"3"[Publisher ID]', 8446, False),
        ("10.1056/NEJMoa1504720", '"10 1056 nejmoa1504720"[All Fields]', 1, False),
        ("10.1056/NEJMoa1504720", "10.1056/NEJMoa1504720[AID]", 1, False),
        ("10.48550/arXiv.2004.04136", "10.48550/arXiv.2004.04136[AID]", 0, True),
        ("10.48550/arXiv.2004.04136", '("10.48550/arXiv.2004.04136"[doi])', 0, True),
        ("10.48550/arXiv.2004.04136", '("2004.04136"[doi])', 0, False),
        ("10.48550/arXiv.2004.04136", "", 0, False),
    ],
)
def test_a_search_counts_only_if_it_was_run_as_asked(
    doi: str, translation: str, count: int, ran: bool
) -> None:
    assert ran_as(doi, Search(count, translation=translation)) is ran


def _of_doi(hits: tuple[Publication, ...], *, count: int | None = None, complete: bool = True) -> str:
    search = Search(len(hits) if count is None else count, translation='"10 2307 1130099"[Publisher ID]')
    return of_doi("10.2307/1130099", search, hits, complete=complete).state


def test_a_hit_is_believed_only_if_it_gives_the_doi_itself() -> None:
    other, bare = Publication(pmid="2", doi="10.2307/1130099.s1"), Publication(pmid="3")
    assert _of_doi((PAPER,)) == "found"
    assert _of_doi((Publication(pmid="1", doi="10.2307/1130099".upper()),)) == "found"
    assert _of_doi((Publication(pmid="1", doi="10.1/x", other_dois=("10.2307/1130099",)),)) == "found"
    assert _of_doi((other, PAPER)) == "found"
    assert _of_doi((other,)) == _of_doi((bare,)) == "unverified"
    assert _of_doi((PAPER, Publication(pmid="4", doi="10.2307/1130099"))) == "unverified"
    assert _of_doi((PAPER,), count=2, complete=False) == "unverified"
    assert _of_doi(()) == "absent"


def test_a_search_for_a_part_proves_nothing_whatever_it_finds() -> None:
    for count, hits in ((0, ()), (1, (PAPER,))):
        search = Search(count, translation='"1130099"[Publisher ID]')
        assert of_doi("10.2307/1130099", search, hits, complete=True).reason == (
            "PubMed did not search for this DOI as a whole, so its answer proves nothing"
        )


def test_why_a_doi_is_unverified_is_said() -> None:
    search = Search(1, ("3",), translation='"10 2307 1130099"[Publisher ID]')
    verdict = of_doi("10.2307/1130099", search, (Publication(pmid="3"),), complete=True)
    assert verdict.reason == "PubMed found PMID 3 for this DOI, but its record holds no DOI"


def test_a_pmcid_is_absent_only_if_both_services_say_so() -> None:
    none = Search(0, translation='("PMC5"[pmcid])')
    assert of_pmcid("PMC5", none, (), unknown_to_pmc=True).state == "absent"
    assert of_pmcid("PMC5", none, (), unknown_to_pmc=False).state == "unverified"
    unknown_field = Search(0, translation='("PMC5"[pmcid])', unknown_fields=("pmcid",))
    assert of_pmcid("PMC5", unknown_field, (), unknown_to_pmc=True).state == "unverified"
    assert of_pmcid("PMC5", Search(0, translation=""), (), unknown_to_pmc=True).state == "unverified"
    assert of_pmcid("PMC5", Search(1, ("1",)), (PAPER,), unknown_to_pmc=True).state == "found"
    assert of_pmcid("PMC6", Search(1, ("1",)), (PAPER,), unknown_to_pmc=True).state == "unverified"


def test_a_title_is_looked_for_among_titles_and_left_to_others_to_compare() -> None:
    ran = '"aspirin"[Title]'
    two = (PAPER, Publication(pmid="2"))
    assert of_title(Search(2, translation=ran), two, complete=True, most=20).publications == two
    assert of_title(Search(0, translation="(aspirin[title])"), (), complete=True, most=20).state == "absent"
    assert (
        of_title(Search(0, translation='"aspirin"[All Fields]'), (), complete=True, most=20).state
        == "unverified"
    )
    assert of_title(Search(21, translation=ran), (), complete=False, most=20).reason.startswith(
        "the words of this"
    )
    assert of_title(Search(2, translation=ran), (PAPER,), complete=False, most=20).state == "unverified"


def test_tokens_are_those_of_the_index() -> None:
    assert tokens("10.1207/s15516709cog1401_3") == ("10", "1207", "s15516709cog1401", "3")

"""Which pairs of records belong together, how, and what keeps look-alikes apart."""

from dataclasses import replace

import pytest

from triallint.reconcile import Decision, Group, Record, group

from .made import PAPER

TITLE = PAPER.title


def other(**texts: str) -> Record:
    return replace(PAPER, id="other", **texts)  # type: ignore[arg-type]


def pair(a: Record, b: Record) -> Group | None:
    groups = group([a, b])
    assert len(groups) < 2
    return groups[0] if groups else None


def kind(a: Record, b: Record) -> str:
    found = pair(a, b)
    return "none" if found is None else f"{found.kind}, {found.certainty}"


def test_nothing_comes_of_nothing() -> None:
    assert group([]) == group([PAPER]) == ()


@pytest.mark.parametrize(
    "texts",
    [
        {},
        {"title": TITLE.upper() + "."},
        {"title": TITLE.replace("randomised", "randomized")},
        {"title": f"[{TITLE}]. [Swedish]"},
        {"title": f"{TITLE}.[Erratum appears in Cardiol Pract. 2019;14(5):402"},
        {"title": TITLE[:60]},
        {"title": TITLE.partition(":")[0]},
        {"title": ""},
        {"authors": "Moreau, Anne; Lindqvist, Per; Okafor, Chidi"},
        {"authors": "Moreau A, et al"},
        {"authors": "Anne M, Per L, Chidi O"},
        {"journal": "Cardiol Pract"},
        {"journal": "Cardiol. Pract."},
        {"volume": "", "issue": "", "pages": ""},
        {"volume": "", "issue": "", "pages": "", "year": "2018"},
        {"pages": "201-9"},
        {"pages": "201"},
        {"pages": "210-209"},
        {"issue": "1177"},
        {"journal": "", "volume": "", "issue": "", "pages": ""},
        {"journal": "Praxis der Kardiologie"},
        {"authors": "Morea A, Lindqvis P, Okafo C"},
    ],
    ids=str,
)
def test_printings_of_one_paper_are_one(texts: dict[str, str]) -> None:
    assert kind(PAPER, other(**texts)) == "duplicate, probable"


@pytest.mark.parametrize(
    "texts",
    [
        {"title": TITLE.replace("adults", "children"), "pages": "301-309"},
        {"title": TITLE + " (part 2)", "pages": "301-309"},
        {"title": TITLE.replace("stable", "unstable"), "volume": "15", "pages": "9-17", "year": "2020"},
        {"title": TITLE.replace("angina", "gout"), "volume": "", "pages": ""},
        {"title": "Editorial", "pages": "199"},
        {"authors": "Silva R, Petrov I", "volume": "", "pages": "", "journal": ""},
        {"year": "2009", "volume": "4", "pages": "33-41"},
        {"year": "2020", "volume": "15"},  # what comes every year under one title, on the same pages
        {"authors": "Silva R", "pages": "201"},  # letters about one paper stand on one page under its title
        {"year": "2020", "volume": "", "issue": "", "pages": ""},  # a paper follows its congress abstract
    ],
    ids=str,
)
def test_other_works_are_not_tied(texts: dict[str, str]) -> None:
    assert kind(PAPER, other(**texts)) == "none"


@pytest.mark.parametrize("field", ["doi", "pmid", "pmcid"])
def test_one_identifier_makes_two_records_certain(field: str) -> None:
    text = {"doi": "10.5555/velamide.1", "pmid": "31000001", "pmcid": "PMC7000001"}[field]
    bare = Record("bare", title=TITLE.partition(":")[0], **{field: text})  # type: ignore[arg-type]
    assert kind(replace(PAPER, **{field: text}), bare) == "duplicate, certain"  # type: ignore[arg-type]


def test_an_identifier_of_a_letter_and_its_reply_is_no_tie_of_one_publication() -> None:
    letter = replace(PAPER, title="Velamide at night", doi="10.5555/letters.7", pages="88")
    reply = other(title="Velamide at night. Reply", doi="10.5555/letters.7", pages="89", authors="Haddad N")
    assert kind(letter, reply) in ("none", "notice, probable")


def test_another_paper_under_the_same_doi_is_not_merged() -> None:
    stray = Record(
        "stray", title="Grip strength of retired climbers", authors="Novak B", doi="10.5555/velamide.1"
    )
    assert kind(replace(PAPER, doi="10.5555/velamide.1"), stray) == "none"


@pytest.mark.parametrize(
    ("field", "texts"), [("doi", ("10.5555/a.1", "10.5555/b.2")), ("pmid", ("31000001", "31000002"))]
)
def test_two_identifiers_are_a_veto(field: str, texts: tuple[str, str]) -> None:
    """With all else equal one of them may be mistyped: for a person to look at, and never merged."""
    a, b = (replace(PAPER, id=text, **{field: text}) for text in texts)  # type: ignore[arg-type]
    found = pair(a, b)
    assert found is not None
    assert (found.certainty, found.is_merged) == ("possible", False)
    assert [veto.word for veto in found.edges[0].vetoes] == [f"other_{field}"]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"title": f"Erratum: {TITLE}", "pages": "402", "issue": "5"}, "notice, probable"),
        ({"title": f"{TITLE} (vol 14, pg 201, 2019)", "pages": "402"}, "notice, probable"),
        ({"title": f"Re: {TITLE}", "authors": "Silva R", "pages": "498-499"}, "notice, probable"),
        ({"title": f"{TITLE} - Reply", "pages": "499-500"}, "notice, probable"),
        ({"title": f"Retraction notice to: {TITLE}", "pages": "600", "year": "2021"}, "notice, probable"),
        ({"pages": "402"}, "notice, possible"),
        (
            {"pages": "901"},
            "notice, possible",
        ),  # one digit of its first page differs: no slip, it comes later
        ({"journal": "medRxiv", "volume": "", "issue": "", "pages": ""}, "version, probable"),
        (
            {"journal": "Abstracts of the Heart Congress", "volume": "3", "pages": "A12"},
            "companion, probable",
        ),
        ({"title": f"[Translated article] {TITLE}", "pages": "T201-T209"}, "version, probable"),
    ],
    ids=str,
)
def test_other_publications_are_linked_and_kept_apart(texts: dict[str, str], expected: str) -> None:
    found = pair(PAPER, other(**texts))
    assert found is not None
    assert f"{found.kind}, {found.certainty}" == expected
    assert not found.is_merged
    assert found.reasons


def test_updates_of_a_cochrane_review_are_versions() -> None:
    texts = {"journal": "Cochrane Database Syst Rev", "pages": "CD012345", "issue": "2"}
    first = replace(PAPER, **texts, volume="2", doi="10.1002/14651858.CD012345.pub2")  # type: ignore[arg-type]
    later = replace(first, id="later", year="2022", volume="6", doi="10.1002/14651858.CD012345.pub3")
    assert kind(first, later) == "version, certain"
    assert kind(replace(first, doi=""), replace(later, doi="")) == "version, certain"


def test_reports_of_one_trial_are_companions() -> None:
    follow_up = Record("later", title="Ten years after velamide", registry_ids="NCT01234567")
    found = pair(replace(PAPER, registry_ids="NCT01234567; ISRCTN12345678"), follow_up)
    assert found is not None
    assert (found.kind, [reason.word for reason in found.reasons]) == ("companion", ["same_registry_number"])


def test_a_printed_tie_links_what_it_points_at() -> None:
    paper = replace(PAPER, notes=(("Erratum in", "Cardiol Pract. 2019 May;14(5):402"),))
    erratum = Record("erratum", title="Corrections", journal="Cardiology Practice", volume="14", pages="402")
    found = pair(paper, erratum)
    assert found is not None
    assert (found.kind, [reason.word for reason in found.reasons][-1]) == ("notice", "one_cites_the_other")


def test_a_citation_of_a_report_and_a_second_one_are_a_repeated_citation() -> None:
    cited = [replace(PAPER, id=f"a/{n}", origin="citation") for n in (1, 2)]
    assert [one.kind for one in group(cited)] == ["repeated_citation"]
    assert [one.kind for one in group([PAPER, *cited])] == ["repeated_citation"]
    assert [one.kind for one in group([PAPER, other(), *cited])] == ["duplicate"]


def test_a_contradictory_cluster_is_split_at_its_weakest_edge() -> None:
    """A record without a DOI fits two with two: it goes where more agrees, and the other tie is shown."""
    first = replace(PAPER, id="first", doi="10.5555/a.1")
    second = replace(PAPER, id="second", doi="10.5555/b.2", volume="", issue="", pages="")
    between = replace(PAPER, id="between")
    groups = group([first, second, between])
    assert [one.ids for one in groups if one.is_merged] == [("first", "between")]
    weak = [one for one in groups if set(one.ids) == {"between", "second"}]
    assert [(one.kind, one.certainty) for one in weak] == [("duplicate", "possible")]


@pytest.mark.parametrize("names", [("first", "second"), ("second", "first")])
def test_a_record_that_fits_two_equally_well_is_joined_with_neither(names: tuple[str, str]) -> None:
    """Which of them it is, a person must say: its id does not."""
    fits = [replace(PAPER, id=name, doi=f"10.5555/{at}.1") for at, name in enumerate(names)]
    groups = group([*fits, replace(PAPER, id="between"), replace(PAPER, id="beside")])
    assert [one.ids for one in groups if one.is_merged] == [("between", "beside")]
    assert {one.certainty for one in groups if not one.is_merged} == {"possible"}
    assert {frozenset(one.ids) for one in groups} >= {frozenset(("between", name)) for name in names}
    said = [Decision("between", "first", same=True, why="I asked them")]
    assert ["between", "first"] in [
        sorted(one.ids) for one in group([*fits, replace(PAPER, id="between")], said)
    ]


def test_a_person_prevails() -> None:
    apart = [Decision("paper", "other", same=False, who="AM", when="2026-01-02", why="two trials")]
    assert group([PAPER, other()], apart) == ()
    stranger = Record("other", title="Grip strength of retired climbers", doi="10.5555/x")
    together = [Decision("other", "paper", same=True, who="AM", when="2026-01-02", why="I asked them")]
    (found,) = group([PAPER, stranger], together)
    assert (found.kind, found.certainty, found.is_merged) == ("duplicate", "certain", True)
    assert found.reasons[-1].text == "AM; 2026-01-02; I asked them"


def test_a_decision_about_records_that_are_gone_says_nothing() -> None:
    assert group([PAPER], [Decision("paper", "gone", same=True)]) == ()


def test_abstracts_are_compared_by_their_numbers_too() -> None:
    """The trials of one group have one abstract but for its numbers."""
    text = "We randomised 120 adults to velamide or placebo. Attacks fell by 12 a week (95% CI 8 to 16)."
    bare = replace(PAPER, volume="", issue="", pages="", year="", journal="", abstract=text)
    headed = replace(bare, id="headed", abstract=f"METHODS: {text}".replace(". ", ".\nRESULTS: "))
    serial = replace(
        bare, id="serial", abstract=text.replace("120", "164").replace("12 a", "9 a").replace("8 to", "3 to")
    )
    assert kind(bare, headed) == "duplicate, probable"
    assert kind(bare, serial) == "none"


def test_extracted_figures_are_evidence() -> None:
    figures = frozenset(
        {"arms.randomised of a: 61", "arms.randomised of b: 59", "estimates.value of x: 0.71"}
    )
    bare = replace(PAPER, volume="", issue="", pages="", year="", journal="", figures=figures)
    again = replace(bare, id="again")
    assert kind(bare, again) == "duplicate, probable"
    assert kind(bare, replace(again, figures=frozenset())) == "none"


def test_reasons_print_the_values() -> None:
    found = pair(PAPER, other(pages="201-9"))  # "other" comes first, by its id
    assert found is not None
    assert {reason.word: reason.text for reason in found.reasons}["same_pages"] == "both are on page 201-9"
    one = replace(PAPER, doi="https://doi.org/10.5555/NEJMx", registry_ids="nct01234567")
    found = pair(one, replace(one, id="two", title=TITLE.partition(":")[0]))
    assert found is not None
    texts = [reason.text for reason in found.reasons]
    assert texts[:2] == ["both have DOI 10.5555/NEJMx", "both have registry number NCT01234567"]
    assert "`randomised controlled trial` stands in one only" in texts[2]

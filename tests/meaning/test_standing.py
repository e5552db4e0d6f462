"""What became of a publication, as a timeline; what is a notice, and what a preprint."""

from datetime import date

import pytest

from triallint.kit import is_preprint, notice_of, standing
from triallint.model import Journal, Link, Publication
from triallint.pubmed.dates import publication_date


def paper(*links: tuple[str, str, str], **more: object) -> Publication:
    return Publication("1", links=tuple(Link(*link) for link in links), **more)  # type: ignore[arg-type]


def test_events_stand_in_the_order_of_their_dates_and_not_of_the_list() -> None:
    found = standing(
        paper(
            ("RetractionIn", "9", "Mol. 2019 Feb;53(2):346"),
            ("CommentIn", "8", "Mol. 2011;1:1"),
            ("ErratumIn", "", "Mol. 2012 Mar 5;1:1"),
            ("ExpressionOfConcernIn", "7", "Other J. 2015"),
            ("ErratumIn", "6", "no date"),
        )
    )
    assert [event.kind for event in found.events] == ["corrected", "concern", "retracted", "corrected"]
    assert found.events[0].days == (date(2012, 3, 5), date(2012, 3, 5))
    assert found.events[-1].days is None
    assert str(found).startswith(
        "corrected on 2012-03-05 (Mol. 2012 Mar 5;1:1), then under an expression of concern in 2015 "
        "(Other J. 2015, PMID 7), then retracted in 2019-02 (Mol. 2019"
    )


def test_a_sign_that_a_link_bears_out_is_no_second_event() -> None:
    found = standing(
        paper(
            ("RetractionIn", "9", "Mol. 2019;1:2"),
            types=("Retracted Publication",),
            title="RETRACTED: One drug.",
        )
    )
    assert len(found.events) == 1
    twice = standing(paper(("RetractionIn", "9", "Mol. 2019;1:2"), ("RetractionIn", "9", "Mol. 2019;1:2")))
    assert len(twice.events) == 1
    two = standing(paper(("RetractionIn", "9", "Mol. 2019;1:2"), ("RetractionIn", "8", "Mol. 2020;1:2")))
    assert len(two.events) == 2


@pytest.mark.parametrize(
    ("more", "sign"),
    [({"types": ("RETRACTED PUBLICATION",)}, "type"), ({"title": "RETRACTED: One drug."}, "title")],
)
def test_either_sign_alone_is_enough(more: dict[str, object], sign: str) -> None:
    found = standing(paper(**more))
    assert [(event.kind, event.sign) for event in found.events] == [("retracted", sign)]
    assert found.retraction == "retracted"


@pytest.mark.parametrize(
    ("links", "state"),
    [
        ((), ""),
        ((("RetractionIn", "", ""),), "retracted"),
        ((("RetractionIn", "1", "J. 2016 Mar;1:2"), ("ReinstatedIn", "2", "J. 2017 May;1:3")), "reinstated"),
        ((("RetractionIn", "1", "J. 2018 Mar;1:2"), ("ReinstatedIn", "2", "J. 2017 May;1:3")), "retracted"),
        ((("RetractionIn", "1", "J. 2017;1:2"), ("ReinstatedIn", "2", "J. 2017 May;1:3")), "unclear"),
        ((("RetractionIn", "1", ""), ("ReinstatedIn", "2", "J. 2017 May;1:3")), "unclear"),
        ((("RetractedandRepublishedIn", "2", "J. 2017"),), "retracted"),
        ((("ErratumIn", "2", "J. 2017"), ("CommentOn", "3", "J. 2016")), ""),
    ],
)
def test_the_state_is_that_of_the_last_event(links: tuple[tuple[str, str, str], ...], state: str) -> None:
    assert standing(paper(*links)).retraction == state


def test_a_date_copied_from_the_article_is_none() -> None:
    own = (publication_date("print", "2014 Nov 1", 1),)
    copied = standing(paper(("ErratumIn", "", "J. 2014 Nov 1;1:2"), dates=own))
    month = standing(paper(("ErratumIn", "", "J. 2014 Nov;1:2"), dates=own))
    assert copied.events[0].days is None
    assert month.events[0].days is not None


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"types": ("Retraction of Publication",)}, "retraction notice"),
        ({"types": ("Retraction Notice",)}, "retraction notice"),
        ({"types": ("Published Erratum", "Journal Article")}, "erratum"),
        ({"types": ("Journal Article",), "links": (Link("RetractionOf", "2"),)}, "retraction notice"),
        ({"types": ("Comment", "Editorial"), "links": (Link("CommentOn", "2"),)}, "comment"),
        ({"types": ("Comment", "Letter"), "links": (Link("CommentOn", "2"),)}, "letter of comment"),
        ({"types": ("Editorial",)}, ""),
        ({"types": ("Comment", "Letter", "Clinical Trial"), "links": (Link("CommentOn", "2"),)}, ""),
        (
            {
                "types": ("Comment", "Letter"),
                "links": (Link("CommentOn", "2"),),
                "registrations": (("ClinicalTrials.gov", "NCT01234567"),),
            },
            "",
        ),
        ({"types": ("Corrected and Republished Article",), "links": (Link("RepublishedFrom", "2"),)}, ""),
    ],
)
def test_what_is_a_notice(more: dict[str, object], kind: str) -> None:
    assert notice_of(Publication("1", **more))[0] == kind  # type: ignore[arg-type]


def test_preprints_are_known_by_type_or_server() -> None:
    assert is_preprint(Publication("1", types=("Preprint",)))
    assert is_preprint(
        Publication("1", journal=Journal("medRxiv : the preprint server for health sciences", "medRxiv"))
    )
    assert not is_preprint(Publication("1", journal=Journal("BMJ")))

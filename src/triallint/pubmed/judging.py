"""What an answer is worth: when a search proves that a record was found, or that there is none."""

import re
from typing import Final, Literal, NamedTuple

from ..identifiers import fold
from ..model import Publication, lazy
from .answers import Search
from .questions import tokens


class Verdict(NamedTuple):
    """What an answer comes to.

    Attributes:
        state: as in `Answer`.
        publications: what was found.
        reason: why it is unverified.
        heard: whether it rests on an answer; where there was none, it is unverified.
    """

    state: Literal["found", "absent", "unverified"]
    publications: tuple[Publication, ...] = ()
    reason: str = ""
    heard: bool = True


ABSENT: Final = Verdict("absent")


def unverified(reason: str) -> Verdict:
    """The verdict on an answer that proves nothing."""
    return Verdict("unverified", reason=reason)


def unheard(reason: str) -> Verdict:
    """The verdict where there was no answer."""
    return Verdict("unverified", reason=reason, heard=False)


_PHRASE: Final = lazy(r"\(*\"([^\"]*)\"\[publisher id\]\)*", re.IGNORECASE)
#: A phrase that is not in the index comes back as it was sent.
_UNTRANSLATED: Final = lazy(r"\(*\"?([^\"]*)\"?\[(?:doi|aid|publisher id)\]\)*", re.IGNORECASE)


def has_doi(publication: Publication, doi: str) -> bool:
    """Whether a record gives this DOI as one of its own, letter case aside."""
    wanted = fold(doi)
    return any(fold(one) == wanted for one in (publication.doi, *publication.other_dois))


def ran_as(doi: str, search: Search) -> bool:
    """Whether PubMed searched for this DOI and not for a part of it, as it does now and then."""
    said = search.translation.strip()
    form = _PHRASE if search.count else _UNTRANSLATED
    ran = form.fullmatch(said)
    return ran is not None and not search.unknown_fields and tokens(ran[1]) == tokens(doi)


def of_doi(doi: str, search: Search, hits: tuple[Publication, ...], *, complete: bool) -> Verdict:
    """The verdict on one DOI.

    Found is a record only if the query was run as asked and it is the only hit that gives the DOI as its own.
    A phrase also finds longer DOIs that begin like it, so that the number of hits alone says nothing.

    Args:
        doi: what was asked about.
        search: the answer to a search for it alone.
        hits: the records of all its hits that could be had.
        complete: whether those are all its hits.
    """
    own = tuple(one for one in hits if has_doi(one, doi))
    if not ran_as(doi, search):
        return unverified("PubMed did not search for this DOI as a whole, so its answer proves nothing")
    if not search.count:
        return ABSENT
    if len(own) > 1:
        return unverified(f"PubMed gives this DOI to several records: PMID {_listed(own)}")
    if not complete:
        return unverified("PubMed did not give all the records that it found for this DOI")
    if own:
        return Verdict("found", own)
    other = _listed(hits)
    if any(not one.doi for one in hits):
        return unverified(f"PubMed found PMID {other} for this DOI, but its record holds no DOI")
    return unverified(f"what PubMed found for this DOI (PMID {other}) has another one")


def of_pmcid(pmcid: str, search: Search, hits: tuple[Publication, ...], *, unknown_to_pmc: bool) -> Verdict:
    """The verdict on one PMCID that the ID Converter did not place.

    Args:
        pmcid: what was asked about.
        search: the answer to a search for it in PubMed.
        hits: the records of its hits that could be had.
        unknown_to_pmc: whether the ID Converter said that PMC has no such article. Its word alone is no
            proof, as it knows nothing of articles before they are released.
    """
    own = tuple(one for one in hits if fold(one.pmcid) == fold(pmcid))
    if search.count == 1 and len(own) == 1:
        return Verdict("found", own)
    asked = tokens(pmcid)[0] in tokens(search.translation)
    if not search.count and asked and not search.unknown_fields and unknown_to_pmc:
        return ABSENT
    if search.count:
        return unverified("what PubMed found for this PMCID does not give it as its own")
    return unverified("neither PMC nor PubMed said for certain whether there is such an article")


def of_title(search: Search, hits: tuple[Publication, ...], *, complete: bool, most: int) -> Verdict:
    """The verdict on the words of a title: which records have them, for others to compare.

    Args:
        search: the answer to a search for the words.
        hits: the records of its hits that could be had.
        complete: whether those are all its hits.
        most: more hits than these are too many to compare.
    """
    if search.unknown_fields or "[title]" not in search.translation.lower():
        return unverified("PubMed did not search for this title among the titles")
    if search.count > most:
        return unverified(f"the words of this title stand in {search.count:,} titles, too many to compare")
    if not complete:
        return unverified("PubMed did not give all the records that it found for this title")
    return Verdict("found", hits) if hits else ABSENT


def _listed(publications: tuple[Publication, ...]) -> str:
    return ", ".join(one.pmid for one in publications)

"""The standing of a publication as a timeline of dated events: retracted, corrected, superseded."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from ..comparing import Days, days_in_source, days_meant, read_title
from ..model import Link, Notice, Publication

__all__ = ["Event", "Standing", "is_preprint", "notice_of", "standing", "state_of"]

#: What can happen to a publication.
EventKind = Literal["corrected", "concern", "retracted", "withdrawn", "republished", "updated", "reinstated"]

#: MEDLINE's links from a publication to the notices about it. ReinstatedIn and WithdrawnIn are none of
#: MEDLINE's: lists of retractions know these events too.
_LINKS: Final[dict[str, tuple[EventKind, ...]]] = {
    "ErratumIn": ("corrected",),
    "PartialRetractionIn": ("corrected",),
    "ExpressionOfConcernIn": ("concern",),
    "RetractionIn": ("retracted",),
    "RetractedandRepublishedIn": ("retracted", "republished"),
    "CorrectedandRepublishedIn": ("republished",),
    "RepublishedIn": ("republished",),
    "UpdateIn": ("updated",),
    "ReinstatedIn": ("reinstated",),
    "WithdrawnIn": ("withdrawn",),
}
#: Links from a notice to the publication that it is about, and types of notices; compared without case.
_NOTICE_LINKS: Final = {
    "RetractionOf": "retraction notice",
    "PartialRetractionOf": "notice of a partial retraction",
    "ErratumFor": "erratum",
    "ExpressionOfConcernFor": "expression of concern",
}
_NOTICE_TYPES: Final = {
    "retraction of publication": "retraction notice",
    "retraction notice": "retraction notice",
    "published erratum": "erratum",
    "expression of concern": "expression of concern",
}
_OPINIONS: Final = {"comment", "editorial"}
#: Types that go with a comment or a letter which reports data of its own.
_OF_RESEARCH: Final = ("trial", "study", "research support", "meta-analysis", "review", "case reports")
_PREPRINT_SERVERS: Final = frozenset(
    {"biorxiv", "medrxiv", "res sq", "research square", "arxiv", "ssrn", "chemrxiv", "preprints", "authorea"}
)


class Event(NamedTuple):
    """One event in the life of a publication.

    Attributes:
        kind: what happened.
        days: when; None where no source says.
        pmid: of the notice, or of the publication that takes its place.
        text: the notice as the source cites it.
        sign: where it was seen: a "link", a publication "type", or a prefix of the "title".
    """

    kind: EventKind
    days: Days | None = None
    pmid: str = ""
    text: str = ""
    sign: Literal["link", "type", "title"] = "link"

    def __str__(self) -> str:
        notice = ", ".join(filter(None, (self.text.rstrip(" .,:;("), self.pmid and f"PMID {self.pmid}")))
        return f"{_SHOWN[self.kind]}{self._when()}{f' ({notice})' if notice else ''}"

    def _when(self) -> str:
        """The day of the notice, or the month or year where no more is known."""
        if self.days is None:
            return ""
        first, last = self.days
        if first == last:
            return f" on {first.isoformat()}"
        if (first.year, first.month) == (last.year, last.month):
            return f" in {first:%Y-%m}"
        return f" in {first.year}" if first.year == last.year else f" in {first.year} to {last.year}"


_SHOWN: Final[dict[EventKind, str]] = {
    "corrected": "corrected",
    "concern": "under an expression of concern",
    "retracted": "retracted",
    "withdrawn": "withdrawn",
    "republished": "republished",
    "updated": "followed by a newer version",
    "reinstated": "reinstated",
}


class Standing(NamedTuple):
    """The events of a publication, those with dates in order, and what they come to."""

    events: tuple[Event, ...]

    def of(self, *kinds: EventKind) -> tuple[Event, ...]:
        """The events of some kinds, in order."""
        return tuple(event for event in self.events if event.kind in kinds)

    @property
    def retraction(self) -> Literal["", "retracted", "reinstated", "unclear"]:
        """Whether it is retracted now; "unclear" where it was reinstated too and the dates do not tell."""
        retracted, back = self.of("retracted"), self.of("reinstated")
        if not retracted:
            return ""
        if not back:
            return "retracted"
        days, later = [one.days for one in retracted], [one.days for one in back]
        if all(days) and all(later):
            last, end = max(d for d in days if d), max(d for d in later if d)
            if end.wholly_after(last):
                return "reinstated"
            if last.wholly_after(end):
                return "retracted"
        return "unclear"

    def __str__(self) -> str:
        return ", then ".join(str(event) for event in self.events)


def standing(publication: Publication) -> Standing:
    """All that a record says of what became of its publication; one notice is one event."""
    found = dict.fromkeys(_events(publication))
    known = {event.kind for event in found if event.sign == "link"}
    kept = [event for event in found if event.sign == "link" or event.kind not in known]
    kept = list({(e.kind, e.pmid or e.text): e for e in reversed(kept)}.values())[::-1]
    dated = sorted((e for e in kept if e.days), key=lambda e: e.days or ())
    return Standing((*dated, *(e for e in kept if not e.days)))


def _events(publication: Publication) -> Iterator[Event]:
    for link in publication.links:
        for kind in _LINKS.get(link.kind, ()):
            yield Event(kind, _days(link, publication), link.pmid, link.text)
    if any(one.casefold() == "retracted publication" for one in publication.types):
        yield Event("retracted", sign="type")
    markers = read_title(publication.title).markers
    if "retracted" in markers:
        yield Event("retracted", sign="title")
    if "withdrawn" in markers or "removed" in markers:
        yield Event("withdrawn", sign="title")


def _days(link: Link, publication: Publication) -> Days | None:
    """The date of a notice; None where it is the article's own to the day, which is then a copied one."""
    days = days_in_source(link.text)
    if days and days.first == days.last and any(days_meant(one) == days for one in publication.dates):
        return None
    return days


def is_preprint(publication: Publication) -> bool:
    """Whether a publication is a preprint, by its type or its server."""
    journal = publication.journal
    names = {
        name.casefold().split(" : ")[0].rstrip(".") for name in (journal.medline, journal.iso, journal.title)
    }
    return "Preprint" in publication.types or bool(names & _PREPRINT_SERVERS)


def notice_of(publication: Publication) -> tuple[str, tuple[Link, ...]]:
    """What kind of notice or opinion a publication is ("" for none), and the publications that it is about.

    A comment or editorial counts only where nothing shows that it reports data of its own.
    """
    types = {one.casefold() for one in publication.types}
    links = tuple(link for link in publication.links if link.kind in _NOTICE_LINKS)
    kinds = [
        *(_NOTICE_TYPES[one] for one in _NOTICE_TYPES if one in types),
        *(_NOTICE_LINKS[one.kind] for one in links),
    ]
    if kinds:
        return kinds[0], links
    opinion = sorted(types & _OPINIONS)
    if (
        opinion
        and not any(sign in one for sign in _OF_RESEARCH for one in types)
        and not publication.registrations
    ):
        about = tuple(link for link in publication.links if link.kind == "CommentOn")
        if about:
            return ("letter of comment" if "letter" in types else opinion[0]), about
    return "", ()


def state_of(
    notices: Sequence[Notice],
) -> tuple[Literal["", "retracted", "concern", "unclear"], Notice | None]:
    """What the notices of a list come to by the order of their dates, and the one that says so."""
    retracted = [one for one in notices if one.kind in ("retracted", "withdrawn")]
    back = [one for one in notices if one.kind == "reinstated"]
    if retracted:
        # A certain notice prevails over one that may be about another paper.
        last = max(retracted, key=lambda one: (one.certain, one.on is not None, one.on or date.min))
        if not back:
            return "retracted", last
        days, ends = [one.on for one in retracted], [one.on for one in back]
        if None in days or None in ends:
            return "unclear", last
        latest, end = max(d for d in days if d), max(d for d in ends if d)
        if latest == end:
            return "unclear", last
        return ("retracted", last) if latest > end else ("", None)
    concern = [one for one in notices if one.kind == "concern"]
    return ("concern", concern[-1]) if concern and not back else ("", None)

"""How a pair of records belongs together, how certain that is, and why. Pure: one rule a paragraph."""

from collections.abc import Iterator
from typing import Final

from ..comparing.titles import Telling
from . import rulings, vetoes
from .features import Features
from .likeness import Likeness, compare, may_belong_together
from .words import MERGED, Decision, Edge, Kind, Reason, ReasonWord

#: What an agreement is worth, in bits: roughly how seldom two records of a collection agree in it by chance.
#: One title in thousands is repeated, one first author in a hundred, one year in a dozen. Only the order of
#: edges rests on it, never whether there is one.
_BITS: Final[dict[ReasonWord, float]] = {
    "decided_by_a_person": 100,
    "same_pmid": 25,
    "same_doi": 24,
    "same_pmcid": 24,
    "same_abstract": 14,
    "same_title": 12,
    "same_title_but_spelling": 11,
    "title_is_part": 8,
    "same_figures": 8,
    "same_pages": 8,
    "title_differs_little": 7,
    "same_authors": 7,
    "same_registry_number": 6,
    "same_journal": 5,
    "same_volume": 4,
    "same_day_online": 5,
    "same_year": 3,
    "year_is_near": 1,
}  # fmt: skip


def edge_of(a: Features, b: Features) -> Edge | None:
    """How two records belong together; None where they do not."""
    if not may_belong_together(a, b):
        return None
    if b.record.id < a.record.id:
        a, b = b, a
    found = compare(a, b)
    against = vetoes.of_pair(found)
    reasons = tuple(_reasons(found))
    ruling = rulings.one_publication(found, against) or rulings.two_publications(found, against)
    if ruling is None:
        return None
    kind, certainty = ruling
    if kind == "duplicate" and "citation" in (a.record.origin, b.record.origin):
        kind = "repeated_citation"
    reasons += tuple(_ties(found, kind))
    score = sum(_BITS.get(reason.word, 0) for reason in reasons)
    apart = () if kind in MERGED and certainty != "possible" else against
    return Edge(a.record.id, b.record.id, kind, certainty, score, reasons, apart)


def decided(a: Features, b: Features, decision: Decision) -> Edge:
    """The edge between two records of which a person has said that they are one publication."""
    reasons = tuple(_reasons(compare(a, b)))
    words = "; ".join(part for part in (decision.who, decision.when, decision.why) if part)
    reasons += (Reason("decided_by_a_person", words or "a person has decided so"),)
    kind: Kind = "repeated_citation" if "citation" in (a.record.origin, b.record.origin) else "duplicate"
    score = sum(_BITS.get(reason.word, 0) for reason in reasons)
    return Edge(a.record.id, b.record.id, kind, "certain", score, reasons)


def _reasons(found: Likeness) -> Iterator[Reason]:
    """What of two records agrees."""
    a, b = found.a, found.b
    for word, name, ours, theirs in (
        ("same_pmid", "PMID", a.pmids, b.pmids),
        ("same_doi", "DOI", a.dois, b.dois),
        ("same_pmcid", "PMCID", a.pmcids, b.pmcids),
        ("same_registry_number", "registry number", a.registered, b.registered),
    ):
        if shared := ours & theirs:
            printed = ", ".join(map(a.printed, sorted(shared)))
            yield Reason(word, f"both have {name} {printed}")  # type: ignore[arg-type]
    if found.title.verdict in _TITLES:
        word, text = _TITLES[found.title.verdict]
        apart = "; ".join(map(_differing, found.title.telling))
        yield Reason(word, f"{text}{f': {apart}' if apart and word != 'same_title' else ''}")
    yield from (Reason(word, text) for word, agrees, text in _agreements(found) if agrees)


def _differing(one: Telling) -> str:
    if not (one.cited and one.known):
        return f"`{one.cited or one.known}` stands in one only"
    return f"`{one.cited}` stands against `{one.known}`"


def _agreements(found: Likeness) -> Iterator[tuple[ReasonWord, bool, str]]:
    """What two records may agree in besides identifiers and title, whether they do, and the values."""
    a, b = found.a, found.b
    years = " and ".join(dict.fromkeys("/".join(map(str, sorted(one.years))) for one in (a, b)))
    days = " and ".join(sorted({str(a.online), str(b.online)}))
    figures = len(a.record.figures & b.record.figures)
    first = a.names[0] if a.names else ""
    yield "same_authors", found.authors == "agrees", f"the authors begin with {first}"
    yield "same_journal", found.journal == "agrees", f"both are in {a.record.journal}"
    yield "same_volume", found.volume == "agrees", f"both are in volume {a.record.volume}"
    yield "same_pages", found.pages in ("same", "first"), f"both are on page {a.record.pages}"
    yield "same_year", found.year == "agrees", f"years: {years}"
    yield "year_is_near", found.year == "near", f"years: {years}"
    yield "same_day_online", found.online == "agrees", f"online on {days}"
    yield "same_abstract", found.abstract == "agrees", "one abstract but for headings and breaks"
    yield "same_figures", found.figures, f"{figures} extracted figures are the same in both"


_TITLES: Final[dict[str, tuple[ReasonWord, str]]] = {
    "same": ("same_title", "one title"),
    "forgiven": ("same_title_but_spelling", "one title but for its spelling"),
    "part": ("title_is_part", "one title is part of the other"),
    "near": ("title_differs_little", "titles that differ in few words"),
    "unknown": ("no_title_on_one_side", "one of them has no title"),
}


def _ties(found: Likeness, kind: Kind) -> Iterator[Reason]:
    """What makes two publications of one kind belong together."""
    a, b = found.a, found.b
    if tie := vetoes.tie_of(a, b):
        yield Reason("one_cites_the_other", f"{tie}: one prints where the other stands")
    elif kind == "notice":
        marked = [one.record.id for one in (a, b) if one.is_notice or one.is_reply]
        if marked:
            yield Reason("notice_marker", f"{marked[0]} is a notice, a reply or a comment by its title")
        else:
            yield Reason("later_page", "one is a single page that comes after the other's")
    elif kind == "version":
        yield _edition(found)
    elif kind == "companion" and found.journal == "conflicts":
        yield Reason("other_journal", f"in {a.record.journal} and in {b.record.journal}")


def _edition(found: Likeness) -> Reason:
    """What makes two records editions of one work."""
    a, b = found.a, found.b
    if vetoes.are_doi_versions(a, b):
        return Reason("doi_names_a_version", "their DOIs differ in the number of the version alone")
    if a.is_preprint != b.is_preprint:
        return Reason("one_is_a_preprint", f"{(a if a.is_preprint else b).record.id} is a preprint")
    return Reason(
        "one_is_an_update", f"both are editions of the review {(a.review or b.review).upper()}".strip()
    )

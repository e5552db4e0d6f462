"""Invented records, and the ways in which sources print one of them differently."""

from dataclasses import replace

from hypothesis import strategies as st

from triallint.reconcile import Record

#: An invented paper; tests change one thing about it.
PAPER = Record(
    "paper",
    title="Nightly velamide for stable angina in adults: a randomised controlled trial",
    authors="Moreau A, Lindqvist P, Okafor C",
    journal="Cardiology Practice",
    year="2019",
    volume="14",
    issue="3",
    pages="201-209",
)

_SUBJECTS = ("velamide", "torvastin", "ambrexol", "lidrapine", "corvexa", "nalutide")
_DISEASES = ("stable angina", "gout", "chronic migraine", "childhood asthma", "plaque psoriasis")
_DESIGNS = ("a randomised controlled trial", "a cohort study", "a systematic review", "a pilot study")
_FAMILIES = ("Moreau", "Lindqvist", "Okafor", "Tanaka", "Petrov", "Silva", "Haddad", "Novak")
_JOURNALS = ("Cardiology Practice", "Annals of Invented Medicine", "Journal of Trial Methods")


@st.composite
def papers(draw: st.DrawFn, name: str = "paper") -> Record:
    """A paper that nobody wrote."""
    subject, disease = draw(st.sampled_from(_SUBJECTS)), draw(st.sampled_from(_DISEASES))
    design, dose = draw(st.sampled_from(_DESIGNS)), draw(st.integers(1, 400))
    people = draw(st.lists(st.sampled_from(_FAMILIES), min_size=1, max_size=5, unique=True))
    year, page = draw(st.integers(1990, 2024)), draw(st.integers(1, 2000))
    return Record(
        name,
        draw(st.sampled_from(["report", "citation"])),
        title=f"Effect of {subject} {dose} mg on symptoms of {disease}: {design}",
        authors=", ".join(f"{family} {family[1].upper()}" for family in people),
        journal=draw(st.sampled_from(_JOURNALS)),
        year=str(year),
        volume=str(year - 1980),
        issue=str(draw(st.integers(1, 12))),
        pages=f"{page}-{page + draw(st.integers(1, 12))}",
        doi=f"10.5555/invented.{name}.{year}.{page}.{dose}",  # no two papers have one
    )


@st.composite
def printings(draw: st.DrawFn, paper: Record, name: str) -> Record:
    """Another printing of a paper: a field lost, a title shouted, a list cut short, pages shortened."""
    texts: dict[str, str] = {}
    for field in ("doi", "journal", "issue", "volume"):
        if draw(st.integers(0, 3)) == 0:
            texts[field] = ""
    if draw(st.booleans()):
        texts["title"] = paper.title.upper() + "."
    if draw(st.booleans()):
        texts["authors"] = paper.authors.split(",")[0] + ", et al"
    if draw(st.booleans()):
        first, _, last = paper.pages.partition("-")
        texts["pages"] = (
            f"{first}-{last[-1]}" if len(first) == len(last) and first[:-1] == last[:-1] else paper.pages
        )
    return replace(paper, id=name, origin=draw(st.sampled_from(["report", "citation"])), **texts)  # type: ignore[arg-type]


@st.composite
def collections(draw: st.DrawFn) -> list[Record]:
    """Some papers, each in one to four printings, with distinct ids."""
    records: list[Record] = []
    for at in range(draw(st.integers(1, 5))):
        paper = draw(papers(f"p{at}"))
        records.append(paper)
        records.extend(draw(printings(paper, f"p{at}/{n}")) for n in range(draw(st.integers(0, 3))))
    return records

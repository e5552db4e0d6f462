"""What a source such as PubMed says of one publication, and of one identifier that was asked about."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

#: What a source can be asked about.
IdentifierKind = Literal["pmid", "doi", "pmcid", "title"]

#: Where an answer came from.
Source = Literal["NCBI", "stand-in", "mirror", "local list"]


@dataclass(frozen=True, slots=True)
class Author:
    """A person or a collective, as indexed.

    Attributes:
        family: surname; empty for a collective.
        given: fore names as printed.
        initials: initials without full stops ("MJ").
        suffix: "Jr", "3rd".
        collective: the group's name; empty for a person.
        valid: False where the source marks the entry as superseded.
    """

    family: str = ""
    given: str = ""
    initials: str = ""
    suffix: str = ""
    collective: str = ""
    valid: bool = True

    def __str__(self) -> str:
        return self.collective or " ".join(part for part in (self.family, self.initials, self.suffix) if part)


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal by all its names. Compare by `nlm_id` or ISSN before names."""

    title: str = ""
    iso: str = ""
    medline: str = ""
    nlm_id: str = ""
    issns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """One date of a publication.

    Attributes:
        kind: "print" (the issue's date), "electronic" (ahead of print or online only), "collection",
            "pmc", or for books "book", "chapter" (first contributed) and "updated". Never an indexing date.
        text: as the source prints it in a citation ("2025 Feb 27", "1998 Dec-1999 Jan").
        years: every year that it may mean; several for a range over a turn of the year.
        month: 1 to 12, where there is just one.
        day: where there is one.
    """

    kind: str
    text: str
    years: tuple[int, ...]
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A comment, correction or other tie to another publication (MEDLINE CommentsCorrections).

    Attributes:
        kind: MEDLINE's RefType, such as "RetractionIn", "ErratumIn", "CommentOn".
        pmid: of the other publication; empty where the source has none.
        text: how the source cites it (RefSource).
        note: its note, if any.
    """

    kind: str
    pmid: str = ""
    text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication as one source describes it; nothing of the source's record is interpreted.

    Attributes:
        pmid: its PMID; `version` is PubMed's version of the record ("1").
        doi: from the article's own id list, or from its electronic location where the list has none;
            `other_dois` are further ones that differ from it.
        other_ids: its remaining identifiers as (kind, text): "bookaccession", "mid", "pii" …; "doi" for
            what the source prints as a DOI though it can be none ("51469").
        title: plain text, markup resolved, brackets and full stop as the source prints them; `translated` if
            it is bracketed, `vernacular` the original. For a book without a chapter the book's own title.
        dates: a set, as years may differ between online and print.
        pages: as MEDLINE prints them ("637-41"); `first_page` and `last_page` where the source gives them.
        types: publication types ("Retracted Publication", "Randomized Controlled Trial").
        registrations: accession numbers of trial registries and other data banks, as (bank, number).
        links: ties to corrections, retractions, comments and updates.
        status: MEDLINE's state of the record ("MEDLINE", "Publisher"); `stage` is the publication's own
            ("ppublish", "epublish", "aheadofprint").
        revised: when the source last changed its record.
        kind: "article" or "book".
        investigators: members of a group who are indexed, but not as authors.
        editors: of a book; for a chapter also the authors of the book that it stands in.
        part: which part of the book it is ("Chapter 45").
    """

    pmid: str
    version: str = "1"
    doi: str = ""
    other_dois: tuple[str, ...] = ()
    pmcid: str = ""
    pii: str = ""
    title: str = ""
    translated: bool = False
    vernacular: str = ""
    book_title: str = ""
    journal: Journal = Journal()
    model: str = ""
    dates: tuple[PublicationDate, ...] = ()
    volume: str = ""
    issue: str = ""
    pages: str = ""
    first_page: str = ""
    last_page: str = ""
    authors: tuple[Author, ...] = ()
    authors_complete: bool = True
    languages: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    registrations: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()
    status: str = ""
    revised: date | None = None
    kind: str = "article"
    other_ids: tuple[tuple[str, str], ...] = ()
    stage: str = ""
    investigators: tuple[Author, ...] = ()
    editors: tuple[Author, ...] = ()
    publisher: str = ""
    edition: str = ""
    series: str = ""
    isbns: tuple[str, ...] = ()
    part: str = ""

    @property
    def years(self) -> frozenset[int]:
        """Every year that a citation of it may rightly print."""
        return frozenset(year for one in self.dates for year in one.years)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one source said of one identifier, when, and where that answer is kept.

    Attributes:
        kind: what was asked about.
        asked: the identifier, in canonical form.
        state: "found"; "absent" (the source was asked and has no such record); "unverified" (it could
            not be asked, or what it said cannot be relied on: never a finding).
        publications: what was found; more than one only for a title.
        reason: why it is unverified, and what would help.
        source: who answered.
        on: the day of the answer.
        kept_in: the recorded file it stands in.
    """

    kind: IdentifierKind
    asked: str
    state: Literal["found", "absent", "unverified"]
    publications: tuple[Publication, ...] = ()
    reason: str = ""
    source: Source | None = None
    on: date | None = None
    kept_in: str = ""

    @property
    def publication(self) -> Publication | None:
        """The one publication that was found, or None."""
        return self.publications[0] if len(self.publications) == 1 else None


class Notice(NamedTuple):
    """What a list of retractions says of one publication.

    Attributes:
        kind: "retracted", "withdrawn", "concern", "corrected" or "reinstated".
        on: the day of the notice; None where the list has none.
        doi: of the notice, in canonical form; `pmid` likewise.
        reason: as the list gives it.
        title: of the publication that it is about; `about_pmid` and `about_doi` are its identifiers.
        certain: whether it surely is about the publication that was asked for.
        printed: its date as the list prints it, which may be none.
        listed_in: where it stands: the list's file and the record in it.
    """

    kind: str
    on: date | None = None
    doi: str = ""
    pmid: str = ""
    reason: str = ""
    title: str = ""
    about_pmid: str = ""
    about_doi: str = ""
    certain: bool = False
    printed: str = ""
    listed_in: str = ""

    def __str__(self) -> str:
        kind = "under an expression of concern" if self.kind == "concern" else self.kind
        unread = f", dated `{self.printed}`, which is no date" if self.printed else ", no date given"
        when = f" on {self.on.isoformat()}" if self.on else unread
        where = f"doi {self.doi}" if self.doi else f"PMID {self.pmid}" if self.pmid else ""
        return f"{kind}{when}{f' ({where})' if where else ''}{f': {self.reason}' if self.reason else ''}"

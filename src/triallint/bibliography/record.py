"""What a citation says: each of its fields with the characters it was read from."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from triallint.identifiers import Identifier
from triallint.model import Span

#: The fields of a citation that columns of the tables hold as well, in their order.
FIELDS = ("authors", "title", "journal", "year", "volume", "issue", "pages", "doi", "pmid", "pmcid")


class Part(NamedTuple):
    """One field of a citation.

    Attributes:
        text: what it says: runs of blanks are one blank, the full stop after it is left off, and an
            identifier is as its registry writes it.
        span: the characters of the citation that it was read from.
    """

    text: str
    span: Span


class Note(NamedTuple):
    """A tie to another publication, as PubMed prints it behind a citation.

    Attributes:
        kind: its words ("Erratum in", "Update of").
        text: how the other publication is cited.
        span: where that stands.
    """

    kind: str
    text: str
    span: Span


#: What a citation may say besides its fields.
#:
#: ahead_of_print: "Epub ahead of print" and its kin. collection: "eCollection". no_abstract: "No abstract
#: available". translated: a title in brackets. preprint: the journal is a preprint server. et_al: more
#: authors than are named. article_number: where pages would stand. supplement, part: of an issue or
#: volume. in_press: neither date nor pages yet. retracted: the title begins so.
Flag = Literal[
    "ahead_of_print",
    "article_number",
    "collection",
    "et_al",
    "in_press",
    "no_abstract",
    "part",
    "preprint",
    "retracted",
    "supplement",
    "translated",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A citation string as it was understood. A field that was not found is None, never guessed.

    Attributes:
        text: the citation as given.
        kind: "article" or "book"; "" where no date with its surroundings was recognised, so that only
            identifiers and flags are given.
        authors: the list as printed, "et al" included.
        title: as printed, brackets included; `translation` is what stands in brackets, `vernacular` what
            stands before them.
        journal: as printed, mostly abbreviated; for a chapter of a book None.
        book: the title of the book, where `title` is a chapter's.
        publisher: of a book, with its place.
        edition: of a book, as printed.
        date: the date of the issue ("2025 Feb 27"); `year` is its first four digits.
        pages: pages or an article number; `elocation` what stands in their place before they are known
            (a publisher's item identifier or a DOI).
        epub: the date of electronic publication; `collection` that of an electronic collection.
        language: as PubMed prints it of articles that are not in English.
        notes: ties to other publications.
        labels: publication types printed behind the citation ("Clinical Trial").
        identifiers: every one in the text, those of the notes and of quoted citations included.
    """

    text: str
    kind: Literal["article", "book", ""] = ""
    authors: Part | None = None
    title: Part | None = None
    translation: Part | None = None
    vernacular: Part | None = None
    journal: Part | None = None
    book: Part | None = None
    publisher: Part | None = None
    edition: Part | None = None
    date: Part | None = None
    year: Part | None = None
    volume: Part | None = None
    issue: Part | None = None
    pages: Part | None = None
    elocation: Part | None = None
    epub: Part | None = None
    collection: Part | None = None
    language: Part | None = None
    doi: Part | None = None
    pmid: Part | None = None
    pmcid: Part | None = None
    flags: frozenset[Flag] = frozenset()
    notes: tuple[Note, ...] = ()
    labels: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()

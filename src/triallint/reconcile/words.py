"""What reconciling speaks of: records, the reasons why two belong together, groups, and what was merged."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Final, Literal, NamedTuple

from ..model import Place

#: How records belong together.
#:
#: duplicate: records of one publication, two reports at least. repeated_citation: the same where only one of
#: them is a report, or none is. version: one work published twice (preprint and article, an updated review, a
#: corrected reprint). companion: reports of one trial or one body of work. notice: an erratum, retraction,
#: comment or reply, and what it is about.
Kind = Literal["duplicate", "repeated_citation", "version", "companion", "notice"]

#: Kinds whose members are one publication; those of the others stay apart.
MERGED: Final[frozenset[Kind]] = frozenset({"duplicate", "repeated_citation"})

#: certain: an identifier or a person says so. probable: several things that are seldom equal by chance are.
#: possible: for a person to look at; nothing is merged on it.
Certainty = Literal["certain", "probable", "possible"]
CERTAINTIES: Final[tuple[Certainty, ...]] = ("certain", "probable", "possible")

#: Why two records belong together.
ReasonWord = Literal[
    "same_doi",
    "same_pmid",
    "same_pmcid",
    "same_title",
    "same_title_but_spelling",
    "title_is_part",
    "title_differs_little",
    "no_title_on_one_side",
    "same_authors",
    "same_journal",
    "same_volume",
    "same_pages",
    "same_year",
    "year_is_near",
    "same_day_online",
    "same_abstract",
    "same_figures",
    "same_registry_number",
    "doi_names_a_version",
    "one_is_a_preprint",
    "one_is_an_update",
    "one_is_a_translation",
    "other_journal",
    "notice_marker",
    "later_page",
    "one_cites_the_other",
    "decided_by_a_person",
]

#: Why two records are not one, though they look alike.
VetoWord = Literal[
    "other_doi",
    "other_pmid",
    "other_pmcid",
    "other_number",
    "other_telling_word",
    "other_place",
    "other_day",
    "other_abstract",
    "notice_beside_article",
    "reply_beside_article",
    "translation_beside_original",
]


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a publication as a table or an export gives it; every field is a text, blank for none.

    Attributes:
        id: `report_id`, or the position of a citation ("000/similar/3"); unique among the records.
        origin: the table it stands in.
        place: its file and row.
        registry_ids: trial registry numbers as printed.
        published: the date of the issue as printed; `epub` that of electronic publication.
        abstract: its text where a corpus has one; tables hold none.
        figures: the numbers extracted from it, each as a text that names what it is of ("arm A total=722").
        notes: ties to other publications as printed: (kind, text), such as ("Erratum in", "…").
    """

    id: str
    origin: Literal["report", "citation"] = "report"
    place: Place | None = None
    title: str = ""
    authors: str = ""
    journal: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    published: str = ""
    epub: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    registry_ids: str = ""
    abstract: str = ""
    figures: frozenset[str] = frozenset()
    notes: tuple[tuple[str, str], ...] = ()


class Reason(NamedTuple):
    """One thing that speaks for a pair, with the values that say so."""

    word: ReasonWord
    text: str


class Veto(NamedTuple):
    """One thing that forbids taking a pair for one publication, with the values that say so."""

    word: VetoWord
    text: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A pair of records that belong together, by their ids, `a` before `b` in order of id.

    Attributes:
        score: the weight of its evidence in bits, by which a contradictory cluster is split.
        vetoes: what keeps its records apart, for kinds whose members stay apart.
    """

    a: str
    b: str
    kind: Kind
    certainty: Certainty
    score: float
    reasons: tuple[Reason, ...] = ()
    vetoes: tuple[Veto, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Records that belong together, and why.

    Attributes:
        members: in the order in which the records were given; two at least.
        certainty: that of the weakest edge which holds the group together.
        edges: all pairs of members that belong together in this way.
    """

    kind: Kind
    members: tuple[Record, ...]
    certainty: Certainty
    edges: tuple[Edge, ...] = ()

    @property
    def is_merged(self) -> bool:
        """Whether its members are taken for one publication."""
        return self.kind in MERGED and self.certainty != "possible"

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its members."""
        return tuple(member.id for member in self.members)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons of all its edges, each once."""
        return tuple(dict.fromkeys(reason for edge in self.edges for reason in edge.reasons))


class Decision(NamedTuple):
    """What a person has decided of two records, by their ids."""

    a: str
    b: str
    same: bool
    who: str = ""
    when: str = ""
    why: str = ""


class Sourced(NamedTuple):
    """One value of a field, and the member that gives it."""

    text: str
    record_id: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """The record of a group: each field's value with its origin, and every other value that it has."""

    fields: tuple[tuple[str, Sourced], ...] = ()
    others: tuple[tuple[str, tuple[Sourced, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Values that cannot both be right, or of which a person must choose one.

    Attributes:
        field: a field of the record, or "table.column" of an extracted figure.
        about: what the figure is of, as (column, text) of its key; empty for a field of the record.
    """

    field: str
    values: tuple[Sourced, ...]
    about: tuple[tuple[str, str], ...] = ()


#: The fields of a record that hold what a source prints.
FIELDS: Final = tuple(
    one.name for one in fields(Record) if one.name not in ("id", "origin", "place", "figures", "notes")
)


def weakest(certainties: Iterable[Certainty]) -> Certainty:
    """The least certain of some; "certain" of none."""
    return max(certainties, key=CERTAINTIES.index, default="certain")

"""Bodies of efetch answers and bulk files, read as publications."""

from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from ..model import Publication
from .markup import read_xml, text_of
from .record import publication
from .trouble import BadAnswer, Trouble, worded

#: Roots that hold records, and the elements that are one.
_SETS: Final = frozenset(
    {"PubmedArticleSet", "PubmedBookArticleSet", "BookDocumentSet", "MedlineCitationSet"}
)
UNITS: Final = frozenset({"PubmedArticle", "PubmedBookArticle", "MedlineCitation", "BookDocument"})

#: What says nothing about a citation and is most of the bytes. The list of references above all: its ids
#: are those of other articles. Of a formula that is given twice the second is the source of the first.
SKIPPED: Final = frozenset(
    {
        "Abstract",
        "Affiliation",
        "AffiliationInfo",
        "ChemicalList",
        "CoiStatement",
        "DateCompleted",
        "DateCreated",
        "GeneSymbolList",
        "GrantList",
        "Identifier",
        "ItemList",
        "KeywordList",
        "MeshHeadingList",
        "ObjectList",
        "OtherAbstract",
        "PersonalNameSubjectList",
        "ReferenceList",
        "Sections",
        "SupplMeshList",
        "annotation",
        "annotation-xml",
        "mml:annotation",
        "mml:annotation-xml",
    }
)


@dataclass(frozen=True, slots=True)
class Records:
    """What one body holds.

    Attributes:
        publications: in the order of the body, each version of each record.
        deleted: PMIDs that an update file takes back.
    """

    publications: tuple[Publication, ...]
    deleted: tuple[str, ...] = ()


def parse(body: bytes) -> tuple[Publication, ...]:
    """The publications in a body: a set of records, or one record alone.

    An empty set gives an empty tuple: the source was asked and has none of them. Which of the ids asked for
    are missing only their PMIDs tell, never their places.

    Args:
        body: the XML text of an efetch answer, of a bulk file, or of a slice of either.

    Raises:
        BadAnswer: the body is no such thing, and says what it is instead. Nothing else, whatever the bytes.
    """
    return read(body).publications


def read(body: bytes) -> Records:
    """Like `parse`, with the PMIDs that an update file deletes.

    Raises:
        BadAnswer: as for `parse`.
    """
    found: list[Publication] = []
    root = read_xml(
        body, units=UNITS, skipped=SKIPPED, take=lambda element: found.append(publication(element))
    )
    if not is_set(root) and root.tag not in UNITS:
        raise _not_records(root)
    if (errors := root.findall("ERROR")) and not found:
        raise worded(text_of(errors[0]))
    lists = (one for tag in ("DeleteCitation", "DeleteDocument") for one in root.findall(tag))
    deleted = tuple(text for one in lists for pmid in one if (text := text_of(pmid)))
    return Records(tuple(found), deleted)


def is_set(root: Element) -> bool:
    """Whether a root holds records."""
    return root.tag in _SETS


def _not_records(root: Element) -> BadAnswer:
    error = next(root.iter("ERROR"), None)
    if error is not None:
        return worded(text_of(error))
    return BadAnswer(Trouble.OTHER_KIND, f"<{root.tag}>")

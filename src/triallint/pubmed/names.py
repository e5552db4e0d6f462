"""Authors as PubMed indexes them: persons, groups, superseded spellings, editors and investigators."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from ..model import Author
from .markup import text_at


def author(element: Element) -> Author:
    """One Author or Investigator element."""
    return Author(
        family=text_at(element, "LastName"),
        given=text_at(element, "ForeName") or _older_given(element),
        initials=_initials(text_at(element, "Initials")),
        suffix=text_at(element, "Suffix"),
        collective=text_at(element, "CollectiveName"),
        valid=element.get("ValidYN") != "N",
    )


def _initials(text: str) -> str:
    """Initials without full stops; of `Mde L` and `do Y` the space stays, for so PubMed prints them."""
    parts = text.replace(".", " ").split()
    return ("" if all(len(part) == 1 for part in parts) else " ").join(parts)


def _older_given(element: Element) -> str:
    """The fore name as records before 2005 hold it."""
    return " ".join(part for tag in ("FirstName", "MiddleName") if (part := text_at(element, tag)))


def authors_in(lists: Iterable[Element]) -> tuple[Author, ...]:
    """The authors of some lists, in order; entries without any name are left out."""
    return tuple(one for entries in lists for one in _named(entries))


def _named(entries: Element) -> Iterator[Author]:
    for element in entries:
        one = author(element)
        if one.family or one.collective or one.given:
            yield one


def is_of_editors(entries: Element) -> bool:
    """Whether a list of authors is one of editors."""
    return entries.get("Type") == "editors"


def is_complete(lists: Iterable[Element]) -> bool:
    """Whether no list says of itself that it is cut."""
    return all(entries.get("CompleteYN") != "N" for entries in lists)

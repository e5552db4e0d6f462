"""Answers of services that the client has no need of, the citation matcher and elink, read to be compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal
from xml.etree.ElementTree import Element

from triallint.pubmed.answers import part, texts
from triallint.pubmed.bodies import is_xml, json_of, xml_of
from triallint.pubmed.markup import text_at, text_of
from triallint.pubmed.trouble import BadAnswer, Trouble, is_html, plain_message, worded


@dataclass(frozen=True, slots=True)
class Match:
    """One line of a citation match. The matcher forgives a wrong author or year: compare what it found.

    Attributes:
        key: the caller's own key, by which lines are told apart; lines may be missing.
        state: "found", "absent" or "ambiguous".
        pmids: the one found, or those it could not choose among, where it names them.
        said: its last field as printed ("NOT_FOUND;INVALID_JOURNAL", "AMBIGUOUS (7 citations)").
    """

    key: str
    state: Literal["found", "absent", "ambiguous"]
    pmids: tuple[str, ...] = ()
    said: str = ""


def matches_of(body: bytes) -> tuple[Match, ...]:
    """The lines of an ecitmatch answer.

    Raises:
        BadAnswer: there is no such line in it.
    """
    if not body.strip():
        raise BadAnswer(Trouble.EMPTY_BODY)
    if is_html(body):
        raise BadAnswer(Trouble.HTML)
    lines = body.decode("utf-8", "replace").replace("\r", "\n").split("\n")
    found = tuple(match for line in lines if (match := _match(line)))
    if not found:
        raise plain_message(body)
    return found


def _match(line: str) -> Match | None:
    """One line: six fields that were asked, and the answer. A cut last line is none."""
    fields = [field.strip() for field in line.split("|")]
    if len(fields) != 7 or not fields[6]:
        return None
    key, said = fields[5:]
    if said.isascii() and said.isdigit():
        return Match(key, "found", (said,), said)
    if said.upper().startswith("AMBIGUOUS"):
        listed = said[len("AMBIGUOUS") :].replace(",", " ").split()
        return Match(key, "ambiguous", tuple(listed) if all(map(str.isdigit, listed)) else (), said)
    return Match(key, "absent", said=said) if said.upper().startswith("NOT_FOUND") else None


@dataclass(frozen=True, slots=True)
class LinkSet:
    """Links of one name from some records to others.

    Attributes:
        sources: ids asked about; more than one where they were sent in one list, and then the pairs are lost.
        database: where the targets are.
        name: of the link, such as "pubmed_pubmed_refs".
        targets: ids in the order given.
    """

    sources: tuple[str, ...]
    database: str
    name: str
    targets: tuple[str, ...]


def links_of(body: bytes) -> tuple[LinkSet, ...]:
    """The link sets of an elink answer; a record without links has none.

    Raises:
        BadAnswer: it cannot be read, is none, or reports an error.
    """
    if is_xml(body):
        root = xml_of(body, "eLinkResult")
        return tuple(one for entry in root.findall("LinkSet") for one in _links_xml(entry))
    sets = part(json_of(body), "linksets", list)
    return tuple(one for entry in sets if isinstance(entry, dict) for one in _links_json(entry))


def _links_xml(entry: Element) -> Iterator[LinkSet]:
    error = next(entry.iter("ERROR"), None)
    if error is not None:
        raise worded(text_of(error))
    sources = tuple(text_of(one) for one in entry.iterfind("IdList/Id"))
    for links in entry.findall("LinkSetDb"):
        targets = tuple(text_of(one) for one in links.iterfind("Link/Id"))
        yield LinkSet(sources, text_at(links, "DbTo"), text_at(links, "LinkName"), targets)


def _links_json(entry: dict[str, Any]) -> Iterator[LinkSet]:
    for key in ("ERROR", "error"):
        if isinstance(entry.get(key), str):
            raise worded(entry[key])
    sources, sets = texts(entry.get("ids")), entry.get("linksetdbs")
    for links in sets if isinstance(sets, list) else ():
        if isinstance(links, dict):
            targets = links.get("links")
            yield LinkSet(
                sources,
                str(links.get("dbto") or ""),
                str(links.get("linkname") or ""),
                tuple(_link_target(one) for one in targets) if isinstance(targets, list) else (),
            )


def _link_target(link: object) -> str:
    """A target, which is an id or, where scores were asked for, an object with one."""
    return str(link.get("id", "")) if isinstance(link, dict) else str(link)

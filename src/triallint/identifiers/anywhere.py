"""Identifiers of every kind in one text, and their names as parts of a path."""

from ..model import lazy
from .clean import clean
from .doi import read_doi
from .pubmed import find_pmcids, find_pmids, read_pmcid, read_pmid
from .recognise import what_is
from .record import LONGEST, Identifier, Reading
from .registry import read_registry_numbers, registry_numbers_in
from .running import dois_in

#: What is said of a number whose kind only a column can tell.
BARE_NUMBER = "a bare number: a PMID, or a PMCID without its letters"

_NUMBER = lazy(r"\s*[0-9]{1,8}\s*")


def find(text: str) -> tuple[Identifier, ...]:
    """Every DOI, PMID, PMCID and registry number in a text, in order.

    One that stands inside another is not given: the number in `10.1186/ISRCTN12345678` is part of a DOI.
    """
    cleaned = clean(text)
    found = [*find_pmids(text), *find_pmcids(text), *registry_numbers_in(cleaned, text)]
    if "10." in cleaned.text:
        found += dois_in(cleaned, text)
    found.sort(key=lambda one: (one.span.start, -one.span.end))
    kept: list[Identifier] = []
    for one in found:
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return tuple(kept)


def read(text: str) -> Reading:
    """Read a text whose kind is not known: as a cell of each kind in turn, else as running text.

    A bare number is `malformed`: it may be a PMID or a PMCID, and only a column can say which.
    """
    if not text.strip():
        return Reading(text, "blank")
    if _NUMBER.fullmatch(text):
        return Reading(text, "malformed", seen=BARE_NUMBER)
    found = find(text)
    if len(found) > 1:
        return Reading(text, "several", found)
    if len(text) > LONGEST:
        return Reading(text, "one" if found else "malformed", found)
    each = (read_doi(text), read_pmid(text), read_pmcid(text), read_registry_numbers(text))
    for reading in each:
        if reading.verdict in ("one", "short") and not reading.residue:
            return reading
    if found:
        return Reading(text, "one", found)
    for reading in each:
        if reading.verdict == "placeholder" or (reading.verdict == "malformed" and reading.seen):
            return Reading(text, reading.verdict, seen=reading.seen)
    other = what_is(text.strip())
    return Reading(text, "other" if other else "malformed", seen=other.words if other else "")


_UNSAFE = lazy(r"[^a-z0-9.-]")


def path_name(identifier: Identifier) -> str:
    """A name for files and anchors: no two identifiers of a kind share one, and it has no slash.

    Characters other than a-z, 0-9, full stop and hyphen become "_" and their hexadecimal code.
    """
    return _UNSAFE.sub(lambda match: f"_{ord(match[0]):02x}_", identifier.key)

"""One record out of a large body by its PMID, without reading the others."""

import re
from typing import Final

from ..model import Publication, lazy
from .parse import parse
from .trouble import BadAnswer, Trouble

#: A record begins with its own PMID; the PMIDs of corrections and references stand deeper.
_OWN: Final = lazy(
    rb"<(MedlineCitation|BookDocument)(?:\s[^<>]*)?>\s*<PMID(?:\s[^<>]*)?>\s*([0-9]+)\s*</PMID\s*>"
)
_WRAPPERS: Final = {b"MedlineCitation": b"PubmedArticle", b"BookDocument": b"PubmedBookArticle"}

#: Start tag and PMID of a record are shorter than this; of one that is not, the slow way finds them.
_HEAD: Final = 800

_ENCODING: Final = lazy(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)[\"']")


def slice_of(body: bytes, pmid: str) -> bytes | None:
    """The bytes of one record, without parsing the body.

    Args:
        body: the XML text of a set of records, in UTF-8.
        pmid: of the record, in canonical form.

    Returns:
        The record's element, by itself a body for `parse`: the last one where the body holds several
        versions. None if the body has no record of its own with this PMID.

    Raises:
        BadAnswer: the body declares entities, is in another encoding, or ends within the record.
    """
    if not (pmid.isascii() and pmid.isdigit()):
        return None
    _must_be_plain(body)
    heads = _heads(body, pmid.encode())
    return _cut_out(body, heads[-1]) if heads else None


def find(body: bytes, pmid: str) -> Publication | None:
    """The publication with this PMID in a large body, reading only its own bytes.

    Raises:
        BadAnswer: as for `slice_of`, or the record itself cannot be read.
    """
    part = slice_of(body, pmid)
    if part is None:
        return None
    found = parse(part)
    if len(found) != 1 or found[0].pmid != pmid:
        raise BadAnswer(Trouble.BROKEN, f"the record of PMID {pmid} does not stand where it seems to")
    return found[0]


def pmids_in(body: bytes) -> tuple[str, ...]:
    """The PMIDs of the records in a body, in order and each once, without parsing it."""
    return tuple(dict.fromkeys(head[2].decode() for head in _OWN.finditer(body)))


def _heads(body: bytes, pmid: bytes) -> list[re.Match[bytes]]:
    """Where records with this PMID begin."""
    close, at, found = b">" + pmid + b"</PMID>", 0, []
    while (at := body.find(close, at)) >= 0:
        at += len(close)
        low = max(0, at - _HEAD)  # a much cited PMID must not cost a look at the whole body each time
        start = max(body.rfind(b"<MedlineCitation", low, at), body.rfind(b"<BookDocument", low, at))
        head = _OWN.match(body, start) if start >= 0 else None
        if head and head.end() == at:
            found.append(head)
    return found or [head for head in _OWN.finditer(body) if head[2] == pmid]


def _cut_out(body: bytes, head: re.Match[bytes]) -> bytes:
    """The whole element around a head: the wrapper where there is one, as it holds the ids."""
    tag, start, wrapper = head[1], head.start(), _WRAPPERS[head[1]]
    opening = body.rfind(b"<" + wrapper, 0, start)
    between = body[opening + 1 + len(wrapper) : start] if opening >= 0 else b""
    if between[:1] in (b">", b" ", b"\n", b"\t", b"\r") and b"</" + wrapper not in between:
        tag, start = wrapper, opening
    close = re.compile(b"</" + tag + rb"\s*>").search(body, head.end())
    if not close:
        raise BadAnswer(Trouble.CUT, f"the record of PMID {head[2].decode()} has no end")
    return body[start : close.end()]


def _must_be_plain(body: bytes) -> None:
    if b"<!ENTITY" in body[: max(body.find(b"<PMID"), 0)]:  # they can stand before the first record only
        raise BadAnswer(Trouble.UNSAFE, "entity")
    declared = _ENCODING.match(body.removeprefix(b"\xef\xbb\xbf")[:400])
    name = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    if name not in ("utf-8", "utf8", "us-ascii", "ascii") or body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise BadAnswer(Trouble.OTHER_KIND, f"encoded in {name}")

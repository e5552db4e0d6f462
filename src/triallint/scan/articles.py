"""One of PubMed's records: whether its abstract can hold figures, told from its bytes, and its document."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element

from ..extract.document import Document, Quote
from ..extract.layouts.page import Page
from ..extract.layouts.pubmed_xml import LAYOUT, name_of, registry_ids, tell
from ..extract.layouts.registered import registered
from ..pubmed.markup import read_xml
from ..pubmed.parse import SKIPPED
from ..pubmed.record import publication
from ..pubmed.trouble import BadAnswer
from .masking import is_odd, masked

#: A record begins with its own PMID; the PMIDs of corrections and references stand deeper.
_HEAD: Final = re.compile(
    rb"<PubmedArticle(?:\s[^<>]*)?>\s*<MedlineCitation(?:\s[^<>]*)?>\s*"
    rb"<PMID(?:\s+Version=\"([0-9]+)\")?\s*>\s*([0-9]+)\s*</PMID\s*>"
)
_TITLE: Final = b"<ArticleTitle"
_ABSTRACT, _ABSTRACT_END = b"<Abstract", b"</Abstract>"
_BANKS: Final = b"<DataBankList"
_BEHIND_A_NAME: Final = b" \t\r\n>/"
_PASSED_OVER: Final = SKIPPED - {"Abstract"}
#: More tags than this stand in no abstract; and of a formula that is given twice the second is passed over.
_MOST_TAGS: Final = 400
_TWICE: Final = b"annotation"


#: Where the bytes of a title and an abstract begin and end in a block.
Region = tuple[int, int]


def region_of(block: bytes, start: int, end: int) -> Region | None:
    """From the title to the end of the abstract; all of the record where they stand in another order.

    None where the record has no abstract: an element's start tag stands in the bytes as it is, or the element
    is not there. What stands in a comment is found as well; whoever asks has to look for one.
    """
    at = block.find(_ABSTRACT, start, end)
    while at >= 0 and block[at + len(_ABSTRACT)] not in _BEHIND_A_NAME:
        at = block.find(_ABSTRACT, at + 1, end)
    if at < 0:
        return None
    close = block.find(_ABSTRACT_END, at, end)
    title = block.find(_TITLE, start, at)
    if close < 0 or title < 0:
        return start, end
    return title, close + len(_ABSTRACT_END)


def document_of(file: str, record: bytes, at: int, region: Region, *, odd: bool = False) -> Document:
    """The document of a record, title and abstract: its name and its text are those that `extract` gives it.

    What its trial is registered as is left out: `with_trial` adds that for the few that are to be judged.

    Args:
        file: that it stands in.
        record: its element.
        at: the byte where it begins, which names a record without a PMID.
        region: of its title and abstract. Only that is parsed where the record begins as the DTD has it.
        odd: whether it holds comments or the like; then all of it is parsed.

    Raises:
        BadAnswer: it cannot be parsed.
    """
    head = None if odd or region[0] == 0 else _HEAD.match(record)
    if head is not None:
        name = name_of(head[2].decode(), (head[1] or b"1").decode())
        element = parsed(b"<Article>%b</Article>" % record[region[0] : region[1]])
    else:
        element = read_xml(record, skipped=_PASSED_OVER)
        found = publication(element)
        name = name_of(found.pmid, found.version)
    page = Page()
    tell(page, element)
    return page.told(file, LAYOUT.name, name or f"{Path(file).name}-{at}")


def with_trial(document: Document, record: bytes) -> Document:
    """The document with its trial's registry numbers: those that the record lists, else those in its text."""
    fields = registered(document.text, document.sections)
    if _BANKS in record and (numbers := _listed(record)):
        fields["registry_ids"] = Quote(numbers, 0, 0)
    return replace(document, fields=fields)


def _listed(record: bytes) -> str:
    """The registry numbers that a record lists; none where something behind its abstract cannot be parsed."""
    try:
        return registry_ids(publication(read_xml(record, skipped=_PASSED_OVER)))
    except BadAnswer:
        return ""


def parsed(xml: bytes) -> Element:
    """The element of a title and an abstract: by lxml where it is installed, four times as fast.

    Raises:
        BadAnswer: it cannot be parsed: so say the parser and the limits that `extract` has.
    """
    if (fast := _fast()) and xml.count(b"<") < _MOST_TAGS and _TWICE not in xml:
        element = fast(xml)
        if element is not None:
            return element
    return read_xml(xml, skipped=_PASSED_OVER)


@cache
def _fast() -> Callable[[bytes], Element | None] | None:
    """A parser that gives None for what it does not take; no parser where there is none."""
    try:
        from lxml import etree
    except ImportError:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)

    def parse(xml: bytes) -> Any:
        try:
            return etree.fromstring(xml, parser)
        except etree.XMLSyntaxError:
            return None

    return parse


def has_abstract(record: bytes) -> bool:
    """Whether a record with comments or the like has an abstract outside them."""
    plain = masked(record) if is_odd(record) else record
    return region_of(plain, 0, len(plain)) is not None

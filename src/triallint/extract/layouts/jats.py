"""Full text in JATS XML, as PubMed Central and publishers give it: front matter, abstract, body, tables."""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from ...pubmed.markup import read_xml
from ...pubmed.trouble import BadAnswer, Trouble
from ...read.source import Unreadable
from ..document import Document, SectionKind
from .base import Given, Layout, must_be_of_a_report
from .inline import name_of, visible
from .jats_front import describe
from .jats_references import cite
from .labels import kind_of
from .page import Page
from .printing import write_table
from .prose import leading_label
from .xml import utf8

_ROOTS: Final = frozenset({"article", "pmc-articleset", "oai-pmh", "articles"})
_META: Final = re.compile(rb"<(?:[a-z]+:)?article-meta[\s>]")

#: What is no prose of the report.
_WITHOUT: Final = frozenset(
    {"table-wrap", "fig", "fn", "object-id", "disp-formula-group", "annotation", "tex-math"}
)
_ABSTRACTS: Final = {
    "key-points": "key_points",
    "summary": "abstract",
    "": "abstract",
    "structured": "abstract",
}
_PARAGRAPHS: Final = frozenset({"p", "list-item", "def-item", "disp-quote", "verse-group", "speech"})


def recognise(given: Given) -> bool:
    """An article element with the parts that JATS names."""
    return given.root in _ROOTS and _META.search(given.head) is not None


def read(given: Given) -> Iterator[Document]:
    """A document for each article of the file."""
    must_be_of_a_report(given)
    try:
        root = read_xml(utf8(given))
    except BadAnswer as bad:
        fetch = "fetch the file again from where it came from"
        words = (
            "the file ends before its end"
            if bad.trouble is Trouble.CUT
            else f"the file cannot be parsed: {bad}"
        )
        raise Unreadable(words, fetch) from None
    articles = [one for one in root.iter() if name_of(one) == "article" and _child(one, "front") is not None]
    for number, article in enumerate(articles, 1):
        stem = given.source.stem
        yield _document(given, article, stem if len(articles) == 1 else f"{stem}-{number}")


def _child(element: Element, name: str) -> Element | None:
    return next((one for one in element if name_of(one) == name), None)


def _document(given: Given, article: Element, name: str) -> Document:
    page = Page()
    front = _child(article, "front")
    meta = next(
        (one for one in (front if front is not None else article).iter() if name_of(one) == "article-meta"),
        None,
    )
    if meta is not None:
        title = next((one for one in meta.iter() if name_of(one) == "article-title"), None)
        page.title("" if title is None else visible(title, without=_WITHOUT | {"xref"}))
        for child in meta:
            _front_part(page, child)
    for part in ("body", "floats-group", "back"):
        element = _child(article, part)
        if element is not None:
            _walk(page, element, "other" if part == "back" else "body", "")
    if front is not None and meta is not None:
        describe(page, front, meta)
    cite(page, article)
    return page.document(given, LAYOUT.name, name)


def _front_part(page: Page, element: Element) -> None:
    name = name_of(element)
    if name == "abstract":
        kind = _ABSTRACTS.get(element.get("abstract-type") or "")
        if kind is None:
            page.notes.append(f"the {element.get('abstract-type')} abstract was not read")
        else:
            _walk(page, element, kind, "")  # type: ignore[arg-type]
    elif name == "trans-abstract":
        page.notes.append("an abstract in another language was not read")
    elif name == "funding-group":
        page.part("funding", visible(element))


def _walk(page: Page, element: Element, kind: SectionKind, heading: str) -> None:
    """Write what stands in a part of the article, in order."""
    for child in element:
        name = name_of(child)
        if name == "sec":
            _section(page, child, kind)
        elif name in _PARAGRAPHS:
            _paragraph(page, child, kind, heading)
        elif name == "table-wrap":
            _table(page, child)
        elif name in ("fig", "supplementary-material"):
            text = visible(child, without=frozenset({"graphic", "media", "object-id"}))
            if text:
                page.part("other", text)
        elif name not in ("title", "label", "ref-list", "fn-group", "glossary", "object-id"):
            _walk(page, child, kind, heading)


def _section(page: Page, section: Element, around: SectionKind) -> None:
    title = _child(section, "title")
    heading = "" if title is None else visible(title, without=_WITHOUT).rstrip(" :")
    kind = kind_of(heading.capitalize()) if heading else None
    if kind is None or around == "key_points":
        kind = _of_type(section.get("sec-type") or "") or around
    if heading:
        page.line(heading)
    _walk(page, section, kind, heading)


def _of_type(words: str) -> SectionKind | None:
    """The kind that a section's own type names: "materials|methods"."""
    return next((kind for word in words.split("|") if (kind := kind_of(word.capitalize()))), None)


def _paragraph(page: Page, element: Element, kind: SectionKind, heading: str) -> None:
    label = leading_label(element)
    text = visible(element, without=_WITHOUT)
    if text and label:
        page.labelled(kind_of(label.strip(" :.")) or kind, text, label)
    elif text and kind == "abstract":
        page.prose(text)
    elif text:
        page.text(kind, text, heading)
    for inner in element.iter():
        if name_of(inner) == "table-wrap":
            _table(page, inner)


def _table(page: Page, wrap: Element) -> None:
    label, caption = _child(wrap, "label"), _child(wrap, "caption")
    foot = [visible(one) for one in wrap if name_of(one) == "table-wrap-foot"]
    tables = [one for one in wrap.iter() if name_of(one) == "table"]
    words = "" if label is None else visible(label)
    if not tables:
        page.notes.append(f"{words or 'a table'} is a picture, and was not read")
    for table in tables:
        write_table(page, table, words, "" if caption is None else visible(caption), foot)


LAYOUT = Layout("JATS", "full text in JATS XML (article, front, body)", recognise, read)

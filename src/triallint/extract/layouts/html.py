"""Web pages: a saved PubMed page or a journal's page with an abstract, by its headings and its meta tags."""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

from ...read.conditions import FORMAT_IS_READ
from ...read.source import Unreadable
from ..document import Document, SectionKind
from .base import Given, Layout, must_be_of_a_report
from .html_blocks import Block, blocks_of
from .html_lists import cite_item
from .html_meta import described, title_in
from .inline import visible
from .labels import kind_of
from .page import Page
from .printing import write_table
from .prose import leading_label

#: Heading, in small letters -> what stands below it.
_KINDS: Final[dict[str, SectionKind]] = {
    "abstract": "abstract",
    "summary": "abstract",
    "structured abstract": "abstract",
    "résumé": "abstract",
    "key points": "key_points",
    "highlights": "key_points",
    "main text": "body",
    "full text": "body",
    "article": "body",
    "grants and funding": "funding",
}
_LISTS: Final = {
    "references": "reference",
    "bibliography": "reference",
    "similar articles": "similar",
    "cited by": "cited_by",
    "comment in": "comment_in",
}
#: The elements that a web page, or the saved inside of one, begins with.
_ROOTS: Final = frozenset(
    {"html", "head", "body", "main", "section", "div", "h1", "h2", "p", "table", "title", "meta"}
)
#: How lines below an abstract begin that are no part of it.
_NO_PROSE: Final = ("Keywords", "Key words", "Copyright", "\u00a9")
#: The label of a table, alone or before its caption.
_TABLE: Final = re.compile(r"Table\s+[A-Z]?\d{1,2}[A-Z]?(?:[.:]\s*|\s+|$)")
#: The level of a heading that ends whatever stands above it.
_TOP: Final = 2


def recognise(given: Given) -> bool:
    """A web page, or the inside of one."""
    return given.root in _ROOTS or (given.root == "article" and b"article-meta" not in given.head)


def read(given: Given) -> Iterator[Document]:
    """The report of the page."""
    must_be_of_a_report(given)
    try:
        html: Any = import_module("lxml.html")
    except ImportError:
        remedy = "install it with `pip install 'triallint[documents]'`"
        given.source.refuse(Unreadable("web pages need the library lxml", remedy), FORMAT_IS_READ)
        return
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    text = given.text.lstrip("\ufeff \t\r\n")
    if text.startswith("<?xml"):
        text = text.partition("?>")[2]
    try:
        root = html.document_fromstring(_plain(text), parser=parser)
    except (ValueError, AssertionError, html.etree.LxmlError) as error:
        raise Unreadable(f"the page cannot be parsed: {error}"[:300], "save the page again") from None
    yield _Reader(root).document(given)


def _plain(text: str) -> str:
    """The text without control characters, which no page holds and no tree takes."""
    return text.translate(_CONTROLS) if not text.isprintable() else text


_CONTROLS: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])


class _Reader:
    """Goes through the blocks of a page, and knows under which heading it is."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self.page = Page()
        self._kind: SectionKind | None = None  # of what is being read; None for what is not the report's
        self._heading = ""
        self._level = 0  # of the heading that began the part
        self._relation = ""
        self._label = self._caption = ""  # of a table whose figures are still to come
        self._waiting: list[tuple[str, Block]] = []  # entries of lists, which are put behind the text
        self._counted: dict[str, int] = {}

    def document(self, given: Given) -> Document:
        """The document of the page."""
        blocks = list(blocks_of(self._root))
        title, behind = title_in(self._root, blocks)
        self.page.title(title)
        for block in blocks[behind:]:
            self._take(block)
        self._end_table()
        described(self.page, self._root)
        self._cite_all()
        return self.page.document(given, LAYOUT.name, given.source.stem)

    def _take(self, block: Block) -> None:
        if block.level:
            self._begin(block)
        elif self._relation:
            if block.name == "li":
                self._waiting.append((self._relation, block))
        elif self._kind is not None:
            if block.name == "table":
                self._table(block)
            elif self._label and not self._caption:  # what stands between "Table 1" and its figures
                self._caption = block.text
            else:
                self._text(block)

    def _begin(self, block: Block) -> None:
        """A heading: a label of what it stands in, or the beginning of something else."""
        words = block.text.strip(" :.").lower()
        self._end_table()
        if _TABLE.fullmatch(block.text):
            self._label = block.text.strip(" :.")
            return
        kind = kind_of(block.text.strip(" :.").capitalize())
        if words in _LISTS:
            self._relation, self._level = _LISTS[words], block.level
            return
        if self._relation and block.level > self._level:
            return
        self._relation = ""
        if words in _KINDS:
            self._kind, self._heading, self._level = _KINDS[words], "", block.level
        elif kind is not None and (self._kind is not None or block.level <= _TOP):
            inside = block.level > self._level and self._kind is not None
            self._kind = "key_points" if inside and self._kind == "key_points" else kind
            self._heading = block.text.strip(" :.")
            self._level = self._level if inside else block.level
        elif block.level <= max(self._level, _TOP):
            self._kind = None
            return
        if self._kind is not None:
            self.page.line(block.text)

    def _text(self, block: Block) -> None:
        kind = self._kind or "body"
        label = leading_label(block.element) if block.is_whole else ""
        if label:
            known = kind if kind == "key_points" else kind_of(label.strip(" :.")) or kind
            self.page.labelled(known, block.text, label)
        elif block.text.startswith(_NO_PROSE):
            self.page.text("other", block.text)
        elif kind == "abstract":
            self.page.prose(block.text)
        else:
            self.page.text(kind, block.text, self._heading)

    def _table(self, block: Block) -> None:
        own = next((visible(one) for one in block.element.iter("caption")), "")
        label, caption = self._label, own or self._caption
        if not label and (named := _TABLE.match(caption)):
            label, caption = named[0].strip(" :."), caption[named.end() :]
        write_table(self.page, block.element, label, caption)
        self._label = self._caption = ""

    def _end_table(self) -> None:
        """Keep the caption of a table whose figures did not come: they may be a picture."""
        if self._caption:
            self.page.text("other", self._caption, self._label)
            self.page.notes.append(f"{self._label} has no figures on this page")
        self._label = self._caption = ""

    def _cite_all(self) -> None:
        """Put the lists behind everything else."""
        for relation, block in self._waiting:
            self._counted[relation] = self._counted.get(relation, 0) + 1
            cite_item(self.page, relation, self._counted[relation], block)


LAYOUT = Layout(
    "HTML", "a saved web page with an abstract (PubMed's or a journal's)", recognise, read, rank=1
)

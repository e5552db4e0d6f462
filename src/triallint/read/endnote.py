"""EndNote's XML export: one `record` an entry, each text inside marks of its style."""

from typing import TYPE_CHECKING, Final

from .entries import Entry, sheet_of_entries
from .sheet import Sheet
from .source import Source, Unreadable

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

#: How an export begins, white space left out; papers in XML begin otherwise.
_BEGINNING: Final = b"<xml><records>"
_HEAD: Final = 1024  # bytes among which it is looked for
#: Types whose secondary title is no journal.
_BOOKS: Final = frozenset({"book", "book section", "edited book", "electronic book", "report", "thesis"})
#: Column -> the elements below `record` that may hold it.
_PATHS: Final = {
    "title": ("titles/title",),
    "journal": ("titles/secondary-title", "periodical/full-title", "periodical/abbr-1"),
    "volume": ("volume",),
    "issue": ("number",),
    "doi": ("electronic-resource-num",),
    "pages": ("pages",),
    "pmcid": ("custom2",),
}
_DEEPEST: Final = 4  # elements below `record` that are of use
_AUTHOR: Final = "contributors/authors/author"

_Texts = dict[str, list[tuple[str, int]]]


def is_endnote(data: bytes) -> bool:
    """Whether a file begins as an EndNote export does."""
    return _BEGINNING in b"".join(data[:_HEAD].split())


def read_endnote(source: Source, text: str) -> list[Sheet]:
    """The sheet of an EndNote export.

    Raises:
        Unreadable: it is not well-formed, or declares an entity.
    """
    from xml.parsers import expat

    found = _Records(expat.ParserCreate())
    try:
        found.parser.Parse(text, True)
    except expat.ExpatError as error:
        raise Unreadable(f"the file is no well-formed XML: {error}", "export it again from EndNote") from None
    return sheet_of_entries(source, [_entry(*record) for record in found.records])


class _Records:
    """The handlers of a parser that gathers the texts of each record by where they stand."""

    def __init__(self, parser: "XMLParserType") -> None:
        self.records: list[tuple[int, str, _Texts]] = []
        self._path: list[str] = []
        self._text: list[str] = []
        self.parser = parser
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text.append
        self.parser.EntityDeclHandler = self._entity

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        if tag == "record":
            self.records.append((line, "", {}))
            self._path.clear()
        elif tag != "style":
            if tag == "ref-type" and self.records:
                self.records[-1] = (self.records[-1][0], attributes.get("name", ""), self.records[-1][2])
            self._path.append(tag)
            self._text.clear()

    def _end(self, tag: str) -> None:
        if tag in ("style", "record") or not self._path or not self.records:
            return
        text = " ".join("".join(self._text).split())
        if text and len(self._path) <= _DEEPEST:
            held = self.records[-1][2].setdefault("/".join(self._path), [])
            held.append((text, self.parser.CurrentLineNumber))
        self._text.clear()
        self._path.pop()

    def _entity(self, *_: object) -> None:
        raise Unreadable("the file declares an entity, which no export does", "export it again from EndNote")


def _entry(line: int, kind: str, texts: _Texts) -> Entry:
    def first(path: str) -> tuple[str, int]:
        return texts.get(path, [("", line)])[0]

    entry = Entry(line, first("rec-number")[0])
    for column, paths in _PATHS.items():
        for path in paths:
            text, at = first(path)
            if column == "pmcid" and not text.upper().startswith("PMC"):
                continue
            if column != "journal" or kind.casefold() not in _BOOKS:
                entry.put(column, text, at)
    authors = texts.get(_AUTHOR, [])
    if authors:
        entry.put("authors", "; ".join(name.strip(" ,") for name, _ in authors), authors[0][1])
    entry.put_date(first("dates/year"), first("dates/pub-dates/date"))
    number, at = first("accession-num")
    database = f"{first('remote-database-name')[0]} {first('remote-database-provider')[0]}".casefold()
    if number.isdigit() and len(number) <= 8 and any(one in database for one in ("medline", "pubmed", "nlm")):
        entry.put("pmid", number, at)
    for path in ("urls/related-urls/url", "notes"):
        for text, at in texts.get(path, []):
            entry.put_identifiers(text, at)
    return entry

"""CSL-JSON (and pandoc's CSL-YAML): the items of citation managers among the records of a document."""

from typing import Final

from .entries import Entry, sheet_of_entries
from .sheet import Sheet
from .source import Source
from .tree import Items, Node, Record, tables_in

#: Keys that only a CSL item has: no column of ours is called so.
_TELLING: Final = frozenset({"container-title", "issued", "citation-key", "title-short"})
#: What an item of the standard may be; no column `type` of ours holds one of these beside a title.
_TYPES: Final = frozenset(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing
    interview legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference
    patent performance periodical personal_communication post post-weblog regulation report review
    review-book software song speech standard thesis treaty webpage""".split()  # noqa: SIM905
)
_NAMES: Final = ("author", "editor", "translator")
#: Keys under which a document may hold its items.
_LISTS: Final = ("references", "items", "bibliography")
#: Column -> the keys that may hold it.
_KEYS: Final = {
    "title": ("title",),
    "journal": ("container-title-short", "journalAbbreviation", "container-title"),
    "volume": ("volume",),
    "issue": ("issue",),
    "pages": ("page", "number", "article-number"),
    "doi": ("DOI",),
    "pmid": ("PMID",),
    "pmcid": ("PMCID",),
}
#: Types whose container is a book.
_BOOKS: Final = frozenset({"book", "chapter", "entry-encyclopedia", "report", "thesis"})


def sheets_in(source: Source, document: Node) -> list[Sheet]:
    """The sheets of a JSON or YAML document: the items of a citation manager, or tables."""
    items = csl_items(document)
    return read_csl(source, items) if items is not None else tables_in(source, document)


def csl_items(document: Node) -> Items | None:
    """The list of CSL items that a document is or holds; None where it is something else."""
    if isinstance(document, Record):
        held = dict(zip(document.keys, document.values, strict=True))
        listed = next((held[key] for key in _LISTS if isinstance(held.get(key), Items)), None)
        return csl_items(listed) if listed is not None else None
    if not isinstance(document, Items):
        return None
    records = [one for one in document.values if isinstance(one, Record)]
    return document if records and sum(map(_is_item, records)) * 2 > len(document.values) else None


def _is_item(record: Record) -> bool:
    held = dict(zip(record.keys, record.values, strict=True))
    named = any(isinstance(held.get(key), Items) for key in _NAMES)
    typed = _text(held.get("type")) in _TYPES
    return "type" in held and "title" in held and (named or typed or not _TELLING.isdisjoint(held))


def read_csl(source: Source, items: Items) -> list[Sheet]:
    """The sheet of a list of CSL items."""
    return sheet_of_entries(source, [_entry(one) for one in items.values if isinstance(one, Record)])


def _entry(record: Record) -> Entry:
    held: dict[str, tuple[Node, int]] = {}
    for index, key in enumerate(record.keys):
        line = record.lines[index] if record.lines else record.line
        held.setdefault(key, (record.values[index], line))
    entry = Entry(record.line, _text(held.get("id", ("", 0))[0]))
    book = _text(held.get("type", ("", 0))[0]) in _BOOKS
    for column, keys in _KEYS.items():
        for key in keys:
            if key in held and not (book and column in ("journal", "pages") and key != "page"):
                entry.put(column, _text(held[key][0]), held[key][1])
    if "author" in held:
        authors, line = held["author"]
        entry.put("authors", "; ".join(_names(authors)), line)
    if "issued" in held:
        issued, line = held["issued"]
        entry.put_date((_date(issued), line))
    for key in ("note", "URL"):
        if key in held:
            entry.put_identifiers(_text(held[key][0]), held[key][1])
    return entry


def _text(node: Node) -> str:
    """A text, or the first of a list of them (as Crossref writes titles)."""
    if isinstance(node, Items):
        return _text(node.values[0]) if node.values else ""
    return node if isinstance(node, str) else ""


def _names(node: Node) -> list[str]:
    """Names as "Surname, Given", particles and suffixes in their places; groups as they are."""
    names = []
    for one in node.values if isinstance(node, Items) else ():
        if not isinstance(one, Record):
            names.append(_text(one))
            continue
        held = {key: _text(value) for key, value in zip(one.keys, one.values, strict=True)}
        particle = held.get("non-dropping-particle") or held.get("dropping-particle") or ""
        family = " ".join(part for part in (particle, held.get("family", "")) if part)
        parts = (family, held.get("given", ""), held.get("suffix", ""))
        names.append(held.get("literal") or held.get("name") or ", ".join(part for part in parts if part))
    return [name for name in names if name]


def _date(node: Node) -> str:
    """A date of CSL: parts of a date, or text."""
    if not isinstance(node, Record):
        return _text(node)
    held = dict(zip(node.keys, node.values, strict=True))
    parts = held.get("date-parts")
    first = parts.values[0] if isinstance(parts, Items) and parts.values else None
    if isinstance(first, Items):
        numbers = [_text(one) for one in first.values]
        return "-".join(number.zfill(2) for number in numbers if number)
    return next((_text(held[key]) for key in ("raw", "literal", "string") if key in held), "")

"""Entries of a bibliography file as rows of `citations` (or, where a datapackage says so, of `reports`)."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final

from ..identifiers import find_dois, find_pmcids, find_pmids
from .conditions import FILE_HAS_ROWS
from .entry_conditions import ENTRIES_HAVE_KEYS_OF_THEIR_OWN
from .layout import shorten
from .sheet import Sheet
from .source import Source

#: The columns of a publication, in the order of the tables.
_FIELDS: Final = ("authors", "title", "journal", "year", "volume", "issue", "pages", "doi", "pmid", "pmcid")
_CITATION: Final = ("row_id", "report_id", "relation", "position", *_FIELDS, "note")
_REPORT: Final = ("report_id", *_FIELDS, "published", "epub", "registry_ids", "note")

# What a file's name says of the relation of its entries to the report that it is named after.
_RELATIONS: Final = (
    ("included_study", r"included(?:[\s._-]?stud(?:y|ies))?"),
    ("comment_in", r"comments?(?:[\s._-]?in)?"),
    ("cited_by", r"cited[\s._-]?by|citing"),
    ("similar", r"similar(?:[\s._-]?articles?)?"),
    ("reference", r"references?|refs|bibliography|library|citations?"),
)
#: The endings that a file's name may have, each as one would write it.
ENDINGS: Final = ("references", "included-studies", "similar", "cited-by", "comments-in")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


@dataclass(slots=True)
class Entry:
    """One entry of a bibliography file.

    Attributes:
        line: 1-based line on which it begins.
        key: what the file calls it; empty where it has no name for it.
        cells: column -> its text and the line that it stands on.
    """

    line: int
    key: str = ""
    cells: dict[str, tuple[str, int]] = field(default_factory=dict)

    def of(self, column: str) -> str:
        """The text of a column; empty where it is blank."""
        return self.cells.get(column, ("", 0))[0]

    def put(self, column: str, text: str, line: int) -> None:
        """Fill a column that is still blank."""
        text = " ".join(text.split())
        if text and column not in self.cells:
            self.cells[column] = (text, line)

    def put_date(self, *printed: tuple[str, int]) -> None:
        """Fill the year and the date of publication from dates with their lines, the likelier year first."""
        dated = [(text.strip(" /"), line) for text, line in printed if _YEAR.search(text)]
        for text, line in dated:
            self.put("year", _YEAR.findall(text)[0], line)
        for text, line in sorted(dated, key=lambda one: -len(one[0])):
            self.put("published", text, line)

    def put_pages(self, first: str, last: str, line: int) -> None:
        """Fill the pages from the first and the last, or from the first that is a range."""
        first, last = first.strip(), last.strip()
        whole = not last or last == first or re.search(r"\d\s*[-\u2013]", first)
        self.put("pages", first if whole else f"{first}-{last}", line)

    def put_identifiers(self, text: str, line: int) -> None:
        """Fill the identifiers that are still blank from a note or an address."""
        for column, find in (("pmid", find_pmids), ("pmcid", find_pmcids), ("doi", find_dois)):
            found = () if column in self.cells else find(text)
            if found:
                self.put(column, found[0].canonical, line)


def sheet_of_entries(source: Source, entries: Sequence[Entry]) -> list[Sheet]:
    """The sheet of a bibliography; none, with a finding, where it has no entry."""
    if not entries:
        source.say(
            FILE_HAS_ROWS,
            "the file holds no entry",
            "nothing, if it is still to be filled; else export it again",
        )
        return []
    table = "reports" if source.table == "reports" else "citations"
    header = list(_REPORT if table == "reports" else _CITATION)
    names = _names(source, entries)
    fixed, file = _fixed(source.stem), PurePath(source.file).name
    named = frozenset(fixed if table == "citations" else ())
    sheet = Sheet(source.file, table, header, entries[0].line, [], [], table=table, named=named)
    for position, (entry, name) in enumerate(zip(entries, names, strict=True), 1):
        if table == "citations":
            own = {"row_id": f"{file}:{name}", "position": str(position), **fixed}
        else:
            own = {"report_id": name}
        row = len(sheet.rows)
        sheet.rows.append([own.get(column) or entry.of(column) for column in header])
        sheet.lines.append(entry.line)
        for index, column in enumerate(header):
            line = entry.cells.get(column, ("", entry.line))[1]
            if line != entry.line:
                sheet.cell_lines[row, index] = line
    shorten(source, sheet)
    return [sheet]


def _names(source: Source, entries: Sequence[Entry]) -> list[str]:
    """What names each row: its key, else an identifier that no other has, else its place in the file.

    A name that does not depend on what stands before it lets a finding be known again.
    """
    seen: dict[str, int] = {}
    for entry in entries:
        if entry.key and entry.key in seen:
            source.say(
                ENTRIES_HAVE_KEYS_OF_THEIR_OWN,
                f"the key {entry.key[:80]!r} names two entries, on lines {seen[entry.key]} and {entry.line}",
                "delete one where they are the same publication, else give one of them another key",
                row=entry.line,
                name="row_id",
                text=entry.key,
            )
        seen.setdefault(entry.key, entry.line)
    likely = [entry.key or entry.of("pmid") or entry.of("doi") for entry in entries]
    counts = Counter(likely)
    return [name if name and counts[name] == 1 else f"#{position}" for position, name in enumerate(likely, 1)]


def _fixed(stem: str) -> dict[str, str]:
    """The report that a file is named after, and what its entries are to it.

    `R1.ris` and `R1-references.ris` hold the references of R1, `R1.cited-by.ris` what cites it.
    """
    for relation, words in _RELATIONS:
        named = re.fullmatch(rf"(?P<report>.*?)[\s._-]*(?:{words})", stem, re.IGNORECASE)
        if named:
            return {"report_id": named["report"] or stem, "relation": relation}
    return {"report_id": stem, "relation": "reference"}

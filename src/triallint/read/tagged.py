"""Files of tagged lines (RIS, nbib): their records, each value with its line, and what stands outside.

They are split here and not by a library, because every cell must know its line, and nothing may be lost
without a word. Tried were rispy 0.10.0 and nbib 0.3.2: neither tells a line; rispy passes over the entry
behind one that was not ended, over one that is cut short, and over files with one blank before the hyphen;
nbib drops tags that it does not know, and the DOI of a record that does not begin with its PMID.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..model import Severity
from .conditions import KEYS_STAND_ONCE
from .entries import Entry
from .entry_conditions import ENTRIES_ARE_WHOLE
from .source import Source

#: No value is longer, in characters: one that is was never ended, and grows no further.
_LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a format writes its records.

    Attributes:
        line: a line with a tag and its value as groups.
        first: the tag that begins a record.
        last: the tag that ends one; empty where the next one, or a blank line, does.
    """

    line: re.Pattern[str]
    first: str
    last: str = ""


@dataclass(slots=True)
class Record:
    """The tagged values of one entry as (tag, text, line), in the order of the file."""

    line: int
    values: list[tuple[str, str, int]] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[tuple[str, str, int]]:
        """The values of some tags, in the order of the file."""
        return (value for value in self.values if value[0] in tags)

    def first(self, *tags: str) -> tuple[str, str, int]:
        """The first value of the first of some tags that has one; blanks where none has."""
        for tag in tags:
            for value in self.all(tag):
                if value[1]:
                    return value
        return ("", "", self.line)

    def extend(self, text: str) -> None:
        """Add a line that continues the last value."""
        tag, value, line = self.values[-1]
        if len(value) > _LONGEST:
            return
        self.values[-1] = (tag, f"{value} {text.strip()}".strip(), line)


class Splitter:
    """Splits a text into records, and says what does not fit."""

    def __init__(self, source: Source, grammar: Grammar) -> None:
        self.source, self.grammar = source, grammar
        self._done: list[Record] = []
        self._open: Record | None = None
        self._stray = 0
        self._after_blank = True

    def records(self, text: str) -> list[Record]:
        """The records of a text."""
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for number, line in enumerate(lines, 1):
            found = self.grammar.line.match(line)
            if found:
                self._take(found[1], (found[2] or "").strip(), number)
            elif line.strip():
                self._take_untagged(line, number)
            self._after_blank = not line.strip()
        if self._open is not None and self.grammar.last:
            self._say(self._open.line, f"has no {self.grammar.last}: the file may be cut short")
        self._close()
        if self._stray:
            self._say_stray()
        return self._done

    def _take(self, tag: str, text: str, line: int) -> None:
        grammar = self.grammar
        if grammar.last and tag == grammar.last:
            self._close()
            return
        if tag == grammar.first:
            if self._open is not None and grammar.last:
                self._say(line, f"has no {grammar.last} before the next entry begins")
            self._close()
        elif not grammar.last and self._after_blank:
            self._close()
        if self._open is None:
            self._open = Record(line)
            if tag != grammar.first:
                self._say(line, f"does not begin with {grammar.first}")
        self._open.values.append((tag, text, line))

    def _take_untagged(self, line: str, number: int) -> None:
        if self._open is not None:
            self._open.extend(line)
        elif not line.strip().rstrip(".").isdigit():  # programs number their entries so
            self._stray = self._stray or number

    def _close(self) -> None:
        if self._open is not None:
            self._done.append(self._open)
        self._open = None

    def _say(self, line: int, what: str) -> None:
        assert self._open is not None
        self.source.say(
            ENTRIES_ARE_WHOLE,
            f"the entry on line {self._open.line} {what}",
            "compare the entry with its source, or export the file again",
            row=line,
            text=self._open.first("TI", "T1")[1],
            words="the entry",
        )

    def _say_stray(self) -> None:
        self.source.say(
            ENTRIES_ARE_WHOLE,
            f"what stands on line {self._stray} belongs to no entry; it was not read",
            "delete it, or mend the entry that it belongs to",
            row=self._stray,
            text="",
            words="the line",
            severity=Severity.info,
        )


def entry_of(source: Source, record: Record, tags: dict[str, tuple[str, ...]]) -> Entry:
    """An entry with the columns that one tag holds; a second, other value of the tag is a finding.

    Args:
        source: the file.
        record: the tagged values.
        tags: column -> the tags that may hold it, the likelier first.
    """
    entry = Entry(record.line)
    for column, names in tags.items():
        tag, text, line = record.first(*names)
        entry.put(column, text, line)
        for _, other, place in record.all(tag) if tag else ():
            if other and other != text:
                source.say(
                    KEYS_STAND_ONCE,
                    f"the tag {tag} stands twice in one entry, with {text[:80]!r} and {other[:80]!r}; "
                    "the first was kept",
                    "delete the one that is wrong",
                    row=place,
                    name=column,
                    text=other,
                )
    return entry


def put_authors(entry: Entry, record: Record, *tags: str) -> None:
    """Fill the authors from every value of some tags."""
    names = [(text.strip(" ;,"), line) for _, text, line in record.all(*tags) if text]
    if names:
        entry.put("authors", "; ".join(text for text, _ in names), names[0][1])

"""BibTeX and BibLaTeX files, read with bibtexparser: every field with its line, LaTeX as plain text."""

import re
from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

from .conditions import FORMAT_IS_READ, KEYS_STAND_ONCE, SYNTAX_IS_VALID
from .entries import Entry, sheet_of_entries
from .sheet import Sheet
from .source import Source, Unreadable

#: Column -> the fields that may hold it, the likelier first; names in small letters.
_FIELDS: Final = {
    "authors": ("author",),
    "title": ("title",),
    "journal": ("journal", "journaltitle", "shortjournal", "journal-iso", "fjournal"),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "doi": ("doi",),
    "pmid": ("pmid",),
    "pmcid": ("pmcid", "pmc"),
    "note": ("annote",),
}
#: Fields that are not LaTeX: a DOI's underscores and percent signs are its own.
_LITERAL: Final = frozenset({"doi", "url", "pmid", "pmcid", "pmc", "eprint"})
#: Entry types whose `number` is no issue.
_NUMBERED: Final = frozenset(
    {"book", "inbook", "incollection", "techreport", "report", "thesis", "phdthesis"}
)
_PAGES: Final = ("pages", "eid", "articleno", "article-number")
_DASHES = re.compile(r"\s*[-\u2013\u2014]+\s*")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([_%&#$~])|[{}]")
_COMMENT = re.compile(r"(?<!\\)%")


def read_bibtex(source: Source, text: str) -> list[Sheet]:
    """The sheet of a BibTeX file. An entry that is not closed is a finding; the others count."""
    try:
        bibtexparser: Any = import_module("bibtexparser")
        latex: Any = import_module("pylatexenc.latex2text")
    except ImportError:
        source.say(
            FORMAT_IS_READ,
            "BibTeX files are read with bibtexparser, which is not installed",
            "install it (pip install 'triallint[bibliography]'), or export the file as RIS",
        )
        return []
    import logging  # only beside the library

    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # what fails is a finding
    try:
        library = bibtexparser.parse_string(text.replace("\r\n", "\n").replace("\r", "\n"))
    except Exception as error:  # the library stops at what it did not foresee
        raise Unreadable(
            f"the file cannot be read as BibTeX: {error}", "export it again, or as RIS"
        ) from None
    decoder = latex.LatexNodes2Text(math_mode="text", strict_latex_spaces=False)
    reader = _Reader(decoder, {key.lower(): one.value for key, one in library.strings_dict.items()})
    entries = []
    for block in library.blocks:
        entry = _entry_of(source, block)
        if entry is not None:
            entries.append(reader.read(entry))
    return sheet_of_entries(source, entries)


def _entry_of(source: Source, block: Any) -> Any | None:
    """The entry of a block, with a finding where it has errors; None where it has none."""
    kind = type(block).__name__
    line = (block.start_line or 0) + 1
    if kind == "Entry":
        return block
    if kind == "DuplicateBlockKeyBlock":  # entries of one key are spoken of where rows are named
        found = block.ignore_error_block
        return found if type(found).__name__ == "Entry" else None
    if kind == "DuplicateFieldKeyBlock":
        names = ", ".join(sorted(block.duplicate_keys))
        key = block.ignore_error_block.key
        source.say(
            KEYS_STAND_ONCE,
            f"the entry {key[:80]!r} has the field {names} twice; the first was kept",
            "delete the one that is wrong",
            row=line,
            text=key,
            words="the entry",
        )
        return block.ignore_error_block
    if kind in ("ParsingFailedBlock", "MiddlewareErrorBlock"):
        why = getattr(block.error, "abort_reason", None) or str(block.error) or "it cannot be read"
        source.say(
            SYNTAX_IS_VALID,
            f"the entry on line {line} was not read: {' '.join(why.split())}",
            "look for a bracket or a quotation mark that is not closed",
            row=line,
            text=(block.raw or "").strip().partition("\n")[0],
            words="the entry",
        )
    return None


class _Reader:
    """Turns entries of the library into ours."""

    def __init__(self, decoder: Any, strings: Mapping[str, str]) -> None:
        self.decoder, self.strings = decoder, strings

    def read(self, block: Any) -> Entry:
        """One entry with the columns that its fields fill."""
        entry = Entry((block.start_line or 0) + 1, str(block.key or ""))
        fields: dict[str, tuple[str, int]] = {}
        for one in block.fields:
            name = one.key.lower()
            if name not in fields:
                fields[name] = (self._text(name, str(one.value)), (one.start_line or 0) + 1)
        self._put_fields(entry, fields, block.entry_type.lower())
        return entry

    def _put_fields(self, entry: Entry, fields: Mapping[str, tuple[str, int]], kind: str) -> None:
        for column, names in _FIELDS.items():
            for name in names:
                if name in fields and not (name == "number" and kind in _NUMBERED):
                    entry.put(column, *fields[name])
        if "subtitle" in fields and "title" in entry.cells:
            title, line = entry.cells["title"]
            entry.cells["title"] = (f"{title}: {fields['subtitle'][0]}", line)
        entry.put_date(*(fields[name] for name in ("year", "date") if name in fields))
        for name in _PAGES:
            if name in fields:
                text, line = fields[name]
                entry.put("pages", _DASHES.sub("-", text), line)
        self._put_identifiers(entry, fields)

    def _put_identifiers(self, entry: Entry, fields: Mapping[str, tuple[str, int]]) -> None:
        if "eprint" in fields and fields.get("eprinttype", ("", 0))[0].lower() in ("pubmed", "pmid"):
            entry.put("pmid", *fields["eprint"])
        for name in ("url", "note", "annote"):
            if name in fields:
                entry.put_identifiers(*fields[name])

    def _text(self, name: str, value: str) -> str:
        """A field's value as plain text; authors with "; " between them."""
        value = self._joined(value)
        if name == "author":
            names = [self._plain(one) for one in _at_depth_none(value)]
            return "; ".join([*names[:-1], "et al"] if names[-1:] == ["others"] else names)
        return _ESCAPED.sub(r"\1", value) if name in _LITERAL else self._plain(value)

    def _joined(self, value: str) -> str:
        """A value of several parts, such as `jan # " 2020"`, as one."""
        if "#" not in value or '"' not in value:
            return value
        parts = re.findall(r'\s*(?:"([^"]*)"|([A-Za-z][\w:.-]*))\s*(?:#|$)', value)
        return "".join(quoted or self.strings.get(named.lower(), named) for quoted, named in parts) or value

    def _plain(self, text: str) -> str:
        """LaTeX as the text it prints. A bare percent sign is one, though LaTeX begins a comment there."""
        if not any(mark in text for mark in "\\{}$~%") and "--" not in text and "``" not in text:
            return text
        try:
            return str(self.decoder.latex_to_text(_COMMENT.sub(r"\\%", text))).strip()
        except Exception:  # whatever a macro does to the decoder, the letters are still there
            return text.replace("{", "").replace("}", "")


def _at_depth_none(value: str) -> list[str]:
    """The names of a list, parted at each "and" that no bracket holds."""
    names, start = [], 0
    for found in _AND.finditer(value):
        before = value[: found.start()]
        if before.count("{") == before.count("}"):
            names.append(value[start : found.start()].strip())
            start = found.end()
    names.append(value[start:].strip())
    return [name for name in names if name]

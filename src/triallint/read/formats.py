"""Which format a file is in, by its name and by its first bytes, and the reader for each."""

import re
from collections.abc import Callable

from ..model import lazy
from .bibtex import read_bibtex
from .conditions import FILE_HAS_ROWS, FILE_IS_WHAT_ITS_NAME_SAYS, FORMAT_IS_READ
from .delimited import read_delimited
from .encoding import decode
from .endnote import is_endnote, read_endnote
from .json_file import read_json, read_json_lines
from .nbib import is_nbib, read_nbib
from .parquet import read_parquet
from .ris import is_ris, read_ris
from .sheet import Sheet
from .source import Source, Unreadable
from .yaml_file import read_yaml


def _read_xlsx(source: Source) -> list[Sheet]:
    from .xlsx import read_xlsx  # it brings the library of archives along

    return read_xlsx(source)


#: Told by its content, as papers are XML too: no extension promises it.
_ENDNOTE = "EndNote XML"
_TEXT_READERS: dict[str, Callable[[Source, str], list[Sheet]]] = {
    "delimited text": read_delimited,
    "JSON": read_json,
    "JSON Lines": read_json_lines,
    "YAML": read_yaml,
    "RIS": read_ris,
    "nbib": read_nbib,
    "BibTeX": read_bibtex,
    _ENDNOTE: read_endnote,
}
_BINARY_READERS: dict[str, Callable[[Source], list[Sheet]]] = {
    "an Excel workbook": _read_xlsx,
    "Parquet": read_parquet,
}

#: Extension -> the format it promises.
FORMATS = {
    ".csv": "delimited text",
    ".tsv": "delimited text",
    ".tab": "delimited text",
    ".json": "JSON",
    ".jsonl": "JSON Lines",
    ".ndjson": "JSON Lines",
    ".yaml": "YAML",
    ".yml": "YAML",
    ".xlsx": "an Excel workbook",
    ".xlsm": "an Excel workbook",
    ".parquet": "Parquet",
    ".ris": "RIS",
    ".nbib": "nbib",
    ".bib": "BibTeX",
}

#: Extensions of tables in formats that are not read, and what to do with each.
OTHER_TABLES = {
    ".xls": "open it in Excel or LibreOffice and save it as .xlsx",
    ".xlsb": "open it in Excel and save it as .xlsx",
    ".ods": "open it in LibreOffice and save it as .xlsx or CSV",
    ".numbers": "open it in Numbers and export it as CSV",
    ".sav": "export it as CSV with value labels",
    ".dta": "export it as CSV with value labels",
    ".sas7bdat": "export it as CSV",
    ".rds": "write it with write.csv in R",
    ".feather": "save it as Parquet",
    ".arrow": "save it as Parquet",
    ".enl": "export it as RIS from EndNote",
    ".enw": "export it as RIS",
    ".ciw": "export it as RIS",
    ".gz": "unpack it",
    ".zip": "unpack it",
}

READ_HERE = (
    "CSV, TSV, XLSX, JSON, JSON Lines, YAML and Parquet, citations also from RIS, nbib, BibTeX, CSL-JSON "
    "and EndNote's XML"
)

#: First bytes -> what they are the beginning of.
_MAGIC = {
    b"PAR1": "Parquet",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an OLE file",
    b"%PDF-": "a PDF",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ\x00": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"SQLite format 3\x00": "an SQLite database",
}
_ZIPPED = {
    b"xl/workbook.bin": "a binary Excel workbook (.xlsb)",
    b"opendocument.spreadsheet": "an OpenDocument spreadsheet (.ods)",
    b"word/document": "a Word document",
    b"ppt/presentation": "a PowerPoint presentation",
}
#: Reports as people have them: what to make of one, as no table is in it.
_PRINTED = dict.fromkeys(
    (".pdf", ".doc", ".docx", ".odt", ".rtf"),
    "a report is read from its text: save it as plain text (.txt), as a web page, or as PubMed's nbib or XML",
)
_SAVE_AS = "save the table as CSV, TSV, XLSX, JSON, YAML or Parquet"
_JSON_START = lazy(r"\s*[\[{]\s*[\[{\"]")
_HTML_START = lazy(r"\s*<(!doctype\s+html|html|table|\?xml)", re.IGNORECASE)


def sheets_of(source: Source) -> list[Sheet]:
    """The sheets of a loaded file, read for what it is.

    Raises:
        Unreadable: it cannot be read at all.
    """
    promised = FORMATS.get(source.extension) or (_ENDNOTE if is_endnote(source.data) else None)
    if promised is None and source.table is None:
        source.say(
            FORMAT_IS_READ,
            f"{source.extension or 'no extension'!r} is not read here; tables are read from {READ_HERE}",
            _PRINTED.get(source.extension) or OTHER_TABLES.get(source.extension, _SAVE_AS),
        )
        return []
    if not source.data.strip():
        source.say(FILE_HAS_ROWS, "the file is empty", "export it again, or remove it")
        return []
    kind = _binary_kind(source.data)
    if kind is not None:
        if kind != promised:
            _say_kind(source, kind, promised)
        reader = _BINARY_READERS.get(kind)
        return reader(source) if reader else []
    text = decode(source)
    kind = _text_kind(source, text, promised or "delimited text")
    return _TEXT_READERS[kind](source, text) if kind else []


def _binary_kind(data: bytes) -> str | None:
    """What a file that is not text is; None for text."""
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            return _ole_kind(data) if kind == "an OLE file" else kind
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        head_and_tail = data[:8192] + data[-65536:]
        for mark, kind in _ZIPPED.items():
            if mark in head_and_tail:
                return kind
        # Damaged workbooks are told apart by their reader.
        is_workbook = any(m in head_and_tail for m in (b"xl/", b"[Content_Types].xml"))
        return "an Excel workbook" if is_workbook else "a zip archive"
    return None


def _ole_kind(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "an Excel workbook protected by a password"
    return "a workbook of an older Excel (.xls)"


def _say_kind(source: Source, kind: str, promised: str | None) -> None:
    if kind in _BINARY_READERS:
        source.say(
            FILE_IS_WHAT_ITS_NAME_SAYS,
            f"the file is {kind}, not {promised or 'a table of text'}; it was read as {kind}",
            "give it the extension of its content",
        )
        return
    remedies = {
        "an Excel workbook protected by a password": "save it without the password",
        "a workbook of an older Excel (.xls)": OTHER_TABLES[".xls"],
        "a binary Excel workbook (.xlsb)": OTHER_TABLES[".xlsb"],
        "an OpenDocument spreadsheet (.ods)": OTHER_TABLES[".ods"],
    }
    remedy = remedies.get(kind, "unpack it" if kind.endswith("archive") else _SAVE_AS)
    raise Unreadable(f"the file is {kind}, which is not read here", remedy)


def _text_kind(source: Source, text: str, promised: str) -> str | None:
    """Which text format a text is in; None, with a finding, where none that is read."""
    kind = promised
    if _HTML_START.match(text) and promised not in ("YAML", _ENDNOTE):
        raise Unreadable(
            "the file is a web page or XML, which is not read here",
            "open it in Excel or LibreOffice and save it as .xlsx or CSV",
        )
    if promised in _BINARY_READERS:
        kind = "JSON" if _JSON_START.match(text) else "delimited text"
    elif promised in ("delimited text", "RIS", "nbib", "BibTeX"):
        kind = _told_by_its_start(text) or promised
    if kind != promised:
        source.say(
            FILE_IS_WHAT_ITS_NAME_SAYS,
            f"the file is {kind}, not {promised}; it was read as {kind}",
            "give it the extension of its content, or save it again as what its name says",
        )
    return kind


def _told_by_its_start(text: str) -> str | None:
    """The format of a text that only one format begins like."""
    if _JSON_START.match(text):
        return "JSON"
    return "RIS" if is_ris(text) else "nbib" if is_nbib(text) else None

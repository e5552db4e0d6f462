"""What goes into the scan's function and what comes out of it, as Arrow schemas."""

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pyarrow as pa

#: What a row that comes out is: a finding, something that could not be read, our own fault, or the counts.
FINDING: Final = "finding"
BROKEN: Final = "broken"
CRASH: Final = "crash"
TALLY: Final = "tally"

#: What a record's content is: the bytes of one of PubMed's records, or a text.
PUBMED: Final = "pubmed"
TEXT: Final = "text"
#: A row that tells of something that could not be read: the content is what to say of it.
CUT: Final = "broken"

#: Counts of a row of kind `tally`: they add up over batches, files and engines.
COUNTS: Final = ("records", "with_text", "gated", "judged", "findings", "broken", "crashes")

#: Columns of a finding that are text, in order, behind `kind`, `file`, `at` and `id`.
_TEXTS: Final = ("check", "severity", "certainty", "message", "words")
_MORE: Final = ("text", "excerpt", "reading", "fingerprint")


@cache
def records_schema() -> "pa.Schema":
    """One row for each record of a file.

    file: as the user named it. at: the byte in the unpacked file where the record begins, or its 1-based line
    in JSON Lines. form: `pubmed`, `text`, or `broken`. id: what names it; empty for PubMed's records, which
    say it themselves. content: the record's bytes, or the text in UTF-8.
    """
    import pyarrow as pa

    return pa.schema(
        [
            pa.field("file", pa.string(), nullable=False),
            pa.field("at", pa.int64(), nullable=False),
            pa.field("form", pa.string(), nullable=False),
            pa.field("id", pa.string(), nullable=False),
            pa.field("content", pa.binary(), nullable=False),
        ]
    )


@cache
def findings_schema() -> "pa.Schema":
    """One row for each finding, each record that could not be read, and the counts of each batch.

    kind: `finding`, `broken`, `crash` (our own fault, with the check's name) or `tally`. file, at, id: of the
    record. start, end: the characters of the record's text (title and abstract) that the finding points at;
    null where it points at none. text: what is printed there. excerpt: the words around it. The counts are
    null in all rows but the tally.
    """
    import pyarrow as pa

    return pa.schema(
        [
            pa.field("kind", pa.string(), nullable=False),
            pa.field("file", pa.string()),
            pa.field("at", pa.int64()),
            *(pa.field(name, pa.string()) for name in ("id", *_TEXTS)),
            pa.field("start", pa.int64()),
            pa.field("end", pa.int64()),
            *(pa.field(name, pa.string()) for name in _MORE),
            *(pa.field(name, pa.int64()) for name in COUNTS),
        ]
    )


def crashed_file(file: str, message: str) -> "pa.RecordBatch":
    """What is said of a file at which our own program failed."""
    import pyarrow as pa

    rows = [
        {"kind": CRASH, "file": file, "at": 0, "check": "the scan", "message": message},
        {"kind": TALLY, "file": file, **dict.fromkeys(COUNTS, 0), "crashes": 1},
    ]
    return pa.RecordBatch.from_pylist(rows, schema=findings_schema())


def broken_file(file: str, message: str) -> "pa.RecordBatch":
    """What is said of a file that could not be scanned at all."""
    import pyarrow as pa

    rows = [
        {"kind": BROKEN, "file": file, "at": 0, "message": message},
        {"kind": TALLY, "file": file, **dict.fromkeys(COUNTS, 0), "broken": 1},
    ]
    return pa.RecordBatch.from_pylist(rows, schema=findings_schema())

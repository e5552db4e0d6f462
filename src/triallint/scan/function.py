"""The scan as a pure function over Arrow record batches: it knows no file, no process and no engine."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from ..config import Config
from ..extract.document import Document
from ..extract.layouts.json_lines import document_of as of_text
from ..model import Crash, Finding
from ..pubmed.trouble import BadAnswer
from .anchors import may_hold_figures
from .articles import Region, document_of, has_abstract, region_of, with_trial
from .figures import Judge, judge_for
from .masking import is_odd
from .schemas import BROKEN, COUNTS, CRASH, CUT, FINDING, PUBMED, TALLY, findings_schema

if TYPE_CHECKING:
    import pyarrow as pa

#: How many documents are judged together: enough that a check's own start costs little.
TOGETHER: Final = 500
#: After so many records rows are given out, whatever is in them.
_OFTEN: Final = 20_000

#: Characters of the text on each side of a figure that a finding shows.
_AROUND: Final = 80
_LONGEST: Final = 400

Row = dict[str, Any]


def judged(batches: "Iterator[pa.RecordBatch]", config: Config | None = None) -> "Iterator[pa.RecordBatch]":
    """What the checks say of the figures in records.

    A record is judged by itself: its findings do not depend on what else is in its batch, nor on how records
    are cut into batches. Those of a batch stand in the order of its records, then by severity and place.

    Args:
        batches: of the schema `records_schema()`.
        config: which checks are asked for; all by default.

    Yields:
        Batches of the schema `findings_schema()`; in them a row of kind `tally` for each batch that came in.
    """
    judge = judge_for(config or Config())
    work = _Work()
    for batch in batches:
        _take(batch, work)
        if len(work.documents) >= TOGETHER or work.taken >= _OFTEN:
            yield work.given_out(judge)
            work = _Work()
    if work.tallies:
        yield work.given_out(judge)


@dataclass(slots=True)
class _Record:
    """Where a record stands."""

    file: str
    at: int
    id: str


@dataclass(slots=True)
class _Work:
    """Records of some batches that are to be judged together, and what is known of the others.

    Attributes:
        documents: those to be judged, each with the number of its batch and its place there.
        contents: the bytes of each; none of those that are complete.
        rows: of records that could not be read, each with the number of its batch and its place there.
        tallies: the counts of each batch.
        files: the file of each batch's last record, so that counts can be told apart by file.
        taken: how many records came in.
    """

    documents: list[tuple[int, int, _Record, Document]] = field(default_factory=list)
    contents: list[bytes] = field(default_factory=list)
    rows: list[tuple[int, int, Row]] = field(default_factory=list)
    tallies: list[Counter[str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    taken: int = 0

    def add(self, place: int, record: _Record, document: Document, content: bytes = b"") -> None:
        """Keep a document that is to be judged, and the bytes of its record where it is not complete."""
        self.documents.append((len(self.tallies) - 1, place, record, document))
        self.contents.append(content)

    def broken(self, place: int, record: _Record, message: str) -> None:
        """Count and name a record that could not be read."""
        self.tallies[-1]["broken"] += 1
        row = {
            "kind": BROKEN,
            "file": record.file,
            "at": record.at,
            "id": record.id or None,
            "message": message,
        }
        self.rows.append((len(self.tallies) - 1, place, row))

    def _complete(self, number: int) -> Document:
        document, content = self.documents[number][-1], self.contents[number]
        return with_trial(document, content) if content else document

    def given_out(self, judge: Judge) -> "pa.RecordBatch":
        """All rows: each batch's findings in the order of its records, and its tally behind them."""
        rows = self.rows
        verdicts = judge.judge([document for *_, document in self.documents], self._complete)
        for (batch, place, record, document), verdict in zip(self.documents, verdicts, strict=True):
            tally = self.tallies[batch]
            tally.update(judged=1, findings=len(verdict.findings), crashes=len(verdict.crashes))
            rows += [(batch, place, _finding(record, document, one)) for one in verdict.findings]
            rows += [(batch, place, _crash(record, one)) for one in verdict.crashes]
        rows.sort(key=lambda row: row[:2])
        for batch, (tally, file) in enumerate(zip(self.tallies, self.files, strict=True)):
            counts = {name: tally[name] for name in COUNTS}
            rows.append((batch, self.taken, {"kind": TALLY, "file": file, **counts}))
        rows.sort(key=lambda row: row[0])
        return _batch([row for *_, row in rows])


def _batch(rows: Sequence[Row]) -> "pa.RecordBatch":
    import pyarrow as pa

    return pa.RecordBatch.from_pylist(rows, schema=findings_schema())


def _take(batch: "pa.RecordBatch", work: _Work) -> None:
    """Read a batch's records: those that the gate lets through become documents."""
    work.tallies.append(Counter(records=batch.num_rows))
    work.taken += batch.num_rows
    files, places, forms = (batch.column(name).to_pylist() for name in ("file", "at", "form"))
    ids = batch.column("id")
    work.files.append(files[-1] if files else "")
    block, bounds = content_of(batch)
    for place, form in enumerate(forms):
        start, end = bounds[place], bounds[place + 1]
        if form == PUBMED:
            region = region_of(block, start, end)
            if region is not None:
                record = _Record(files[place], places[place], "")
                region = region[0] - start, region[1] - start
                _take_article(work, place, record, block[start:end], region)
            continue
        record = _Record(files[place], places[place], ids[place].as_py())
        if form == CUT:
            work.tallies[-1]["records"] -= 1
            work.broken(place, record, block[start:end].decode("utf-8", "replace"))
        else:
            _take_text(work, place, record, block[start:end])


def content_of(batch: "pa.RecordBatch") -> tuple[bytes, Sequence[int]]:
    """The contents of all records as one block, and where each begins; the end behind the last."""
    column = batch.column("content")
    _, offsets, data = column.buffers()
    bounds = memoryview(offsets).cast("i")[column.offset : column.offset + len(column) + 1].tolist()
    first = bounds[0] if bounds else 0
    block = bytes(memoryview(data)[first : bounds[-1]]) if data is not None and bounds else b""
    return block, [one - first for one in bounds]


def _take_article(work: _Work, place: int, record: _Record, content: bytes, region: Region) -> None:
    """Take a record whose bytes hold an abstract, from its title on, unless these lie in a comment."""
    tally = work.tallies[-1]
    odd = is_odd(content[: region[1]])
    if odd and not has_abstract(content):
        return
    tally["with_text"] += 1
    # Comments and CDATA may hide anything: what has them is parsed.
    if not odd and not may_hold_figures(content[slice(*region)]):
        tally["gated"] += 1
        return
    try:
        document = document_of(record.file, content, record.at, region, odd=odd)
    except BadAnswer as bad:
        work.broken(place, record, f"the record cannot be parsed: {bad}")
        return
    record.id = document.id
    work.add(place, record, document, content)


def _take_text(work: _Work, place: int, record: _Record, content: bytes) -> None:
    work.tallies[-1]["with_text"] += bool(content.strip())
    if not may_hold_figures(content):
        work.tallies[-1]["gated"] += bool(content.strip())
        return
    text = content.decode("utf-8", "replace")
    work.add(place, record, of_text(record.file, record.id, text, "0" * 64, "id", record.at))


def _finding(record: _Record, document: Document, finding: Finding) -> Row:
    point = finding.points[0]
    span = point.place.span
    return {
        "kind": FINDING,
        "file": record.file,
        "at": record.at,
        "id": record.id,
        "check": finding.check,
        "severity": finding.severity.name,
        "certainty": finding.certainty,
        "message": finding.message,
        "words": point.words,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "text": point.text,
        "excerpt": _excerpt(document, finding),
        "reading": finding.reading,
        "fingerprint": finding.fingerprint,
    }


def _excerpt(document: Document, finding: Finding) -> str | None:
    """The words around the figures of a finding; around the first where they stand far apart."""
    spans = [point.place.span for point in finding.points if point.place.span]
    if not spans:
        return None
    text, start, end = document.text, min(one.start for one in spans), max(one.end for one in spans)
    if end - start > _LONGEST:
        start, end = spans[0]
    low = text.rfind(" ", 0, max(0, start - _AROUND)) + 1
    high = text.find(" ", min(len(text), end + _AROUND))
    return " ".join(text[low : high if high >= 0 else len(text)].split())


def _crash(record: _Record, crash: Crash) -> Row:
    known = {"file": record.file, "at": record.at, "id": record.id}
    return {"kind": CRASH, **known, "check": crash.check, "message": crash.error}

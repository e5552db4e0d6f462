"""Document files -> their documents with the facts in them, and the sheets that checks read."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..model import Finding
from ..read import Reading
from .assemble import assemble
from .document import NOT_TOLD, Document
from .facts import Fact
from .grammar import facts
from .layouts import documents
from .printed_tables import in_tables

#: How many documents are checked together: enough that a check's own start costs nothing.
BATCH = 500


@dataclass(slots=True)
class Read:
    """Some documents and what was found in them.

    Attributes:
        documents: each with its facts.
        findings: what is to be said of the files.
        files: the files that they came from.
    """

    documents: list[tuple[Document, list[Fact]]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def reading(self, extracted_on: str = "") -> Reading:
        """As if the tables had been read from files."""
        sheets = assemble(self.documents, extracted_on)
        return Reading(tuple(sheets), tuple(self.findings), tuple(dict.fromkeys(self.files)))


def read_documents(paths: Iterable[Path], batch: int = BATCH) -> Iterator[Read]:
    """Read documents file by file, some at a time. Never raises for what a file holds: that is a finding.

    Args:
        paths: the files; each document gets an id that no other of this reading has.
        batch: how many documents are given out at once.
    """
    part, taken = Read(), set[str]()
    for path in paths:
        part.files.append(str(path))
        for document in documents(path, part.findings, taken=taken):
            part.documents.append((document, facts_of(document)))
            if len(part.documents) >= batch:
                full, part = part, Read(files=[str(path)])
                part.findings = full.findings
                full.findings = []
                yield full
    if part.documents or part.findings:
        yield part


def facts_of(document: Document) -> list[Fact]:
    """What the sentences and the printed tables of a document say, in their order.

    What stands in no part of the report, or in one about other things (grants, works that it cites, what
    the page says of itself), is not the trial's; cells of tables are no sentences.
    """
    told = (one.end for one in document.sections if one.kind not in NOT_TOLD)
    # What stands behind the last part of the report can name no arm of its trial, and need not be read.
    until = max(told, default=0) if document.sections else len(document.text)
    found = facts(document.text[:until], document.sections)
    if document.sections:
        starts = [one.start for one in document.sections]
        found = [
            fact
            for fact in found
            if (at := bisect_right(starts, fact.start) - 1) >= 0
            and fact.start < document.sections[at].end
            and document.sections[at].kind not in NOT_TOLD
        ]
    if document.tables:
        found = sorted([*found, *in_tables(document.tables).facts], key=lambda fact: fact.start)
    return found

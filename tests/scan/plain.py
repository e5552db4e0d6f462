"""The slow way: every record parsed whole by lxml, every text read by the grammar, each judged on its own."""

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from triallint.catalogue import Catalogue, catalogue
from triallint.config import Config
from triallint.extract.assemble import assemble
from triallint.extract.described import trial_of
from triallint.extract.document import Document
from triallint.extract.layouts import documents
from triallint.extract.reading import facts_of
from triallint.model import Finding
from triallint.pipeline import inspect
from triallint.read import Reading
from triallint.scan.function import judged
from triallint.scan.located import located
from triallint.scan.schemas import FINDING

#: id, check, severity, certainty, message, words, start, end, text, reading, fingerprint.
Told = tuple[str | int | None, ...]

_RECORDS = ("PubmedArticle", "PubmedBookArticle", "MedlineCitation", "BookDocument")
#: Families about records, not figures; and the tables that they are about.
_OTHER_FAMILIES = ("citations", "duplicates", "identifiers", "source", "status")
_OTHER_TABLES = ("reports", "citations")


def reserialised(path: Path, folder: Path) -> Path:
    """The same records as lxml understands them: comments gone, CDATA and entities resolved."""
    data = path.read_bytes()
    parser = etree.XMLParser(
        resolve_entities=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
        recover=True,  # from prefixes that nobody declared
    )
    root = etree.fromstring(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data, parser)
    records = [root] if root.tag in _RECORDS else [one for one in root if one.tag in _RECORDS]
    written = folder / f"{path.name.split('.')[0]}.xml"
    texts = (etree.tostring(one, encoding="unicode", with_tail=False) for one in records)
    body = "".join(f"{text}\n" for text in texts)
    written.write_text(f"<PubmedArticleSet>\n{body}</PubmedArticleSet>", encoding="utf-8")
    return written


def plainly(path: Path, folder: Path) -> list[Told]:
    """What `check` says of the figures in the abstracts of a file, each record for itself."""
    lines = ".jsonl" in path.name
    read = documents(path if lines else reserialised(path, folder))
    found = [replace(one, citations=()) for one in read if _has_abstract(one)]
    known = catalogue(Config())
    told: list[Told] = []
    for part in _apart(found):
        pairs = [(document, facts_of(document)) for document in part]
        sheets = assemble([(replace(document, line=at), facts) for at, (document, facts) in enumerate(pairs)])
        run = inspect(Reading(tuple(sheets), (), ()), known, whole=False).run
        assert not run.crashes
        others = _of_other_tables(sheets, known)
        told += [
            _told(part[one.place.row or 0].id, one)
            for one in run.findings
            if _is_of_figures(one, known, others)
        ]
    return told


def _has_abstract(document: Document) -> bool:
    return any(one.kind not in ("title", "other") for one in document.sections)


def _apart(found: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents that share no name and no trial, some hundreds at a time; the others each alone."""
    names: set[str] = set()
    together: list[Document] = []
    for one in found:
        own = {one.id, trial_of(one)}
        if own & names:
            yield [one]
            continue
        names |= own
        together.append(one)
    for at in range(0, len(together), 300):
        yield together[at : at + 300]


def _is_of_figures(finding: Finding, known: Catalogue, others: set[tuple[int | None, str]]) -> bool:
    families = {check.name: check.family for check in known.checks}
    if finding.check in families:
        return families[finding.check] not in _OTHER_FAMILIES
    return (finding.place.row, finding.fingerprint) not in others


def _of_other_tables(sheets: list, known: Catalogue) -> set[tuple[int | None, str]]:  # type: ignore[type-arg]
    kept = tuple(sheet for sheet in sheets if sheet.table in _OTHER_TABLES)
    run = inspect(Reading(kept, (), ()), known, whole=False).run
    return {(one.place.row, one.fingerprint) for one in run.findings}


def _told(name: str, one: Finding) -> Told:
    span, point = one.place.span, one.points[0]
    start, end = span or (None, None)
    words = (one.check, one.severity.name, one.certainty, one.message, point.words)
    return (name, *words, start, end, point.text, one.reading, one.fingerprint)


def scanned(path: Path, size: int = 256 * 1024) -> list[Told]:
    """What the scan says of a file."""
    columns = ("id", "check", "severity", "certainty", "message", "words", "start", "end", "text", "reading")
    rows = (row for batch in judged(located(path, size)) for row in batch.to_pylist())
    return [tuple(row[name] for name in (*columns, "fingerprint")) for row in rows if row["kind"] == FINDING]

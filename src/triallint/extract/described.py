"""Rows of reports, trials and citations: what a document says of itself and of other works."""

from collections.abc import Iterator
from typing import Final

from ..bibliography import FIELDS, Part, parse
from .conduct import conduct
from .document import Document, Listed, Quote
from .line import Line

_OWN: Final = (
    "title", "authors", "journal", "year", "volume", "issue", "pages", "published", "epub", "doi", "pmid",
    "pmcid", "registry_ids",
)  # fmt: skip


def trial_of(document: Document) -> str:
    """The name of the trial: its first registry number, else the document's id."""
    return registered_as(document) or f"trial of {document.id}"


def registered_as(document: Document) -> str:
    """The first registry number that a document gives as its own; empty where it gives none."""
    registered = document.fields.get("registry_ids")
    return registered.text.split(";")[0].strip() if registered else ""


def report_and_trial(document: Document, extracted_on: str, *, has_trial: bool) -> Iterator[Line]:
    """The report's row, and its trial's where the document reports one."""
    name = document.file.replace("\\", "/").rpartition("/")[2]
    report = Line("reports", report_id=document.id, document=name, document_sha256=document.sha256)
    report.say({"extracted_on": extracted_on, "trial_id": trial_of(document) if has_trial else ""})
    report.say({"title": "not_reported"})  # unless the document prints one
    yield report.put_all({column: document.fields[column] for column in _OWN if column in document.fields})
    if has_trial:
        trial = Line("trials", trial_id=trial_of(document), source=f"report {document.id}")
        cells, said = conduct(document)
        yield trial.put("registry_ids", document.fields.get("registry_ids")).put_all(cells).say(said)


def citations(document: Document) -> Iterator[Line]:
    """A row for each citation; its fields as the layout tells them, else as its text is understood."""
    for listed in document.citations:
        line = Line(
            "citations",
            row_id=f"{document.id}-{listed.relation.replace('_', '-')}-{listed.position}",
            report_id=document.id,
            relation=listed.relation,
            position=str(listed.position),
        )
        found = listed.fields or _parsed(document, listed)
        line.put_all(found)
        if not {"title", "doi", "pmid"} & found.keys():
            line.put("text", document.quote(listed.start, listed.end))
        yield line


def _parsed(document: Document, listed: Listed) -> dict[str, Quote]:
    parsed = parse(document.text[listed.start : listed.end])
    found: dict[str, Quote] = {}
    for name in FIELDS:
        part: Part | None = getattr(parsed, name)
        if part:
            found[name] = Quote(part.text, listed.start + part.span.start, listed.start + part.span.end)
    return found

"""Tables -> records: every report and every citation of a dataset, with its place and its figures. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from ..crosscheck import Answers
from ..meaning.agreement import known, sayer
from ..meaning.fields import fields_of
from ..meaning.printings import FIGURES, MEASURED
from ..model import CannotLook, Place, Reported
from ..tables import Citation, Report, Row, Tables
from .words import FIELDS, Record

_NAMES: Final = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID"}

#: Fields of a record that only a report has a cell for.
_OF_REPORTS: Final = ("published", "epub", "registry_ids")


@dataclass(frozen=True, slots=True)
class Gathered:
    """The records of a dataset, and where they came from.

    Attributes:
        records: reports first, each in the order of its table.
        rows: id -> the row it was made of.
        learned: id -> a sentence on who said what its identifiers are, where it prints none itself.
    """

    records: tuple[Record, ...]
    rows: Mapping[str, Report | Citation]
    tables: Tables
    learned: Mapping[str, str] = field(default_factory=dict)


def gather(
    tables: Tables, answers: Answers | None = None, citations: Iterable[Citation] | None = None
) -> Gathered:
    """Every report of `tables` as a record, and every citation, or those that are named.

    A report that prints no identifier takes those of the publication that `answers` has under its title, to
    be compared by; they are not taken for its own where records are merged.
    """
    rows: dict[str, Report | Citation] = {}
    records: list[Record] = []
    learned: dict[str, str] = {}
    every: list[Report | Citation] = [
        *tables.rows(Report),
        *(tables.rows(Citation) if citations is None else citations),
    ]
    for row in every:
        name = _free(_id(row), rows)
        texts = {name: text for name, (text, _) in printed_fields(row).items()}
        if isinstance(row, Report) and answers and not {"doi", "pmid", "pmcid"} & set(texts):
            found, said_by = answered_identifiers(row, answers)
            texts |= found
            if found:
                named = " and ".join(f"{_NAMES[kind]} {text}" for kind, text in found.items())
                learned[name] = f"{name} prints no identifier; {said_by} has {named} under its title"
        rows[name] = row
        records.append(_record(name, row, texts, tables))
    return Gathered(tuple(records), rows, tables, learned)


def printed_fields(row: Report | Citation) -> dict[str, tuple[str, Reported]]:
    """The fields that a row gives, as far as a record has them: each with its text and the cell it is in."""
    cited = fields_of(row)
    found = {name: (given.text, given.cell) for name, given in cited}
    for name, given in (("published", cited.date), ("epub", cited.epub)):
        if given:
            found[name] = given.text, given.cell
    for name in _OF_REPORTS if isinstance(row, Report) else ():
        if cell := row.cell(name):
            found[name] = cell.text, cell
    return {name: one for name, one in found.items() if name in FIELDS}


def _id(row: Report | Citation) -> str:
    """What names a record: the report's id, or the position of a citation."""
    if isinstance(row, Report):
        return row.report_id.text
    return "/".join((row.report_id.text, row.relation.text, row.position.text))


def _free(name: str, taken: Mapping[str, object]) -> str:
    """A name that no record has yet: rows with one key are for the check of keys to say."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}#{number}"
    return free


def _record(name: str, row: Report | Citation, texts: Mapping[str, str], tables: Tables) -> Record:
    column = "report_id" if isinstance(row, Report) else "position"
    at = row.place(column)
    is_report = isinstance(row, Report)
    return Record(
        id=name,
        origin="report" if is_report else "citation",
        place=Place(at.file, at.row, sheet=at.sheet, document=at.document),
        figures=frozenset(_figures(row, tables)) if is_report else frozenset(),
        notes=tuple((n.kind, n.text) for n in fields_of(row).notes) if row.raw("text") else (),
        **texts,
    )


def _figures(report: Row, tables: Tables) -> Iterator[str]:
    """Every number extracted from a report, with what it is of, the report itself left out."""
    for kind in MEASURED:
        for row in tables.like(report, kind, "report_id"):
            names = [name for name in row.natural_key if name not in ("report_id", "source")]
            about = ", ".join(filter(None, map(row.raw, names)))
            for column in FIGURES:
                if column in row.grid.columns and (text := row.raw(column)) and row.cell(column).maybe:
                    yield f"{kind.table}.{column} of {about}: {text}"


def answered_identifiers(report: Report, answers: Answers) -> tuple[dict[str, str], str]:
    """The identifiers of the publication that a report without any is, and who says so."""
    try:
        found = known(report, answers)
    except CannotLook:
        return {}, ""
    publication = found.publication
    texts = {"doi": publication.doi, "pmid": publication.pmid, "pmcid": publication.pmcid}
    return {name: text for name, text in texts.items() if text}, sayer(found.answer)

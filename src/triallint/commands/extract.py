"""`triallint extract`: documents in, the tables of a dataset out, every cell with its place in the text."""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..config import UsageError
from .base import Command

if TYPE_CHECKING:
    from ..extract.reading import Read
    from ..model import Finding

_FORMATS = ("csv", "json", "numbers")

CODES = """\b
Exit codes:
  0  every document was read, whatever it says; what it lacks is said on standard error
  1  a file, or a record of one, could not be read (an `error` on standard error); the others were
  2  usage, or nothing could be read
"""


@click.command(cls=Command, epilog=CODES)
@click.argument("documents", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="The dataset folder to write (csv), or the file; by default the terminal.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="Tables as a folder of CSV; all of them as one JSON; or only counts and percents, as JSON Lines.  "
    "[default: csv with --output, else json]",
)
@click.option(
    "--date", "on", metavar="DAY", help="The day of the extraction, as 2026-03-31; by default today."
)
@click.option("--overwrite", is_flag=True, help="Replace tables that are in the folder already.")
def extract(
    documents: tuple[Path, ...], output: Path | None, form: str | None, on: str | None, overwrite: bool
) -> None:
    """Read DOCUMENTS and write what they say into the tables of a dataset, each cell with its place.

    PubMed pages, citation notices, PubMed XML (.gz too), nbib, saved web pages, JATS full text, plain
    abstracts, and JSON Lines of {"id" or "pmid", "text"}. Nothing is guessed: what the text does not make
    plain stays blank.

    A line of `--format numbers` is {"pmid", "kind", "value", "start", "end"}: the document's id; total, arm,
    event, percent or pair; the number (of a pair, count and percent); its place, 0-based and half-open.

    \b
    Examples:
      triallint extract report.txt -o my-review
      triallint extract *.xml.gz -o abstracts
      triallint extract abstracts.jsonl --format numbers
    """
    from ..extract.reading import read_documents
    from ..model import Severity

    if missing := [path for path in documents if not path.exists()]:
        raise UsageError(f"{missing[0]}: no such file")
    form = form or ("csv" if output else "json")
    if form == "csv" and output is None:
        raise UsageError("CSV tables need a folder: name it with --output")
    parts = list(read_documents(files_of(documents)))
    findings = [finding for part in parts for finding in part.findings]
    if form == "numbers":
        _put_lines(_numbers(parts), output, overwrite=overwrite)
    else:
        _put_tables(parts, form, output, on or date.today().isoformat(), overwrite=overwrite)
    _say(findings, sum(len(part.documents) for part in parts))
    if not any(part.documents for part in parts):
        sys.exit(2)
    sys.exit(int(any(finding.severity is Severity.error for finding in findings)))


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files that paths name, those of folders in order."""
    found: list[Path] = []
    for path in paths:
        found += sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
    return found


def _numbers(parts: Iterable["Read"]) -> Iterator[dict[str, Any]]:
    from ..extract.figures import figures

    for part in parts:
        for document, facts in part.documents:
            yield from figures(document, facts)


def _put_lines(rows: Iterable[dict[str, Any]], output: Path | None, *, overwrite: bool) -> None:
    from ..store import write_text

    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    if output is None:
        click.echo("\n".join(lines))
    else:
        write_text(output, "\n".join(lines) + "\n", overwrite=overwrite)


def _put_tables(parts: Iterable["Read"], form: str, output: Path | None, on: str, *, overwrite: bool) -> None:
    from ..extract.assemble import tables_of
    from ..store import write_text
    from ..writing import write_dataset

    tables = tables_of((pair for part in parts for pair in part.documents), on)
    if form == "csv" and output is not None:
        written = write_dataset(tables, output, title="Extracted tables", overwrite=overwrite)
    elif output is not None:
        write_text(output, _as_json(tables) + "\n", overwrite=overwrite)
        written = [output]
    else:
        click.echo(_as_json(tables))
        written = []
    for path in written:
        click.echo(f"wrote {path}", err=True)


def _as_json(tables: Any) -> str:
    return json.dumps(tables, ensure_ascii=False, indent=1)


def _say(findings: Iterable["Finding"], documents: int) -> None:
    """What could not be read, and how much could."""
    for finding in findings:
        click.echo(f"{finding.severity.name}: {finding.place}: {finding.message}", err=True)
    click.echo(f"{documents:,} document{'s' * (documents != 1)} read", err=True)

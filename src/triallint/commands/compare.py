"""`triallint compare`: two people's extractions of the same reports, side by side."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..config import UsageError
from .base import Command, output_option, put

if TYPE_CHECKING:
    from ..tables import Tables

CODES = """\b
Exit codes:
  0  both say the same throughout, however they write it
  1  something differs, or stands in one of them alone: a cell or a row
  2  usage, or no input readable
  3  nothing could be compared
"""


@click.command(cls=Command, epilog=CODES)
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(("text", "csv", "json")), default="text", show_default=True
)
@output_option
def compare(first: Path, second: Path, form: str, output: Path | None) -> None:
    """Compare two extractions of the same reports, FIRST and SECOND, cell by cell.

    Each is a dataset folder or a file. Rows are paired by what they are about, however each person named
    arms and outcomes; what is left over is paired by the figures in it. The CSV has blank columns for what
    is agreed upon, and why.

    \b
    Examples:
      triallint compare anna bert
      triallint compare anna bert --format csv -o to-discuss.csv
    """
    from .. import dual

    one, other = _tables(first), _tables(second)
    comparison = dual.compare(one, other)
    names = _names(first, second)
    if form == "csv":
        text = dual.as_csv(comparison)
    elif form == "json":
        text = dual.as_json(comparison, *names)
    else:
        text = dual.as_text(comparison, *names)
    put(text, output)
    if not comparison.cells:
        sys.exit(3)
    sys.exit(int(not comparison.agrees))


def _tables(path: Path) -> "Tables":
    """The tables of one extraction; what is wrong with its files is said, and the rest is compared."""
    from ..model import Severity
    from ..read import read
    from ..shape import shape

    if not path.exists():
        raise UsageError(f"{path}: no such file or folder")
    reading = read([path])
    shaped = shape(reading.sheets, whole=False, said=reading.findings)
    for finding in (*reading.findings, *shaped.findings):
        if finding.severity > Severity.info:
            click.echo(f"{finding.severity.name}: {finding.place}: {finding.message}", err=True)
    if not reading.sheets:
        raise UsageError(f"{path}: no table could be read")
    return shaped.tables


def _names(first: Path, second: Path) -> tuple[str, str]:
    """What the two are called: their own names, or first and second where these are the same."""
    names = first.resolve().name, second.resolve().name
    return names if names[0] != names[1] else ("first", "second")

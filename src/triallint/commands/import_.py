"""`triallint import`: sheets and registry records that people have, as the tables of a dataset."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..config import UsageError
from .base import Command

if TYPE_CHECKING:
    from ..importing.made import Imported
    from ..importing.mapping import SheetMapping

CODES = """\b
Exit codes:
  0  all that the files hold went into the tables
  1  something did not, and is listed; or --check: findings that are errors
  2  usage, a mapping that cannot be used, or nothing to import
  3  --check: a check crashed, or nothing was checked
"""

#: The mapping of a dataset, kept beside its tables.
MAPPING = "mapping.toml"


@click.command(name="import", cls=Command, epilog=CODES)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--output", "-o", type=click.Path(path_type=Path), help="The dataset folder to write.")
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    help="What stands in which column.  [default: mapping.toml of the dataset, else proposed]",
)
@click.option(
    "--propose",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Only write the mapping that is proposed.",
)
@click.option("--check", "checking", is_flag=True, help="Check what the files hold, and write nothing.")
@click.option("--overwrite", is_flag=True, help="Replace tables that are in the folder already.")
def import_(
    files: tuple[Path, ...],
    output: Path | None,
    mapping: Path | None,
    propose: Path | None,
    checking: bool,
    overwrite: bool,
) -> None:
    """Bring the sheets and registry records FILES into the tables, every cell with the place it came from.

    One wide or long sheet (CSV, Excel and the other formats of tables), a sheet with metafor's columns,
    RevMan's data rows, Covidence's export of extracted data, or records of ClinicalTrials.gov (JSON, API
    version 2). Findings on what was imported name the file, row and column that it came from. What found no
    place in the tables is listed. Numbers stay as they are printed.

    \b
    Examples:
      triallint import effects.csv --propose mapping.toml
      triallint import effects.csv --mapping mapping.toml -o my-review
      triallint import effects.csv --check
      triallint import NCT01234567.json -o trial
    """
    from ..importing.files import import_files

    if missing := [path for path in files if not path.is_file()]:
        raise UsageError(f"{missing[0]}: no such file")
    if sum((output is not None, propose is not None, checking)) != 1:
        raise UsageError("say one of --output (a dataset folder), --propose (a mapping file) and --check")
    if propose is not None:
        _propose(files, propose, overwrite=overwrite)
        return
    imported = import_files(files, _mapping(mapping, output))
    if not imported.rows:
        _say(imported)
        raise UsageError("nothing could be imported")
    if checking:
        _say(imported, err=True)
        click.echo(err=True)
        sys.exit(_check(imported))
    assert output is not None
    _write(imported, output, overwrite=overwrite)
    _say(imported)
    sys.exit(int(bool(imported.left)))


def _mapping(named: Path | None, output: Path | None) -> "SheetMapping | None":
    """The mapping that was named, or that an earlier import left beside the tables."""
    from ..importing.mapping import load_mapping

    if named is not None:
        return load_mapping(named)
    kept = output / MAPPING if output else None
    if kept is None or not kept.is_file():
        return None
    click.echo(f"read with {kept}", err=True)
    return load_mapping(kept)


def _propose(files: tuple[Path, ...], target: Path, *, overwrite: bool) -> None:
    from ..importing.propose import propose
    from ..read import read
    from ..store import write_text

    sheets = read(files).sheets
    if not sheets:
        raise UsageError(f"{files[0]}: no sheet could be read; `--check` says why")
    mapping = propose(sheets[0].header)
    write_text(target, mapping.as_toml(), overwrite=overwrite)
    click.echo(f"wrote {target}: {mapping.kind}, {len(mapping.blocks)} kinds of rows")
    named = "\n".join([*mapping.values(), *mapping.only])
    for header in filter(None, sheets[0].header):
        if header not in named:
            click.echo(f"  not understood: {header[:80]}")
    if "=?" in mapping.values():
        click.echo('  to be written: what stands as "=?"')
    if len(sheets) > 1:
        click.echo(f"  only the first of {len(sheets)} sheets was looked at")


def _write(imported: "Imported", output: Path, *, overwrite: bool) -> None:
    from ..importing.mapping import load_mapping
    from ..importing.origins import NAME, as_json
    from ..store import write_text
    from ..writing import write_dataset

    kept = load_mapping(output / MAPPING) if (output / MAPPING).is_file() else None
    written = write_dataset(imported.tables(), output, title="Imported tables", overwrite=overwrite)
    write_text(output / NAME, as_json(imported, output), overwrite=True)
    written.append(output / NAME)
    if len(imported.mappings) == 1 and imported.mappings[0] != kept:
        write_text(output / MAPPING, imported.mappings[0].as_toml(), overwrite=True)
        written.append(output / MAPPING)
    for path in written:
        click.echo(f"wrote {path}", err=True)


def _say(imported: "Imported", *, err: bool = False) -> None:
    """What was imported from what, what was odd about the files, and what was left."""
    from ..render.words import counted, place_in_words

    for file, kind in imported.kinds.items():
        click.echo(f"{file}: read as {kind}", err=err)
    for table, rows in imported.by_table().items():
        click.echo(f"  {table}: {counted(len(rows), 'row')}", err=err)
    for finding in imported.findings:
        click.echo(f"{finding.severity.name}: {place_in_words(finding.place)}: {finding.message}", err=err)
    if not imported.left:
        click.echo("everything went into the tables", err=err)
        return
    click.echo("\nnot imported:", err=err)
    for left in imported.left:
        number = f": {left.number:,}" if left.number else ""
        click.echo(
            f"  {left.what}{number}\n    first at {place_in_words(left.place)}\n    {left.remedy}", err=err
        )


def _check(imported: "Imported") -> int:
    """Check an import without writing it; the exit code."""
    from dataclasses import replace

    from ..catalogue import catalogue
    from ..config import find, load
    from ..exits import exit_code
    from ..importing.origins import cells_of, traced
    from ..pipeline import inspect
    from ..read import Reading
    from .check import _rendered

    settings = load(find(Path()))
    found = catalogue(settings)
    sheets = tuple(imported.sheets())
    reading = Reading(sheets, tuple(imported.findings), tuple(sheet.file for sheet in sheets))
    inspection = inspect(reading, found)
    run = traced(inspection.run, sheets, cells_of(imported))
    run = replace(run, checked=replace(run.checked, files=tuple(imported.files)))
    inspection = replace(inspection, run=run, sheets=tuple(imported.originals))
    click.echo(_rendered(inspection, found, settings.format, None, None, 0), nl=False, color=True)
    return int(exit_code(run, fail_on=settings.fail_on))

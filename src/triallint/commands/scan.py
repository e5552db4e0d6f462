"""`triallint scan`: the figures of abstracts by the million, from PubMed's files to one file of findings."""

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import __version__
from ..config import SEVERITIES, UsageError
from ..engines import engine_called
from .base import Command, options_of_choice, options_of_engine, spark_options

if TYPE_CHECKING:
    from ..config import Config
    from ..engines.base import Engine, Options
    from ..scan.ledger import Ledger
    from ..scan.outputs import Summary
    from ..scan.remote import File

#: What files of a folder are scanned.
_ENDINGS = (".xml", ".xml.gz", ".jsonl", ".jsonl.gz")

CODES = """\b
Exit codes:
  0    every file was scanned, and nothing stands at or above --fail-on
  1    findings at or above --fail-on
  2    usage, or nothing could be read
  3    a file or a record could not be read, or a check crashed; the others were scanned
  130  interrupted: the same command continues where it stood
"""


@click.command(cls=Command, epilog=CODES)
@click.argument("files", nargs=-1, required=True)
@click.option(
    "--output", "-o", required=True, type=click.Path(path_type=Path), help="Findings, as .parquet or .jsonl."
)
@click.option("--summary", type=click.Path(path_type=Path), help="Write the counts here, as JSON.")
@click.option(
    "--jobs", "-j", type=click.IntRange(1), help="Processes at a time.  [default: one for each core]"
)
@options_of_engine
@options_of_choice
@click.option(
    "--fail-on",
    type=click.Choice((*SEVERITIES, "never")),
    default="never",
    show_default=True,
    help="Lowest severity that gives exit code 1.",
)
@click.option(
    "--resume/--restart", default=True, help="Continue a scan that was not finished, or begin it anew."
)
@click.option("--overwrite", is_flag=True, help="Replace an output that is there already.")
@click.option("--quiet", "-q", is_flag=True, help="No progress and no summary.")
def scan(
    files: tuple[str, ...],
    output: Path,
    summary: Path | None,
    jobs: int | None,
    engine: str,
    master: str | None,
    conf: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: Path | None,
    fail_on: str,
    resume: bool,
    overwrite: bool,
    quiet: bool,
) -> None:
    """Check the figures of the abstracts in FILES, and write what disagrees to one file.

    FILES are PubMed's XML, JSON Lines of {"id" or "pmid", "text"}, either as .gz too, and folders of them;
    on this machine's disks, or in object storage (s3://, gs://, abfss://, hdfs://).
    Each record is judged by itself. What is done is kept beside the output, in OUTPUT.ledger, until all is:
    a scan that was stopped is continued by the same command.

    \b
    Examples:
      triallint scan pubmed25n0001.xml.gz -o findings.parquet
      triallint scan baseline/ updates/ -o findings.parquet --summary counts.json
      triallint scan abstracts.jsonl -o findings.jsonl --select counts --fail-on error
      triallint scan baseline/ -o findings.parquet --jobs 8 --restart
      triallint scan s3://bucket/baseline -o findings.parquet --engine spark --master yarn
    """
    from ..engines.base import Options
    from ..scan.ledger import Ledger, about
    from ..scan.outputs import merge, must_be_known

    _must_have_pyarrow()
    must_be_known(output)
    found = _files(files)
    settings = _settings(Path() if "://" in files[0] else Path(files[0]), config, select, ignore)
    run = engine_called(engine, **spark_options(engine, master, conf))
    ledger = Ledger(output)
    if output.exists() and not overwrite and not (ledger.is_there and resume):
        raise UsageError(f"{output} is there already: name another output, or say --overwrite")
    ledger.open(about(settings, __version__), restart=not resume)
    _scan(found, run, Options(settings, jobs or os.cpu_count() or 1), ledger, quiet=quiet)
    total = merge(ledger, found, overwrite=True)
    _tell(total, summary, quiet=quiet)
    ledger.close()
    click.echo(f"wrote {output}", err=True)
    sys.exit(_code(total, fail_on))


def _must_have_pyarrow() -> None:
    from importlib.util import find_spec

    if find_spec("pyarrow") is None:
        raise UsageError("a scan needs pyarrow: pip install 'triallint[scan]'")


def _files(names: tuple[str, ...]) -> "list[File]":
    """The files that are named, each once, those of folders by name."""
    from ..scan.remote import file_called

    found: dict[File, None] = {}
    for path in map(file_called, names):
        if not path.exists():
            raise UsageError(f"{path}: no such file or folder")
        if not path.is_dir():
            found[path] = None
            continue
        every: list[File] = sorted(path.rglob("*"), key=str)
        inside = [one for one in every if one.name.endswith(_ENDINGS) and one.is_file()]
        if not inside:
            raise UsageError(f"{path}: no file in it ends in {', '.join(_ENDINGS)}")
        found |= dict.fromkeys(inside)
    return list(found)


def _settings(first: Path, config: Path | None, select: tuple[str, ...], ignore: tuple[str, ...]) -> "Config":
    from dataclasses import replace

    from ..catalogue import catalogue
    from ..config import find, load

    settings = load(config or find(first))
    settings = replace(settings, select=select or settings.select, ignore=ignore or settings.ignore)
    catalogue(settings)  # a name that is no check is said before anything is done
    return settings


def _scan(files: "list[File]", run: "Engine", options: "Options", ledger: "Ledger", *, quiet: bool) -> None:
    """Judge the files that are not done, and keep what comes of each."""
    from ..scan.progress import Progress

    left = [file for file in files if not ledger.has(file)]
    if len(left) < len(files) and not quiet:
        click.echo(f"{len(files) - len(left):,} of {len(files):,} files were done before", err=True)
    by_name = {str(file): file for file in left}
    progress = Progress({str(file): file.stat().st_size for file in left}, len(files) - len(left), sys.stderr)
    begun, records = time.monotonic(), 0
    try:
        for one in run(left, options, _silent if quiet else progress.far):
            ledger.keep(by_name[one.file], one.batches)
            counted = sum(_records(batch) for batch in one.batches)
            records += counted
            if not quiet:
                progress.done(one.file, counted)
    except KeyboardInterrupt:
        progress.end()
        done = sum(map(ledger.has, files))
        click.echo(
            f"interrupted: {done:,} of {len(files):,} files are done and kept in {ledger.folder}; "
            "the same command continues there",
            err=True,
        )
        sys.exit(130)
    if not quiet:
        progress.end()
        seconds = time.monotonic() - begun
        click.echo(
            f"{records:,} records in {seconds:,.1f} s ({records / max(seconds, 1e-9):,.0f} a second)",
            err=True,
        )


def _silent(_file: str, _read: int, _records: int) -> None:
    """Say nothing."""


def _records(batch: "object") -> int:
    import pyarrow.compute as pc

    return pc.sum(batch.column("records")).as_py() or 0  # type: ignore[attr-defined]


def _tell(total: "Summary", summary: Path | None, *, quiet: bool) -> None:
    from ..store import write_text

    if summary:
        write_text(summary, total.as_json(), overwrite=True)
    if not quiet:
        for line in total.lines():
            click.echo(line)


def _code(total: "Summary", fail_on: str) -> int:
    from ..model import Severity

    if not total.counts["records"] and total.broken:
        return 2
    if total.broken or total.crashes:
        return 3
    if fail_on == "never":
        return 0
    return int(any(Severity[severity] >= Severity[fail_on] for _, severity in total.checks))

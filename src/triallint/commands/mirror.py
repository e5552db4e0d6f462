"""A mirror of PubMed on this machine: built, brought up to date, and what it says of itself."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from ..config import Config, UsageError, find, load
from .base import Command, answered_by, options_of_choice, options_of_engine, spark_of

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from ..mirror.layout import About
    from ..mirror.many import Carried, Outcome

_HERE = click.Path(path_type=Path, file_okay=False)

_from_option = click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    required=True,
    metavar="FOLDER",
    help="Where the files were downloaded to, each with its .md5 beside it.",
)
_processes_option = click.option(
    "--processes",
    type=click.IntRange(1, 64),
    metavar="NUMBER",
    help="How many files are read side by side.  [default: one per core]",
)


@click.group()
def mirror() -> None:
    """Build a mirror of PubMed from NLM's own files, and ask it instead of PubMed.

    A machine with a connection fetches the files; triallint itself fetches none:

    \b
      wget -N -r -np -nd -A 'pubmed*' -P baseline https://ftp.ncbi.nlm.nih.gov/pubmed/baseline/
      wget -N -r -np -nd -A 'pubmed*' -P updates https://ftp.ncbi.nlm.nih.gov/pubmed/updatefiles/

    \b
    Examples:
      triallint mirror build ~/pubmed --from baseline --files 1334
      triallint mirror update ~/pubmed --from updates
      triallint mirror info ~/pubmed
      triallint check my-review --mirror ~/pubmed
      triallint mirror check ~/pubmed citations.csv -o found.jsonl
    """


@mirror.command(cls=Command)
@click.argument("folder", type=_HERE)
@_from_option
@click.option(
    "--files",
    type=click.IntRange(1),
    metavar="NUMBER",
    help="How many files NLM's folder lists, so that a missing last one is noticed.",
)
@_processes_option
def build(folder: Path, source: Path, files: int | None, processes: int | None) -> None:
    """Build a mirror in FOLDER from the files of a baseline (pubmed26n0001.xml.gz and so on).

    Each file is checked against its MD5 sum and applied whole or not at all. A build that was broken off,
    even by a power cut, goes on with the next file when it is started again. Two builds in one folder wait
    for nobody: the second one says so and ends. A half-built mirror answers nothing.

    \b
    Exit codes:
      0  the mirror is built
      2  usage, or a file is missing or damaged: what was applied before it stays
      3  broken off: start it again

    \b
    Examples:
      triallint mirror build ~/pubmed --from baseline --files 1334
      triallint mirror build ~/pubmed --from baseline --processes 8
    """
    from ..mirror.building import build as build_
    from ..mirror.progress import Building

    _require_packages()
    shown = Building()
    try:
        known = build_(folder, source, files=files or 0, processes=processes or _cores(), progress=shown.take)
    except KeyboardInterrupt:
        _broken_off()
    _say(known)


@mirror.command(cls=Command)
@click.argument("folder", type=_HERE)
@_from_option
@_processes_option
def update(folder: Path, source: Path, processes: int | None) -> None:
    """Apply the update files that the mirror in FOLDER has not seen yet, in the order of their numbers.

    A later word on a record replaces an earlier one, and deletions are carried out. Where a number is
    missing, the files before it are applied and the others wait. Others may read the mirror meanwhile.

    \b
    Exit codes:
      0  the mirror has seen every file
      2  usage, or a file is missing or damaged: what was applied before it stays
      3  broken off: start it again

    \b
    Examples:
      triallint mirror update ~/pubmed --from updates
    """
    from ..mirror.building import update as update_
    from ..mirror.progress import Building

    _require_packages()
    shown = Building()
    try:
        known = update_(folder, source, processes=processes or _cores(), progress=shown.take)
    except KeyboardInterrupt:
        _broken_off()
    _say(known)


@mirror.command(cls=Command)
@click.argument("folder", type=_HERE)
@click.option(
    "--check", is_flag=True, help="Read the whole file and every record: minutes, for all of PubMed."
)
def info(folder: Path, check: bool) -> None:
    """Say what the mirror in FOLDER holds, up to which file, and what can be told from it.

    \b
    Exit codes:
      0  the mirror is whole: it can also tell that there is no such record
      2  there is no mirror, or it is damaged
      3  it is half-built, or nobody said whether it is whole

    \b
    Examples:
      triallint mirror info ~/pubmed
      triallint mirror info ~/pubmed --check
    """
    from ..mirror.layout import about, opened, path_in

    _require_packages()
    with opened(folder) as connection:
        known = about(folder, connection)
    _say(known)
    click.echo(f"  {path_in(folder).stat().st_size / 1e6:,.1f} MB")
    if check:
        from ..mirror.checking import checked

        click.echo(f"  every record can be read: {checked(folder):,} of them")
    sys.exit(3 if known.doubt else 0)


@mirror.command(cls=Command)
@click.argument("folder", type=_HERE)
@click.argument("table", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--reports",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The table of the reports that the citations belong to.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    required=True,
    help="Where the findings go, as JSON Lines.",
)
@options_of_choice
@_processes_option
@options_of_engine
def check(
    folder: Path,
    table: Path,
    reports: Path | None,
    output: Path,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: Path | None,
    processes: int | None,
    engine: str,
    master: str | None,
    conf: tuple[str, ...],
) -> None:
    """Check a TABLE of citations of any length (CSV or TSV in UTF-8) against the mirror in FOLDER.

    `triallint check` holds a whole dataset in memory; this command reads the table part by part, so that a
    million citations take no more memory than ten thousand. The checks of identifiers, citations and status
    are asked, and give what `check` gives, but for what compares rows that stand far apart: one identifier
    on two works is only seen within a part of some 2,000 rows. Reports that no citation belongs to are left
    out. Each line of the output is a finding, a citation that is unverified, or (the last) the summary.

    \b
    Exit codes:
      0  nothing is an error
      1  a finding is an error
      2  usage, or the table cannot be read
      3  a check crashed, or it was broken off: no output was written then

    \b
    Examples:
      triallint mirror check ~/pubmed citations.csv -o found.jsonl
      triallint mirror check ~/pubmed citations.csv --reports reports.csv -o found.jsonl --select status
      triallint mirror check /mnt/pubmed citations.csv -o found.jsonl --engine spark --master yarn
    """
    from functools import partial

    from ..mirror.many import check_many
    from ..mirror.progress import Counting
    from ..model import Severity

    settings = _settings(folder, table, select, ignore, config)
    shown = Counting()
    ask = partial(check_many, processes=processes or _cores(), progress=shown.take)
    try:
        with spark_of(engine, master, conf) as spark:
            carried = None if spark is None else _on(spark)
            found = ask(table, reports, settings, output, carried=carried)
    except KeyboardInterrupt:
        click.echo("\nbroken off: nothing was written", err=True)
        sys.exit(3)
    shown.end()
    _say_outcome(found, output)
    sys.exit(3 if found.crashes else int(found.severities[Severity.error] > 0))


def _on(spark: "SparkSession") -> "Carried":
    """What checks the parts on a cluster."""
    from functools import partial

    from ..engines.citing import judged_on_spark

    return partial(judged_on_spark, spark)


def _settings(
    folder: Path, table: Path, select: tuple[str, ...], ignore: tuple[str, ...], config: Path | None
) -> Config:
    """Which checks are asked against which mirror; one that is none is said once, not of every citation."""
    from dataclasses import replace

    from ..mirror.layout import opened

    _require_packages()
    with opened(folder):
        settings = answered_by(load(config or find(table)), "mirror", folder)
    return replace(settings, select=select or settings.select, ignore=ignore or settings.ignore)


def _say_outcome(found: "Outcome", output: Path) -> None:
    from ..render.answers import in_words

    said = ", ".join(
        f"{count:,} {one.name}s" for one, count in sorted(found.severities.items(), reverse=True)
    )
    click.echo(
        f"{output}: {found.rows:,} citations: {said or 'no findings'}; {found.unverified:,} unverified"
    )
    for used in found.answers:
        click.echo(f"  answers: {in_words(used)}")
    for name, count in found.crashes.most_common(5):
        click.echo(f"  crashed {count:,} times, by a fault of ours: {name}", err=True)


def _say(known: "About") -> None:
    click.echo(f"{known.folder}: {known.records:,} records")
    if known.applied:
        click.echo(f"  files 1 to {known.applied:,}, the last {known.last}")
        click.echo(f"  its records were last revised on {known.newest}")
    if known.invented:
        click.echo("  its files say that they were made up: nothing in it is PubMed's")
    click.echo(f"  {known.doubt or 'whole: it can also tell that there is no such record'}")


def _broken_off() -> NoReturn:
    click.echo("\nbroken off: what was applied stays; start it again for the rest", err=True)
    sys.exit(3)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _require_packages() -> None:
    from ..mirror.packing import MissingPackage, require_packages

    try:
        require_packages()
    except MissingPackage as error:
        raise UsageError(str(error)) from None

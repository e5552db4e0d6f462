"""The command that shows which identifiers stand in a text, and how they were read."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from ..config import UsageError
from .base import Command

if TYPE_CHECKING:
    from ..identifiers import Identifier, Reading

_COLUMNS = ("doi", "pmid", "pmcid", "registry_ids")


@click.command("id", cls=Command)
@click.argument("texts", nargs=-1, metavar="TEXT...")
@click.option(
    "--column",
    type=click.Choice(_COLUMNS),
    help="Read each text as a whole cell of this column.",
)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--verbose", "-v", is_flag=True, help="Show the ladder: every reading that was possible.")
def identify(texts: tuple[str, ...], column: str | None, form: str, verbose: bool) -> None:
    """Show the DOIs, PMIDs, PMCIDs and trial registry numbers in TEXT, and how each was read.

    `-` reads standard input, one text per line. Exit code 1 if some text has no identifier.

    \b
    Examples:
      triallint id 'https://doi.org/10.1016/S0140-6736(10)62002-8.'
      triallint id -v '(see 10.1000/xyz123), PMID: 27133167; NCT 01208194'
      triallint id --column pmcid 3531190
      triallint id --format json - < citations.txt
    """
    if not texts:
        raise UsageError("no text given; write it in quotes, or `-` to read standard input")
    readings = [_read(text, column) for text in _lines(texts)]
    if form == "json":
        document = {"version": 1, "texts": [_as_json(reading) for reading in readings]}
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        click.echo("\n\n".join("\n".join(_as_text(reading, column, verbose)) for reading in readings))
    if not all(reading.found for reading in readings):
        raise SystemExit(1)


def _lines(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        if text == "-":
            yield from (line.rstrip("\r\n") for line in sys.stdin if line.strip())
        else:
            yield text


def _read(text: str, column: str | None) -> "Reading":
    from .. import identifiers

    readers: dict[str, Callable[[str], Reading]] = {
        "doi": identifiers.read_doi,
        "pmid": identifiers.read_pmid,
        "pmcid": identifiers.read_pmcid,
        "registry_ids": identifiers.read_registry_numbers,
    }
    return readers[column](text) if column else identifiers.read(text)


def _as_json(reading: "Reading") -> dict[str, Any]:
    return {
        "text": reading.text,
        "verdict": reading.verdict,
        "identifiers": [
            {
                "kind": one.kind,
                "canonical": one.canonical,
                "key": one.key,
                "version": one.version,
                "certain": one.is_certain,
                "text": one.text,
                "start": one.span.start,
                "end": one.span.end,
                "notes": [{"what": n.what, "grade": n.grade.name, "words": n.words} for n in one.notes],
                "ladder": list(one.ladder),
            }
            for one in reading.found
        ],
        "residue": list(reading.residue),
        "seen": reading.seen,
    }


_NOTHING = {
    "blank": "blank",
    "placeholder": "a placeholder: it stands for no identifier",
    "rounded": "a number that a spreadsheet has rounded: its digits are lost",
}


def _nothing(reading: "Reading", column: str | None) -> str:
    """Why a text holds no identifier that was looked for."""
    from ..identifiers import BARE_NUMBER

    if said := _NOTHING.get(reading.verdict):
        return said
    if reading.verdict == "other" and column:
        return f"{reading.seen}, in the wrong column"
    if reading.seen == BARE_NUMBER:
        return f"{reading.seen} (`--column pmid` reads it as a PMID)"
    return reading.seen or "no identifier"


def _as_text(reading: "Reading", column: str | None, verbose: bool) -> Iterator[str]:
    from ..render.characters import visible

    yield visible(reading.text)
    for one in reading.found:
        yield from (f"  {visible(line)}" for line in _described(one, verbose))
    if not reading.found:
        yield f"  {visible(_nothing(reading, column))}"
    elif reading.residue:
        yield f"  beside: {visible(', '.join(reading.residue))}"


def _described(one: "Identifier", verbose: bool) -> Iterator[str]:
    """An identifier in lines: what it is, why it was read so, and with `verbose` the ladder."""
    from ..identifiers import KINDS, Grade

    version = f" (version {one.version})" if one.version and one.kind in ("pmid", "pmcid") else ""
    doubt = "" if one.is_certain else " (a guess)" if one.canonical else "no number of its registry"
    yield f"{KINDS[one.kind]}  {one.canonical}{version}{doubt}"
    for note in one.notes:
        yield f"  {note.words}"
    broken = one.grade is Grade.broken
    for rung in one.ladder if verbose or broken else ():
        chosen = "  <- chosen" if rung == one.canonical else ""
        yield f"  {'may be' if broken else 'rung'}  {rung}{chosen}"

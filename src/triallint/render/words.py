"""Places, counts and severities in words, as every format for people says them."""

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath

from ..model import Finding, Place, Point, Run, Severity, column_letters
from .characters import shown, visible

#: Longest text of a cell that is quoted in a sentence, in columns.
QUOTED = 60


def counted(number: int, thing: str) -> str:
    """ "1 row", "2 rows", "1,204 rows"."""
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def place_in_words(place: Place) -> str:
    """`seeds/estimates.csv:12 (column ci_lower)`, or `arms.xlsx, arms!C7 (column n)` in a workbook.

    In a document it is the line and the character: `report.txt:8:412 (percent)`.
    """
    where = visible(place.file)
    if place.sheet is not None:
        where += f", {visible(place.sheet)}{_cell(place)}"
    elif place.row is not None:
        where += f":{place.row}"
    if place.in_text and place.column is not None:
        return f"{where}:{place.column} ({visible(place.name) or 'text'})"
    name = visible(place.name) or (str(place.column) if place.column is not None else "")
    return f"{where} (column {name})" if name else where


def _cell(place: Place) -> str:
    if place.row is None:
        return ""
    return f"!{column_letters(place.column)}{place.row}" if place.column else f" row {place.row}"


def span_in_words(place: Place) -> str:
    """`characters 120 to 124 of 000.txt`, half-open as in the tables; nothing where no span is known."""
    if place.span is None:
        return ""
    document = f" of {visible(place.document)}" if place.document else " of its document"
    return f"characters {place.span.start} to {place.span.end}{document}"


def label(point: Point) -> str:
    """Words for a point's part that its column does not say already; nothing where there are none."""
    words = visible(point.words)
    return "" if words in (point.place.name, point.place.name.replace("_", " ")) else words


def point_in_words(point: Point) -> str:
    """A point on one line: its place, the text there, and its part."""
    place, words = point.place, label(point)
    blank = " (blank)" if place.row is not None else ""
    text = f" “{shown(point.text, QUOTED)}”" if point.text else blank
    return place_in_words(place) + text + (f": {words}" if words else "")


def severities(findings: Iterable[Finding]) -> str:
    """ "1 error, 2 warnings, 3 infos"; those of which there are none are left out."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(counted(counts[one], one.name) for one in sorted(Severity, reverse=True) if counts[one])


def checks_of(run: Run) -> list[str]:
    """Every check (or condition) that was asked or that said something, each once."""
    names = list(run.checked.tallies)
    names += [finding.check for finding in (*run.findings, *run.accepted)]
    names += [skip.check for skip in run.skips]
    names += [crash.check for crash in run.crashes]
    return list(dict.fromkeys(names))


def relative(file: str, root: str) -> str:
    """A path as the machine-readable formats give it: below `root` relative, with forward slashes."""
    path = PurePath(file)
    if root and path.is_absolute() and path.is_relative_to(root):
        path = path.relative_to(root)
    return path.as_posix()

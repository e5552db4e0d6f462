"""CSV for a spreadsheet: one row a finding, and one for each skip, crash, source and unverified row.

Which of them a row is, `kind` says.

The file begins with a byte order mark, because Excel otherwise reads UTF-8 as a code page and spoils
every letter beyond ASCII; programs are better served by the JSON. Each record is one line: control
characters are written as escapes. A cell that a spreadsheet would take for a formula gets a leading
apostrophe, negative numbers included.
"""

import csv
import io
import re
from collections.abc import Iterator

from ..model import Crash, Finding, Place, Run, Skip, Unverified
from .answers import in_words, list_in_words
from .characters import shown
from .context import Context
from .words import place_in_words, point_in_words, relative

#: The columns, in order. New ones are only ever added at the end.
COLUMNS = (
    "kind",  # finding, accepted, skip, crash, answers, unverified, list
    "severity",  # error, warning, info; blank for a skip or a crash
    "check",
    "report",  # the report_id it is about; blank for the dataset as a whole
    "place",  # in words: estimates.csv:12 (column ci_lower)
    "file",
    "sheet",
    "row",  # 1-based line, or row of the sheet
    "column",  # 1-based position of the column
    "name",  # the column's name
    "text",  # what the cell prints
    "message",
    "reading",  # a benign reading that fits
    "remedy",
    "certainty",  # stated, inferred, assumed
    "basis",  # conventions and assumptions it rests on
    "margin",
    "changes_conclusion",  # yes or no
    "also",  # the other places, one after another
    "fix",
    "count",  # how often a skip happened
    "fingerprint",
)

#: Excel cuts a cell at 32,767 characters and spills the rest into the row below.
LONGEST = 32_000

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")

# Where the list separator is a semicolon, Excel begins a new cell after one.
_AFTER_SEMICOLON = re.compile(r"(;[\s\"]*)(?=[=+\-@＝＋－＠])")


def render(run: Run, *, context: Context) -> str:
    """The run as CSV with a byte order mark and LF line ends; the header is `COLUMNS`."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for row in _rows(run, context):
        writer.writerow({name: inert(value) for name, value in row.items()})
    return "\ufeff" + text.getvalue()


def _rows(run: Run, context: Context) -> Iterator[dict[str, str]]:
    for finding in run.findings:
        yield {"kind": "finding", **_finding(finding, context)}
    for crash in run.crashes:
        yield {"kind": "crash", **_crash(crash, context)}
    for finding in run.accepted:
        yield {"kind": "accepted", **_finding(finding, context)}
    for skip in run.skips:
        yield {"kind": "skip", **_skip(skip)}
    for used in run.checked.answers:
        yield {"kind": "answers", "message": in_words(used)}
    for one in run.checked.unverified:
        yield {"kind": "unverified", **_unverified(one, context)}
    for used_list in run.checked.lists:
        yield {"kind": "list", "message": list_in_words(used_list)}


def _finding(finding: Finding, context: Context) -> dict[str, str]:
    first, *others = finding.points
    return {
        "severity": finding.severity.name,
        "check": finding.check,
        "report": finding.subject,
        **_place(first.place, context),
        "text": first.text,
        "message": finding.message,
        "reading": finding.reading or "",
        "remedy": finding.remedy or "",
        "certainty": finding.certainty,
        "basis": "; ".join(finding.basis),
        "margin": finding.margin or "",
        "changes_conclusion": "yes" if finding.changes_conclusion else "no",
        "also": "; ".join(point_in_words(point) for point in others),
        "fix": finding.fix.title if finding.fix else "",
        "fingerprint": finding.fingerprint,
    }


def _crash(crash: Crash, context: Context) -> dict[str, str]:
    where = _place(crash.place, context) if crash.place else {}
    return {"check": crash.check, **where, "message": crash.error}


def _skip(skip: Skip) -> dict[str, str]:
    return {"check": skip.check, "message": skip.reason, "count": str(skip.count)}


def _unverified(one: Unverified, context: Context) -> dict[str, str]:
    return {
        "report": one.subject,
        **_place(one.place, context),
        "text": one.what,
        "message": one.reason,
    }


def _place(place: Place, context: Context) -> dict[str, str]:
    return {
        "place": place_in_words(place),
        "file": relative(place.file, context.root),
        "sheet": place.sheet or "",
        "row": str(place.row or ""),
        "column": str(place.column or ""),
        "name": place.name,
    }


def inert(value: str) -> str:
    """A cell that is text on a screen and text in a spreadsheet, whatever the data says."""
    if value.startswith(("\t", "\r")) or value.lstrip().startswith(_FORMULA):
        value = f"'{value}"
    return _AFTER_SEMICOLON.sub(r"\1'", shown(value, LONGEST))

"""JSON, version 1 of the contract: fields are only ever added, and `triallint-v1.schema.json` types them."""

from dataclasses import asdict
from typing import Any

from ..model import Checked, Crash, Finding, Fix, ListUsed, Place, Point, Run, Unverified
from .answers import as_data
from .context import Context
from .dump import dumped


def render(run: Run, *, context: Context) -> str:
    """The run as JSON v1. Nothing is left out or shortened; absolute paths stay as they were named."""
    return dumped(
        {
            "version": 1,
            "tool": {"name": "triallint", "version": context.version},
            "findings": [finding_data(finding) for finding in run.findings],
            "skips": [{**asdict(skip), "moot": skip.is_moot} for skip in run.skips],
            "crashes": [_crash(crash) for crash in run.crashes],
            "accepted": [finding_data(finding) for finding in run.accepted],
            "checked": _checked(run.checked),
        }
    )


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding, as the contract has it."""
    return {
        "check": finding.check,
        "severity": finding.severity.name,
        "certainty": finding.certainty,
        "message": finding.message,
        "places": [_point(point) for point in finding.points],
        "reading": finding.reading,
        "fix": _fix(finding.fix) if finding.fix else None,
        "fingerprint": finding.fingerprint,
        "remedy": finding.remedy,
        "basis": list(finding.basis),
        "margin": finding.margin,
        "changes_conclusion": finding.changes_conclusion,
        "subject": finding.subject,
    }


def _point(point: Point) -> dict[str, Any]:
    """A point, with the fields of the first contract first."""
    place, span = point.place, point.place.span
    return {
        "file": place.file,
        "row": place.row,
        "column": place.column,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "text": point.text,
        "words": point.words,
        "name": place.name or None,
        "sheet": place.sheet,
        "document": place.document,
        "part": {"start": point.part.start, "end": point.part.end} if point.part else None,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [{**_place(edit.place), "old": edit.old, "new": edit.new} for edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}


def _place(place: Place) -> dict[str, Any]:
    return {
        "file": place.file,
        "row": place.row,
        "column": place.column,
        "name": place.name or None,
        "sheet": place.sheet,
    }


def _crash(crash: Crash) -> dict[str, Any]:
    return {
        "check": crash.check,
        "place": _place(crash.place) if crash.place else None,
        "error": crash.error,
    }


def _checked(checked: Checked) -> dict[str, Any]:
    return {
        "files": list(checked.files),
        "rows": dict(checked.rows),
        "untouched": dict(checked.untouched),
        "checks": {name: asdict(tally) for name, tally in checked.tallies.items()},
        "answers": [as_data(used) for used in checked.answers],
        "untouched_rows": [_place(place) for place in checked.untouched_rows],
        "unverified": [unverified_data(one) for one in checked.unverified],
        "lists": [_list(one) for one in checked.lists],
    }


def unverified_data(one: Unverified) -> dict[str, Any]:
    """One publication that nothing is known of, as the contract has it."""
    return {"place": _place(one.place), "subject": one.subject, "what": one.what, "reason": one.reason}


def _list(one: ListUsed) -> dict[str, Any]:
    return {**one._asdict(), "newest": one.newest.isoformat() if one.newest else None}

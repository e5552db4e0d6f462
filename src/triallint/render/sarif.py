"""SARIF 2.1.0, for code scanning and for viewers of static analysis results.

A place in a table is a line and a column of cells, and SARIF's columns count characters: regions
therefore give the line alone, and the cell stands in the logical location. For the same reason a fix
is described in the result's properties: as a SARIF fix it would replace the whole line.
"""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from ..model import Crash, Finding, Place, Point, Run, Severity, Skip, column_letters
from .answers import as_data
from .characters import shown, visible
from .context import Context
from .dump import dumped
from .words import checks_of, counted, point_in_words, relative

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

#: The folder that relative addresses start from; its own address is left out, so that a run gives the
#: same file on every machine.
BASE = "%SRCROOT%"

_LEVELS = {Severity.error: "error", Severity.warning: "warning", Severity.info: "note"}

Object = dict[str, Any]


def render(run: Run, *, context: Context) -> str:
    """The run as one SARIF log of one run. Accepted findings are suppressed results."""
    names = checks_of(run)
    rules = {name: index for index, name in enumerate(names)}
    results = [_result(finding, rules, context, accepted=False) for finding in run.findings]
    results += [_result(finding, rules, context, accepted=True) for finding in run.accepted]
    document = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "triallint",
                        "version": context.version,
                        "rules": [_rule(name, context) for name in names],
                    }
                },
                "invocations": [_invocation(run, rules, context)],
                "originalUriBaseIds": {
                    BASE: {"description": {"text": "The folder that the paths were given from."}}
                },
                "artifacts": [
                    {"location": _artifact(file, context), "roles": ["analysisTarget"]}
                    for file in dict.fromkeys(run.checked.files)
                ],
                "columnKind": "unicodeCodePoints",
                "results": results,
                "properties": {
                    "rows": dict(run.checked.rows),
                    "untouched": dict(run.checked.untouched),
                    "answers": [as_data(used) for used in run.checked.answers],
                },
            }
        ],
    }
    return dumped(document)


def _rule(name: str, context: Context) -> Object:
    about = context.checks.get(name)
    title = context.title(name)
    rule: Object = {
        "id": name,
        "name": "".join(part.capitalize() for part in name.split("_")),
        "shortDescription": {"text": title},
        "fullDescription": {"text": title},
        "help": {"text": f"{title}\n\nFor the reason, the formula and examples: triallint explain {name}"},
    }
    if about and about.page:
        rule["help"]["markdown"] = about.page
    if about and about.url:
        rule["helpUri"] = about.url
    return rule


def _result(finding: Finding, rules: Mapping[str, int], context: Context, *, accepted: bool) -> Object:
    first, *others = finding.points
    result: Object = {
        "ruleId": finding.check,
        "ruleIndex": rules[finding.check],
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [_location(first, context)],
        "partialFingerprints": {"triallint/v1": finding.fingerprint},
        "suppressions": [{"kind": "external", "status": "accepted"}] if accepted else [],
        "properties": _properties(finding),
    }
    if context.since is not None:
        result["baselineState"] = context.since.get(finding.fingerprint, "new")
    related = [_location(point, context) for point in others]
    related += [
        _source(point, context) for point in finding.points if point.place.span and point.place.document
    ]
    if related:
        result["relatedLocations"] = [{"id": number, **one} for number, one in enumerate(related, start=1)]
    return result


def _message(finding: Finding) -> str:
    """The message with what a reader must know beside it: viewers show little else."""
    parts = [finding.message, finding.reading, finding.remedy]
    if finding.basis:
        parts.insert(1, f"{finding.certainty}: {'; '.join(finding.basis)}")
    if finding.changes_conclusion:
        parts.append("A conclusion may change.")
    return "\n".join(_plain(part) for part in parts if part)


def _plain(text: str) -> str:
    """Text that a viewer shows as it is: no placeholder, no link, no control character."""
    text = visible(text).replace("{", "{{").replace("}", "}}")
    return text.replace("[", "\\[") if "](" in text else text


def _properties(finding: Finding) -> Object:
    properties: Object = {
        "certainty": finding.certainty,
        "subject": finding.subject,
        "basis": list(finding.basis),
        "changes_conclusion": finding.changes_conclusion,
    }
    for name in ("reading", "remedy", "margin"):
        if getattr(finding, name):
            properties[name] = getattr(finding, name)
    spans = [list(point.place.span) if point.place.span else None for point in finding.points]
    if any(spans):
        properties["spans"] = spans
    if finding.fix:
        edits = [
            {"at": str(e.place), "column": e.place.name, "old": e.old, "new": e.new}
            for e in finding.fix.edits
        ]
        properties["fix"] = {"title": finding.fix.title, "safe": finding.fix.safe, "edits": edits}
    return properties


def _location(point: Point, context: Context) -> Object:
    physical: Object = {"artifactLocation": _artifact(point.place.file, context)}
    if point.place.row is not None and point.place.sheet is None:
        physical["region"] = {"startLine": point.place.row}
    return {
        "physicalLocation": physical,
        "logicalLocations": _logical(point.place),
        "message": {"text": _plain(point_in_words(point))},
    }


def _source(point: Point, context: Context) -> Object:
    """The characters of the document that a cell was read from."""
    place = point.place
    assert place.span is not None
    region = {"charOffset": place.span.start, "charLength": place.span.end - place.span.start}
    return {
        "physicalLocation": {"artifactLocation": _artifact(place.document or "", context), "region": region},
        "message": {"text": _plain(f"where {shown(place.name or 'the cell', 80)} was read from")},
    }


def _logical(place: Place) -> list[Object]:
    """Table, row and column of a place, each as far as the place says so."""
    path = PurePath(place.file).stem + (f"[{place.sheet}]" if place.sheet is not None else "")
    found: list[Object] = [{"name": path, "fullyQualifiedName": path, "kind": "table"}]
    column = place.name or (column_letters(place.column) if place.column else "")
    for kind, name in (("row", str(place.row) if place.row is not None else ""), ("column", column)):
        if name:
            path = f"{path}/{name}"
            found.append({"name": name, "fullyQualifiedName": path, "kind": kind})
    return found


def _artifact(file: str, context: Context) -> Object:
    """The address of a file: relative to `BASE`, or absolute where it lies elsewhere."""
    path = relative(file, context.root)
    # A file's name may hold any text, half a surrogate pair included.
    address = quote(path.encode("utf-8", "surrogatepass"), safe="/")
    if PurePath(path).is_absolute():
        return {"uri": f"file://{'' if path.startswith('/') else '/'}{address}"}
    return {"uri": address, "uriBaseId": BASE}


def _invocation(run: Run, rules: Mapping[str, int], context: Context) -> Object:
    """Whether the tool did its work: skips are notes, crashes are errors and say that it did not."""
    notes = [_crash(crash, rules, context) for crash in run.crashes]
    notes += [_skip(skip, rules) for skip in run.skips]
    return {"executionSuccessful": not run.crashes, "toolExecutionNotifications": notes}


def _crash(crash: Crash, rules: Mapping[str, int], context: Context) -> Object:
    note: Object = {
        "level": "error",
        "message": {"text": _plain(f"{crash.check} crashed: {crash.error}")},
        "associatedRule": {"id": crash.check, "index": rules[crash.check]},
        "descriptor": {"id": "crash"},
    }
    if crash.place:
        note["locations"] = [_location(Point(crash.place, "", ""), context)]
    return note


def _skip(skip: Skip, rules: Mapping[str, int]) -> Object:
    return {
        "level": "note",
        "message": {
            "text": _plain(f"{skip.check} could not look, {counted(skip.count, 'time')}: {skip.reason}")
        },
        "associatedRule": {"id": skip.check, "index": rules[skip.check]},
        "descriptor": {"id": "skip"},
        "properties": {"reason": skip.reason, "count": skip.count},
    }

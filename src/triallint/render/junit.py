"""JUnit XML, as Jenkins, GitLab and most CI systems read it: one suite a check.

Every finding is a case of its own: errors and warnings fail, infos pass and say why in `system-out`.
What was looked at and in order is one passing case with the count; what could not be looked at is
skipped with its reason; a crash is an error. A check that found no row to look at is skipped too: it
has not passed.
"""

from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree as ET

from ..model import Checked, Crash, Finding, Run, Severity, Tally
from .answers import in_words, whose
from .characters import clipped, shown, visible
from .context import Context
from .words import checks_of, counted, place_in_words, point_in_words

_LONGEST = 2000  # columns of a line


def render(run: Run, *, context: Context) -> str:
    """The run as JUnit XML. Control characters, which XML cannot hold, are written as escapes."""
    root = ET.Element("testsuites", name="triallint")
    for name, cases in _cases(run).items():
        _suite(root, name, context.title(name), cases)
    _suite(root, "rows", "Every row is looked at by some check.", list(_rows(run.checked)))
    if run.checked.answers:
        _suite(
            root, "answers", "Citations are compared with what was answered about them.", list(_answers(run))
        )
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, name: str, holds: str, cases: Sequence[ET.Element]) -> None:
    suite = ET.SubElement(root, "testsuite", name=visible(name))
    properties = ET.SubElement(suite, "properties")
    ET.SubElement(properties, "property", name="holds", value=visible(holds))
    suite.extend(cases)
    suite.set("tests", str(len(cases)))
    for attribute, outcome in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(attribute, str(sum(case.find(outcome) is not None for case in cases)))


def _cases(run: Run) -> dict[str, list[ET.Element]]:
    """The cases of each check, worst first."""
    cases: dict[str, list[ET.Element]] = {name: [] for name in checks_of(run)}
    for crash in run.crashes:
        cases[crash.check].append(_crash(crash))
    for finding in run.findings:
        cases[finding.check].append(_finding(finding))
    for finding in run.accepted:
        said = f"accepted: {finding.message}"
        cases[finding.check].append(_skipped(finding.check, _title(finding), "accepted", said))
    for skip in run.skips:
        said = f"could not look, {counted(skip.count, 'time')}: {skip.reason}"
        cases[skip.check].append(_skipped(skip.check, f"skipped: {skip.reason}", "skip", said))
    for name, tally in run.checked.tallies.items():
        cases[name] += _tally(name, tally)
    return cases


def _case(check: str, name: str) -> ET.Element:
    return ET.Element("testcase", classname=f"triallint.{visible(check)}", name=_line(name))


def _skipped(check: str, name: str, kind: str, said: str) -> ET.Element:
    case = _case(check, name)
    ET.SubElement(case, "skipped", type=kind, message=_line(said))
    return case


def _title(finding: Finding) -> str:
    """A name that stays the same from run to run while the finding does, so far as its place does."""
    return f"{clipped(place_in_words(finding.place), _LONGEST // 2)} [{finding.fingerprint}]"


def _crash(crash: Crash) -> ET.Element:
    case = _case(crash.check, f"crashed at {place_in_words(crash.place)}" if crash.place else "crashed")
    ET.SubElement(case, "error", type="crash", message=_line(crash.error))
    return case


def _finding(finding: Finding) -> ET.Element:
    case = _case(finding.check, _title(finding))
    if finding.severity > Severity.info:
        said = ET.SubElement(case, "failure", type=finding.severity.name, message=_line(finding.message))
    else:
        said = ET.SubElement(case, "system-out")
    said.text = "\n".join(_line(line) for line in _details(finding))
    return case


def _details(finding: Finding) -> Iterator[str]:
    yield f"{finding.severity.name}: {finding.message}"
    if finding.subject:
        yield f"report: {finding.subject}"
    yield from (f"at: {point_in_words(point)}" for point in finding.points)
    facts: Mapping[str, str | None] = {
        "reading": finding.reading,
        finding.certainty: "; ".join(finding.basis),
        "margin": finding.margin,
        "remedy": finding.remedy,
        "fix": finding.fix.title if finding.fix else None,
    }
    yield from (f"{label}: {text}" for label, text in facts.items() if text)
    if finding.changes_conclusion:
        yield "A conclusion may change."


def _tally(name: str, tally: Tally) -> Iterator[ET.Element]:
    if tally.passed:
        case = _case(name, "looked at and in order")
        rounded = f", {tally.passed_by_rounding:,} of them only because figures are rounded"
        ET.SubElement(case, "system-out").text = counted(tally.passed, "row") + (
            rounded if tally.passed_by_rounding else ""
        )
        yield case
    elif not (tally.applicable or tally.crashed):
        yield _skipped(name, "nothing to look at", "idle", "no row that this check is about")


def _answers(run: Run) -> Iterator[ET.Element]:
    """One case for each source of answers about citations: a reader must see who it was."""
    for used in run.checked.answers:
        case = _case("answers", whose(used))
        ET.SubElement(case, "system-out").text = in_words(used)
        yield case


def _rows(checked: Checked) -> Iterator[ET.Element]:
    """One case a table: that no check looked at a row must not look like a pass."""
    for table, count in checked.rows.items():
        untouched = checked.untouched.get(table, 0)
        if untouched:
            said = f"no check looked at {untouched:,} of {counted(count, 'row')}"
            yield _skipped("rows", table, "unchecked", said)
        elif count:
            case = _case("rows", table)
            ET.SubElement(case, "system-out").text = counted(count, "row")
            yield case
    if not any(checked.rows.values()):
        yield _skipped("rows", "tables", "unchecked", "nothing was checked")


def _line(text: str) -> str:
    return shown(text, _LONGEST)

"""JUnit XML: well-formed, of the structure that CI systems read, and a skip is never a pass."""

from xml.etree import ElementTree as ET

import pytest

from triallint.model import Checked, Run, Tally
from triallint.render import Context, render

from .example import CONTEXT, RUN
from .hostile import TEXTS, run_of

#: Element -> (attributes it must have, attributes it may have, children it may have): the part of
#: the schema of Jenkins' xUnit plugin (junit-10) that is used here.
STRUCTURE = {
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors"},
        {"skipped", "time", "timestamp", "hostname", "id", "package", "file"},
        {"properties", "testcase", "system-out", "system-err"},
    ),
    "properties": (set(), set(), {"property"}),
    "property": ({"name", "value"}, set(), set()),
    "testcase": (
        {"name"},
        {"classname", "time", "group"},
        {"skipped", "error", "failure", "system-out", "system-err"},
    ),
    "skipped": (set(), {"type", "message"}, set()),
    "error": (set(), {"type", "message"}, set()),
    "failure": (set(), {"type", "message"}, set()),
    "system-out": (set(), set(), set()),
}


def suites(run: Run, context: Context = CONTEXT) -> dict[str, ET.Element]:
    return {suite.get("name", ""): suite for suite in ET.fromstring(render(run, "junit", context=context))}


def outcomes(suite: ET.Element) -> list[tuple[str, str]]:
    """Each case's name without fingerprint, and what became of it."""
    cases = suite.findall("testcase")
    return [
        (case.get("name", "").partition(" [")[0], case[0].tag if len(case) else "passed") for case in cases
    ]


def assert_structure(root: ET.Element) -> None:
    assert root.tag == "testsuites"
    for element in root.iter():
        required, allowed, children = STRUCTURE[element.tag]
        assert required <= set(element.attrib) <= required | allowed
        assert {child.tag for child in element} <= children
        if children:
            assert not (element.text or "").strip()
    counts = dict.fromkeys(("tests", "failures", "errors"), 0)
    for suite in root:
        cases = suite.findall("testcase")
        assert suite.get("tests") == str(len(cases))
        for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert suite.get(attribute) == str(sum(case.find(tag) is not None for case in cases))
        for name in counts:
            counts[name] += int(suite.get(name, ""))
    assert {name: root.get(name) for name in counts} == {name: str(count) for name, count in counts.items()}


def test_the_example_has_the_structure() -> None:
    assert_structure(ET.fromstring(render(RUN, "junit", context=CONTEXT)))
    assert_structure(ET.fromstring(render(Run(), "junit", context=Context("0.1.0"))))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_is_well_formed_xml(text: str) -> None:
    run, context = run_of(text)
    assert_structure(ET.fromstring(render(run, "junit", context=context).encode()))


def test_a_suite_is_a_check_and_a_case_a_finding() -> None:
    found = suites(RUN)
    assert outcomes(found["limits_are_in_order"]) == [
        ("seeds/estimates.csv:12 (column ci_lower)", "failure"),
        ("seeds/estimates.csv:20 (column ci_lower)", "skipped"),
        ("looked at and in order", "system-out"),
    ]
    assert outcomes(found["p_value_agrees_with_interval"]) == [
        ("seeds/estimates.csv:13 (column p_value)", "system-out"),
        ("skipped: ci upper is not reported", "skipped"),
        ("skipped: p value is blank", "skipped"),
        ("looked at and in order", "system-out"),
    ]
    assert outcomes(found["percent_agrees_with_count"]) == [
        ("crashed at seeds/estimates.csv:12 (column row_id)", "error")
    ]
    assert outcomes(found["at_risk_falls"]) == [("nothing to look at", "skipped")]
    assert outcomes(found["file_is_a_known_table"]) == [("seeds/notes.csv", "failure")]
    failure = found["arm_counts_sum_to_total"].find("testcase/failure")
    assert failure is not None
    assert failure.get("type") == "warning"
    assert "seeds/arms.csv:3 (column n) “118”: and this one" in (failure.text or "")


def test_rows_that_no_check_looked_at_are_skipped_and_not_passed() -> None:
    assert outcomes(suites(RUN)["rows"]) == [
        ("reports", "skipped"),
        ("arms", "system-out"),
        ("flow", "system-out"),
        ("estimates", "skipped"),
    ]
    assert outcomes(suites(Run())["rows"]) == [("tables", "skipped")]


def test_a_check_that_could_not_look_has_no_passing_case() -> None:
    run = Run(checked=Checked((), {"arms": 2}, {"x": Tally(applicable=2, skipped=2)}, {"arms": 2}))
    assert outcomes(suites(run)["x"]) == []
    assert outcomes(suites(run)["rows"]) == [("arms", "skipped")]

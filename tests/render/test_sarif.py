"""SARIF validates against the official schema, and its references hold together."""

import hashlib
import json
import re
from dataclasses import replace
from functools import cache
from importlib.metadata import distribution
from typing import Any

import pytest
from jsonschema import Draft4Validator  # type: ignore[import-untyped]

from triallint.model import Finding, Place, Point, Run, Severity, Span
from triallint.render import Context, render

from .example import CONTEXT, RUN
from .hostile import TEXTS, run_of

#: SHA-256 of sarif-schema-2.1.0.json as OASIS publishes it (errata 01).
OFFICIAL = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"


@cache
def validator() -> Draft4Validator:
    """The official schema, from a package of the test group that ships it; none of its code is run."""
    schema = distribution("linceo").locate_file("linceo/data/sarif-schema-2.1.0.json").read_bytes()  # type: ignore[attr-defined]
    assert hashlib.sha256(schema).hexdigest() == OFFICIAL
    return Draft4Validator(json.loads(schema))


def log_of(run: Run, context: Context = CONTEXT) -> Any:
    return json.loads(render(run, "sarif", context=context))["runs"][0]


def result_of(place: Place, *, root: str = "", text: str = "1.03", message: str = "a message") -> Any:
    finding = Finding("some_check", Severity.error, message, (Point(place, text, "the cell"),))
    return log_of(Run(findings=(finding,)), Context("0.1.0", root=root))["results"][0]


def uri_of(file: str, root: str = "") -> dict[str, str]:
    location = result_of(Place(file), root=root)["locations"][0]["physicalLocation"]["artifactLocation"]
    assert isinstance(location, dict)
    return location


def test_the_example_is_valid() -> None:
    validator().validate(json.loads(render(RUN, "sarif", context=CONTEXT)))
    validator().validate(json.loads(render(Run(), "sarif", context=Context("0.1.0"))))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_is_valid(text: str) -> None:
    run, context = run_of(text)
    validator().validate(json.loads(render(run, "sarif", context=context)))
    for uri in re.findall(r'"uri": "(.*)"', render(run, "sarif", context=context)):
        assert re.fullmatch(r"(file:///)?([A-Za-z0-9._~/:-]|%[0-9A-F]{2})*", uri), uri


def test_a_broken_log_is_not_valid() -> None:
    log = json.loads(render(RUN, "sarif", context=CONTEXT))
    log["runs"][0]["results"][0]["level"] = "info"
    assert not validator().is_valid(log)


def test_rules_have_help_and_results_point_at_them() -> None:
    log = log_of(RUN)
    rules = log["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert all(rule["help"]["text"] for rule in rules)
    assert [rule["helpUri"] for rule in rules if "helpUri" in rule] == [
        "https://example.org/checks/arm_counts_sum_to_total"
    ]
    for result in log["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    for note in log["invocations"][0]["toolExecutionNotifications"]:
        assert rules[note["associatedRule"]["index"]]["id"] == note["associatedRule"]["id"]


def test_levels_fingerprints_and_suppressions() -> None:
    results = log_of(RUN)["results"]
    assert [result["level"] for result in results] == ["error", "error", "note", "warning", "error"]
    assert [len(result["suppressions"]) for result in results] == [0, 0, 0, 0, 1]
    given = [finding.fingerprint for finding in (*RUN.findings, *RUN.accepted)]
    assert [result["partialFingerprints"]["triallint/v1"] for result in results] == given


def test_places_are_lines_cells_and_characters_of_the_document() -> None:
    result = log_of(RUN)["results"][1]
    location = result["locations"][0]
    assert location["physicalLocation"]["region"] == {"startLine": 12}
    names = [(one["kind"], one["fullyQualifiedName"]) for one in location["logicalLocations"]]
    assert names == [
        ("table", "estimates"),
        ("row", "estimates/12"),
        ("column", "estimates/12/ci_lower"),
    ]
    upper, source = result["relatedLocations"]
    assert upper["message"]["text"] == "seeds/estimates.csv:12 (column ci_upper) “0.47”"
    assert source["physicalLocation"]["artifactLocation"]["uri"] == "000.txt"
    assert source["physicalLocation"]["region"] == {"charOffset": 812, "charLength": 4}
    assert [upper["id"], source["id"]] == [1, 2]


def test_a_workbook_has_no_lines_and_a_span_without_document_no_region() -> None:
    sheet = result_of(Place("arms.xlsx", 7, 3, "n", "arms", None, Span(1, 2)))
    assert "region" not in sheet["locations"][0]["physicalLocation"]
    assert sheet["locations"][0]["logicalLocations"][-1]["fullyQualifiedName"] == "arms[arms]/7/n"
    assert "relatedLocations" not in sheet
    assert sheet["properties"]["spans"] == [[1, 2]]


def test_addresses_are_relative_to_the_root_and_escaped() -> None:
    base = {"uriBaseId": "%SRCROOT%"}
    assert uri_of("a b/ü#?.csv") == {"uri": "a%20b/%C3%BC%23%3F.csv", **base}
    assert uri_of("/work/set/arms.csv", "/work/set") == {"uri": "arms.csv", **base}
    assert uri_of("/other/arms 2.csv", "/work/set") == {"uri": "file:///other/arms%202.csv"}
    assert uri_of("x:y.csv") == {"uri": "x%3Ay.csv", **base}
    assert "%SRCROOT%" in log_of(RUN)["originalUriBaseIds"]


def test_crashes_fail_the_invocation_and_skips_are_notes() -> None:
    invocation = log_of(RUN)["invocations"][0]
    assert invocation["executionSuccessful"] is False
    notes = invocation["toolExecutionNotifications"]
    assert [note["level"] for note in notes] == ["error", "note", "note", "note"]
    assert notes[2]["message"]["text"].endswith("could not look, 41 times: p value is blank")
    assert log_of(Run())["invocations"][0]["executionSuccessful"] is True


def test_messages_hold_no_links_and_no_placeholders_of_the_data() -> None:
    text = result_of(Place("a.csv"), message="[click](http://x) {0}")["message"]["text"]
    assert text == "\\[click](http://x) {{0}}"
    assert result_of(Place("a.csv"), message="the interval [0.4, 0.9]")["message"]["text"].endswith(
        "[0.4, 0.9]"
    )


def test_a_fix_is_described_and_never_offered_as_a_change_of_the_whole_line() -> None:
    result = log_of(RUN)["results"][1]
    assert "fixes" not in result
    assert result["properties"]["fix"]["edits"][0] == {
        "at": "seeds/estimates.csv:12:8",
        "column": "ci_lower",
        "old": "1.03",
        "new": "0.47",
    }


def test_each_result_says_how_it_stands_to_an_earlier_run_or_none_does() -> None:
    assert not any("baselineState" in one for one in log_of(RUN)["results"])
    first = RUN.findings[0].fingerprint
    since = {one.fingerprint: "unchanged" for one in RUN.findings[1:]}
    context = replace(CONTEXT, since=since)
    validator().validate(json.loads(render(RUN, "sarif", context=context)))
    states = {
        one["partialFingerprints"]["triallint/v1"]: one["baselineState"]
        for one in log_of(RUN, context)["results"]
    }
    assert states.pop(first) == "new"
    assert {states[name] for name in since} == {"unchanged"}

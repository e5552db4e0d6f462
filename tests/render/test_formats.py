"""What holds of every format: it never fails, obeys no data, and carries the same findings."""

import csv
import io
import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from triallint.model import Run
from triallint.render import FORMATS, Context, Verbosity, render

from .example import CONTEXT, RUN
from .hostile import TEXTS, run_of

#: What no output may hold: characters that a terminal obeys or that turn a line around.
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

#: fingerprint -> severity
Found = dict[str, str]


def from_json(text: str) -> tuple[Found, set[str]]:
    run = json.loads(text)
    found = {one["fingerprint"]: one["severity"] for one in run["findings"]}
    return found, {one["fingerprint"] for one in run["accepted"]}


def from_sarif(text: str) -> tuple[Found, set[str]]:
    severities = {"error": "error", "warning": "warning", "note": "info"}
    found, accepted = {}, set()
    for result in json.loads(text)["runs"][0]["results"]:
        fingerprint = result["partialFingerprints"]["triallint/v1"]
        if result["suppressions"]:
            accepted.add(fingerprint)
        else:
            found[fingerprint] = severities[result["level"]]
    return found, accepted


def from_junit(text: str) -> tuple[Found, set[str]]:
    found, accepted = {}, set()
    for case in ET.fromstring(text).iter("testcase"):
        named = re.search(r"\[([0-9a-f]{16})\]$", case.get("name", ""))
        if named is None:
            continue
        failure, skipped = case.find("failure"), case.find("skipped")
        if skipped is not None:
            accepted.add(named[1])
        else:
            found[named[1]] = "info" if failure is None else failure.get("type", "")
    return found, accepted


def from_csv(text: str) -> tuple[Found, set[str]]:
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    found = {row["fingerprint"]: row["severity"] for row in rows if row["kind"] == "finding"}
    return found, {row["fingerprint"] for row in rows if row["kind"] == "accepted"}


def from_text(text: str) -> Found:
    found, severity = {}, ""
    for line in text.splitlines():
        if said := re.match(r"(error|warning|info): ", line):
            severity = said[1]
        if named := re.fullmatch(r"  id       ([0-9a-f]{16})", line):
            found[named[1]] = severity
    return found


READERS = {"json": from_json, "sarif": from_sarif, "junit": from_junit, "csv": from_csv}
RUNS = {"example": (RUN, CONTEXT), **{name: run_of(text) for name, text in TEXTS.items()}}


@pytest.mark.parametrize(("run", "context"), RUNS.values(), ids=RUNS)
def test_all_formats_agree_on_the_findings(run: Run, context: Context) -> None:
    found = {finding.fingerprint: finding.severity.name for finding in run.findings}
    accepted = {finding.fingerprint for finding in run.accepted}
    for form, read in READERS.items():
        assert read(render(run, form, context=context)) == (found, accepted), form
    verbose = replace(context, verbosity=Verbosity.verbose)
    assert from_text(render(run, "text", context=verbose)) == found
    commands = Counter(
        re.findall(r"^::(\w+) (?!title=triallint::)", render(run, "github", context=context), re.M)
    )
    words = {"error": "error", "warning": "warning", "info": "notice"}
    expected = Counter(words[severity] for severity in found.values())
    expected["error"] += len(run.crashes)
    assert commands == expected


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("run", "context"), RUNS.values(), ids=RUNS)
def test_no_format_obeys_what_stands_in_a_cell(form: str, run: Run, context: Context) -> None:
    forms_of_text = [(verbosity, columns) for verbosity in Verbosity for columns in (0, 40, 200)]
    for verbosity, columns in forms_of_text if form == "text" else [(Verbosity.normal, 80)]:
        text = render(run, form, context=replace(context, verbosity=verbosity, width=columns))
        assert OBEYED.findall(text) == []
        assert text.endswith("\n")
        assert text.encode().decode() == text


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_run_is_never_called_clean(form: str) -> None:
    text = render(Run(), form, context=Context("0.1.0")).lower()
    assert "clean" not in text
    assert "no findings" not in text
    assert ("nothing was checked" in text) == (form in ("text", "github", "junit"))


@pytest.mark.parametrize("form", FORMATS)
def test_crashes_and_skips_are_in_every_format(form: str) -> None:
    text = render(RUN, form, context=CONTEXT)
    assert "ZeroDivisionError: division by zero" in text
    assert "p value is blank" in text


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_run_gives_the_same_text(form: str) -> None:
    assert render(RUN, form, context=CONTEXT) == render(RUN, form, context=CONTEXT)


def test_only_the_text_is_coloured() -> None:
    for form in FORMATS:
        text = render(RUN, form, context=replace(CONTEXT, colour=True))
        assert ("\x1b[" in text) == (form == "text")


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(KeyError):
        render(RUN, "yaml", context=CONTEXT)


def test_a_format_is_loaded_when_it_is_called() -> None:
    program = (
        "import sys, triallint.render as r\n"
        "names = lambda: [f for f in r.FORMATS if f'triallint.render.{f}' in sys.modules]\n"
        "assert names() == [], names()\n"
        "r.FORMATS['text'](r.import_module('triallint.model').Run(), context=r.Context('0'))\n"
        "assert names() == ['text'], names()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

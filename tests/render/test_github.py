"""GitHub workflow commands, read back as the runner reads them."""

import re

import pytest

from triallint.model import Finding, Place, Point, Run, Severity
from triallint.render import Context, render
from triallint.render.characters import visible

from .example import CONTEXT, RUN
from .hostile import TEXTS, run_of

Command = tuple[str, dict[str, str], str]


def read(line: str) -> Command:
    """One command, unescaped in the runner's order."""
    found = re.fullmatch(r"::(\w+) ((?:(?!::).)*)::(.*)", line)
    assert found, f"not a command: {line!r}"
    properties = dict(part.split("=", 1) for part in found[2].split(","))
    for name, value in properties.items():
        for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            value = value.replace(code, char)
        properties[name] = value
    message = found[3].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    return found[1], properties, message


def commands(run: Run, context: Context = CONTEXT) -> list[Command]:
    return [read(line) for line in render(run, "github", context=context).split("\n")[:-1]]


def test_the_worst_comes_first_because_few_are_shown() -> None:
    levels = [(level, properties.get("line")) for level, properties, _ in commands(RUN)]
    assert levels == [
        ("error", "12"),
        ("error", None),
        ("error", "12"),
        ("warning", "4"),
        ("notice", "13"),
        ("notice", None),
    ]


def test_a_finding_names_its_file_line_check_and_reasons() -> None:
    _, properties, message = commands(RUN)[4]
    assert properties == {
        "file": "seeds/estimates.csv",
        "line": "13",
        "title": "p_value_agrees_with_interval",
    }
    assert message.split("\n") == [
        "seeds/estimates.csv:13 (column p_value): HR 0.70 (0.47 to 1.03) gives P 0.064 to 0.085, printed .03",
        "assumed: the interval is taken as a 95 % interval",
        "read as one-sided, P is 0.032 to 0.043, which agrees",
    ]


def test_the_last_notice_says_what_was_not_looked_at() -> None:
    level, properties, message = commands(RUN)[-1]
    assert (level, properties) == ("notice", {"title": "triallint"})
    assert message.split("\n") == [
        "2 errors, 1 warning, 1 info; 1 accepted; 63 of 67 rows looked at",
        "1 check crashed: the run is not complete",
        "Accepted earlier: 1 finding",
        "Answers about citations: 1,204 found, 1 absent; recorded from NCBI, 2026-11-20 to 2026-11-21",
        "Answers about citations: 2 found, 3 unverified; recorded from the stand-in, not from NCBI, 2026-11-21",
        "Unverified: seeds/citations.csv:22 (column doi): DOI 10.1000/xyz: no recorded answer",
        "Unverified: seeds/citations.csv:23: it prints no identifier",
        "List of retractions: retractions.csv: 45,000 notices of retraction and the like, "
        "the newest of 2026-03-01; 1 of the publications here has one",
        "Skipped 41 times: p_value_agrees_with_interval: p value is blank",
        "Skipped 3 times: p_value_agrees_with_interval: ci upper is not reported",
        "Skipped 1 time: arm_counts_sum_to_total: n is blank",
    ]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_data_becomes_a_command_or_a_property(text: str) -> None:
    run, context = run_of(text)
    read_back = commands(run, context)
    assert len(read_back) == len(run.findings) + len(run.crashes) + 1
    for level, properties, message in read_back:
        assert level in ("error", "warning", "notice")
        assert set(properties) <= {"file", "line", "title"}
        assert "\r" not in message
    if len(text) < 1000:
        assert visible(f"the cell prints {text}") in read_back[2][2]


def test_separators_in_a_file_name_are_escaped() -> None:
    point = Point(Place("a,b:c%=d.csv", 3, 1, "n"), "1", "n")
    run = Run(findings=(Finding("x", Severity.error, "50% of 10: 5, printed 6", (point,)),))
    line = render(run, "github", context=CONTEXT).splitlines()[0]
    assert line.startswith("::error file=a%2Cb%3Ac%25=d.csv,line=3,title=x::")
    assert read(line)[1]["file"] == "a,b:c%=d.csv"
    assert "50%25 of 10: 5, printed 6" in line


def test_a_workbook_has_no_lines() -> None:
    point = Point(Place("arms.xlsx", 7, 3, "n", "arms"), "1", "n")
    run = Run(findings=(Finding("x", Severity.warning, "m", (point,)),))
    _, properties, message = commands(run)[0]
    assert properties == {"file": "arms.xlsx", "title": "x"}
    assert message == "arms.xlsx, arms!C7 (column n): m"

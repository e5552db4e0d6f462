"""Running checks: findings are signed, skips are counted, crashes stay where they happen."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.sample import estimates, make_check, tables
from triallint.checkfile import NOT_APPLICABLE, ROUNDED, Verdict
from triallint.exits import exit_code
from triallint.model import CannotLook, Checked, Problem, Severity, Tally
from triallint.run import run
from triallint.tables import Arm, Estimate, Report, Tables

ROWS = estimates("HR | 0.70 | 0.47 | 1.03", "HR | 0.62 | 0.39 |", "RR | 1.10 | 0.87 | 1.38")


def complain(row: Estimate) -> Iterator[Problem]:
    yield Problem(row.value, f"{row.value} is odd", also=[(row.ci_lower, "the lower limit")])


def test_a_finding_is_signed_and_traced_to_its_cells() -> None:
    result = run([make_check(complain)], ROWS)
    first = result.findings[0]
    assert (first.check, first.severity, first.certainty) == ("made_up", Severity.error, "stated")
    assert [(p.text, p.words, p.place.name) for p in first.points] == [
        ("0.70", "value", "value"),
        ("0.47", "the lower limit", "ci_lower"),
    ]
    assert first.subject == "R1"
    assert first.place.row is not None
    assert result.checked.tallies["made_up"].failed == 3


def test_a_missing_operand_is_a_skip_never_a_pass() -> None:
    def needs_upper(row: Estimate) -> Iterator[Problem]:
        if row.ci_upper.value < 0:
            yield Problem(row.value, "below zero")

    result = run([make_check(needs_upper)], ROWS)
    tally = result.checked.tallies["made_up"]
    assert (tally.applicable, tally.passed, tally.skipped) == (3, 2, 1)
    assert [(s.reason, s.count) for s in result.skips] == [("ci upper is blank", 1)]


def test_a_problem_before_the_missing_operand_is_kept() -> None:
    def half(row: Estimate) -> Iterator[Problem]:
        yield Problem(row.value, "odd")
        raise CannotLook("the rest is blank")

    result = run([make_check(half)], ROWS)
    assert len(result.findings) == 3
    assert result.checked.tallies["made_up"].skipped == 0
    assert result.skips[0].count == 3


def test_a_crash_stays_in_its_row() -> None:
    def breaks(row: Estimate) -> Iterator[Problem]:
        if row.raw("measure") == "RR":
            raise ZeroDivisionError("by design")
        yield Problem(row.value, "odd")

    result = run([make_check(breaks), make_check(complain, name="other")], ROWS)
    assert [crash.error for crash in result.crashes] == ["ZeroDivisionError: by design"]
    assert result.crashes[0].place is not None
    assert len(result.findings) == 2 + 3
    assert result.checked.tallies["made_up"].crashed == 1


def test_a_check_cannot_exceed_its_severity() -> None:
    def loud(row: Estimate) -> Iterator[Problem]:
        yield Problem(row.value, "odd", severity="error")

    result = run([make_check(loud, severity=Severity.warning)], ROWS)
    assert not result.findings
    assert "severity error" in result.crashes[0].error


def test_one_fact_is_one_finding() -> None:
    def only_first(row: Estimate) -> Iterator[Problem]:
        if row.raw("value") == "0.70":
            yield Problem(row.value, "the cause")

    cause = make_check(only_first, name="cause")
    moot = make_check(complain, name="moot", unless=("cause",))
    result = run([cause, moot], ROWS)
    assert [f.check for f in result.findings].count("moot") == 2
    assert [(s.check, s.reason, s.is_moot) for s in result.skips] == [
        ("moot", "moot: cause has a finding in this row", True)
    ]
    assert exit_code(replace(result, findings=(), checked=FILES), strict=True) == 0, (
        "nothing was left unlooked at"
    )


FILES = Checked(files=("a.csv",), tallies={"made_up": Tally(applicable=1, passed=1)})


@pytest.mark.parametrize(
    ("severity", "reading", "tally"),
    [("info", "one-sided", "explained"), ("info", None, "failed"), ("error", "one-sided", "failed")],
)
def test_explained_means_info_with_a_reading(severity: str, reading: str | None, tally: str) -> None:
    def problems(row: Estimate) -> Iterator[Problem]:
        yield Problem(row.value, "odd", severity=severity, reading=reading)  # type: ignore[arg-type]

    counted = run([make_check(problems)], ROWS).checked.tallies["made_up"]
    assert getattr(counted, tally) == 3


def test_verdicts_are_counted() -> None:
    def verdicts(row: Estimate):  # type: ignore[no-untyped-def]
        yield from ()
        return {"0.70": ROUNDED, "0.62": NOT_APPLICABLE}.get(row.raw("value"))

    tally = run([make_check(verdicts)], ROWS).checked.tallies["made_up"]
    assert (tally.applicable, tally.passed, tally.passed_by_rounding) == (2, 2, 1)


def test_rows_that_nothing_touches_are_counted_unchecked() -> None:
    both = tables("arms\nreport_id | arm_id\nR1 | A\nR1 | B\n\nreports\nreport_id\nR1\nR2")

    def looks(report: Report, joins):  # type: ignore[no-untyped-def]
        yield from ()
        return Verdict(also=joins.arms_of(report)[:1])

    result = run([make_check(looks, about=Report, wants=(Tables,))], both)
    assert result.checked.untouched["arms"] == 1
    assert result.checked.untouched["reports"] == 0
    (unseen,) = result.checked.untouched_rows
    assert unseen.row == both.rows(Arm)[1].line
    assert len(both.rows(Arm)) == 2


def test_fingerprints_survive_reordering_and_break_with_a_value() -> None:
    def prints(*rows: str) -> set[str]:
        return {f.fingerprint for f in run([make_check(complain)], estimates(*rows)).findings}

    base = prints("HR | 0.70 | 0.47 | 1.03", "RR | \u22121.10 | 0.87 | 1.38")
    assert prints("RR | -1.10 | 0.87 | 1.38", "HR | 0.70 | 0.47 | 1.03") == base
    assert len(prints("HR | 0.71 | 0.47 | 1.03", "RR | -1.10 | 0.87 | 1.38") & base) == 1


def test_repeated_rows_have_distinct_fingerprints() -> None:
    result = run([make_check(complain)], estimates("HR | 0.7 | 0.5 | 1.0", "HR | 0.7 | 0.5 | 1.0"))
    first, second = (f.fingerprint for f in result.findings)
    assert second == f"{first}-2"


def test_the_order_of_findings_is_fixed() -> None:
    checks = [make_check(complain, name="b"), make_check(complain, name="a", severity=Severity.info)]
    result = run(checks, ROWS)
    assert [f.severity.name for f in result.findings] == ["error"] * 3 + ["info"] * 3
    assert result.findings == run(checks[::-1], ROWS).findings


def test_a_predicate_that_raises_is_a_crash_in_its_row() -> None:
    def fragile(row: Estimate) -> bool:
        return bool(1 / (row.raw("measure") != "RR"))

    result = run([make_check(complain, applies=fragile), make_check(complain, name="other")], ROWS)
    assert [crash.error for crash in result.crashes] == ["ZeroDivisionError: division by zero"]
    assert len(result.findings) == 2 + 3


def test_a_predicate_that_lacks_an_operand_is_a_skip() -> None:
    result = run([make_check(complain, applies=lambda row: row.ci_upper.value > 0)], ROWS)
    assert [(s.reason, s.count) for s in result.skips] == [("ci upper is blank", 1)]
    assert result.checked.tallies["made_up"].skipped == 1


def test_the_first_of_two_files_comes_first() -> None:
    parts = [estimates("HR | 0.70 | 0.47 | 1.03"), estimates("HR | 0.80 | 0.47 | 1.03")]
    grids = [next(iter(part.rows(Estimate))).grid for part in parts]
    for order in (grids, grids[::-1]):
        joined = Tables({"estimates": order})
        assert [row.identity for row in joined.rows(Estimate)] == [(0, 0), (1, 0)]

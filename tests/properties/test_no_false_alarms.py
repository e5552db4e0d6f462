"""True trials raise no alarm: what a report rounds correctly is never called wrong."""

import os
from collections import Counter

import pytest

from tests.conftest import Say
from triallint.model import Finding, Severity

from .loading import CHECKS, checked
from .trials import Trial, merged

ROWS = int(os.environ.get("TRIALLINT_PROPERTY_ROWS", "200000"))
PER_DATASET = 20
#: Families that are not about the figures of a trial, and are put to the proof in their own tests.
OF_OTHER_THINGS = ("identifiers", "citations", "status", "duplicates", "source")
#: Checks of figures that no invented trial is about, each with the reason.
NOT_EXERCISED: dict[str, str] = {}


def exercised(numbers: range) -> Counter[str]:
    """How often each check passed on labelled trials."""
    passed = Counter[str]()
    for first in range(numbers.start, numbers.stop, PER_DATASET):
        tables = merged([Trial(number) for number in range(first, first + PER_DATASET)])
        passed.update({name: tally.passed for name, tally in checked(tables).checked.tallies.items()})
    return passed


def alarms(numbers: range, *, labels: bool) -> tuple[int, list[Finding], Counter[str]]:
    rows, found, seen = 0, [], Counter[str]()
    for first in range(numbers.start, numbers.stop, PER_DATASET):
        tables = merged([Trial(n, labels=labels) for n in range(first, first + PER_DATASET)])
        result = checked(tables)
        rows += sum(len(records) for records in tables.values())
        found += [f for f in result.findings if f.severity > Severity.info]
        seen.update({name: tally.applicable for name, tally in result.checked.tallies.items()})
    return rows, found, seen


def told(findings: list[Finding]) -> str:
    return "\n".join(f"{f.severity.name} {f.check}: {f.message} {f.place}" for f in findings[:10])


# Eight parts, so that two cores share them.
@pytest.mark.parametrize("part", range(8))
def test_labelled_trials_raise_no_alarm(part: int, say: Say) -> None:
    trials = max(PER_DATASET, ROWS // 8 // 180 // PER_DATASET * PER_DATASET + PER_DATASET)
    first = part * 1_000_000
    rows, found, seen = alarms(range(first, first + trials), labels=True)
    say(f"no false alarms, part {part}: {rows} true rows, {len(found)} alarms")
    assert rows >= ROWS // 8
    assert sum(seen.values()) > rows, "the checks looked at hardly anything"
    assert not found, told(found)


def test_every_check_of_figures_is_exercised(say: Say) -> None:
    """A check that never passes on a true trial has not been shown to raise no false alarm."""
    about_figures = {check.name for check in CHECKS if check.family not in OF_OTHER_THINGS}
    passed = {name for name, times in exercised(range(3 * PER_DATASET)).items() if times} & about_figures
    say(f"no false alarms: {len(passed)} of {len(about_figures)} checks of figures passed on true trials")
    assert about_figures - passed == set(NOT_EXERCISED), "the list of exceptions is not exact"


@pytest.mark.parametrize("part", range(2))
def test_unlabelled_trials_raise_no_error(part: int, say: Say) -> None:
    first = 50_000_000 + part * 1_000_000
    rows, found, _ = alarms(range(first, first + max(PER_DATASET, ROWS // 10 // 180)), labels=False)
    errors = [f for f in found if f.severity is Severity.error]
    rate = 1000 * len(found) / rows
    say(f"unlabelled, part {part}: {rows} true rows, {rate:.2f} warnings per 1,000 rows")
    assert not errors, told(errors)

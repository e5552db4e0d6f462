"""Exit codes: what a run means for the process that asked for it."""

from enum import IntEnum

from .model import Run, Severity


class Exit(IntEnum):
    """The documented exit codes."""

    clean = 0
    findings = 1
    usage = 2
    unlooked = 3


def exit_code(run: Run, *, fail_on: str = "error", strict: bool = False) -> Exit:
    """The exit code of a run. Precedence: no input readable, crash, findings, strict, clean.

    Args:
        run: what was found and looked at.
        fail_on: the lowest severity that counts as a finding; "never" for none.
        strict: whether something that could not be looked at counts.

    Returns:
        0 where nothing stands at or above `fail_on`; 1 where something does; 2 where no input was
        readable; 3 where a check crashed, nothing was checked, or (`strict`) something was skipped.
    """
    if not run.checked.files:
        return Exit.usage
    checked = sum(tally.passed + tally.explained + tally.failed for tally in run.checked.tallies.values())
    if run.crashes or not checked:
        return Exit.unlooked
    worst = run.worst()
    if fail_on != "never" and worst is not None and worst >= Severity[fail_on]:
        return Exit.findings
    return Exit.unlooked if strict and run.skips else Exit.clean

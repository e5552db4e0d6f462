"""Exit codes: what a run means for the process that asked for it."""

from enum import IntEnum

from .model import Run, Severity


class Exit(IntEnum):
    """The documented exit codes."""

    clean = 0
    findings = 1
    usage = 2
    unlooked = 3


def exit_code(run: Run, *, fail_on: str = "error", strict: bool = False, changed: bool = False) -> Exit:
    """The exit code of a run. Precedence: no input readable, crash, findings or changes, strict, clean.

    Args:
        run: what was found and looked at.
        fail_on: the lowest severity that counts as a finding; "never" for none.
        strict: whether something that could not be looked at counts; what a finding makes moot does not.
        changed: whether `--fix` changed a file; what a hook would commit is then not what was checked.

    Returns:
        0 where nothing stands at or above `fail_on`; 1 where something does or was changed; 2 where no input
        was readable; 3 where a check crashed, nothing was checked, or (`strict`) something was skipped.
    """
    if not run.checked.files:
        return Exit.usage
    if run.crashes or not _looked(run):
        return Exit.unlooked
    worst = run.worst()
    if changed:
        return Exit.findings
    if fail_on != "never" and worst is not None and worst >= Severity[fail_on]:
        return Exit.findings
    return Exit.unlooked if strict and _left_unlooked(run) else Exit.clean


def why_unlooked(run: Run) -> str:
    """Why a run without findings ends in `Exit.unlooked` or `Exit.usage`, and what to do, in one line."""
    if not run.checked.files:
        return "no table was found; documents are named as files (papers/*.txt)"
    if run.crashes:
        return "a check crashed, so the run is not complete; please report it"
    left = _left_unlooked(run)
    if not any(run.checked.rows.values()):
        return "nothing was checked, as the tables have no rows yet: fill in `reports` first"
    if not left:
        return "nothing was checked: no check that was asked for is about these tables"
    times = "once" if left == 1 else f"{left:,} times"
    if not _looked(run):
        return f"nothing was checked: checks tried {times}, and always lacked something (--verbose says what)"
    return f"a check could not look {times}, and --strict asks for all (--verbose lists the reasons)"


def _looked(run: Run) -> int:
    """How often a check looked at a row."""
    return sum(tally.passed + tally.explained + tally.failed for tally in run.checked.tallies.values())


def _left_unlooked(run: Run) -> int:
    return sum(skip.count for skip in run.skips if not skip.is_moot)

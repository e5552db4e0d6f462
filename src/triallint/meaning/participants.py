"""Who took part: the arms that share out a trial's participants, and the boxes of its flow diagram. Pure."""

from collections.abc import Sequence

from ..model import CannotLook
from ..tables import Arm, Flow, Report, Row, Tables, Trial
from .kin import counts_of

__all__ = [
    "allocation_of",
    "arm_size",
    "arms_by_trial",
    "arms_of_total",
    "boxes",
    "is_whole_trial",
    "largest_box",
    "require_separate_arms",
    "trial_size",
]


def is_whole_trial(row: Row, tables: Tables) -> bool:
    """Whether its figures are of all participants: no arm, or one that stands for the whole trial."""
    if not row.raw("arm_id"):
        return True
    arm = tables.arm_of(row)
    return arm is not None and arm.role.text == "whole_trial"


def arms_of_total(row: Row, tables: Tables) -> list[Arm]:
    """The arms that share out the participants of `row`'s report, each participant in one.

    Raises:
        CannotLook: fewer than two arms, or a design in which participants are in several.
    """
    arms = tables.randomised_arms_of(row)
    if len(arms) < 2:
        raise CannotLook("fewer than two randomised arms are given")
    require_separate_arms(row, tables)
    return arms


def require_separate_arms(row: Row, tables: Tables) -> None:
    """Raise `CannotLook` where the design has participants in several arms."""
    trial = tables.trial_of(row)
    design = trial.design.text.casefold() if trial else ""
    if "factorial" in design or "cross" in design:
        raise CannotLook("participants are in several arms of a factorial or cross-over trial")


def arms_by_trial(trial: Trial, tables: Tables) -> list[Arm]:
    """The randomised arms of a trial, from the first of its reports that gives the sizes of all.

    Reports of one trial repeat its arms, which are never summed or compared twice.

    Raises:
        CannotLook: no report gives them.
    """
    for report in tables.where(Report, trial_id=trial.raw("trial_id")):
        arms = tables.randomised_arms_of(report)
        if len(arms) > 1 and all(counts_of([arm], "randomised") for arm in arms):
            return arms
    raise CannotLook("no report of the trial gives the randomised of two or more arms")


def allocation_of(trial: Trial, arms: Sequence[Arm]) -> list[int]:
    """The planned share of each arm; equal where no ratio is stated.

    Raises:
        CannotLook: the ratio is not one of as many arms.
    """
    if not trial.allocation_ratio:
        return [1] * len(arms)
    parts = [part.strip() for part in trial.allocation_ratio.text.split(":")]
    if len(parts) != len(arms) or not all(part.isdigit() and int(part) > 0 for part in parts):
        raise CannotLook("the allocation ratio is not of these arms")
    return [int(part) for part in parts]


def boxes(box: Flow, tables: Tables, stage: str, arm_id: str | None = None) -> list[Flow]:
    """The total boxes of a stage that hold participants of `box`'s report and arm, its own source first.

    A box without a time or data cut is of every time and cut, as the randomised of a trial are.

    Args:
        box: whose report, arm, time and data cut are meant.
        tables: the dataset.
        stage: the stage wanted.
        arm_id: another arm than `box`'s; blank for the whole trial.
    """
    arm = box.raw("arm_id") if arm_id is None else arm_id
    found = [
        other
        for other in tables.where(Flow, report_id=box.raw("report_id"), stage=stage, arm_id=arm)
        if not other.reason
        and all(other.raw(name) in ("", box.raw(name)) for name in ("time_value", "time_unit", "data_cut"))
    ]
    return sorted(found, key=lambda other: other.raw("source") != box.raw("source"))


def largest_box(row: Row, tables: Tables, arm_id: str, *stages: str) -> int:
    """The largest number in any box of these stages, for an arm (or blank) of the row's report; else 0."""
    found = tables.where(Flow, report_id=row.raw("report_id"), arm_id=arm_id)
    cells = counts_of((box for box in found if box.raw("stage") in stages), "n")
    return max((cell.count for cell in cells), default=0)


def arm_size(arm: Arm, tables: Tables) -> int:
    """How many were randomised to an arm, the largest of what its report says; 0 where it does not."""
    own = max((cell.count for cell in counts_of([arm], "randomised")), default=0)
    return max(own, largest_box(arm, tables, arm.raw("arm_id"), "randomised", "allocated"))


def trial_size(report: Report, tables: Tables) -> int:
    """How many were randomised in all, the largest of what a report says; 0 where it does not."""
    parts = [arm_size(arm, tables) for arm in tables.randomised_arms_of(report)]
    whole = [arm_size(arm, tables) for arm in tables.arms_of(report) if arm.role.text == "whole_trial"]
    together = sum(parts) if all(parts) else 0
    return max(together, max(whole, default=0), largest_box(report, tables, "", "randomised"))

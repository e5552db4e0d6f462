"""Who took part: the arms that share out a trial's participants, and the boxes of its flow diagram. Pure."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model import CannotLook, Reported
from ..tables import Arm, Continuous, Count, Estimate, Flow, Report, Row, Tables, Trial
from .kin import counts_of

__all__ = [
    "ArmSums",
    "allocation_of",
    "arm_size",
    "arm_sums",
    "arms_by_trial",
    "arms_of_total",
    "boxes",
    "is_of_participants",
    "is_whole_trial",
    "largest_box",
    "numbers_of_participants",
    "require_separate_arms",
    "trial_size",
    "whole_size",
]


_SIZES: tuple[tuple[type[Row], str, str], ...] = (
    (Count, "arm_id", "total"),
    (Continuous, "arm_id", "n"),
    (Estimate, "arm_id", "n_1"),
    (Estimate, "comparator_id", "n_2"),
)
_PEOPLE = ("", "participants", "patients", "people", "percent", "%", "women", "men", "children", "infants")
#: Of what one participant may have several.
_PARTS = re.compile(
    "teeth|eyes|ears|limbs|legs|feet|hands|knees|hips|joints|breasts|kidneys|lesions|nodules|polyps|tumou?rs|"
    "wounds|ulcers|vessels|grafts|stents|implants|sites|segments|surfaces|cycles|embryos|oocytes|pregnancies|"
    "births|babies|samples|biopsies|visits|episodes|events|cells|clusters"
)


def is_of_participants(row: Row, tables: Tables) -> bool | None:
    """Whether it is participants that a row counts, by its outcome's unit.

    False if the unit is of what one participant may have several; None if it is another, such as "mm".
    """
    outcome = tables.outcome_of(row)
    unit = outcome.unit.text.strip().casefold() if outcome else ""
    return True if unit in _PEOPLE else False if _PARTS.fullmatch(unit) else None


def numbers_of_participants(report: Report, tables: Tables) -> Iterator[tuple[Row, str, Reported]]:
    """The numbers of participants that a report's results are of: the row, the arm's id, the cell.

    Rows whose outcome counts something else are left out. The unit of a mean or of an effect says what is
    measured, and leaves open how many were; that of a count says what is counted.
    """
    for kind, arm, column in _SIZES:
        for row in tables.like(report, kind, "report_id"):
            if row.raw(column) and row.is_printed:
                of_participants = is_of_participants(row, tables)
                if of_participants or (of_participants is None and kind is not Count):
                    yield from ((row, row.raw(arm), cell) for cell in counts_of([row], column))


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


def boxes(box: Row, tables: Tables, stage: str, arm_id: str | None = None) -> list[Flow]:
    """The total boxes of a stage that hold participants of `box`'s report and arm, its own source first.

    A box without a time or data cut is of every time and cut, as the randomised of a trial are.

    Args:
        box: whose report, arm, time and data cut are meant; a row of another table has none of the two last.
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


def whole_size(row: Row, tables: Tables) -> int:
    """How many were randomised in all, the largest that a report prints as such; 0 where it does not."""
    whole = [arm_size(arm, tables) for arm in tables.arms_of(row) if arm.role.text == "whole_trial"]
    return max(max(whole, default=0), largest_box(row, tables, "", "randomised"))


def trial_size(row: Row, tables: Tables) -> int:
    """How many were randomised in all, the largest of what a report says; 0 where it does not."""
    parts = [arm_size(arm, tables) for arm in tables.randomised_arms_of(row)]
    return max(sum(parts) if all(parts) else 0, whole_size(row, tables))


class ArmSums(NamedTuple):
    """A trial's participants at a later stage, beside its randomised, summed over its arms.

    Attributes:
        inside: how many are at the stage, at least: every arm by its smallest printing, blank ones as none.
        randomised: how many were randomised, at most; 0 where a report does not say.
        complete: whether the report gives both, for two or more arms and none of them blank.
    """

    inside: int
    randomised: int
    complete: bool

    @property
    def permit(self) -> bool | None:
        """Whether an arm may hold participants of another: False if it cannot be, None if nothing tells."""
        if self.randomised and self.inside > self.randomised:
            return False
        return True if self.complete else None


def arm_sums(row: Row, own: int, tables: Tables, *stages: str) -> ArmSums:
    """A trial's participants over its arms, for an arm that holds more than were randomised to it.

    Participants may be counted in the arm whose treatment they got, so that one arm grows at another's
    cost; the trial as a whole cannot.

    Args:
        row: a row of the arm (not of the whole trial).
        own: how many the arm has at these stages.
        tables: the dataset.
        stages: "treated", "analysed" or "completed"; further ones are added where they are given.
    """
    arms = {arm.raw("arm_id"): arm_size(arm, tables) for arm in tables.randomised_arms_of(row)}
    named = {arm.raw("arm_id") for arm in tables.arms_of(row)}
    for box in tables.where(Flow, report_id=row.raw("report_id")):
        arm_id = box.raw("arm_id")
        if arm_id and arm_id not in named and box.raw("stage") in ("randomised", "allocated"):
            arms[arm_id] = largest_box(row, tables, arm_id, "randomised", "allocated")
    together = sum(arms.values()) if len(arms) > 1 and all(arms.values()) else 0
    randomised = max(together, whole_size(row, tables))
    if row.raw("arm_id") not in arms:  # a pooled arm holds some of the others
        return ArmSums(own, randomised, complete=False)
    others = [_least(row, arm_id, tables, stages) for arm_id in arms if arm_id != row.raw("arm_id")]
    inside = own + sum(number or 0 for number in others)
    return ArmSums(inside, randomised, bool(others and randomised) and None not in others)


def _least(row: Row, arm_id: str, tables: Tables, stages: Sequence[str]) -> int | None:
    """The smallest printed number of an arm at the first of the stages, with the others' added to it."""
    found: list[int | None] = []
    for stage in stages:
        cells = counts_of(boxes(row, tables, stage, arm_id), "n")
        if stage in ("treated", "analysed"):
            arms = tables.where(Arm, report_id=row.raw("report_id"), arm_id=arm_id)
            cells += counts_of(arms, stage)
        found.append(min((cell.count for cell in cells), default=None))
    return None if found[0] is None else sum(number or 0 for number in found)

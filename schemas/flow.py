"""The table `flow`: a row is participants at one stage of the flow through a trial."""

from triallint import vocabulary as v

from . import columns as c
from .common import TO_ARM, TO_REPORT, Timed, about


class Flow(Timed):
    """How many participants passed each stage."""

    report_id: str = c.name("Report", "The report, by its `report_id`.", example="R1", required=True)
    stage: str = c.word(
        v.STAGES,
        "Stage",
        "Which box of the diagram it is.",
        example="randomised",
        required=True,
    )
    n: str = c.count(
        "Number", "The number printed in the box.", example="1,440", unit="participants",
        required=True,
    )  # fmt: skip
    arm_id: str = c.name(
        "Arm", "The arm, by its `arm_id`; blank means the whole trial.", example="A", usual=True
    )
    reason: str = c.text(
        "Reason",
        "Why these participants were excluded, lost or discontinued; blank for the box's total.",
        example="withdrew consent",
        usual=True,
    )

    class Config:
        """The table's name, what a row is, and what it refers to."""

        name = "flow"
        metadata = about("flow", "participants at one stage of the flow through a trial", TO_REPORT, TO_ARM)

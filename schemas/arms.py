"""The table `arms`: a row is a group of participants as a report names it."""

from triallint import vocabulary as v

from . import columns as c
from .common import TO_REPORT, Row, about


class Arms(Row):
    """Arms, the whole trial, and controls from elsewhere, as each report gives them."""

    report_id: str = c.name("Report", "The report, by its `report_id`.", example="R1", required=True)
    arm_id: str = c.name(
        "Arm", "Your own short name for the arm, within its report.", example="A", required=True
    )
    label: str = c.text("Label", "The arm's name as printed.", example="chemotherapy alone", required=True)
    role: str = c.word(
        v.ROLES,
        "Role",
        "What the arm is. Only experimental and control arms are summed.",
        example="experimental",
        usual=True,
    )
    randomised: str = c.count(
        "Randomised", "How many were randomised to it.", example="718", unit="participants",
        usual=True,
    )  # fmt: skip
    analysed: str = c.count(
        "Analysed", "How many are in its main analysis.", example="712", unit="participants",
        usual=True,
    )  # fmt: skip
    treated: str = c.count("Treated", "How many received its treatment.", example="705", unit="participants")
    clusters: str = c.count(
        "Clusters", "How many clusters it has, in a cluster trial.", example="12", unit="clusters"
    )
    icc: str = c.number(
        "Intracluster correlation", "The intracluster correlation coefficient.", example="0.05"
    )

    class Config:
        """The table's name, what a row is, and what it refers to."""

        name = "arms"
        metadata = about("arms", "a group of participants as a report names it", TO_REPORT)

"""True trials: invented data, analysed exactly, printed as a report would print them.

Nothing here comes from the product. A trial's tables are true by construction, so no check may give an
error or a warning. With `labels=False` the words that say how a number was made (level, test, method,
sides) are left out, tests are mixed freely and some reports truncate their percents: then warnings are
possible, errors are not.
"""

from collections import defaultdict

from .effects import Effects
from .measured import Measured
from .paper import Tables
from .participants import Participants
from .timed import Timed

__all__ = ["Tables", "Trial", "merged"]


class Trial(Participants, Effects, Timed, Measured):
    """One invented trial and the tables that its report prints."""

    def __init__(self, number: int, *, labels: bool = True) -> None:
        super().__init__(number, labels=labels)
        self.add("reports", title="An invented trial", trial_id=f"T{number}")
        plan = self.allocation()
        alpha = {"alpha": "0.05", "alpha_sides": "2"} if self.chance(0.3) else {}
        self.tables["trials"].append({"trial_id": f"T{number}", "design": "parallel", **plan, **alpha})
        self.participants()
        self.binary()
        self.partition()
        self.composite()
        self.populations()
        self.adverse_events()
        self.time_to_event()
        self.continuous()
        self.integer_scale()
        self.zeros_and_ones()
        self.statistics()
        self.association()
        self.rates()


def merged(trials: list[Trial]) -> Tables:
    """The tables of several trials as one dataset."""
    together: Tables = defaultdict(list)
    for trial in trials:
        for table, rows in trial.tables.items():
            together[table].extend(rows)
    return dict(together)

"""What every room of an invented trial shares: how its report prints a row, an interval and an effect."""

import math
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from random import Random

import numpy as np
from scipy import stats

from .printing import Printer

Tables = dict[str, list[dict[str, str]]]

LABELS = ("ci_level", "ci_method", "ci_sides", "p_test", "p_sides", "p_for", "analysis", "percent_kind")
RATIOS = ("RR", "OR", "HR", "IRR")


class Paper:
    """A report in the making: its style, its random numbers and the rows that it has printed so far."""

    def __init__(self, number: int, *, labels: bool) -> None:
        self.random = Random(number)
        self.rng = np.random.default_rng(number)
        self.number = number
        self.report = f"R{number}"
        self.printer = Printer(self.random, truncates=not labels and self.random.random() < 0.2)
        self.labels = labels
        self.tables: Tables = defaultdict(list)
        self.level = self.random.choice([90, 95, 95, 95, 95, 99])
        self.alpha = 1 - self.level / 100
        self.z = float(stats.norm.ppf(1 - self.alpha / 2))
        self.sizes: list[int] = []
        self.treated: list[int] = []
        self.arm_ids: list[str] = []
        self.whole = ""
        self.design_effect = 1.0

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def add(self, table: str, **cells: str) -> None:
        """Add one row; labels are dropped where the report does not say how."""
        if not self.labels:
            cells = {name: text for name, text in cells.items() if name not in LABELS}
        self.tables[table].append({"report_id": self.report, **cells})

    def outcome(self, name: str, **cells: str) -> str:
        """Declare an outcome of this trial; gives its id."""
        name = f"{self.report}-{name}"
        self.tables["outcomes"].append({"outcome_id": name, "label": name, **cells})
        return name

    def printings(self, *decimals: int) -> Iterator[tuple[dict[str, str], int]]:
        """Where a quantity stands and to how many decimals: mostly once, sometimes in two places."""
        yield {}, self.random.choice(decimals)
        if self.chance(0.2):
            yield {"source": "abstract"}, self.random.choice(decimals)

    def ci(self, lo: float, hi: float, decimals: int, method: str) -> dict[str, str]:
        return {
            "ci_level": str(self.level),
            "ci_sides": "2",
            "ci_method": method,
            "ci_lower": self.printer.number(lo, decimals),
            "ci_upper": self.printer.number(hi, decimals),
        }

    def count_row(
        self, outcome: str, arm: str, events: int, total: int, shown: str = "etp", **more: str
    ) -> None:
        """A row of counts; `shown` says which of events, total and percent the report prints."""
        for place, decimals in self.printings(0, 1, 1, 2):
            cells = {
                "events": self.printer.count(events),
                "total": self.printer.count(total),
                "percent": self.printer.percent(Fraction(100 * events, total), decimals),
                "percent_kind": "crude",
            }
            cells = {name: text for name, text in cells.items() if name[0] in shown}
            self.add("counts", outcome_id=outcome, arm_id=arm, **cells, **place, **more)

    def effect(
        self,
        outcome: str,
        measure: str,
        centre: float,
        se: float,
        p: float,
        *,
        pair: tuple[str, str] = ("A0", "A1"),
        **more: str,
    ) -> None:
        """An effect with its Wald interval; `centre` and `se` are on the log scale for ratios."""
        ratio = measure in RATIOS
        show = math.exp if ratio else float
        ends = [show(centre + side * self.z * se) for side in (-1, 1)]
        sides, of_wald = "2", more.get("p_test") == "wald"
        if self.labels and self.chance(0.15) and more.get("p_test") in ("wald", "log-rank"):
            sides = "1"
        more |= self.claim(centre, p, more)
        for place, decimals in self.printings(*((2, 2, 3) if ratio or measure == "log_HR" else (1, 2))):
            extra = self.error(centre, se, decimals, ratio=ratio)
            if of_wald and self.chance(0.2):
                extra |= self.statistic(centre / se, sides)
            self.add(
                "estimates",
                outcome_id=outcome,
                measure=measure,
                arm_id=pair[0],
                comparator_id=pair[1],
                value=self.printer.number(show(centre), decimals),
                p_value=self.printer.p(p / 2 if sides == "1" else p),
                p_sides=sides,
                p_for="superiority",
                **self.ci(*ends, decimals, "wald"),
                **extra,
                **place,
                **more,
            )

    def error(self, centre: float, se: float, decimals: int, *, ratio: bool) -> dict[str, str]:
        """The standard error, in some rows, on one of the scales of a ratio."""
        if not self.chance(0.25):
            return {}
        scale = self.random.choice(["log", "natural"]) if ratio else "natural"
        shown = se * math.exp(centre) if ratio and scale == "natural" else se
        return {"se": self.printer.number(shown, decimals + 1), "se_scale": scale}

    def statistic(self, z: float, sides: str) -> dict[str, str]:
        """A Wald statistic: signed, or squared (which has no side, and goes with a two-sided P only)."""
        if sides == "1" or self.chance(0.5):
            return {"statistic_name": "z", "statistic": self.printer.number(z, 2)}
        return {"statistic_name": "chi2", "df1": "1", "statistic": self.printer.number(z * z, 2)}

    def claim(self, centre: float, p: float, more: dict[str, str]) -> dict[str, str]:
        """What the report says of the effect, in some rows."""
        if not self.chance(0.3) or "claim" in more:
            return {}
        direction = "reduced" if centre < 0 else "increased"
        return {"claim": self.random.choice(["significant" if p < 0.05 else "not_significant", direction])}

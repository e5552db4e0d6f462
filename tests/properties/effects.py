"""Participants with events in an invented trial, and the effects computed from them."""

import math
from fractions import Fraction

from scipy import stats

from .paper import Paper
from .printing import rounded

#: The day up to which episodes were counted.
CUT = "2019-06-30"


class Effects(Paper):
    """Counts, two-by-two tables, partitions, composites, harms and rates."""

    def split(self, n: int, events: int) -> tuple[int, int]:
        """A random part of `n` participants, and how many of the events are in it."""
        part = self.random.randint(1, n - 1)
        return part, int(self.rng.hypergeometric(events, n - events, part))

    def binary(self) -> None:
        for index in range(self.random.randint(1, 3)):
            outcome = self.outcome(f"binary{index}", type="binary", higher_is_better="no")
            risk = self.random.uniform(0.02, 0.9)
            events = [
                int(self.rng.binomial(n, min(0.98, risk * self.random.uniform(0.6, 1.4)))) for n in self.sizes
            ]
            in_parts = self.chance(0.4)
            for arm, a, n in zip(self.arm_ids, events, self.sizes, strict=True):
                interval = self.proportion_interval(a, n) if self.chance(0.3) else {}
                self.count_row(outcome, arm, a, n, **interval)
                if in_parts:
                    part, inside = self.split(n, a)
                    self.count_row(outcome, arm, inside, part, subgroup="sex: female")
                    self.count_row(outcome, arm, a - inside, n - part, subgroup="sex: male")
            if self.chance(0.5):
                self.count_row(outcome, self.whole, sum(events), sum(self.sizes))
            self.two_by_two(outcome, events, 0)
            if len(events) > 2:
                self.two_by_two(outcome, events, 2)
        self.proportion()

    def proportion(self) -> None:
        """One arm's proportion as an estimate, and shares printed in part."""
        outcome = self.outcome("share", type="binary")
        n = self.sizes[0]
        a = self.random.randint(1, n)
        self.add(
            "estimates",
            outcome_id=outcome,
            measure="proportion",
            arm_id="A0",
            unit="percent",
            value=self.printer.number(Fraction(100 * a, n), 1),
            **self.proportion_interval(a, n),
        )
        for shown in ("ep", "tp"):
            outcome = self.outcome(f"share-{shown}", type="characteristic")
            for arm, n in zip(self.arm_ids, self.sizes, strict=True):
                self.count_row(outcome, arm, self.random.randint(0, n), n, shown)

    def proportion_interval(self, a: int, n: int) -> dict[str, str]:
        method = self.random.choice(["exact", "wilson", "wald"])
        if method == "wald":
            p = a / n
            half = self.z * math.sqrt(p * (1 - p) / n)
            lo, hi = max(0.0, p - half), min(1.0, p + half)
        else:
            found = stats.binomtest(a, n).proportion_ci(self.level / 100, method)
            lo, hi = float(found.low), float(found.high)
        return self.ci(100 * lo, 100 * hi, self.random.choice([1, 2]), method)

    def two_by_two(self, outcome: str, events: list[int], arm: int) -> None:
        (a, c), (n1, n2) = (events[arm], events[1]), (self.sizes[arm], self.sizes[1])
        if min(a, c, n1 - a, n2 - c) == 0:
            return
        p1, p2 = a / n1, c / n2
        wider = math.sqrt(self.design_effect)
        measures = {
            "RR": (math.log(p1 / p2), math.sqrt(1 / a - 1 / n1 + 1 / c - 1 / n2)),
            "OR": (
                math.log(a * (n2 - c) / (c * (n1 - a))),
                math.sqrt(1 / a + 1 / (n1 - a) + 1 / c + 1 / (n2 - c)),
            ),
            "RD": (100 * (p1 - p2), 100 * math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)),
        }
        measures = {measure: (centre, se * wider) for measure, (centre, se) in measures.items()}
        counts = {"events_1": str(a), "n_1": str(n1), "events_2": str(c), "n_2": str(n2)}
        pair = (self.arm_ids[arm], "A1")
        for measure, (centre, se) in measures.items():
            test, p = self.random.choice(self.tests(a, n1, c, n2, centre / se))
            more = {"p_test": test, "analysis": "crude", **counts}
            if wider > 1:
                more["cluster_adjusted"] = "yes"
            self.effect(outcome, measure, centre, se, p, pair=pair, **more)
        self.reduction(outcome, *measures["RR"], pair)
        self.number_needed(outcome, *measures["RD"], pair)
        self.noninferior(*measures["RD"], pair)

    def tests(self, a: int, n1: int, c: int, n2: int, z: float) -> list[tuple[str, float]]:
        """The tests that a report may have used, with their P."""
        wald = [("wald", float(2 * stats.norm.sf(abs(z))))]
        if self.design_effect > 1:
            return wald
        table = [[a, n1 - a], [c, n2 - c]]
        return [
            *wald,
            ("fisher", float(stats.fisher_exact(table).pvalue)),
            ("chi-squared", float(stats.chi2_contingency(table, correction=False).pvalue)),
            ("yates", float(stats.chi2_contingency(table, correction=True).pvalue)),
        ]

    def reduction(self, outcome: str, log_rr: float, se: float, pair: tuple[str, str]) -> None:
        if not self.chance(0.3):
            return
        ends = [100 * (1 - math.exp(log_rr + side * self.z * se)) for side in (1, -1)]
        d = self.random.choice([0, 1])
        self.add(
            "estimates",
            outcome_id=outcome,
            measure=self.random.choice(["RRR", "VE"]),
            arm_id=pair[0],
            comparator_id=pair[1],
            value=self.printer.number(100 * (1 - math.exp(log_rr)), d),
            **self.ci(*ends, d, "wald"),
        )

    def number_needed(self, outcome: str, rd: float, se: float, pair: tuple[str, str]) -> None:
        """One over a risk difference whose interval is well away from zero."""
        least, most = sorted(abs(rd + side * self.z * se) for side in (-1, 1))
        if least < 1 or abs(rd) < self.z * se:
            return
        d = self.random.choice([0, 1])
        self.add(
            "estimates",
            outcome_id=outcome,
            measure="NNT" if rd < 0 else "NNH",
            arm_id=pair[0],
            comparator_id=pair[1],
            value=self.printer.number(100 / abs(rd), d),
            **self.ci(100 / most, 100 / least, d, "wald"),
        )

    def noninferior(self, rd: float, se: float, pair: tuple[str, str]) -> None:
        """A claim of non-inferiority on its own outcome: fewer events are better, the margin is above."""
        margin = math.ceil(rd + self.z * se) + 1
        if not (0 < margin < 20 and self.chance(0.5)):
            return
        outcome = self.outcome(f"noninferior-{pair[0]}", type="binary", higher_is_better="no")
        d = self.random.choice([1, 2])
        self.add(
            "estimates",
            outcome_id=outcome,
            measure="RD",
            arm_id=pair[0],
            comparator_id=pair[1],
            unit="percent",
            value=self.printer.number(rd, d),
            margin=str(margin),
            claim="noninferior",
            **self.ci(rd - self.z * se, rd + self.z * se, d, "wald"),
        )

    def partition(self) -> None:
        whole = self.outcome("response", type="binary")
        parts = [
            self.outcome(f"part{i}", type="binary", part_of=whole, exclusive="yes")
            for i in range(self.random.choice([2, 3]))
        ]
        shown = self.random.choice(["etp", "etp", "p"])
        for arm, n in zip(self.arm_ids, self.sizes, strict=True):
            shares = [int(x) for x in self.rng.multinomial(n, [0.9 / len(parts)] * len(parts) + [0.1])]
            self.count_row(whole, arm, sum(shares[:-1]), n, shown)
            for part, share in zip(parts, shares, strict=False):
                self.count_row(part, arm, share, n, shown)

    def composite(self) -> None:
        """A composite of two components that a participant may both have."""
        whole = self.outcome("composite", type="binary")
        parts = [self.outcome(f"component{i}", type="binary", part_of=whole) for i in range(2)]
        for arm, n in zip(self.arm_ids, self.sizes, strict=True):
            having = self.rng.random((2, n)) < self.random.uniform(0.05, 0.5)
            for part, those in zip(parts, having, strict=True):
                self.count_row(part, arm, int(those.sum()), n)
            self.count_row(whole, arm, int(having.any(axis=0).sum()), n)

    def populations(self) -> None:
        """One outcome in the whole, the modified and the per-protocol population."""
        outcome = self.outcome("cure", type="binary")
        for arm, n in zip(self.arm_ids, self.sizes, strict=True):
            a = self.random.randint(0, n)
            for population in ("itt", "mitt", "per_protocol"):
                self.count_row(outcome, arm, a, n, population=population)
                if n > 1:
                    n, a = self.split(n, a)

    def adverse_events(self) -> None:
        outcome = self.outcome("harm", type="adverse_event")
        for arm, n in zip(self.arm_ids, self.treated, strict=True):
            anyone = self.random.randint(0, n)
            severe = self.random.randint(0, anyone)
            serious = self.random.randint(0, anyone)
            self.count_row(outcome, arm, anyone, n, population="safety")
            self.count_row(outcome, arm, severe, n, population="safety", grade=">=3")
            self.count_row(outcome, arm, serious, n, population="safety", serious="yes")

    def rates(self) -> None:
        outcome = self.outcome("exacerbation", type="count", higher_is_better="no")
        parts = [
            self.outcome(name, type="count", part_of=outcome, exclusive="yes") for name in ("mild", "severe")
        ]
        seen = []
        for arm, n in zip(self.arm_ids, self.sizes, strict=True):
            events, years = self.random.randint(0, 3 * n), Fraction(self.random.randint(10 * n, 30 * n), 10)
            seen.append((events, years))
            self.rate_row(outcome, arm, events, years)
            mild = self.random.randint(0, events)
            for part, some in zip(parts, (mild, events - mild), strict=True):
                self.add(
                    "counts", outcome_id=part, arm_id=arm, event_count=self.printer.count(some), data_cut=CUT
                )
        if self.chance(0.5):
            events, years = sum(e for e, _ in seen), Fraction(sum(y for _, y in seen))
            self.rate_row(outcome, self.whole, events, years)
        self.rate_ratio(outcome, *seen[:2])

    def rate_row(self, outcome: str, arm: str, events: int, years: Fraction) -> None:
        per = self.random.choice([1, 100, 1000])
        d = self.random.choice([1, 2])
        rate = self.printer.number(Fraction(events) / years * per, d)
        self.add(
            "counts",
            outcome_id=outcome,
            arm_id=arm,
            event_count=self.printer.count(events),
            person_time=f"{rounded(years, 1):f}",
            person_time_unit="years",
            rate=rate,
            data_cut=CUT,
            rate_per=str(per),
        )

    def rate_ratio(self, outcome: str, one: tuple[int, Fraction], other: tuple[int, Fraction]) -> None:
        (e1, y1), (e2, y2) = one, other
        if not (e1 and e2):
            return
        log = math.log(e1 / float(y1) / (e2 / float(y2)))
        se = math.sqrt(1 / e1 + 1 / e2)
        p = float(2 * stats.norm.sf(abs(log) / se))
        self.effect(outcome, "IRR", log, se, p, p_test="wald", analysis="crude", data_cut=CUT)

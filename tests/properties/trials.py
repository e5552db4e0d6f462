"""True trials: invented data, analysed exactly, printed as a report would print them.

Nothing here comes from the product. A trial's tables are true by construction, so no check may give an
error or a warning. With `labels=False` the words that say how a number was made (level, test, method,
sides) are left out, tests are mixed freely and some reports truncate their percents: then warnings are
possible, errors are not.
"""

import math
from collections import defaultdict
from fractions import Fraction
from random import Random

import numpy as np
from scipy import stats

from . import kaplan_meier as km
from .printing import Printer, rounded

Tables = dict[str, list[dict[str, str]]]

LABELS = ("ci_level", "ci_method", "ci_sides", "p_test", "p_sides", "p_for", "analysis", "percent_kind")


class Trial:
    """One invented trial and the tables that its report prints."""

    def __init__(self, number: int, *, labels: bool = True) -> None:
        self.random = Random(number)
        self.rng = np.random.default_rng(number)
        self.report = f"R{number}"
        self.printer = Printer(self.random, truncates=not labels and self.random.random() < 0.2)
        self.labels = labels
        self.tables: Tables = defaultdict(list)
        self.level = self.random.choice([90, 95, 95, 95, 95, 99])
        self.alpha = 1 - self.level / 100
        self.z = float(stats.norm.ppf(1 - self.alpha / 2))
        self.add("reports", title="An invented trial", trial_id=f"T{number}")
        self.tables["trials"].append({"trial_id": f"T{number}", "design": "parallel"})
        self.sizes = [self.random.randint(12, 400) for _ in range(self.random.choice([2, 2, 3]))]
        self.arm_ids = [f"A{i}" for i in range(len(self.sizes))]
        self.participants()
        self.binary()
        self.partition()
        self.adverse_events()
        self.time_to_event()
        self.continuous()
        self.integer_scale()
        self.statistics()
        self.rates()

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

    def decimals(self) -> int:
        return self.random.choice([0, 1, 1, 2, 2, 3])

    def ci(self, lo: float, hi: float, decimals: int, method: str) -> dict[str, str]:
        return {
            "ci_level": str(self.level),
            "ci_sides": "2",
            "ci_method": method,
            "ci_lower": self.printer.number(lo, decimals),
            "ci_upper": self.printer.number(hi, decimals),
        }

    # -- who took part ------------------------------------------------------------------------

    def participants(self) -> None:
        count, total = self.printer.count, sum(self.sizes)
        excluded = self.random.randint(0, total)
        reason = self.random.randint(0, excluded)
        self.add("flow", stage="assessed", n=count(total + excluded))
        self.add("flow", stage="excluded", n=count(excluded))
        self.add("flow", stage="excluded", n=count(reason), reason="not eligible")
        self.add("flow", stage="excluded", n=count(excluded - reason), reason="declined")
        self.add("flow", stage="randomised", n=count(total))
        roles = ["experimental", *["control"] * (len(self.sizes) - 1)]
        for arm, n, role in zip(self.arm_ids, self.sizes, roles, strict=True):
            lost = self.random.randint(0, n // 5)
            stopped = self.random.randint(0, n // 5)
            self.add(
                "arms",
                arm_id=arm,
                label=f"arm {arm}",
                role=role,
                randomised=count(n),
                analysed=count(n - lost),
            )
            for stage, box in (
                ("allocated", n),
                ("lost", lost),
                ("discontinued", stopped),
                ("completed", n - lost - stopped),
            ):
                self.add("flow", stage=stage, arm_id=arm, n=count(box))

    # -- counts and effects of them -----------------------------------------------------------

    def count_row(self, outcome: str, arm: str, events: int, total: int, **more: str) -> None:
        decimals = self.random.choice([0, 1, 1, 2])
        self.add(
            "counts",
            outcome_id=outcome,
            arm_id=arm,
            events=self.printer.count(events),
            total=self.printer.count(total),
            percent=self.printer.percent(Fraction(100 * events, total), decimals),
            percent_kind="crude",
            **more,
        )

    def binary(self) -> None:
        for index in range(self.random.randint(1, 3)):
            outcome = self.outcome(f"binary{index}", type="binary")
            risk = self.random.uniform(0.02, 0.9)
            events = [
                int(self.rng.binomial(n, min(0.98, risk * self.random.uniform(0.6, 1.4)))) for n in self.sizes
            ]
            for arm, a, n in zip(self.arm_ids, events, self.sizes, strict=True):
                interval = self.proportion_interval(a, n) if self.random.random() < 0.3 else {}
                self.count_row(outcome, arm, a, n, **interval)
            self.two_by_two(outcome, events)

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

    def two_by_two(self, outcome: str, events: list[int]) -> None:
        (a, c), (n1, n2) = events[:2], self.sizes[:2]
        if min(a, c, n1 - a, n2 - c) == 0:
            return
        p1, p2 = a / n1, c / n2
        measures = {
            "RR": (math.log(p1 / p2), math.sqrt(1 / a - 1 / n1 + 1 / c - 1 / n2)),
            "OR": (
                math.log(a * (n2 - c) / (c * (n1 - a))),
                math.sqrt(1 / a + 1 / (n1 - a) + 1 / c + 1 / (n2 - c)),
            ),
            "RD": (100 * (p1 - p2), 100 * math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)),
        }
        table = [[a, n1 - a], [c, n2 - c]]
        tests = {
            "fisher": float(stats.fisher_exact(table).pvalue),
            "chi-squared": float(stats.chi2_contingency(table, correction=False).pvalue),
            "yates": float(stats.chi2_contingency(table, correction=True).pvalue),
        }
        for measure, (centre, se) in measures.items():
            wald = float(2 * stats.norm.sf(abs(centre / se)))
            test, p = self.random.choice([("wald", wald), *tests.items()])
            self.effect(
                outcome,
                measure,
                centre,
                se,
                p,
                p_test=test,
                analysis="crude",
                events_1=str(a),
                n_1=str(n1),
                events_2=str(c),
                n_2=str(n2),
            )
        log_rr, se = measures["RR"]
        if self.random.random() < 0.3:
            ends = [100 * (1 - math.exp(log_rr + side * self.z * se)) for side in (1, -1)]
            kind = self.random.choice(["RRR", "VE"])
            d = self.random.choice([0, 1])
            self.add(
                "estimates",
                outcome_id=outcome,
                measure=kind,
                arm_id="A0",
                comparator_id="A1",
                value=self.printer.number(100 * (1 - math.exp(log_rr)), d),
                **self.ci(*ends, d, "wald"),
            )

    def effect(self, outcome: str, measure: str, centre: float, se: float, p: float, **more: str) -> None:
        """An effect with its Wald interval; `centre` is on the log scale for ratios."""
        ratio = measure in ("RR", "OR", "HR")
        show = math.exp if ratio else float
        ends = [show(centre + side * self.z * se) for side in (-1, 1)]
        decimals = self.random.choice([2, 2, 3]) if ratio else self.random.choice([1, 2])
        sides = "2"
        if self.labels and self.random.random() < 0.15 and more.get("p_test") in ("wald", "log-rank"):
            sides, p = "1", p / 2
        self.add(
            "estimates",
            outcome_id=outcome,
            measure=measure,
            arm_id="A0",
            comparator_id="A1",
            value=self.printer.number(show(centre), decimals),
            p_value=self.printer.p(p),
            p_sides=sides,
            p_for="superiority",
            **self.ci(*ends, decimals, "wald"),
            **more,
        )

    def partition(self) -> None:
        whole = self.outcome("response", type="binary")
        parts = [
            self.outcome(f"part{i}", type="binary", part_of=whole, exclusive="yes")
            for i in range(self.random.choice([2, 3]))
        ]
        for arm, n in zip(self.arm_ids, self.sizes, strict=True):
            shares = [int(x) for x in self.rng.multinomial(n, [0.9 / len(parts)] * len(parts) + [0.1])]
            self.count_row(whole, arm, sum(shares[:-1]), n)
            for part, share in zip(parts, shares, strict=False):
                self.count_row(part, arm, share, n)

    def adverse_events(self) -> None:
        outcome = self.outcome("harm", type="adverse_event")
        for arm, n in zip(self.arm_ids, self.sizes, strict=True):
            anyone = self.random.randint(0, n)
            severe = self.random.randint(0, anyone)
            serious = self.random.randint(0, anyone)
            self.count_row(outcome, arm, anyone, n, population="safety")
            self.count_row(outcome, arm, severe, n, population="safety", grade=">=3")
            self.count_row(outcome, arm, serious, n, population="safety", serious="yes")

    # -- time to event ------------------------------------------------------------------------

    def time_to_event(self) -> None:
        outcome = self.outcome("death", type="time_to_event", higher_is_better="no")
        horizon = self.random.choice([24.0, 36.0, 60.0])
        rate = self.random.uniform(0.3, 2.5) / horizon
        ratio = self.random.choice([1.0, self.random.uniform(0.3, 1.6)])
        arms = [
            km.simulate(self.rng, n, rate * (ratio if i == 0 else 1), horizon)
            for i, n in enumerate(self.sizes)
        ]
        scale = self.random.choice(["plain", "log", "log-log", "logit", "arcsine"])
        decimals = self.random.choice([0, 1, 1])
        months = self.random.choice([6, 12, 18])
        for arm_id, arm, n in zip(self.arm_ids, arms, self.sizes, strict=True):
            self.survival_row(outcome, arm_id, arm, months, scale, decimals)
            self.curve(outcome, arm_id, arm, n, horizon)
            self.median_row(outcome, arm_id, arm)
        self.hazard_ratio(outcome, arms[0], arms[1])
        self.rmst(outcome, arms[0], arms[1], months)
        self.follow_up(arms)

    def survival_row(self, outcome: str, arm_id: str, arm: km.Arm, t: int, scale: str, d: int) -> None:
        s, se = arm.survival(t)
        cells = {"value": self.printer.number(100 * s, d)}
        if 0 < s < 1 and arm.at_risk(t) > 0:
            if self.random.random() < 0.5:
                cells |= self.ci(*(100 * end for end in km.limits(s, se, self.z, scale)), d, scale)
            else:
                cells |= {"se": self.printer.number(100 * se, d + 1), "se_scale": "natural"}
        self.add(
            "estimates",
            outcome_id=outcome,
            measure="survival",
            arm_id=arm_id,
            time_value=str(t),
            time_unit="months",
            **cells,
        )

    def curve(self, outcome: str, arm_id: str, arm: km.Arm, n: int, horizon: float) -> None:
        for t in (0, 6, 12, 18, 24):
            if t > horizon or arm.at_risk(t) == 0:
                break
            self.add(
                "curves",
                outcome_id=outcome,
                arm_id=arm_id,
                time_value=str(t),
                time_unit="months",
                at_risk=str(arm.at_risk(t)),
                survival=self.printer.number(100 * arm.survival(t)[0], 1),
                cum_events=str(arm.events_by(t)),
                censored=str(arm.censored_by(t)),
            )

    def median_row(self, outcome: str, arm_id: str, arm: km.Arm) -> None:
        median = arm.median()
        self.add(
            "estimates",
            outcome_id=outcome,
            measure="median_survival",
            arm_id=arm_id,
            unit="months",
            value="not_reached" if median is None else self.printer.number(median, 1),
        )

    def hazard_ratio(self, outcome: str, a: km.Arm, b: km.Arm) -> None:
        if not (a.event.sum() and b.event.sum()):
            return
        beta, se = km.cox(a, b)
        if abs(beta) > 3:
            return
        wald = float(2 * stats.norm.sf(abs(beta / se)))
        test, p = self.random.choice([("wald", wald), ("log-rank", km.log_rank(a, b))])
        one_sided_wrong_way = test == "log-rank" and abs(beta) < 0.05
        self.effect(
            outcome,
            "HR",
            beta,
            se,
            p,
            p_test="other" if one_sided_wrong_way else test,
            analysis="crude",
            events_1=str(int(a.event.sum())),
            n_1=str(len(a.time)),
            events_2=str(int(b.event.sum())),
            n_2=str(len(b.time)),
        )

    def rmst(self, outcome: str, a: km.Arm, b: km.Arm, tau: int) -> None:
        if min(a.time.max(), b.time.max()) < tau:
            return
        (m1, s1), (m2, s2) = a.rmst(tau), b.rmst(tau)
        se = math.hypot(s1, s2)
        if se == 0:
            return
        self.effect(
            outcome,
            "RMST_difference",
            m1 - m2,
            se,
            float(2 * stats.norm.sf(abs(m1 - m2) / se)),
            p_test="wald",
            unit="months",
            tau=str(tau),
        )

    def follow_up(self, arms: list[km.Arm]) -> None:
        outcome = self.outcome("follow-up", type="follow_up", unit="months")
        times = np.concatenate([arm.time for arm in arms])
        self.add(
            "continuous",
            outcome_id=outcome,
            statistic="final",
            unit="months",
            median=self.printer.number(float(np.median(times)), 1),
            min=self.printer.number(float(times.min()), 1),
            max=self.printer.number(float(times.max()), 1),
        )

    # -- measurements -------------------------------------------------------------------------

    def summary(
        self, outcome: str, arm_id: str, values: np.ndarray, statistic: str, d: int, **more: str
    ) -> None:
        number, n = self.printer.number, len(values)
        mean, sd = float(values.mean()), float(values.std(ddof=1))
        cells = {"n": str(n), "mean": number(mean, d), "sd": number(sd, d)}
        if self.random.random() < 0.4:
            cells["se"] = number(sd / math.sqrt(n), d + 1)
        if self.random.random() < 0.4:
            q1, median, q3 = (float(q) for q in np.quantile(values, [0.25, 0.5, 0.75]))
            ends = (float(values.min()), q1, median, q3, float(values.max()))
            cells |= dict(
                zip(("min", "q1", "median", "q3", "max"), (number(x, d) for x in ends), strict=True)
            )
        if self.random.random() < 0.3:
            half = float(stats.t.ppf(1 - self.alpha / 2, n - 1)) * sd / math.sqrt(n)
            cells |= self.ci(mean - half, mean + half, d, "t")
        self.add("continuous", outcome_id=outcome, arm_id=arm_id, statistic=statistic, **cells, **more)

    def continuous(self) -> None:
        outcome = self.outcome("pressure", type="continuous", unit="mmHg")
        d = self.random.choice([0, 1, 2])
        finals = []
        for arm_id, n in zip(self.arm_ids, self.sizes, strict=True):
            before = self.rng.normal(self.random.uniform(100, 160), 15, n)
            after = before + self.rng.normal(self.random.uniform(-10, 2), 10, n)
            for statistic, values in (("baseline", before), ("final", after), ("change", after - before)):
                self.summary(outcome, arm_id, values, statistic, d)
            finals.append(after)
        self.mean_difference(outcome, finals[0], finals[1], d)

    def mean_difference(self, outcome: str, a: np.ndarray, b: np.ndarray, d: int) -> None:
        test = self.random.choice(["t", "welch"])
        found = stats.ttest_ind(a, b, equal_var=test == "t")
        ends = found.confidence_interval(self.level / 100)
        self.add(
            "estimates",
            outcome_id=outcome,
            measure="MD",
            arm_id="A0",
            comparator_id="A1",
            analysis="crude",
            value=self.printer.number(float(a.mean() - b.mean()), d),
            p_value=self.printer.p(float(found.pvalue)),
            p_test=test,
            p_sides="2",
            p_for="superiority",
            **self.ci(float(ends.low), float(ends.high), d, "t"),
        )

    def integer_scale(self) -> None:
        outcome = self.outcome(
            "pain", type="ordinal", unit="points", scale_min="0", scale_max="10", items="1"
        )
        for arm_id, n in zip(self.arm_ids, self.sizes, strict=True):
            values = self.rng.binomial(10, self.random.uniform(0.2, 0.8), n).astype(float)
            self.summary(outcome, arm_id, values, "final", self.random.choice([1, 2, 2]))

    def statistics(self) -> None:
        for index in range(2):
            outcome = self.outcome(f"test{index}")
            name = self.random.choice(["t", "z", "F", "chi2", "r"])
            df1, df2 = self.random.randint(1, 5), self.random.randint(8, 200)
            d = self.random.choice([1, 2, 2, 3])
            x = abs(float(self.rng.normal(0, 2))) + 0.05
            if name == "r":
                x = min(0.95, x / 5)
                p = float(2 * stats.t.sf(x * math.sqrt(df2 / (1 - x * x)), df2))
            else:
                tails = {
                    "t": (stats.t, 2, (df2,)),
                    "z": (stats.norm, 2, ()),
                    "F": (stats.f, 1, (df1, df2)),
                    "chi2": (stats.chi2, 1, (df1,)),
                }
                distribution, sides, degrees_of_freedom = tails[name]
                p = sides * float(distribution.sf(x, *degrees_of_freedom))
            degrees = {"df2": str(df2)} if name in ("t", "r", "F") else {}
            if name in ("chi2", "F"):
                degrees["df1"] = str(df1)
            self.add(
                "estimates",
                outcome_id=outcome,
                measure="test",
                statistic_name=name,
                statistic=self.printer.number(x, d),
                p_value=self.printer.p(p),
                p_sides="2",
                **degrees,
            )

    def rates(self) -> None:
        outcome = self.outcome("exacerbation", type="count")
        for arm_id, n in zip(self.arm_ids, self.sizes, strict=True):
            events, years = self.random.randint(0, 3 * n), Fraction(self.random.randint(10 * n, 30 * n), 10)
            per = self.random.choice([1, 100, 1000])
            d = self.random.choice([1, 2])
            shown_years = rounded(years, 1)
            self.add(
                "counts",
                outcome_id=outcome,
                arm_id=arm_id,
                event_count=self.printer.count(events),
                person_time=f"{shown_years:f}",
                person_time_unit="years",
                rate=self.printer.number(Fraction(events) / years * per, d),
                rate_per=str(per),
            )


def merged(trials: list[Trial]) -> Tables:
    """The tables of several trials as one dataset."""
    together: Tables = defaultdict(list)
    for trial in trials:
        for table, rows in trial.tables.items():
            together[table].extend(rows)
    return dict(together)

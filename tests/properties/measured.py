"""Measurements on scales in an invented trial, their differences, and tests without an effect."""

import math

import numpy as np
from scipy import stats

from .paper import Paper


class Measured(Paper):
    """Means, medians, spreads, subgroups, standardised differences, statistics."""

    def summary(
        self, outcome: str, arm_id: str, values: np.ndarray, statistic: str, d: int, **more: str
    ) -> None:
        number, n = self.printer.number, len(values)
        mean, sd = float(values.mean()), float(values.std(ddof=1))
        cells = {"n": str(n), "mean": number(mean, d), "sd": number(sd, d)}
        if self.random.random() < 0.4:
            cells["se"] = number(sd / math.sqrt(n), d + 1)
        if self.chance(0.4):
            q1, median, q3 = (float(q) for q in np.quantile(values, [0.25, 0.5, 0.75]))
            ends = (float(values.min()), q1, median, q3, float(values.max()))
            cells |= dict(
                zip(("min", "q1", "median", "q3", "max"), (number(x, d) for x in ends), strict=True)
            )
            if self.chance(0.3):
                cells["iqr_width"] = number(q3 - q1, d)
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
            if self.chance(0.3):
                women = self.rng.permutation(n) < self.random.randint(2, n - 2)
                self.summary(outcome, arm_id, after[women], "final", d, subgroup="sex: female")
                self.summary(outcome, arm_id, after[~women], "final", d, subgroup="sex: male")
            finals.append(after)
        if self.chance(0.5):
            self.summary(outcome, self.whole, np.concatenate(finals), "final", d)
        self.mean_difference(outcome, finals[0], finals[1], d)
        self.standardised(outcome, finals[0], finals[1])

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
            df1, df2 = self.random.randint(1, 5), self.random.randint(8, min(200, sum(self.sizes) - 6))
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

    def standardised(self, outcome: str, a: np.ndarray, b: np.ndarray) -> None:
        """Cohen's d, or Hedges' g, with its usual large-sample interval."""
        n1, n2 = len(a), len(b)
        pooled = math.sqrt(((n1 - 1) * a.var(ddof=1) + (n2 - 1) * b.var(ddof=1)) / (n1 + n2 - 2))
        effect = float(a.mean() - b.mean()) / pooled
        if self.chance(0.5):
            effect *= 1 - 3 / (4 * (n1 + n2 - 2) - 1)
        se = math.sqrt((n1 + n2) / (n1 * n2) + effect**2 / (2 * (n1 + n2)))
        self.add(
            "estimates",
            outcome_id=outcome,
            measure="SMD",
            arm_id="A0",
            comparator_id="A1",
            analysis="crude",
            value=self.printer.number(effect, 2),
            **self.ci(effect - self.z * se, effect + self.z * se, 2, "wald"),
        )

    def zeros_and_ones(self) -> None:
        """The mean and SD of a variable coded 0 and 1."""
        outcome = self.outcome("female", type="binary")
        for arm_id, n in zip(self.arm_ids, self.sizes, strict=True):
            values = (self.rng.random(n) < 0.4).astype(float)
            d = self.random.choice([2, 3])
            cells = {"mean": self.printer.number(float(values.mean()), d)}
            cells["sd"] = self.printer.number(float(values.std(ddof=1)), d)
            self.add("continuous", outcome_id=outcome, arm_id=arm_id, statistic="baseline", n=str(n), **cells)

    def association(self) -> None:
        """A correlation with its interval and test, and an effect size of an analysis of variance."""
        n, r = self.random.randint(10, min(200, sum(self.sizes))), self.random.uniform(-0.9, 0.9)
        centre, half = math.atanh(r), self.z / math.sqrt(n - 3)
        d = self.random.choice([2, 3])
        self.add(
            "estimates",
            outcome_id=self.outcome("association"),
            measure="correlation",
            value=self.printer.number(r, d),
            statistic_name="r",
            statistic=self.printer.number(r, d),
            df2=str(n - 2),
            p_value=self.printer.p(float(2 * stats.t.sf(abs(r) * math.sqrt((n - 2) / (1 - r * r)), n - 2))),
            p_sides="2",
            **self.ci(math.tanh(centre - half), math.tanh(centre + half), d, "other"),
        )
        f, df1 = self.random.uniform(0.1, 60), self.random.randint(1, 4)
        df2 = self.random.randint(10, min(200, sum(self.sizes) - 5))
        self.add(
            "estimates",
            outcome_id=self.outcome("variance"),
            measure="eta_squared",
            value=self.printer.number(f * df1 / (f * df1 + df2), 3),
            statistic_name="F",
            statistic=self.printer.number(f, 2),
            df1=str(df1),
            df2=str(df2),
            p_value=self.printer.p(float(stats.f.sf(f, df1, df2))),
        )

"""Times to an event in an invented trial: survival, curves, medians, restricted means, hazard ratios."""

import math

import numpy as np
from scipy import stats

from . import kaplan_meier as km
from .paper import Paper

MOMENTS = (6, 12, 18, 24)


class Timed(Paper):
    """Simulated follow-up, analysed with the Kaplan-Meier estimate, log-rank test and Cox model."""

    def time_to_event(self) -> None:
        outcome = self.outcome("death", type="time_to_event", higher_is_better="no", definition="death")
        horizon = self.random.choice([24.0, 36.0, 60.0])
        rate = self.random.uniform(0.3, 2.5) / horizon
        ratio = self.random.choice([1.0, self.random.uniform(0.3, 1.6)])
        arms = [
            km.simulate(self.rng, n, rate * (ratio if i == 0 else 1), horizon)
            for i, n in enumerate(self.sizes)
        ]
        months = sorted(self.random.sample(MOMENTS, self.random.choice([1, 2, 3])))
        style = (
            self.random.choice(["plain", "log", "log-log", "logit", "arcsine"]),
            self.random.choice([0, 1, 1]),
        )
        for arm_id, arm, n in zip(self.arm_ids, arms, self.sizes, strict=True):
            for t in months:
                self.survival_row(outcome, arm_id, arm, t, *style)
            self.curve(outcome, arm_id, arm, n, horizon)
            self.median_row(outcome, arm_id, arm)
            self.restricted(outcome, arm_id, arm, months[0])
            self.dead_by(outcome, arm_id, arm, months[0])
        self.event_free(outcome, arms[0], months[0], rate)
        self.incidence(arms, months)
        self.hazard_ratio(outcome, arms, 0)
        if len(arms) > 2:
            self.hazard_ratio(outcome, arms, 2)
        self.rmst(outcome, arms[0], arms[1], months[0])
        self.differences(outcome, arms[0], arms[1], months[0])
        self.follow_up(arms)

    def survival_row(self, outcome: str, arm_id: str, arm: km.Arm, t: int, scale: str, d: int) -> None:
        s, se = arm.survival(t)
        if not arm.at_risk(t):
            return
        for place, decimals in self.printings(d, d, 1):
            cells = {"value": self.printer.number(100 * s, decimals)}
            spread = self.random.choice(["ci", "se", "both"])
            if 0 < s < 1 and spread != "se":
                cells |= self.ci(*(100 * end for end in km.limits(s, se, self.z, scale)), decimals, scale)
            if 0 < s < 1 and spread != "ci":
                cells |= {"se": self.printer.number(100 * se, decimals + 1), "se_scale": "natural"}
            self.add(
                "estimates",
                outcome_id=outcome,
                measure="survival",
                arm_id=arm_id,
                unit="percent",
                **at(t),
                **cells,
                **place,
            )

    def curve(self, outcome: str, arm_id: str, arm: km.Arm, n: int, horizon: float) -> None:
        for t in (0, *MOMENTS):
            if t > horizon or arm.at_risk(t) == 0:
                break
            self.add(
                "curves",
                outcome_id=outcome,
                arm_id=arm_id,
                at_risk=str(arm.at_risk(t)),
                survival=self.printer.number(100 * arm.survival(t)[0], 1),
                cum_events=str(arm.events_by(t)),
                censored=str(arm.censored_by(t)),
                **at(t),
            )

    def median_row(self, outcome: str, arm_id: str, arm: km.Arm) -> None:
        lower, median, upper = (self.reached(x) for x in arm.median_limits(self.z))
        cells = self.ci(0, 1, 1, "log-log") | {"ci_lower": lower, "ci_upper": upper}
        self.add(
            "estimates",
            outcome_id=outcome,
            measure="median_survival",
            arm_id=arm_id,
            unit="months",
            value=median,
            **(cells if self.chance(0.5) else {}),
        )

    def reached(self, time: float | None) -> str:
        return "not_reached" if time is None else self.printer.number(time, 1)

    def restricted(self, outcome: str, arm_id: str, arm: km.Arm, tau: int) -> None:
        if arm.time.max() < tau:
            return
        mean, se = arm.rmst(tau)
        self.add(
            "estimates",
            outcome_id=outcome,
            measure="rmst",
            arm_id=arm_id,
            unit="months",
            tau=str(tau),
            time_unit="months",
            value=self.printer.number(mean, 1),
            se=self.printer.number(se, 2),
            se_scale="natural",
        )

    def dead_by(self, outcome: str, arm_id: str, arm: km.Arm, t: int) -> None:
        """Events counted by a time: never more than survival leaves room for."""
        self.count_row(outcome, arm_id, arm.events_by(t), len(arm.time), **at(t))

    def event_free(self, death: str, arm: km.Arm, t: int, rate: float) -> None:
        """Survival free of relapse, of which death is one event, where it is the lower of the two.

        With censoring the two curves may cross by chance: such reports are true, and are not made here.
        """
        free = km.with_relapse(self.rng, arm, rate)
        if not free.at_risk(t) or free.survival(t)[0] > arm.survival(t)[0]:
            return
        label = {"definition": "event: relapse or death", "higher_is_better": "yes"}
        outcome = self.outcome("relapse-free survival", type="time_to_event", **label)
        for row in self.tables["outcomes"]:
            if row["outcome_id"] == death:
                row["part_of"] = outcome
        self.survival_row(outcome, "A0", free, t, "plain", 1)

    def incidence(self, arms: list[km.Arm], months: list[int]) -> None:
        """Cumulative incidence without a competing risk: what survival leaves."""
        outcome = self.outcome("failure", type="time_to_event", higher_is_better="no")
        for arm_id, arm in zip(self.arm_ids, arms, strict=True):
            for t in months:
                if not arm.at_risk(t):
                    break
                self.add(
                    "estimates",
                    outcome_id=outcome,
                    measure="cumulative_incidence",
                    arm_id=arm_id,
                    unit="percent",
                    value=self.printer.number(100 * (1 - arm.survival(t)[0]), 1),
                    **at(t),
                )

    def hazard_ratio(self, outcome: str, arms: list[km.Arm], index: int) -> None:
        a, b = arms[index], arms[1]
        if not (a.event.sum() and b.event.sum()):
            return
        beta, se = km.cox(a, b)
        if abs(beta) > 3:
            return
        wald = float(2 * stats.norm.sf(abs(beta / se)))
        difference, variance = km.observed_less_expected(a, b)
        log_rank = float(stats.chi2.sf(difference**2 / variance, 1))
        test, p = self.random.choice([("wald", wald), ("log-rank", log_rank)])
        one_sided_wrong_way = test == "log-rank" and abs(beta) < 0.05
        more = {
            "p_test": "other" if one_sided_wrong_way else test,
            "analysis": "crude",
            "events_1": str(int(a.event.sum())),
            "n_1": str(len(a.time)),
            "events_2": str(int(b.event.sum())),
            "n_2": str(len(b.time)),
        }
        pair = self.arm_ids[index], "A1"
        if self.chance(0.3):
            inside = {"o_minus_e": self.printer.number(difference, 2)}
            inside["variance"] = self.printer.number(variance, 2)
            self.effect(outcome, "HR", beta, se, p, pair=pair, **more, **inside)
        else:
            self.effect(outcome, "HR", beta, se, p, pair=pair, **more)
        if self.chance(0.3):
            self.effect(outcome, "log_HR", beta, se, wald, pair=pair, p_test="wald", analysis="crude")

    def rmst(self, outcome: str, a: km.Arm, b: km.Arm, tau: int) -> None:
        if min(a.time.max(), b.time.max()) < tau:
            return
        (m1, s1), (m2, s2) = a.rmst(tau), b.rmst(tau)
        more = {"unit": "months", "tau": str(tau), "time_unit": "months"}
        self.difference(outcome, "RMST_difference", m1 - m2, math.hypot(s1, s2), **more)

    def differences(self, outcome: str, a: km.Arm, b: km.Arm, t: int) -> None:
        """The differences of survival at a time, and of medians."""
        (s1, e1), (s2, e2) = a.survival(t), b.survival(t)
        if a.at_risk(t) and b.at_risk(t) and 0 < s1 < 1 and 0 < s2 < 1:
            se = 100 * math.hypot(e1, e2)
            self.difference(outcome, "survival_difference", 100 * (s1 - s2), se, unit="percent", **at(t))
        one, other = a.median(), b.median()
        if one is not None and other is not None:
            self.add(
                "estimates",
                outcome_id=outcome,
                measure="median_difference",
                arm_id="A0",
                comparator_id="A1",
                unit="months",
                analysis="crude",
                value=self.printer.number(one - other, 1),
            )

    def difference(self, outcome: str, measure: str, gap: float, se: float, **more: str) -> None:
        """A crude difference with its Wald test, where it has a standard error."""
        if se:
            p = float(2 * stats.norm.sf(abs(gap) / se))
            self.effect(outcome, measure, gap, se, p, p_test="wald", analysis="crude", **more)

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


def at(months: int) -> dict[str, str]:
    return {"time_value": str(months), "time_unit": "months"}

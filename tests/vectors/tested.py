"""Test statistics and P values, as tables."""

import re

from .case import ERROR, INFO, Case, Flag, Rows, Vector, estimate, outcome, row

FAMILY = ("continuous", "estimates")


def _tests(*rows: dict[str, str]) -> Rows:
    return {"outcomes": [outcome()], "estimates": list(rows)}


def statistic(given: Vector, expected: Vector) -> list[Case]:
    """A statistic with its degrees of freedom beside a P value (statcheck's cases)."""
    sign = "" if given["p_op"] == "=" else given["p_op"]
    tables = _tests(
        row(
            outcome_id="O",
            measure="test",
            statistic_name=given["test"],
            statistic=given["stat"],
            df1=given["df1"],
            df2=given["df2"],
            p_value=sign + given["p"],
            p_sides=given["tails"],
        )
    )
    flips = expected.get("decision_error_at_0.05")
    flag = Flag("estimates", ("p_value",), families=FAMILY, flips=flips)
    return [Case(tables, () if expected["consistent"] else (flag,))]


def eta_squared(given: Vector, expected: Vector) -> list[Case]:
    assert expected["consistent"]

    def tables(value: object) -> Rows:
        cells = {"statistic_name": "F", "statistic": given["F"], "df1": given["df1"], "df2": given["df2"]}
        return _tests(row(outcome_id="O", measure="eta_squared", value=value, **cells))

    wrong = f"{given['eta2p'] + 0.01:.3f}"
    flag = Flag("estimates", ("value", "statistic"), families=FAMILY)
    return [Case(tables(given["eta2p"])), Case(tables(wrong), (flag,), f"eta squared {wrong}")]


def p_domain(given: Vector, expected: Vector) -> list[Case]:
    """A P value that is no probability; the statistic beside it is given where the text prints one."""
    assert not expected["consistent"]
    found = re.match(r"p\s*=\s*(-?[\d.]+)(?: beside t\((\d+)\) = (-?[\d.]+))?", given["text"], re.IGNORECASE)
    assert found
    p, df, t = found.groups()
    beside = {"statistic_name": "t", "statistic": t, "df2": df} if t else {}
    tables = _tests(row(outcome_id="O", measure="test", p_value=p, **beside))
    return [Case(tables, (Flag("estimates", ("p_value",), least=ERROR, families=FAMILY),))]


def approximation(given: Vector, expected: Vector) -> list[Case]:
    """The exact normal tail is in order; Altman and Bland's shortcut is not, so far out."""

    def tables(p: float) -> Rows:
        mantissa, _, exponent = f"{p:.1e}".partition("e")
        cells = {"statistic_name": "z", "statistic": f"{given['z']:.2f}", "p_sides": 2}
        return _tests(row(outcome_id="O", measure="test", p_value=f"{mantissa}x10{int(exponent)}", **cells))

    flag = Flag("estimates", ("p_value",), families=FAMILY, flips=False)
    return [
        Case(tables(expected["p_exact"]), what="exact"),
        Case(tables(expected["p_altman_bland"]), (flag,), "shortcut"),
    ]


def multiverse(given: Vector, expected: Vector) -> list[Case]:
    """One table of four counts, six defensible P values; none of them is wrong, and others are."""
    (a, b), (c, d) = given["table"]
    cells = {"events_1": a, "n_1": a + b, "events_2": c, "n_2": c + d, "p_sides": 2, "analysis": "crude"}
    named = {"pearson": "chi-squared", "yates": "yates", "fisher": "fisher", "wald_z": "wald"}
    named["likelihood_ratio"] = "likelihood ratio"

    def tables(p: str, test: str = "") -> Rows:
        effect = estimate("test", "", p_value=p, p_test=test, **cells)
        return {"outcomes": [outcome(type="binary")], "estimates": [effect]}

    clean = [Case(tables(f"{p:.4f}"), what=f"{name}, test not named") for name, p in expected.items()]
    clean += [
        Case(tables(f"{p:.4f}", named[name]), what=f"{name}, test named")
        for name, p in expected.items()
        if name in named
    ]
    flag = Flag("estimates", ("p_value",), least=INFO, families=("counts", "estimates"))
    wrong = Flag("estimates", ("p_value",), families=("counts", "estimates"))
    return [
        *clean,
        Case(tables("0.20"), (wrong,), "a P value of no test"),
        Case(tables("0.0253", "fisher"), (flag,), "Pearson's P value named Fisher's"),
    ]


CASES = {
    "test_stat_p": statistic,
    "partial_eta_from_F": eta_squared,
    "p_domain": p_domain,
    "approximation_error": approximation,
    "p_from_2x2_multiverse": multiverse,
}

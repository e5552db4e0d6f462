"""Effects with their intervals, P values and counts, as tables."""

from collections.abc import Sequence
from typing import Any

from .case import ERROR, INFO, WARNING, Case, Flag, Rows, Vector, arm, estimate, outcome, row

FAMILY = ("estimates", "counts")
TRIPLE = ("value", "ci_lower", "ci_upper")


def _effect(measure: str, value: object, limits: Sequence[object] = ("", ""), **cells: Any) -> Rows:
    lower, upper = limits
    more = {"ci_lower": lower, "ci_upper": upper}
    if lower != "":
        more = {"ci_level": 95} | more
    return {"outcomes": [outcome()], "estimates": [estimate(measure, value, **(more | cells))]}


def _four(given: Vector) -> dict[str, Any]:
    return {"events_1": given["a"], "n_1": given["n1"], "events_2": given["c"], "n_2": given["n2"]}


def p_to_ci(given: Vector, expected: Vector) -> list[Case]:
    """The interval that Altman and Bland get from an estimate and its P value."""
    measure, digits = ("RR", 2) if "se_log" in expected else ("RD", 1)
    lower, upper = (f"{end:.{digits}f}" for end in expected["ci"])
    cells = {"p_value": given["p"], "p_sides": 2, "ci_level": given["level"]}
    wrong = {"p_value": f"{10 * given['p']:.2f}", "p_test": "wald"}
    flag = Flag("estimates", ("p_value",), families=FAMILY)
    return [
        Case(_effect(measure, given["estimate"], (lower, upper), **cells)),
        Case(
            _effect(measure, given["estimate"], (lower, upper), **(cells | wrong)),
            (flag,),
            "P ten times as large",
        ),
    ]


def table_2x2(given: Vector, expected: Vector) -> list[Case]:
    counts = _four(given)
    if "measure" in given:
        assert expected["consistent"]
        limits = tuple(f"{end:.2f}" for end in given["ci95"])
        effect = _effect(given["measure"].upper(), given["estimate"], limits, **counts)
        return [Case(effect)]
    limits = tuple(f"{end:.2f}" for end in expected["or_ci95"])
    crude = counts | {"analysis": "crude"}
    percents = [
        row(outcome_id="O", arm_id=name, events=given[a], total=given[n], percent=expected[f"risk{i}_pct"])
        for i, name, a, n in ((1, "A", "a", "n1"), (2, "B", "c", "n2"))
    ]
    rows = [
        _effect("OR", expected["or"], limits, **crude),
        _effect("RR", expected["rr"], **crude),
        _effect("RD", expected["diff_pp"], unit="percent", **crude),
        _effect("OR", expected["or"], se=expected["se_log_or"], se_scale="log", **crude),
    ]
    wrong = _effect("OR", "3.89", limits, **crude)
    flag = Flag("estimates", (*TRIPLE, "events_1"), families=FAMILY)
    return [
        *(Case({**tables, "counts": percents}, what=tables["estimates"][0]["measure"]) for tables in rows),
        Case(wrong, (flag,), "odds ratio with a wrong digit"),
    ]


def exact_2x2(given: Vector, expected: Vector) -> list[Case]:
    """A conditional odds ratio with its exact interval: no sample odds ratio and no Wald interval."""
    (a, b), (c, d) = given["table"]
    lower, upper = (f"{end:.2f}" for end in expected["ci95_exact"])
    cells = {"events_1": a, "n_1": a + b, "events_2": c, "n_2": c + d, "ci_method": "exact"}
    value = f"{expected['or_conditional']:.2f}"
    return [
        Case(_effect("OR", value, (lower, upper), analysis=analysis, **cells), what=analysis or "unlabelled")
        for analysis in ("", "crude")
    ]


def direction(given: Vector, expected: Vector) -> list[Case]:
    """The odds ratio of the arms the other way round: a note that says so, at the least."""
    assert not expected["consistent"]
    limits = (f"{given['ci95'][0]:.2f}", f"{given['ci95'][1]:.2f}")
    flag = Flag("estimates", (*TRIPLE, "events_1", "arm_id"), least=INFO, families=FAMILY, says="reciprocal")
    return [
        Case(_effect(given["measure"].upper(), given["estimate"], limits, **_four(given)), (flag,)),
        Case(
            _effect(given["measure"].upper(), given["estimate"], limits, analysis="crude", **_four(given)),
            (flag,),
            "crude",
        ),
    ]


def exact_interval(given: Vector, expected: Vector) -> list[Case]:
    """Skewed, and beside Fisher's P: right, where the method is named and where it is not."""
    assert expected["consistent"]
    limits = (f"{given['ci95'][0]}", f"{given['ci95'][1]}")
    named = {"ci_method": "exact", "p_test": "fisher"}
    effect = {"p_value": given["p"], "p_sides": 2} | _four(given)
    return [
        Case(_effect("OR", given["estimate"], limits, **effect, **labels), what=what)
        for what, labels in (
            ("named", named),
            ("crude", named | {"analysis": "crude"}),
            ("test named", {"p_test": "fisher"}),
            ("nothing named", {}),
        )
    ]


def ratio(given: Vector, expected: Vector) -> list[Case]:
    """A ratio, its limits and (in some) its P value."""
    cells: dict[str, Any] = {"ci_level": given["level"]}
    if "p" in given:
        cells["p_value"] = ("" if given["p_op"] == "=" else given["p_op"]) + given["p"]
    tables = _effect(given["measure"], given["estimate"], (given["lower"], given["upper"]), **cells)
    flags = []
    if not (expected["limits_ordered"] and expected["estimate_within_ci_rounding_aware"]):
        flags.append(Flag("estimates", TRIPLE, least=ERROR, families=FAMILY))
    elif not expected["log_symmetric_rounding_aware"]:
        # All of them are off by more than 5 %, from where on it is a warning.
        shift = float(given["estimate"]) / expected["geometric_mean_of_ci"]
        assert not 0.95 <= shift <= 1.05
        flags.append(Flag("estimates", TRIPLE, least=WARNING, families=FAMILY))
    elif expected.get("p_consistent") is False:
        # One fact is one finding: beside limits that do not fit their estimate, P cannot be judged.
        flags.append(_p_flag(given, expected))
    return [Case(tables, tuple(flags))]


def _p_flag(given: Vector, expected: Vector) -> Flag:
    """What is wanted of a P value that the interval does not allow.

    A hazard ratio's P may be a log-rank test's, stratified or not, and a "P<0.01" for 0.013 is a
    small step: a note will do. Elsewhere it is a warning.
    """
    small = given["p_op"] == "<" and given["p"] == "0.01"
    least = INFO if given["measure"] == "HR" or small else WARNING
    flips = expected.get("decision_flips_at_0.05") or None
    return Flag("estimates", ("p_value",), least=least, families=FAMILY, flips=flips)


def two_by_two_with_p(given: Vector, expected: Vector) -> list[Case]:
    """Counts, percents, a risk ratio and a P value that only Fisher's test gives."""
    arms = [arm("A", given["n1"]), arm("B", given["n2"])]
    counts = [
        row(outcome_id="O", arm_id=name, events=given[a], total=given[n], percent=percent)
        for name, a, n, percent in (("A", "a", "n1", given["pct"][0]), ("B", "c", "n2", given["pct"][1]))
    ]
    lower, upper = given["ci95"]

    def tables(**cells: Any) -> Rows:
        effect = _effect("RR", given["rr"], (lower, upper), p_value=given["p"], **_four(given), **cells)
        return {**effect, "arms": arms, "counts": counts}

    wald = Flag("estimates", ("p_value",), least=INFO, families=FAMILY)
    return [
        Case(tables(), what="nothing named"),
        Case(tables(analysis="crude"), what="crude"),
        Case(tables(analysis="crude", p_test=expected["p_matches"][0]), what="test named"),
        Case(tables(analysis="crude", p_test="wald", p_sides=2), (wald,), "wrong test named"),
    ]


def level(given: Vector, expected: Vector) -> list[Case]:
    """An interval whose P value fits at its stated level, and not at 95 %."""
    assert (expected["consistent_at_stated_level"], expected["consistent_if_read_as_95"]) == (True, False)
    measure = "ratio" if given["measure"] == "RR ratio" else given["measure"]
    stated = f"{given['level_stated']:g}"

    def tables(at: object, sides: object) -> Rows:
        limits = (given["lower"], given["upper"])
        cells = {"p_value": given["p"], "ci_level": at, "p_sides": sides}
        return _effect(measure, given["estimate"], limits, **cells)

    flag = Flag("estimates", ("p_value", "ci_level"), least=INFO, families=FAMILY, says=stated)
    return [
        Case(tables(stated, ""), what=f"{stated} %"),
        Case(tables(95, 2), (flag,), "95 %"),
    ]


def one_sided(given: Vector, expected: Vector) -> list[Case]:
    assert "one-sided" in given["test"]
    cells = {"p_value": given["p"], "ci_level": given["level"]}
    limits = (given["lower"], given["upper"])

    def tables(sides: object) -> Rows:
        labels = {"p_sides": sides, "p_test": "stratified log-rank"}
        return _effect(given["measure"], given["estimate"], limits, **labels, **cells)

    return [Case(tables(1), what="one-sided"), Case(tables(""), what="sides not stated")]


def abbreviation(given: Vector, expected: Vector) -> list[Case]:
    """A risk reduction named RR, extracted as what it is; read as a ratio it does not hold together."""
    assert "absolute RR 1.1%" in given["text"]
    right = _effect("RD", "1.1", ("-6.9", "9.1"), unit="percent", p_value="0.78")
    naive = _effect("RR", "1.1", ("6.9", "9.1"), p_value="0.78")
    return [
        Case(right, what="read as a risk difference"),
        Case(naive, (Flag("estimates", TRIPLE, least=ERROR, families=FAMILY),), "read as a risk ratio"),
    ]


def high_risk(given: Vector, expected: Vector) -> list[Case]:
    """An incidence rate whose name begins with HR: no hazard ratio, and no symmetry is asked of it."""
    assert "51 (95% CI 46 to 126)" in given["text"]
    rate = row(
        outcome_id="O", measure="rate", value=51, ci_level=95, ci_lower=46, ci_upper=126, unit="per 100 py"
    )
    return [Case({"outcomes": [outcome(type="count")], "estimates": [rate]})]


def number_needed(given: Vector, expected: Vector) -> list[Case]:
    """The risk difference and its number needed to treat, through infinity where it crosses zero."""
    lower, upper = given["ci_pct"]
    if lower < 0:
        ends, difference = ["4", "-20"], estimate("RD", 10, ci_level=95, ci_lower=-5, ci_upper=25)
    else:
        ends = [str(end) for end in expected["ci"]]
        difference = estimate("RD", given["arr_pct"], ci_level=95, ci_lower=lower, ci_upper=upper)

    def tables(value: object) -> Rows:
        needed = estimate("NNT", value, ci_level=95, ci_lower=ends[0], ci_upper=ends[1])
        return {
            "outcomes": [outcome(type="binary")],
            "estimates": [{**difference, "unit": "percent"}, needed],
        }

    wrong = Flag("estimates", ("value",), 1, families=FAMILY)
    return [
        Case(tables(expected["nnt"])),
        Case(tables(2 * expected["nnt"]), (wrong,), "twice the number"),
    ]


CASES = {
    "p_to_ci_difference": p_to_ci,
    "p_to_ci_ratio": p_to_ci,
    "table_2x2": table_2x2,
    "table_2x2_exact": exact_2x2,
    "effect_direction": direction,
    "trap_exact_ci": exact_interval,
    "ratio_ci": ratio,
    "ratio_ci_p": ratio,
    "table_2x2_with_p": two_by_two_with_p,
    "ci_level": level,
    "trap_one_sided_p": one_sided,
    "nnt_ci": number_needed,
    "TRAP-RR-riskreduction": abbreviation,
    "TRAP-HR-highrisk": high_risk,
}

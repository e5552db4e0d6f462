"""Means, standard deviations and what whole numbers allow them, as tables."""

from typing import Any

from .case import ERROR, INFO, Case, Flag, Rows, Vector, arm, estimate, outcome, row

FAMILY = ("continuous",)


def _scale(vector: Vector, *, items: object = 1, **cells: Any) -> Rows:
    """A score of whole numbers: the mean and SD of one arm."""
    return {
        "outcomes": [outcome(type="ordinal", unit="points", items=items, **cells)],
        "continuous": [
            row(
                outcome_id="O",
                arm_id="A",
                n=vector["n"],
                mean=vector["mean"],
                sd=vector.get("sd"),
            )
        ],
    }


def _judged(tables: Rows, consistent: bool, *columns: str) -> list[Case]:
    flag = Flag("continuous", columns, families=FAMILY)
    return [Case(tables, () if consistent else (flag,))]


def grim(given: Vector, expected: Vector) -> list[Case]:
    return _judged(_scale(given, items=given.get("items", 1)), expected["consistent"], "mean", "n")


def grim_artifact(given: Vector, expected: Vector) -> list[Case]:
    return _judged(_scale(given), expected["consistent_exact_arithmetic"], "mean", "n")


def n_profile(given: Vector, expected: Vector) -> list[Case]:
    """Ten means that one smaller n explains: one finding, and it names that n."""
    names = [f"O{number}" for number in range(len(given["means"]))]
    tables = {
        "outcomes": [outcome(name, type="ordinal", unit="points", items=1) for name in names],
        "continuous": [
            row(outcome_id=name, arm_id="A", n=given["n_reported"], mean=mean)
            for name, mean in zip(names, given["means"], strict=True)
        ],
    }
    misfit = next(i for i, mean in enumerate(given["means"]) if mean == "15.95")
    best = str(expected["best_n"])
    return [Case(tables, (Flag("continuous", ("mean", "n"), misfit, INFO, FAMILY, best),), most=1)]


def grimmer(given: Vector, expected: Vector) -> list[Case]:
    columns = ("mean", "n") if expected.get("reason") == "GRIM" else ("sd",)
    return _judged(_scale(given), expected["consistent"], *columns)


def sd_bounds(given: Vector, expected: Vector) -> list[Case]:
    low, high = given["scale"]
    ends = {"scale_min": low, "scale_max": high}
    if "sd" in given:
        flag = Flag("continuous", ("sd",), least=ERROR, families=FAMILY)
        # The case does not say that the values are whole.
        tables = _scale(given, items="", **ends)
        return [Case(tables, () if expected["consistent"] else (flag,))]
    flag = Flag("continuous", ("sd",), families=FAMILY)
    least, most = expected["sd_min"], expected["sd_max"]
    printed = {f"{least:.2f}": (), f"{most:.2f}": (), f"{least - 0.01:.2f}": (flag,)}
    printed |= {f"{most + 0.01:.2f}": (flag,)}
    return [Case(_scale({**given, "sd": sd}, **ends), flags, f"SD {sd}") for sd, flags in printed.items()]


def debit(given: Vector, expected: Vector) -> list[Case]:
    tables = {
        "outcomes": [outcome(type="binary")],
        "continuous": [
            row(outcome_id="O", arm_id="A", n=given["n"], mean=given["mean"], sd=given["sd"]),
        ],
    }
    return _judged(tables, expected["consistent"], "sd", "mean")


def t_test(given: Vector, expected: Vector) -> list[Case]:
    """The P value of two arms' means: any that some unrounded figures give is in order."""
    arms = [
        row(outcome_id="O", arm_id=name, n=given[f"n{i}"], mean=given[f"m{i}"], sd=given[f"sd{i}"])
        for i, name in ((1, "A"), (2, "B"))
    ]
    difference = int(given["m1"]) - int(given["m2"])

    def tables(p: str) -> Rows:
        effect = estimate("MD", difference, p_value=p, p_test="t", p_sides=2, analysis="crude")
        return {"outcomes": [outcome(type="continuous")], "continuous": arms, "estimates": [effect]}

    assert expected["consistent"]
    below = f"{expected['p_min'] / 10:.4f}"
    flag = Flag("estimates", ("p_value",), families=("continuous", "estimates"))
    return [
        Case(tables(given["p"]), what=f"P {given['p']}"),
        Case(tables(f"{expected['p_point']}"), what="P of the printed figures"),
        Case(tables(below), (flag,), what=f"P {below}"),
    ]


def pre_post(given: Vector, expected: Vector) -> list[Case]:
    sds = (("baseline", "sd_pre"), ("final", "sd_post"), ("change", "sd_change"))
    tables = {
        "outcomes": [outcome(type="continuous")],
        "continuous": [
            row(outcome_id="O", arm_id="A", statistic=statistic, sd=given[name]) for statistic, name in sds
        ],
    }
    flag = Flag("continuous", ("sd",), index=2, least=INFO, families=FAMILY)
    return [Case(tables, () if expected["verdict"] == "feasible" else (flag,))]


def difference(given: Vector, expected: Vector) -> list[Case]:
    """The difference of two printed figures may be one unit off the displayed gap."""
    assert expected["consistent"]

    def tables(value: object) -> Rows:
        return {
            "arms": [arm("A", 50), arm("B", 50)],
            "outcomes": [outcome(type="continuous")],
            "continuous": [
                row(outcome_id="O", arm_id="A", mean=given["a"]),
                row(outcome_id="O", arm_id="B", mean=given["b"]),
            ],
            "estimates": [estimate("MD", value, analysis="crude")],
        }

    low, high = expected["interval"]
    flag = Flag("estimates", ("value",))
    possible = (given["difference"], f"{low:.2f}", f"{high:.2f}")
    return [
        *(Case(tables(value), what=f"difference {value}") for value in possible),
        Case(tables(f"{low - 0.01:.2f}"), (flag,), what="difference below"),
        Case(tables(f"{high + 0.01:.2f}"), (flag,), what="difference above"),
    ]


CASES = {
    "grim_mean": grim,
    "grim_repair": grim,
    "grim_rounding_mode": grim,
    "grim_float_artifact": grim_artifact,
    "grim_n_profile": n_profile,
    "grimmer_mean_sd": grimmer,
    "sd_bounds": sd_bounds,
    "debit_binary_mean_sd": debit,
    "t_test_p_interval": t_test,
    "prepost_correlation": pre_post,
    "difference_of_rounded": difference,
}

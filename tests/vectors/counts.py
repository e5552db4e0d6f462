"""Counts, percents and the flow of participants, as tables."""

from typing import Any

from .case import ERROR, INFO, WARNING, Case, Flag, Rows, Vector, arm, estimate, outcome, row

FAMILY = ("counts",)


def _counts(**cells: Any) -> Rows:
    return {
        "outcomes": [outcome(type="binary")],
        "counts": [row(outcome_id="O", arm_id="A", **cells)],
    }


def _percent_flag(index: int = 0) -> Flag:
    return Flag("counts", ("percent", "events", "total"), index, families=FAMILY)


def grim_percent(given: Vector, expected: Vector) -> list[Case]:
    tables = _counts(total=given["n"], percent=given["percent"], percent_kind="crude")
    return [Case(tables, () if expected["consistent"] else (_percent_flag(),))]


def count_percent(given: Vector, expected: Vector) -> list[Case]:
    """A count, its total and a percent that do not agree, whether or not the percent is labelled."""
    assert not expected["consistent"]
    cells = {"events": given["count"], "total": given["n"], "percent": given["pct"]}
    return [
        Case(_counts(**cells), (_percent_flag(),), "unlabelled"),
        Case(_counts(**cells, percent_kind="crude"), (_percent_flag(),), "crude"),
    ]


def percent_denominator(given: Vector, expected: Vector) -> list[Case]:
    """A column whose counts sum to more than the number in its caption: the caption is right."""
    assert expected["consistent"]
    others = [count for count in (79, 53, 40, 26) if count != given["count"]]
    assert sum(others) + given["count"] == given["column_count_sum"]

    def tables(total: object, declared: int) -> Rows:
        return {
            "arms": [arm("A", declared)],
            "outcomes": [outcome(name, type="characteristic") for name in ("O", *(f"P{n}" for n in others))],
            "counts": [
                row(
                    outcome_id="O",
                    arm_id="A",
                    events=given["count"],
                    total=total,
                    percent=given["pct"],
                    percent_kind="crude",
                ),
                *(row(outcome_id=f"P{n}", arm_id="A", events=n, total=total) for n in others),
            ],
        }

    n, wrong = expected["denominator"], expected["wrong_denominator"]
    undeclared = Flag("counts", ("percent", "events"), least=INFO, families=FAMILY)
    return [
        Case(tables(n, n), what="total stated"),
        Case(tables("", n), what="total declared by the arm"),
        Case(tables(wrong, wrong), (_percent_flag(),), "sum of the column as the total"),
        Case(tables("", wrong), (undeclared,), "sum of the column declared by the arm"),
    ]


def rounding_mode(given: Vector, expected: Vector) -> list[Case]:
    """Cut off, not rounded: alone it is not proven, with two more cells of its table it is."""
    assert (expected["nearest"], expected["truncated"]) == (False, True)
    own = {"events": given["count"], "total": given["n"], "percent": given["pct"]}
    # Two more that only cutting off gives: 40/450 is 8.89 and 35/450 is 7.78; 31/450 is 6.89.
    more = [(40, "8.8"), (35, "7.7"), (31, "6.8")]
    others = [(count, text) for count, text in more if count != given["count"]][:2]
    siblings = [
        row(outcome_id=f"P{count}", arm_id="A", events=count, total=450, percent=text)
        for count, text in others
    ]
    alone = _counts(**own)
    table = {**alone, "counts": [*alone["counts"], *siblings]}
    return [
        Case(alone, (_percent_flag(),), "alone"),
        Case(table, (Flag("counts", ("percent",), 0, INFO, FAMILY),), "among its kind", most=0),
    ]


def sum_of_arms(given: Vector, expected: Vector) -> list[Case]:
    assert expected["consistent"]

    def tables(total: int) -> Rows:
        arms = [arm(name, n) for name, n in zip("AB", given["parts"], strict=False)]
        return {"arms": arms, "flow": [row(stage="randomised", n=total)]}

    flag = Flag("flow", ("n",), least=ERROR, families=("counts", "reports"))
    return [Case(tables(given["total"])), Case(tables(given["total"] + 1), (flag,), "total one off")]


def block_randomisation(given: Vector, expected: Vector) -> list[Case]:
    """Arms further apart than blocks of one site without strata can leave them."""

    def tables(gap: int) -> Rows:
        return {
            "reports": [row(trial_id="T", title="An invented trial")],
            "trials": [
                {
                    "trial_id": "T",
                    "design": "parallel",
                    "block_size": str(given["block_size"]),
                    "allocation_ratio": "1:1",
                    "sites": str(given["centres"]),
                    "strata": "1",
                }
            ],
            "arms": [arm("A", 20, "experimental"), arm("B", 20 + gap, "control")],
        }

    assert (expected["consistent"], given["stratified"]) == (False, False)
    families = ("counts", "reports")
    flags = tuple(Flag("arms", ("randomised",), index, families=families) for index in (0, 1))
    limit = expected["max_imbalance"]
    return [
        Case(tables(given["imbalance"]), flags, f"{given['imbalance']} apart"),
        Case(tables(limit), what=f"{limit} apart"),
    ]


def exceed_randomised(given: Vector, expected: Vector) -> list[Case]:
    """An outcome of more participants than were randomised, in counts and in means."""
    assert not expected["consistent"]
    half = given["randomised"] // 2
    tables = {
        "arms": [arm("A", half), arm("B", half)],
        "flow": [row(stage="randomised", n=given["randomised"])],
        "outcomes": [outcome("age", type="continuous"), outcome(type="binary")],
    }
    baseline = row(outcome_id="age", statistic="baseline", n=given["baseline_total"], mean="61.2")
    n = given["outcome_n"]
    families = ("counts", "continuous", "reports")
    return [
        Case(
            {**tables, "continuous": [baseline], "counts": [row(outcome_id="O", events=12, total=n)]},
            (Flag("counts", ("total",), least=ERROR, families=families),),
            "a count's total",
        ),
        Case(
            {**tables, "continuous": [baseline, row(outcome_id="O", n=n, mean="5.1")]},
            # Its unit says what is measured, not that it is participants who were.
            (Flag("continuous", ("n",), 1, WARNING, families),),
            "a mean's n",
        ),
        Case(
            {**tables, "continuous": [baseline], "counts": [row(outcome_id="O", events=12, total=100)]},
            what="all who were randomised",
        ),
    ]


def threshold(given: Vector, expected: Vector) -> list[Case]:
    assert "65.43%" in given["text"]
    return [Case(_counts(events=53, total=81, percent="65.43"))]


def sex_ratio(given: Vector, expected: Vector) -> list[Case]:
    """Counts of men and women, which are parts of one total and not one count over another."""
    assert "110/98" in given["text"]
    sexes = ((110, "52.9", "men"), (98, "47.1", "women"))
    return [
        Case(
            {
                "outcomes": [outcome(name, type="characteristic") for _, _, name in sexes],
                "counts": [
                    row(outcome_id=name, events=count, total=208, percent=percent)
                    for count, percent, name in sexes
                ],
            }
        )
    ]


def time_to_event(given: Vector, expected: Vector) -> list[Case]:
    """A percent that need not be events over total: no more than a note, but not nothing."""
    assert expected["crude_agrees"] is False
    cells = {"events": given["count"], "total": given["n"], "percent": given["pct"]}
    timed: dict[str, Any] = {"outcomes": [outcome(type="time_to_event")]}
    if "HR reported" in given["context"]:
        timed = {"estimates": [estimate("HR", "0.60")]}
    note = Flag("counts", ("percent",), least=INFO, families=FAMILY)
    as_km = _counts(**cells, percent_kind="km")
    as_crude = {**_counts(**cells, percent_kind="crude"), **timed}
    return [
        Case({**_counts(**cells), **timed}, (note,), "unlabelled", most=0),
        Case({**as_km, **timed}, what="labelled Kaplan-Meier"),
        Case(as_crude, (Flag("counts", ("percent",), 0, WARNING, FAMILY),), "labelled crude"),
    ]


CASES = {
    "grim_percent": grim_percent,
    "count_percent": count_percent,
    "percent_denominator": percent_denominator,
    "rounding_mode_table": rounding_mode,
    "sum_of_arms": sum_of_arms,
    "block_randomisation_imbalance": block_randomisation,
    "participants_exceed_randomised": exceed_randomised,
    "trap_time_to_event_percent": time_to_event,
    "TRAP-threshold": threshold,
    "TRAP-sexratio": sex_ratio,
}

"""How the cases on means, SDs and percents are answered, by kind."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from triallint import arithmetic as ar
from triallint.model import Interval, Rounding, parse

from .numbers import read
from .vector_helpers import close, exactly, spans


def grim_mean(given, expected):
    totals = ar.grim_totals(read(given["mean"]), given["n"], given.get("items", 1))
    assert bool(totals) == expected["consistent"]
    if "integer_totals" in expected:
        assert list(totals) == expected["integer_totals"]
    if "possible_means" in expected:
        means = ar.possible_means(read(given["mean"]), given["n"])
        assert means == [Fraction(m) for m in expected["possible_means"]]


def grim_rounding(given, expected):
    printed = parse(given["mean"])
    modes = {
        "nearest": printed.interval(),
        "floor": printed.interval(Rounding.TRUNCATED),
        "ceiling": printed.interval(Rounding.CEILING),
        "half_up": printed.interval()._replace(hi_open=True),
        "half_down": printed.interval()._replace(lo_open=True),
    }
    if given["rounding"] not in modes:
        pytest.skip(f"rounding {given['rounding']} is no interval")
    want = expected.get("consistent", expected.get("consistent_exact_arithmetic"))
    assert bool(ar.grim_totals(modes[given["rounding"]], given["n"])) == want


def grim_percent(given, expected):
    assert list(ar.numerators_that_fit(read(given["percent"]), given["n"])) == expected["integer_counts"]


def grim_repair(given, expected):
    nearest = ar.nearest_possible(parse(given["mean"]), given["n"])
    assert list(nearest) == [Fraction(m) for m in expected["nearest_possible"]]


def grim_n_profile(given, expected):
    low, high = given["n_range"]
    profile = ar.n_profile([read(m) for m in given["means"]], range(low, high + 1))
    assert profile == {int(n): count for n, count in expected["consistent_by_n"].items()}
    assert max(profile, key=profile.__getitem__) == expected["best_n"]


def grimmer(given, expected):
    verdict = ar.grimmer(read(given["mean"]), read(given["sd"]), given["n"], witness=True)
    assert verdict.possible == expected["consistent"]
    if verdict.possible:
        assert verdict.witness is not None
    reason = {"GRIM": "mean", "parity": "parity"}.get(expected.get("reason", ""))
    assert reason is None or verdict.reason == reason


def sd_bounds(given, expected):
    items = 1 if given.get("integer") else None
    bounds = ar.sd_bounds(read(given["mean"]), given["n"], *given["scale"], items=items)
    for name, end in (("sd_min", bounds.lo), ("sd_max", bounds.hi)):
        if name in expected:
            assert float(end) == pytest.approx(expected[name], abs=0.005)
    if "consistent" in expected:
        assert read(given["sd"]).meets(bounds) == expected["consistent"]


def debit(given, expected):
    assert ar.debit(read(given["mean"]), read(given["sd"]), given["n"]) == expected["consistent"]


def t_test(given, expected):
    arms = [ar.ArmSummary(read(given[f"m{i}"]), read(given[f"sd{i}"]), given[f"n{i}"]) for i in (1, 2)]
    p = ar.t_test_p(*arms)["Student"]
    assert spans(p, (expected["p_min"], expected["p_max"]))
    assert read(given["p"]).meets(p) == expected["consistent"]


def pre_post(given, expected):
    sds = [given[k] for k in ("sd_pre", "sd_post", "sd_change")]
    r = ar.pre_post_correlation(*(read(str(sd)) for sd in sds))
    if "r" in expected:
        assert r.contains(expected["r"]) or close(r, expected["r"])
    if "r_interval" in expected:
        assert spans(r, expected["r_interval"], 0.002)


def eta(given, expected):
    own = ar.eta_squared(exactly(given["F"]), given["df1"], given["df2"])
    assert close(own, expected["eta2p"], 1e-4)
    assert read(str(given["eta2p"])).meets(own) == expected["consistent"]


def count_percent(given, expected):
    a, n, share = given["count"], given["n"], read(given["pct"])
    exact = ar.percent_of(a, n)
    assert ar.how_it_fits(exact, parse(given["pct"])).nearest == expected["consistent"]
    assert float(exact) == pytest.approx(expected["exact_pct"], abs=0.06)
    # the cases list the first four of many
    if "numerators_that_fit" in expected:
        assert list(ar.numerators_that_fit(share, n))[:4] == expected["numerators_that_fit"]
        assert list(ar.denominators_that_fit(share, a))[:4] == expected["denominators_that_fit"]


def percent_denominator(given, expected):
    sizes = ar.denominators_that_fit(read(given["pct"]), given["count"])
    assert expected["denominator"] in sizes
    assert expected["wrong_denominator"] not in sizes


def difference(given, expected):
    own = read(given["a"]) - read(given["b"])
    assert own == Interval(*(Fraction(str(end)) for end in expected["interval"]))
    assert read(given["difference"]).meets(own) == expected["consistent"]


def rounding_mode(given, expected):
    fit = ar.how_it_fits(ar.percent_of(given["count"], given["n"]), parse(given["pct"]))
    assert (fit.nearest, fit.truncated) == (expected["nearest"], expected["truncated"])


def km_percent(given, expected):
    exact = ar.percent_of(given["count"], given["n"])
    assert float(exact) == pytest.approx(expected["crude_pct"], abs=0.006)
    assert ar.how_it_fits(exact, parse(given["pct"])).nearest == expected["crude_agrees"]


ANSWERS: dict[str, Callable[[dict, dict], None]] = {
    "grim_mean": grim_mean,
    "grim_rounding_mode": grim_rounding,
    "grim_float_artifact": grim_rounding,
    "grim_percent": grim_percent,
    "grim_repair": grim_repair,
    "grim_n_profile": grim_n_profile,
    "grimmer_mean_sd": grimmer,
    "sd_bounds": sd_bounds,
    "debit_binary_mean_sd": debit,
    "t_test_p_interval": t_test,
    "prepost_correlation": pre_post,
    "partial_eta_from_F": eta,
    "count_percent": count_percent,
    "percent_denominator": percent_denominator,
    "difference_of_rounded": difference,
    "rounding_mode_table": rounding_mode,
    "trap_time_to_event_percent": km_percent,
}

"""Printed numbers are read as people print them, and stand for the interval that rounds to them."""

import math
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triallint.model import Interval, Rounding, parse


@pytest.mark.parametrize(
    ("text", "operator", "value", "decimals"),
    [
        ("0.70", "=", "0.70", 2),
        (".03", "=", "0.03", 2),
        ("0\u00b770", "=", "0.70", 2),
        ("\u22120.25", "=", "-0.25", 2),
        ("\u20130.25", "=", "-0.25", 2),
        ("+3", "=", "3", 0),
        ("<0.001", "<", "0.001", 3),
        ("\u22645", "<=", "5", 0),
        (">= 3", ">=", "3", 0),
        ("~12", "~", "12", 0),
        ("54.4%", "=", "54.4", 1),
        ("54.4 %", "=", "54.4", 1),
        ("1,440", "=", "1440", 0),
        ("1\u202f440", "=", "1440", 0),
        ("12,345,678.9", "=", "12345678.9", 1),
        ("2.0x10\u22125", "=", "0.000020", 6),
        ("2.0\u00d710^-5", "=", "0.000020", 6),
        ("1.2e5", "=", "120000", -4),
    ],
)
def test_reads(text: str, operator: str, value: str, decimals: int) -> None:
    printed = parse(text)
    assert printed is not None
    assert (printed.operator, printed.value, printed.decimals) == (operator, Fraction(value), decimals)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "0,706",
        "1,44",
        "1,2345",
        "12,34,567",
        "--5",
        "5-7",
        "0.70 (0.47-1.03)",
        "1e999",
        "NaN",
        "inf",
        "\u0663.5x",
        "9" * 65,
    ],
)
def test_is_not_one_number(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(("text", "value"), [("0,70", "0.70"), ("1.234,5", "1234.5"), ("-2,5", "-2.5")])
def test_decimal_comma(text: str, value: str) -> None:
    printed = parse(text, decimal_comma=True)
    assert printed is not None
    assert printed.value == Fraction(value)


def test_a_grouped_number_and_a_decimal_comma_are_told_apart() -> None:
    assert parse("2,061") == parse("2061")._replace(grouped=True)  # type: ignore[union-attr]
    assert parse("2,061", decimal_comma=True).value == Fraction("2.061")  # type: ignore[union-attr]


@given(
    st.decimals(-1000, 1000, places=6), st.integers(0, 5), st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN])
)
def test_the_interval_holds_what_was_rounded(value: Decimal, places: int, mode: str) -> None:
    text = str(value.quantize(Decimal(1).scaleb(-places), mode))
    printed = parse(text)
    assert printed is not None
    assert printed.interval().contains(Fraction(value))


@given(st.decimals(-1000, 1000, places=6), st.integers(0, 5))
def test_other_roundings_hold_theirs_and_robust_holds_all(value: Decimal, places: int) -> None:
    unit = Decimal(1).scaleb(-places)
    for mode, rounding in (("ROUND_DOWN", Rounding.TRUNCATED), ("ROUND_CEILING", Rounding.CEILING)):
        quantized = value.quantize(unit, mode)
        printed = parse(str(quantized))
        assert printed is not None
        if mode == "ROUND_CEILING" or quantized != 0 or value >= 0:
            # "-0.0" prints as "0.0": towards zero from the other side
            assert printed.interval(rounding).contains(Fraction(value))
        assert printed.interval(Rounding.ROBUST).contains(Fraction(value))


def test_the_edges_of_a_truncated_number() -> None:
    truncated = parse("12").interval(Rounding.TRUNCATED)  # type: ignore[union-attr]
    assert truncated.contains(12)
    assert truncated.contains(Fraction("12.999"))
    assert not truncated.contains(13)


@pytest.mark.parametrize(("text", "low", "high"), [("12", 11, 12), ("-12", -13, -12), ("0", -1, 0)])
def test_a_ceiling_is_above_what_it_came_from_whatever_the_sign(text: str, low: int, high: int) -> None:
    ceiling = parse(text).interval(Rounding.CEILING)  # type: ignore[union-attr]
    assert (ceiling.lo, ceiling.hi, ceiling.lo_open, ceiling.hi_open) == (low, high, True, False)


def test_inequalities_are_half_lines() -> None:
    assert parse("<0.001").interval() == Interval(-math.inf, Fraction(1, 1000), hi_open=True)  # type: ignore[union-attr]
    assert not parse("<0.001").interval().contains(Fraction(1, 1000))  # type: ignore[union-attr]
    assert parse(">=0.05").interval().contains(Fraction(1, 20))  # type: ignore[union-attr]

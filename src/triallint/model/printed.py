"""What a printed number says: its operator, exact value, decimals, and the interval it stands for.

The characters on the page are kept, because a float forgets what matters: how many decimals "0.70" was
given to, and that "<0.001" is a bound. The intervals follow the convention of statcheck, GRIM and
Georgescu & Wren (2018): a literal with d decimals was rounded to the nearest unit u = 10^-d, tie rule
unknown, unless its table proves another rounding.
"""

import math
import re
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from .interval import Interval

#: Words for a quantity that is known to be missing, and the glyphs people print for the same.
MISSING_WORDS = frozenset({"not_reported", "not_reached", "not_estimable", "not_applicable"})


class Rounding(Enum):
    """How a value was brought to its printed decimals."""

    NEAREST = "nearest"
    TRUNCATED = "truncated"  # towards zero
    CEILING = "ceiling"  # upwards, whatever the sign
    ROBUST = "robust"  # the union of all: within one unit either way


class Printed(NamedTuple):
    """One number as printed.

    Attributes:
        operator: "=" , "<", ">", "<=", ">=" or "~".
        value: the exact value of the digits.
        decimals: digits after the decimal mark, less the exponent (may be negative: 1.2e5 has -4).
        grouped: whether the digits had thousands separators.
    """

    operator: str
    value: Fraction
    decimals: int
    grouped: bool = False

    @property
    def unit(self) -> Fraction:
        """One unit in the last printed place, u = 10^-decimals."""
        return _unit(self.decimals)

    def interval(self, rounding: Rounding = Rounding.NEAREST) -> Interval:
        """The values that print like this under `rounding`; a half-line for an inequality."""
        value = self.value
        match self.operator:
            case "<":
                return Interval(-math.inf, value, hi_open=True)
            case "<=":
                return Interval(-math.inf, value)
            case ">":
                return Interval(value, math.inf, lo_open=True)
            case ">=":
                return Interval(value, math.inf)
        unit = self.unit
        match rounding:
            case Rounding.NEAREST:
                return Interval(value - unit / 2, value + unit / 2)
            case Rounding.ROBUST:
                return Interval(value - unit, value + unit, True, True)
            case Rounding.TRUNCATED if value >= 0:
                return Interval(value, value + unit, hi_open=True)
            case _:  # upwards; what is below zero and cut off comes up to its printed value as well
                return Interval(value - unit, value, lo_open=True)


@lru_cache(maxsize=1024)
def _unit(decimals: int) -> Fraction:
    return Fraction(10) ** -decimals


_MINUS = "\u2212\u2010\u2011\u2012\u2013\ufe63\uff0d-"  # the hyphen last: it stands in character classes
_NUMBER = re.compile(
    rf"""
    \s*(?P<operator><=|>=|[<>=~\u2248\u2264\u2265\u2a7d\u2a7e])?\s*
    (?P<sign>[+{_MINUS}])?\s*
    (?P<digits>\d{{1,3}}(?:(?P<group>[,\u2009\u202f\u00a0\u0020'])\d{{3}})(?:(?P=group)\d{{3}})*|\d+)?
    (?:[.\u00b7\u2219\u22c5](?P<fraction>\d+))?
    (?:\s?(?:[eE]|[x\u00d7*]\s?10\^?)(?P<exponent>[+{_MINUS}]?\d{{1,3}}))?
    \s*%?\s*
    """,
    re.VERBOSE,
)
_OPERATORS = {"\u2264": "<=", "\u2a7d": "<=", "\u2265": ">=", "\u2a7e": ">=", "\u2248": "~", None: "="}


@lru_cache(maxsize=65536)
def parse(text: str, decimal_comma: bool = False) -> Printed | None:
    """Read one printed number; None where `text` is not one number.

    Args:
        text: the cell, as printed: "0.70", "<.001", "1,440", "\u22120\u00b725", "2.0x10-5", "54.4%".
        decimal_comma: whether its file writes decimals with a comma ("0,70").
    """
    if len(text) > 64:  # no printed number is that long; a 10 MB cell must not cost a regex
        return None
    if decimal_comma:
        text = text.replace(".", "\u2009").replace(",", ".")
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    digits, fraction = match["digits"] or "", match["fraction"] or ""
    if not digits and not fraction:
        return None
    group = match["group"]
    if group:
        if digits.startswith("0"):  # "0,706" is a decimal comma, not a thousand
            return None
        digits = digits.replace(group, "")
    exponent = int(_ascii_sign(match["exponent"])) if match["exponent"] else 0
    if abs(exponent) > 300:
        return None
    decimals = len(fraction) - exponent
    value = Fraction(int(digits + fraction)) / Fraction(10) ** decimals
    if match["sign"] and match["sign"] != "+":
        value = -value
    operator = match["operator"]
    return Printed(_OPERATORS.get(operator, operator), value, decimals, bool(group))


@lru_cache(maxsize=16384)
def values_of(
    text: str, decimal_comma: bool = False, rounding: Rounding = Rounding.NEAREST
) -> Interval | None:
    """The values that print as `text`; kept, because the same few texts are asked of again and again."""
    printed = parse(text, decimal_comma)
    return None if printed is None else printed.interval(rounding)


def _ascii_sign(text: str) -> str:
    return "-" + text[1:] if text[0] in _MINUS else text

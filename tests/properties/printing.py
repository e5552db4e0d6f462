"""True values as reports print them: every supported form, at random precision."""

import math
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

MODES = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "truncated": ROUND_DOWN}


def rounded(value: Fraction | float, decimals: int, mode: str = "half_up") -> Decimal:
    """Round as a report would; exact for fractions."""
    exact = Fraction(value)
    scaled = Decimal(exact.numerator * 10**decimals) / Decimal(exact.denominator)
    return scaled.quantize(Decimal(1), MODES[mode]).scaleb(-decimals)


class Printer:
    """Prints numbers in the house style of one report."""

    def __init__(self, random: Random, *, truncates: bool = False) -> None:
        self.random = random
        self.leading_zero = random.random() < 0.8
        self.minus = random.choice("-\u2212")
        self.point = random.choice("..." + "\u00b7")
        self.thousands = random.choice(["", "", ","])
        self.percent_mode = "truncated" if truncates else random.choice(["half_up", "half_even"])

    def number(self, value: Fraction | float, decimals: int, mode: str = "half_up") -> str:
        text = f"{rounded(value, decimals, mode):f}"
        sign, digits = (self.minus, text[1:]) if text[0] == "-" else ("", text)
        if not digits.strip("0."):
            sign = ""
        if not self.leading_zero and digits.startswith("0."):
            digits = digits[1:]
        return sign + digits.replace(".", self.point)

    def count(self, value: int) -> str:
        return f"{value:,}" if self.thousands else str(value)

    def percent(self, value: Fraction, decimals: int) -> str:
        return self.number(value, decimals, self.percent_mode)

    def p(self, value: float) -> str:
        """A P value with a random number of decimals, or below a usual bound."""
        decimals = self.random.choice([2, 2, 3, 3, 4])
        if value < 10.0**-decimals:
            if value > 0 and self.random.random() < 0.3:
                exponent = math.floor(math.log10(value))
                return f"{value / 10.0**exponent:.1f}x10{self.minus}{-exponent}"
            return "<" + self.number(10.0**-decimals, decimals)
        return self.number(value, decimals)

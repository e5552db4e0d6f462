"""What a spreadsheet shows of a number or date, given the value it holds and the cell's format."""

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from ..model import lazy

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

#: Parts of a number format that are not digits: literals, padding, colours, currencies.
_DECORATION = lazy(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[ ()+\-$€£]')
_FIXED = lazy(r"(?P<whole>[#?0,]*)(?:\.(?P<part>[0?#]+))?(?P<percent>%?)")
_DATE_TOKEN = lazy(r"y+|m+|d+|h+|s+|[^ymdhs]", re.IGNORECASE)

#: Digits of a number that a spreadsheet keeps.
DIGITS_KEPT = 15


class Shown(NamedTuple):
    """A number as its cell shows it.

    Attributes:
        text: the shown text, without thousands separators; the plain value where no format fixes it.
        fixed: whether the format says how many decimals are printed.
        held: the value the cell holds, as text, where it is not the value shown; else empty.
    """

    text: str
    fixed: bool
    held: str = ""


def number_shown(value: int | float, code: str) -> Shown:
    """The text of a number under a number format such as `0.00`, `0.0%` or `General`."""
    plain = plain_text(value)
    match = _FIXED.fullmatch(_DECORATION.sub("", code.split(";")[0]))
    if match is None or not (match["whole"] or match["part"]) or match["whole"].endswith(","):
        return Shown(plain, fixed=False)
    if isinstance(value, float) and not -1e15 < value < 1e15:
        return Shown(plain, fixed=False)
    exact = Decimal(plain) * (100 if match["percent"] else 1)
    part = match["part"] or ""
    most, least = len(part), len(part.rstrip("#"))
    rounded = exact.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
    text = f"{rounded:f}"
    if most > least:
        whole, _, decimals = text.partition(".")
        decimals = decimals.rstrip("0").ljust(least, "0")
        text = f"{whole}.{decimals}" if decimals else whole
    text = _padded(text, match["whole"].count("0")) + match["percent"]
    return Shown(text, fixed=True, held="" if rounded == exact else plain)


def _padded(text: str, digits: int) -> str:
    """`text` with the leading zeros that a format such as `00000` asks for."""
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, point, decimals = text.partition(".")
    return sign + whole.rjust(digits, "0") + point + decimals


def plain_text(value: int | float) -> str:
    """The shortest text of a number, to the digits a spreadsheet keeps and without an exponent."""
    if isinstance(value, int):
        return str(value) if abs(value) < 10**300 else f"{Decimal(value):.15g}"
    short = f"{value:.{DIGITS_KEPT}g}"
    if "e" not in short or not 1e-15 < abs(value) < 1e21:
        return short
    return f"{Decimal(short):f}"


def date_shown(value: datetime.date | datetime.time | datetime.timedelta, code: str) -> str:
    """A date about as its cell shows it; in ISO form where the format is not understood."""
    code = code.split(";")[0]
    tokens = _DATE_TOKEN.findall(re.sub(r'"[^"]*"|\[[^\]]*\]|\\', "", code))
    if not isinstance(value, datetime.date) or any(token[0] in "hsHS" for token in tokens):
        return iso_text(value)
    words = {
        "d": str(value.day),
        "dd": f"{value.day:02}",
        "m": str(value.month),
        "mm": f"{value.month:02}",
        "mmm": _MONTHS[value.month - 1],
        "yy": f"{value.year % 100:02}",
        "yyyy": str(value.year),
    }
    return "".join(words.get(token.lower(), token) for token in tokens)


def iso_text(value: datetime.date | datetime.time | datetime.timedelta) -> str:
    """A date, time or duration in ISO form; a moment at midnight is its date."""
    if isinstance(value, datetime.datetime):
        if value.time() == datetime.time():
            return value.date().isoformat()
        return value.isoformat(sep=" ", timespec="seconds")
    return str(value) if isinstance(value, datetime.timedelta) else value.isoformat()


def typed_before(value: datetime.date, code: str) -> str | None:
    """What may have been typed before the spreadsheet took it for a date, as words; or None."""
    letters = "".join(dict.fromkeys(re.sub(r"[^ymd]", "", code.lower())))
    match letters:
        case "dm" | "md":
            return f"{value.month}-{value.day} or {value.day}-{value.month}"
        case "my" | "ym":
            return f"{value.month}-{value.year % 100:02} or {_MONTHS[value.month - 1]}-{value.year % 100:02}"
        case "dmy" | "mdy":
            short = value.year % 100
            return f"{value.day}-{value.month}-{short:02} or {value.month}-{value.day}-{short:02}"
    return None

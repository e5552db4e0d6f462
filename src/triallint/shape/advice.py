"""What to say of a cell that is not of its kind: what it looks like, and what to do about it."""

import re
from collections.abc import Callable
from typing import NamedTuple

from triallint.described import Column
from triallint.model import MISSING_WORDS, parse

from ..model import lazy


class Advice(NamedTuple):
    """What a cell looks like, what to do, and whether its value is plain nevertheless."""

    seen: str
    remedy: str
    plain: bool = False


_MISSING_AS_PRINTED = lazy(
    r"n\.?\s?/?\s?[aredkc]\.?|n\.?s\.?|nil|none|null|nan|missing|unknown|not\b.*|[-\u2010-\u2015\u2212.?*/]+",
    re.IGNORECASE,
)
_DIGITS = r"[+\-\u2212]?(?:\d[\d,]*)?[.\u00b7]?\d+"
_RANGE = lazy(rf"\(?{_DIGITS}%?\s*(?:-|\u2010|\u2011|\u2012|\u2013|\u2014|to|,|;)\s*{_DIGITS}%?\)?")
_SEVERAL = lazy(rf"{_DIGITS}\s*%?\s*(?:\(|\[|\u00b1|\+/-|/|of\b|;|\s)\s*.*\d.*")
_WITH_UNIT = lazy(rf"({_DIGITS})\s*([^\W\d_].*)")
_P_BEFORE = lazy(r"[pP](?:[- ]?value)?\s*([<>=\u2264\u2265].*)")
_COMMA = lazy(r"[+\-\u2212]?\d*,\d+%?")
_LOOKALIKES = lazy(r"[\dOoIl.,]*[OoIl][\dOoIl.,]*")
_WHOLE_WITH_ZEROS = lazy(r"(\d+)\.0+")
_DATE = lazy(r"(?:[A-Za-z]{3}-\d+|\d+-[A-Za-z]{3}|\d{4}-\d\d-\d\d|\d+/\d+/\d{4}).*")

_LONG = 100

_SAY_MISSING = (
    "Say what is missing in words: `not_reported`, `not_reached`, `not_estimable` or `not_applicable`; "
    "or leave the cell blank."
)


def advise(column: Column, text: str) -> Advice:
    """What a text looks like that is not of its column's kind, and what to do about it."""
    if len(text) > _LONG:  # no advice on a figure fits it, and patterns take their time over it
        return _other(column)
    if column.kind in _NUMBERS:
        rules = (_COUNTS if column.kind == "count" else ()) + _ANY_NUMBER
        for rule in rules:
            advice = rule(column, text)
            if advice is not None:
                return advice
    elif column.kind == "year" and (whole := _whole_with_zeros(column, text)):
        return whole
    elif _MISSING_AS_PRINTED.fullmatch(text) and column.kind != "id":
        return Advice("", _SAY_MISSING)
    return _other(column)


def _other(column: Column) -> Advice:
    return _OTHERS.get(column.kind, Advice("", f"Enter {column.expected}, such as `{column.example}`."))


def _missing(_: Column, text: str) -> Advice | None:
    if text.casefold().replace(" ", "_") in MISSING_WORDS:
        return Advice("", f"Write `{text.casefold().replace(' ', '_')}`.")
    return Advice("", _SAY_MISSING) if _MISSING_AS_PRINTED.fullmatch(text) else None


def _infinite(_: Column, text: str) -> Advice | None:
    if text.strip("+-\u2212").casefold() not in ("\u221e", "inf", "infinity", "infinite"):
        return None
    return Advice(
        "a limit without end",
        "Leave the cell blank and set `ci_sides` to 1; or write `not_estimable` where it has no value.",
    )


def _p_written_out(_: Column, text: str) -> Advice | None:
    match = _P_BEFORE.fullmatch(text)
    return match and Advice("a P value with its letter", f"Leave the letter out: `{match[1].lstrip('= ')}`.")


def _date(_: Column, text: str) -> Advice | None:
    return Advice(
        "a date, as a spreadsheet makes of 9-12 or 3.4",
        "Format the column as text, then enter the figure again from the report.",
    ) if _DATE.fullmatch(text) else None  # fmt: skip


def _comma(_: Column, text: str) -> Advice | None:
    if not _COMMA.fullmatch(text):
        return None
    pointed = text.replace(",", ".")
    return Advice("a decimal comma", f"Write `{pointed}`, if the report says so.")


def _lookalike(_: Column, text: str) -> Advice | None:
    if not _LOOKALIKES.fullmatch(text) or not any(mark.isdigit() for mark in text):
        return None
    return Advice("letters among its digits", "Compare it with the report: O is not 0, and l or I is not 1.")


def _range(_: Column, text: str) -> Advice | None:
    if not _RANGE.fullmatch(text):
        return None
    return Advice(
        "two numbers",
        "Enter one number per cell: limits and ranges have columns of their own, such as `ci_lower`, "
        "`ci_upper`, `min` and `max`.",
    )


def _several(_: Column, text: str) -> Advice | None:
    if not _SEVERAL.fullmatch(text):
        return None
    return Advice(
        "several numbers",
        "Enter one number per cell: percentages, denominators, standard errors and limits have columns "
        "of their own.",
    )


def _with_unit(column: Column, text: str) -> Advice | None:
    match = _WITH_UNIT.fullmatch(text)
    if match is None:
        return None
    home = "time_unit" if column.name == "time_value" else "unit"
    return Advice(
        "a number with words", f"Enter `{match[1]}` here; a unit goes into `{home}`, a remark into `note`."
    )


def _whole_with_zeros(_: Column, text: str) -> Advice | None:
    match = _WHOLE_WITH_ZEROS.fullmatch(text)
    return match and Advice(
        "a whole number with decimals that a program added",
        f"Write `{match[1]}`, and store the column as text.",
        plain=True,
    )


def _not_a_count(_: Column, text: str) -> Advice | None:
    number = parse(text)
    if number is None:
        return None
    if "%" in text:
        return Advice(
            "a percentage", "Enter the number of participants here, and the percentage in `percent`."
        )
    if number.value < 0:
        return Advice(
            "a negative number", "Compare it with the report: a dash may have been read as a minus sign."
        )
    return Advice(
        "not whole", "Compare it with the report: it may belong to another column, or lack a separator."
    )


Rule = Callable[[Column, str], Advice | None]

_NUMBERS = ("count", "number", "percent", "p_value")
_COUNTS: tuple[Rule, ...] = (_whole_with_zeros, _not_a_count)
_ANY_NUMBER: tuple[Rule, ...] = (
    _missing, _infinite, _p_written_out, _date, _comma, _lookalike, _range, _several, _with_unit,
)  # fmt: skip

_OTHERS = {
    "id": Advice("", "Put the name on one line, without blanks around it."),
    "year": Advice("", "Enter the four digits of the year; a whole date goes into `published`."),
    "date": Advice("", "Write the date as 2021-03-31, 2021-03 or 2021, as far as it is known."),
    "publication date": Advice("", "Start with the year of four digits: 2021-03-31, or 2021 Mar 31."),
    "spans": Advice(
        "", "Write each span as column=start:end, such as `events=1204:1206`, with blanks between."
    ),
    "pmid": Advice("", "Enter the PubMed number alone, such as `12345678`."),
    "doi": Advice("", "Enter the DOI, which starts with `10.`, such as `10.1000/xyz123`."),
}

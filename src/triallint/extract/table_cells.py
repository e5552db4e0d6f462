"""Shapes of table cells: what "66 (60.0)" means where a label, a header or a caption says "n (%)"."""

import re
from collections.abc import Iterable
from typing import Final

from .document import Quote
from .grammar.plain import plain

_COUNT: Final = r"\d{1,3}(?:,\d{3})+|\d+"
_PLAIN: Final = r"\d+(?:\.\d+)?|\.\d+"
_SIGNED: Final = rf"-?(?:{_PLAIN})"
_TO: Final = r"\s*(?:-|to|,|;)\s*"
_OPEN, _CLOSE = r"\s*[(\[]\s*", r"\s*[)\]]"
#: Marks of footnotes behind a figure, raised or not.
_MARKS: Final = (
    r"\s*(?:\^[A-Za-z]{1,2}(?:,[A-Za-z])*|[*\u2020\u2021\u00a7\u00b6#\u2016]"
    r"|[\u2070\u00b9\u00b2\u00b3\u2074-\u2079])*"
)

_MEAN: Final = r"\bmean\s*(?:[(\[,]|\u00b1|\+/-|and)\s*"
#: Shape -> the words that announce it, in small letters.
_WORDS: Final = {
    "percent_count": r"%\s*\(\s*(?:no?\.?|n/n|number)\s*\)",
    "count_percent": r"\b(?:nos?\.?|n|number|n/n|n/total|patients|participants)\s*,?\s*"
    r"[(\[]\s*(?:%|percent)\s*[)\]]|[(\[]%[)\]]",
    "mean_sd": rf"{_MEAN}(?:s\.?d\.?\b|standard\sdeviation)",
    "mean_se": rf"{_MEAN}(?:s\.?e\.?m?\.?\b|standard\serror)",
    "mean_ci": r"\bmean\s*[(\[,]\s*(?P<mean_level>\d\d(?:\.\d)?)\s*%\s*(?:ci\b|confidence)",
    "median_iqr": r"\bmedian\s*[(\[,]\s*(?:iqr\b|inter-?quartile|q1|25th|quartiles)",
    "median_range": r"\bmedian\s*[(\[,]\s*(?:range|min)",
    "estimate": r"(?P<level>\d\d(?:\.\d)?)\s*%\s*(?:ci\b|confidence|cri\b|credible)",
    "p": r"^\s*p(?:[\s-]*values?)?\b(?!\S)|\bp[\s-]values?\b",
}
_SHAPES: Final = {name: re.compile(words) for name, words in _WORDS.items()}

_EVENTS: Final = rf"(?P<events>{_COUNT})(?:\s*/\s*(?P<total>{_COUNT}))?"
_PERCENT: Final = rf"(?P<percent>{_PLAIN})\s*%?"


def _pair(lower: str, upper: str) -> str:
    return rf"{_OPEN}(?P<{lower}>{_SIGNED}){_TO}(?P<{upper}>{_SIGNED}){_CLOSE}"


def _beside(name: str) -> str:
    return rf"(?:{_OPEN}(?P<{name}>{_PLAIN}){_CLOSE}|\s*(?:\u00b1|\+/-)\s*(?P<{name}_>{_PLAIN}))"


#: Shape -> a cell of it; the groups are columns of the tables.
_CELLS: Final = {
    name: re.compile(rf"\s*{cell}{_MARKS}\s*")
    for name, cell in {
        "count_percent": rf"{_EVENTS}{_OPEN}{_PERCENT}{_CLOSE}",
        "percent_count": rf"{_PERCENT}{_OPEN}{_EVENTS}{_CLOSE}",
        "mean_sd": rf"(?P<mean>{_SIGNED})" + _beside("sd"),
        "mean_se": rf"(?P<mean>{_SIGNED})" + _beside("se"),
        "mean_ci": rf"(?P<mean>{_SIGNED})" + _pair("ci_lower", "ci_upper"),
        "median_iqr": rf"(?P<median>{_SIGNED})" + _pair("q1", "q3"),
        "median_range": rf"(?P<median>{_SIGNED})" + _pair("min", "max"),
        "estimate": rf"(?P<value>{_SIGNED})\s*%?" + _pair("ci_lower", "ci_upper"),
        "p": r"(?:p\s*)?(?P<p_value>[<>=\u2264\u2265]?\s*(?:0?\.\d+|[01]\.0+|1|0))",
        "n": rf"(?:n\s*=\s*)?(?P<n>{_COUNT})",
    }.items()
}
#: A count with its percent sign, or with its total: no label is needed to tell what it is.
_TELLING: Final = re.compile(r"\d\s*%\s*[)\]]|\d\s*/\s*\d")
#: A cell that says that there is nothing to print.
_NOTHING: Final = re.compile(
    r"\s*(?:[-\u2014\u2026.]*|n/?[aers]|nc|nd|not\s\w+(?:\s\w+)?"
    r"|(?:1(?:\.0+)?\s*)?[(\[]?ref(?:erence|\.)?[)\]]?)"
    rf"{_MARKS}\s*",
    re.IGNORECASE,
)


def shape_in(words: Iterable[str]) -> str | None:
    """The one shape that the nearest of some words announce; None where none do, or two at once."""
    for text in words:
        lower = plain(text).lower()
        found = [name for name, pattern in _SHAPES.items() if pattern.search(lower)]
        if "mean_ci" in found:
            found.remove("estimate")
        if found[:2] == ["percent_count", "count_percent"]:
            found.remove("count_percent")
        if found:
            return found[0] if len(found) == 1 else None
    return None


def level_in(quote: Quote) -> Quote | None:
    """The level of the interval that a header announces ("95% CI")."""
    found = _SHAPES["estimate"].search(plain(quote.text).lower())
    return _part(quote, *found.span("level")) if found else None


def is_empty(text: str) -> bool:
    """Whether a cell says that there is nothing in it."""
    return _NOTHING.fullmatch(plain(text)) is not None


def cells_of(quote: Quote, shape: str | None) -> dict[str, Quote] | None:
    """Column -> what a cell prints for it, in a shape; None where it is not of that shape.

    Without a shape only a count is read whose percent sign or total shows what it is.
    """
    text = plain(quote.text)
    if shape is None and _TELLING.search(text):
        shape = "count_percent"
    pattern = _CELLS.get(shape or "")
    found = pattern.fullmatch(text.lower() if shape in ("p", "n") else text) if pattern else None
    if found is None:
        return None
    return {
        name.rstrip("_"): _part(quote, *found.span(name))
        for name, words in found.groupdict().items()
        if words
    }


def _part(quote: Quote, start: int, end: int) -> Quote:
    """Some characters of a cell, with their place in the document."""
    return Quote(quote.text[start:end].strip(), quote.start + start, quote.start + end)

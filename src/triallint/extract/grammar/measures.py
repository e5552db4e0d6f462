"""The words for measures of effect, and how an analysis was done: `adjusted hazard ratio` is HR, adjusted."""

import re
from typing import NamedTuple

from .matching import last_match

#: Measure -> the words for it, in either case. The first that fits a place is the one that is read there.
_WORDS = {
    "SHR": r"sub-?distribution\shazards?\sratios?",
    "HR": r"hazards?[\s-]ratios?|relative\shazards?",
    "OR": r"odds[\s-]ratios?",
    "IRR": r"(?:incidence\s(?:rate\s)?|rate\s)ratios?",
    "RRR": r"relative\srisk\sreductions?",
    "RR": r"(?:risk|relative)[\s-]ratios?|relative[\s-](?:risks?|rates?)|risk\srates?\s\(RR\)",
    "GMR": r"geometric\smean\sratios?|ratios?\sof\sgeometric\smeans?",
    "ROM": r"ratios?\sof\smeans?",
    "ratio": r"effect\sratios?",
    "RMST_difference": r"difference\sin\s(?:the\s)?(?:restricted\smean\ssurvival\stimes?|RMST)"
    r"|RMST\sdifference",
    "SMD": r"standardi[sz]ed\smean\sdifferences?",
    "median_difference": r"difference\sin\s(?:the\s)?medians?|medians?\s(?:between-group\s)?differences?",
    "MD": r"(?:LS\s)?means?\s(?:between-group\s|group\s|treatment\s|change\s)?differences?"
    r"|differences?\sin\s(?:the\s)?(?:adjusted\s|LS\s|least[\s-]squares?\s)?means?",
    "RD": r"risk\sdifferences?|absolute\s(?:risk\s)?(?:differences?|reductions?|benefits?)"
    r"|differences?\sin\s(?:the\s)?(?:rates?|proportions?|percentages?)|(?:rate|proportional)\sdifferences?",
    "difference": r"differences?",
    "NNT": r"numbers?\sneeded\sto\streat",
    "NNH": r"numbers?\sneeded\sto\sharm",
    "VE": r"vaccine\s(?:efficacy|effectiveness)",
    "coefficient": r"coefficients?\b|slopes?\b|beta\b|\u03b2|\bestimate(?=\s?=)",
}
#: Measure -> its abbreviations, as they are written.
_ABBREVIATIONS = {
    "SHR": r"s?SHRs?",
    "HR": r"a?HRs?",
    "OR": r"a?ORs?",
    "IRR": r"a?IRRs?",
    "RR": r"a?RRs?",
    "GMR": r"GMRs?",
    "ratio": r"TERs?",
    "SMD": r"SMDs?",
    "MD": r"[AW]?MDs?",
    "RD": r"RDs?",
    "NNT": r"NNTs?",
    "NNH": r"NNHs?",
    "coefficient": r"[bB](?=\s?=)",
}
#: Measures that have no unit and lie above zero.
RATIOS = frozenset({"SHR", "HR", "OR", "IRR", "RR", "GMR", "ROM", "ratio"})


def _pattern(name: str) -> str:
    short = rf"|\b(?:{_ABBREVIATIONS[name]})(?![A-Za-z])" if name in _ABBREVIATIONS else ""
    return rf"(?P<{name}>(?i:{_WORDS[name]}){short})"


_MEASURES = {name: re.compile(_pattern(name)) for name in _WORDS}
#: What stands in the words or the letters of each measure: it is looked for first, because that costs little.
_KEYS = {
    **dict.fromkeys(
        ("HR", "OR", "IRR", "RR", "GMR", "ROM", "ratio", "SHR"), ("atio", "elative", "R", "isk rate")
    ),
    "ratio": ("atio", "TER"),
    **dict.fromkeys(
        ("RMST_difference", "SMD", "median_difference", "difference"), ("ifference", "SMD", "MST")
    ),
    "RD": ("ifference", "bsolute", "RD"),
    "MD": ("ifference", "MD"),
    "RRR": ("reduction",),
    **dict.fromkeys(("NNT", "NNH"), ("eeded", "NN")),
    "VE": ("accine",),
    "coefficient": ("oefficient", "lope", "eta", "\u03b2", "stimate", "b =", "B =", "b=", "B="),
}
#: A word or abbreviation for a ratio.
RATIO_WORD = re.compile("|".join(_pattern(name) for name in _WORDS if name in RATIOS))
_ANALYSIS = re.compile(
    r"\b(?:(?P<crude>unadjusted|crude|univaria\w+)|(?P<adjusted>(?:covariate[\s-])?adjust\w+|multivaria\w+)"
    r"|(?P<stratified>stratified))\b|\b(?P<short>a(?=[HOR]Rs?\b)|A(?=[MHOR][DR]\b))",
)


class Measured(NamedTuple):
    """A measure as it is named.

    Attributes:
        name: a word of the vocabulary.
        start: first character of its words.
        end: one after their last.
    """

    name: str
    start: int
    end: int


def measure_before(text: str, floor: int, place: int) -> Measured | None:
    """The measure that the words before a number name last; None where they name none."""
    start = max(floor, place - 170)
    before = text[start:place]
    found = [
        Measured(name, *last.span())
        for name, pattern in _MEASURES.items()
        if any(key in before for key in _KEYS[name]) and (last := last_match(pattern, text, start, place))
    ]
    # Of two that end together the longer one is meant: "mean difference" is more than "difference".
    return max(found, key=lambda one: (one.end, -one.start), default=None)


def analysis_of(text: str, floor: int, place: int) -> str:
    """Whether the words before a number call it crude, adjusted or stratified; empty where they do not."""
    start = max(floor, place - 120)
    before = text[start:place]
    if not any(
        word in before
        for word in ("djust", "rude", "variat", "variab", "tratified", "aHR", "aOR", "aRR", "A")
    ):
        return ""
    last = last_match(_ANALYSIS, text, start, place)
    name = last.lastgroup or "" if last else ""
    return "adjusted" if name == "short" else name

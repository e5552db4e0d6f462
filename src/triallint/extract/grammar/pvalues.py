"""P values in a text: what is printed, for what, by which test and with how many sides."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..document import Quote
from .passage import Passage

#: Behind the operator: a number, its power of ten where it has one, or the words for not significant.
_NUMBER = re.compile(
    r"\s?(?P<equal>or\s?=\s?|=\s?)?(?P<number>0,\d+|\d*\.\s?\d+|[01](?![\d,])|\d(?=\s?[x\u00d7*]\s?10|[eE]-))"
    r"(?P<power>\s?[x\u00d7*]\s?10\s?(?:\^?\(?(?P<plain>-\s?\d{1,3})\)?|(?P<raised>\u207b[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]{1,3}))"
    r"|[eE](?P<e>-\d{1,3}))?(?![\d%]|\.\d)"
    r"|\s?(?P<ns>NS|n\.?s\.?)(?![A-Za-z])"
)
_RAISED = str.maketrans("\u207b\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "-0123456789")
#: Before the operator: the letter, and what it is of.
_LETTER = re.compile(
    r"(?<![A-Za-z0-9'])(?P<two>2(?=[Pp]\b))?[Pp](?:[\s-]?[Vv]alues?)?"
    r"(?P<of>[\s(_-]{1,2}(?:(?:for|of)\s)?(?:the\s)?[a-z][a-z\s-]{0,40}\)?|\s?\([^()\d]{1,30}\)|(?:int|trend|het)[a-z]*)?"
    r"\s*(?:\b(?:was|were|is|of)\s)?=?\s?$"
)
_LESS = re.compile(r"[Pp](?:[\s-]?[Vv]alues?)?\s(?:was\s|of\s)?(?P<word>less|greater)\sthan\s")
_SIDES = r"(?P<sides>one|two|1|2)[\s-]?(?:sided|tailed)"
#: Words that lead to the letter and belong to it: "two-sided log-rank P", "noninferiority P".
_LEAD = re.compile(
    rf"(?:\b(?:{_SIDES}|both|(?:stratified|unstratified|adjusted|exact|nominal|corrected|test|for|by|of|the|an?|log[\s-]?rank|Fisher'?s?"
    r"|Wilcoxon|Mann-Whitney|chi-squared?|t[\s-]test|Cox|interactions?|trend|heterogeneity|non-?inferiority"
    r"|superiority|equivalence|Wald|ANOVA|ANCOVA|McNemar'?s?))[\s,;:(]{1,2})+$",
    re.IGNORECASE,
)
_TRAIL = re.compile(
    rf"\s?[,(\[]?\s?(?:(?:by|using|with|from|on|in|for|via)\s)?(?:the\s|an?\s|use\sof\s)?(?:test\sfor\s)?"
    rf"(?:(?:{_SIDES}|superiority|non-?inferiority|equivalence|interactions?|trend|heterogeneity|adjusted|stratified|unstratified|exact"
    r"|log[\s-]?rank|Fisher'?s?|Wilcoxon|Mann-Whitney|rank[\s-]sum|signed[\s-]rank|chi-squared?|\u03c72|\u03c7\u00b2|Student'?s?|paired|t[\s-]tests?|Cox|Wald|score"
    r"|likelihood[\s-]ratio|McNemar'?s?|Cochran-Mantel-Haenszel|Mantel-Haenszel|ANOVA|ANCOVA|mixed|models?|permutation|tests?)\b[\s,]?)+",
    re.IGNORECASE,
)
#: Test -> how it is written; the first that fits.
_TESTS = {
    "stratified log-rank": r"\bstratified\slog[\s-]?rank",
    "log-rank": r"\blog[\s-]?rank",
    "fisher": r"\bFisher",
    "yates": r"\bYates",
    "cmh": r"\b(?:Cochran-)?Mantel-Haenszel",
    "chi-squared": r"\bchi[\s-]?squared?|\u03c72|\u03c7\u00b2",
    "mcnemar": r"\bMcNemar",
    "mann-whitney": r"\bMann-Whitney|\brank[\s-]sum",
    "wilcoxon": r"\bsigned[\s-]rank",
    "other": r"\bWilcoxon",
    "paired t": r"\bpaired\st[\s-]test",
    "t": r"\bt[\s-]test",
    "ancova": r"\bANCOVA",
    "anova": r"\bANOVA",
    "likelihood ratio": r"\blikelihood[\s-]ratio",
    "score": r"\bscore\stest",
    "wald": r"\bWald",
    "mixed model": r"\bmixed\smodel",
    "permutation": r"\bpermutation",
}
_TEST = re.compile(
    "|".join(f"(?P<t{n}>{pattern})" for n, pattern in enumerate(_TESTS.values())), re.IGNORECASE
)
_TEST_NAMES = list(_TESTS)
_FOR = {
    "int": "interaction",
    "het": "interaction",
    "tre": "trend",
    "non": "noninferiority",
    "sup": "superiority",
    "equ": "equivalence",
}
_PURPOSE = re.compile(
    r"\b(?:interactions?|int|trend|heterogeneity|het|non-?inferiority|superiority|equivalence)\b|(?<=^)(?:int|trend|het)",
    re.IGNORECASE,
)
#: Where a P value is a threshold and nothing that was found.
_THRESHOLD = re.compile(
    r"\b(?:considered|set\sat|set\sto|defined|threshold|significance\slevels?|levels?\sof\s(?:statistical\s)?significance|required"
    r"|criteri\w+|cut-?off|boundary|pre-?defined|pre-?specified|alpha|regarded|deemed|if)\b[^.;]{0,70}$",
    re.IGNORECASE,
)
#: How the last of the words before the letter ends, and what stands in every sentence about a threshold.
_LEADING = (
    *(
        "sided",
        "tailed",
        "both",
        "stratified",
        "adjusted",
        "exact",
        "nominal",
        "corrected",
        "test",
        "for",
        "by",
    ),
    *(
        "of",
        "the",
        "a",
        "an",
        "rank",
        "fisher",
        "fisher's",
        "wilcoxon",
        "whitney",
        "squared",
        "square",
        "cox",
        "wald",
    ),
    *("interaction", "interactions", "trend", "heterogeneity", "inferiority", "superiority", "equivalence"),
    *("anova", "ancova", "mcnemar", "mcnemar's"),
)
_OF_THRESHOLDS = (
    *("consider", "set ", "defined", "threshold", "significan", "required", "criteri", "cut", "boundary"),
    *("specified", "alpha", "regarded", "deemed", "if "),
)
_BOTH = re.compile(r"\bboth\s*$", re.IGNORECASE)


class PValue(NamedTuple):
    """A P value as printed.

    Attributes:
        quote: its cell, with the operator where that is no equals sign.
        start: where its words begin: "two-sided log-rank P".
        end: one after its last, what is said of it behind included.
        sides: the number of its sides, where said.
        test: the word for its test, with the characters that say it.
        purpose: the word of the vocabulary for what it is for, where said.
        both: whether it is said of two estimates at once.
    """

    quote: Quote
    start: int
    end: int
    sides: Quote | None = None
    test: Quote | None = None
    purpose: str = ""
    both: bool = False


def p_values(passage: Passage) -> list[PValue]:
    """Every P value that a text reports as found, in order."""
    text = passage.text
    places = []
    for mark in "=<>\u2264\u2265":
        at = text.find(mark)
        while at >= 0:
            places.append(at)
            at = text.find(mark, at + 1)
    places.sort()
    found: list[PValue] = []
    for at in places:  # the words behind one ("for noninferiority") lead to no other
        if (one := _at(passage, at, found[-1].end if found else 0)) is not None:
            found.append(one)
    return found + list(_in_words(passage))


def _at(passage: Passage, operator: int, done: int) -> PValue | None:
    text = passage.text
    last = operator - 1
    while last >= 0 and text[last] == " ":
        last -= 1
    # Most equals signs are of something else: a letter P stands right before, or a word of it not far off.
    if last < 0 or (text[last] not in "pP=" and not _may_be_worded(text, last)):
        return None
    bare = (
        _LETTER.match(text, last - (text[last - 1 : last] == "2"), operator) if text[last] in "pP" else None
    )
    letter = bare or _LETTER.search(text, max(0, operator - 52), operator)
    if letter is None:
        return None
    return _read(passage, letter, operator, operator + 1, done=done)


def _may_be_worded(text: str, last: int) -> bool:
    return (text[last].isalpha() or text[last] == ")") and "p" in text[max(0, last - 40) : last].lower()


def _in_words(passage: Passage) -> Iterator[PValue]:
    """P values whose operator is said: `P less than .05`."""
    text = passage.text
    if "than" in text and ("less" in text or "greater" in text):
        for match in _LESS.finditer(text):
            found = _read(passage, match, match.end(), match.end(), "<" if match["word"] == "less" else ">")
            if found:
                yield found


def _read(
    passage: Passage, letter: re.Match[str], begin: int, end: int, said: str = "", done: int = 0
) -> PValue | None:
    text = passage.text
    number = _NUMBER.match(text, end)
    if number is None:
        return None
    lead = _lead(text, letter.start(), done)
    start = lead.start() if lead else letter.start()
    floor = passage.sentence(letter.start())[0]
    if _is_threshold(text, max(floor, start - 110), start):
        return None
    trail = _TRAIL.match(text, number.end())
    close = number.end() + len(trail[0].rstrip(" ,([")) if trail else number.end()
    first = number.start("number") if number["number"] else number.start("ns")
    operator = said or text[begin:end].replace("=", "") + ("=" if number["equal"] else "")
    # In words the operator stands nowhere as a sign, and the digits alone are quoted.
    opens = begin if operator and not said else first
    quote = Quote(operator + _digits(passage, number), opens, number.end())
    sides = _sides(passage, lead, trail)
    if sides is None and letter.groupdict().get("two"):
        sides = Quote("2", *letter.span("two"))
    test = _test(passage, start, letter.start()) or _test(passage, number.end(), close)
    test = test or _test_close_before(passage, floor, start)
    around = (
        f"{text[start : letter.start()]} {letter.groupdict().get('of') or ''} {text[number.end() : close]}"
    )
    purpose = _PURPOSE.search(around)
    return PValue(
        quote,
        start,
        close,
        sides,
        test,
        _FOR[purpose[0][:3].lower()] if purpose else "",
        bool(_BOTH.search(text, start, letter.start())),
    )


def _lead(text: str, place: int, done: int) -> re.Match[str] | None:
    """The words that lead to the letter, where the one right before it is such a word."""
    word = text[max(0, place - 22) : place].rstrip(" ,;:(").rpartition(" ")[2].lower()
    return _LEAD.search(text, max(done, place - 60), place) if word.endswith(_LEADING) else None


def _is_threshold(text: str, start: int, end: int) -> bool:
    before = text[start:end].lower()
    return any(word in before for word in _OF_THRESHOLDS) and bool(_THRESHOLD.search(text, start, end))


def _digits(passage: Passage, number: re.Match[str]) -> str:
    """The digits of a cell: stray blanks closed up, a comma for a decimal point as one, the power in line."""
    if number["ns"]:
        return "NS"
    digits = "".join(passage.printed[slice(*number.span("number"))].split()).replace(",", ".")
    if number["e"]:
        return f"{digits}e{number['e']}"
    power = number["plain"] or (number["raised"] or "").translate(_RAISED)
    return f"{digits}\u00d710{power.replace(' ', '')}" if power else digits


def _sides(passage: Passage, *places: re.Match[str] | None) -> Quote | None:
    for match in places:
        if match and match["sides"]:
            word = match["sides"].lower()
            span = match.span("sides")
            return Quote("1" if word in ("one", "1") else "2", *span)
    return None


def _test(passage: Passage, start: int, end: int) -> Quote | None:
    """The test named between two places."""
    match = _TEST.search(passage.text, start, end)
    if match is None or match.lastgroup is None:
        return None
    return Quote(_TEST_NAMES[int(match.lastgroup[1:])], *match.span())


def _test_close_before(passage: Passage, floor: int, start: int) -> Quote | None:
    """The test named right before the P value: `(log-rank test; P = .09)`."""
    text, low = passage.text, max(floor, start - 30)
    if not any(
        word in text[low:start] for word in ("test", "rank", "isher", "OVA", "ilcoxon", "hitney", "model")
    ):
        return None
    match = _TEST.search(text, low, start)
    if match is None or not _ONLY_TEST.fullmatch(text, match.end(), start):
        return None
    return _test(passage, low, start)


_ONLY_TEST = re.compile(
    r"'?s?(?:\s(?:exact|squared|sum|model))?(?:\s(?:test|statistic|analysis))?\s?[,;:=(]?\s?", re.IGNORECASE
)

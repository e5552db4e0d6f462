"""Effects and tests: the comparisons that a text prints, each with its interval and its own P value."""

import re
from collections.abc import Iterator, Sequence

from ..document import Quote
from ..facts import Fact
from .claims import Claim
from .measures import RATIOS
from .outcomes import event_before, outcome_before
from .passage import Passage
from .pvalues import PValue, p_values
from .valued import number

_UNIT_BEHIND = r"(?:(?:[a-z\u00b2\u00b5\u03bc/]{1,6}|kg/m\S{1,3})[\s,;]+)?"
#: Between an interval and a P value that is its own.
_TO_P = re.compile(
    rf"[\s;,:)\]\[(]*{_UNIT_BEHIND}(?:(?:and|with|an?|the|associated|corresponding|log[\s-]?rank|test)[\s,;:]+)*[\[(]?"
)
_FOR_OUTCOME = re.compile(r"[\s,]*(?:for|in)\s[A-Za-z][\w\s-]{1,40}[;,]\s(?:and\s)?")
_DAYS = re.compile(r"(minutes|hours|days|weeks|months|years)", re.IGNORECASE)
#: Measures whose P value a log-rank test may give.
_HAZARDS = frozenset({"HR", "SHR"})
_NOT_OF_THE_EFFECT = ("interaction", "trend")


def effects(passage: Passage) -> Iterator[Fact]:
    """Every comparison with an interval, and every P value: with its comparison, or a fact of its own."""
    compared = [claim for claim in passage.claims if claim.measure]
    found = p_values(passage)
    own, alone = _matched(passage, compared, found)
    for claim in compared:
        yield _effect(passage, claim, own.get(claim.valued.start))
    for value in alone:
        yield _test(passage, value)


def _matched(
    passage: Passage, compared: Sequence[Claim], found: Sequence[PValue]
) -> tuple[dict[int, PValue], list[PValue]]:
    """P values by the start of the estimate that each belongs to, and those that stand alone."""
    own: dict[int, PValue] = {}
    alone = []
    for value in found:
        low, _ = passage.sentence(value.start)
        before = [
            one for one in compared if low <= one.valued.start and one.valued.interval.end <= value.start
        ]
        takers = [
            one
            for one in (before[-2:] if value.both else before[-1:])
            if one.valued.start not in own and _is_own(passage, one, value)
        ]
        for taker in takers:
            own[taker.valued.start] = value
        if not takers:
            alone.append(value)
    return own, alone


def _is_own(passage: Passage, claim: Claim, value: PValue) -> bool:
    if value.purpose in _NOT_OF_THE_EFFECT:
        return False
    if value.test and "log-rank" in value.test.text and claim.measure not in _HAZARDS:
        return False
    if value.both:
        return True
    between = passage.text[claim.valued.interval.end : value.start]
    return bool(_TO_P.fullmatch(between) or _FOR_OUTCOME.fullmatch(between))


def _effect(passage: Passage, claim: Claim, value: PValue | None) -> Fact:
    one = claim.valued
    cells = interval_cells(passage, claim)
    said = {"measure": claim.measure, "analysis": claim.analysis}
    unit = "" if claim.measure in RATIOS or claim.measure == "NNT" else unit_of(passage, claim)
    if unit:
        said["unit"] = unit
    if one.interval.bayesian:
        said["ci_method"] = "bayesian"
    end = one.interval.end
    if value:
        cells |= p_cells(value)
        said |= {"p_for": value.purpose}
        end = value.end
    outcome = None
    if claim.named is not None:
        outcome = event_before(passage, claim.named, one.start)
    low, _ = passage.sentence(one.start)
    outcome = outcome_before(passage, max(low, one.floor), one.start) or outcome
    said = {column: word for column, word in said.items() if word}
    return Fact("effect", cells, min(one.start, claim.named or one.start), end, said, outcome=outcome)


def _test(passage: Passage, value: PValue) -> Fact:
    said = {"p_for": value.purpose} if value.purpose else {}
    if value.test and value.test.text.startswith("stratified"):
        said["analysis"] = "stratified"
    low, _ = passage.sentence(value.start)
    outcome = outcome_before(passage, low, value.start)
    return Fact("test", p_cells(value), value.start, value.end, said, outcome=outcome)


def p_cells(value: PValue) -> dict[str, Quote]:
    """The cells of a P value: itself, its sides, its test."""
    cells = {"p_value": value.quote, "p_sides": value.sides, "p_test": value.test}
    return {column: quote for column, quote in cells.items() if quote is not None}


def interval_cells(passage: Passage, claim: Claim) -> dict[str, Quote]:
    """The cells of an estimate and its interval, in the columns of `estimates`."""
    one, interval = claim.valued, claim.valued.interval
    cells = {}
    if one.value:
        cells["value"] = _number(passage, one.value)
    if interval.level:
        cells["ci_level"] = passage.quote(*interval.level)
    if interval.sides:
        word = passage.text[slice(*interval.sides)]
        cells["ci_sides"] = Quote("1" if word in ("one", "1") else "2", *interval.sides)
    lower, upper = _number(passage, interval.lower), _number(passage, interval.upper)
    if interval.missing:
        upper = Quote(interval.missing, *interval.upper)
    elif _runs_down(passage.text, claim):
        lower, upper = upper, lower
    return cells | {"ci_lower": lower, "ci_upper": upper}


def _runs_down(text: str, claim: Claim) -> bool:
    """Whether the limits are printed from high to low: then the estimate lies midway between them."""
    one = claim.valued
    first, second = (number(text[slice(*span)]) for span in (one.interval.lower, one.interval.upper))
    if first <= second or one.value is None or claim.measure in RATIOS:
        return False
    decimals = len(text[slice(*one.value)].partition(".")[2])
    middle = (first + second) / 2
    return bool(abs(middle - number(text[slice(*one.value)])) <= 10.0**-decimals)


def _number(passage: Passage, span: tuple[int, int]) -> Quote:
    """A number as a cell holds it, blanks that strayed into it closed up."""
    return Quote("".join(passage.printed[slice(*span)].split()), *span)


def unit_of(passage: Passage, claim: Claim) -> str:
    """The unit of an estimate: a word of the vocabulary, or as printed."""
    if claim.percent:
        return "percent"
    printed = passage.text[slice(*claim.valued.unit)].strip()
    time = _DAYS.match(printed + "s")
    return time[1].lower() if time else printed.split()[0] if printed else ""

"""What each interval of a text is of: the measure of a comparison, or an estimate of one group."""

import re
from typing import NamedTuple

from .intervals import UNIT
from .measures import RATIOS, Measured, analysis_of, measure_before
from .passage import Passage
from .valued import Valued, number, valued

_PERCENT = re.compile(r"\s?(?:%|per\s?cent)")
_COMPARED = re.compile(
    r"\b(?:than|compared|versus|vs|v|relative\sto|superior|inferior|between|in\sfavou?r|controls?)\b",
    re.IGNORECASE,
)
#: Behind the estimate: it says by how much something is more or less, and is no share.
_CHANGE_BEHIND = re.compile(
    r"[)\]]?\s(?:\(?(?:relative|absolute)\s)?(?:greater|higher|lower|less|fewer|more|larger|smaller|increas\w+|reduc\w+|decreas\w+|"
    r"improve\w+|declin\w+|excess|gain|loss)\b",
    re.IGNORECASE,
)
_CHANGE_BEFORE = re.compile(
    r"\b(?:reduced|increased|decreased|improved|lowered|higher|lower|rose|fell)\sby\s$|\b(?:reduction|increase|decrease|improvement|gain)s?\s"
    r"(?:in\s[^.;\d]{1,60})?(?:of|was|by)\s$"
)
_GROUP_THEN = re.compile(r"\b(?:arms?|groups?|with\s[\w-]+|patients|women)\s?[(\[,:]\s?$")
_RATE = re.compile(r"\b(?:mean|average|change|weight|density|score|level|volume)s?\b", re.IGNORECASE)
_SURVIVAL = re.compile(r"\b(?:[Ss]urvival|[DOPER]FS|OS)\b")
#: Effects through a mediator: products of coefficients, whose intervals are resampled and lopsided.
_INDIRECT = re.compile(r"\b(?:indirect|mediat\w+)\b", re.IGNORECASE)
_NEW = re.compile(r"\b(?:rates?|proportions?|means?|medians?|median)\b")


class Claim(NamedTuple):
    """An interval and what it is of.

    Attributes:
        valued: the interval with its estimate.
        measure: a word of the vocabulary for a comparison; empty where it is of one group or not plain.
        analysis: crude, adjusted, stratified, or empty.
        percent: whether the estimate or a limit is a percent.
        named: first character of the measure's words, where it has its own.
        changes: whether it is by how much something is more or less in one group, or of another kind.
    """

    valued: Valued
    measure: str
    analysis: str
    percent: bool
    named: int | None = None
    changes: bool = False


def claims(passage: Passage) -> list[Claim]:
    """Every interval of a text, in order, and what each is of."""
    found: list[Claim] = []
    for one in valued(passage.text, passage.sentences):
        found.append(_claim(passage.text, one, found[-1] if found else None, passage.sentence(one.start)))
    return found


def _claim(text: str, one: Valued, last: Claim | None, sentence: tuple[int, int]) -> Claim:
    percent = one.interval.percent or bool(_PERCENT.match(text, *one.unit))
    named = measure_before(text, one.floor, one.start)
    measure = _fitting(text, one, named, percent)
    if measure == "coefficient" and _INDIRECT.search(text, *sentence):
        return Claim(one, "", "", percent, changes=True)
    if measure:
        analysis = analysis_of(text, one.floor, one.start) or (_same(last, measure, sentence) or "")
        return Claim(one, measure, analysis, percent, named.start if named else None)
    if last and last.measure and _continues(text, last, one, percent, sentence):
        return Claim(one, last.measure, last.analysis, percent)
    if one.difference:
        wide = text[max(sentence[0], one.start - 200) : one.start]
        return Claim(one, "survival_difference" if _SURVIVAL.search(wide) else "RD", "", percent=True)
    changes = bool(
        _CHANGE_BEHIND.match(text, one.interval.end)
        or (one.value and _CHANGE_BEFORE.search(text, max(sentence[0], one.start - 90), one.value[0]))
    )  # fmt: skip
    if _is_signed(text, one) and not changes and _COMPARED.search(text, *sentence):
        return Claim(one, "difference", "", percent)
    return Claim(one, "", "", percent, changes=changes or _is_signed(text, one))


def _same(last: Claim | None, measure: str, sentence: tuple[int, int]) -> str:
    """How the estimate before it in one sentence was analysed, where it is of the same measure."""
    same = last is not None and last.measure == measure and last.valued.start >= sentence[0]
    return last.analysis if last and same else ""


def _fitting(text: str, one: Valued, named: Measured | None, percent: bool) -> str:
    """The measure that is named, if the estimate can be one; else empty."""
    if named is None:
        return ""
    if named.name in RATIOS:
        return named.name if _may_be_ratio(text, one, percent) else ""
    if named.name in ("difference", "RD", "MD") and _is_of_a_group(text, one, named):
        return ""
    if named.name == "difference":
        return _difference(text, one, percent)
    if named.name == "RD" and _SURVIVAL.search(text, max(one.floor, one.start - 120), one.start):
        return "survival_difference"
    if named.name in ("NNT", "NNH", "RRR", "VE", "SMD", "coefficient"):
        near = one.start - named.end < 60
        return named.name if near else ""
    return named.name


def _difference(text: str, one: Valued, percent: bool) -> str:
    """What a `difference` is of: shares, or something measured on a scale."""
    before = text[max(one.floor, one.start - 120) : one.start]
    if not percent:
        return "difference"
    if _SURVIVAL.search(before):
        return "survival_difference"
    signed = one.value is not None and text[one.value[0]] in "+-"
    shares = "%" in before and not _RATE.search(before)
    return "RD" if shares or not (signed or _RATE.search(before)) else "difference"


def _is_of_a_group(text: str, one: Valued, named: Measured) -> bool:
    """Whether a group is named between the word difference and an unsigned number: then it is the group's."""
    signed = one.value is not None and text[one.value[0]] in "+-"
    return not signed and bool(_GROUP_THEN.search(text, named.end, one.start))


def _may_be_ratio(text: str, one: Valued, percent: bool) -> bool:
    if percent or re.match(UNIT, text[slice(*one.unit)]):
        return False
    if text[one.interval.lower[0]] == "-" or (
        not one.interval.missing and text[one.interval.upper[0]] == "-"
    ):
        return False
    return one.value is None or number(text[slice(*one.value)]) >= 0


def _continues(text: str, last: Claim, one: Valued, percent: bool, sentence: tuple[int, int]) -> bool:
    """Whether an estimate is of the measure before it: `hazard ratios of 0.37 (…) and 0.45 (…)`."""
    before = last.valued
    if before.start < sentence[0] or one.value is None or percent != last.percent:
        return False
    if text[slice(*one.unit)].strip() != text[slice(*before.unit)].strip():
        return False
    between = text[before.interval.end : one.start]
    if last.measure in RATIOS:
        return _may_be_ratio(text, one, percent) and not _NEW.search(between.rpartition(")")[2])
    return len(between) < 120 and not _NEW.search(between)


def is_signed(text: str, one: Valued) -> bool:
    """Whether its figures have signs, so that it is a difference or a change."""
    return _is_signed(text, one)


def _is_signed(text: str, one: Valued) -> bool:
    places = [one.interval.lower[0], one.interval.upper[0]] + ([one.value[0]] if one.value else [])
    return any(text[place] in "+-" for place in places)

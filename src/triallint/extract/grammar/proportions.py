"""Proportions of participants with an event, each with its arm where the sentence makes it plain."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ...model import Span
from ..document import Quote
from ..facts import Fact
from .adverse import Named, named
from .attribution import attribute, only_arm
from .heads import Head
from .labels import Mention
from .numbers import value
from .parallel import parallel
from .participation import divided, is_allotted, size, stage_reached, taken_in
from .passage import Passage
from .quick import quick
from .series import in_brackets, in_lists, in_series
from .shares import Share, shares

# A percent that is no share of participants: a threshold, a dose, a limit.
_NOT_BEHIND = re.compile(
    r"\s?[\])]?\s?(?:power\b|(?:statistical|dose)[\s-]|isodose|oxygen|"
    r"of\s(?:calories|energy|the\s(?:total\s)?(?:dose|energy|variance|variation|variability|maxim|"
    r"planned|prescribed|recommended|time|baseline))|"
    r"solution|cream|gel\b|ethanol|dextrose|saline|glucose|lidocaine|bupivacaine|ropivacaine|w/v|chance|"
    r"probability|cut|threshold|"
    r"(?:significance\s)?level|[(\[]\s?-\s?\d|±|\+/-|\+\s?-)",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"(?:[<>≤≥]|\bor\s?=|=>|at\sleast|more\sthan|less\sthan|greater\sthan|fewer\sthan|exceed(?:s|ed|ing)|"
    r"\bup\sto|within|"
    r"cut-?offs?(?:\s\w+)?\sof|thresholds?\sof|power\s(?:of|=)|to\sdetect\san?|margin\sof|alpha\s(?:of|"
    r"=)|level\sof|±|\+/-|\+\s?-|"
    r"\bper|\bS[ED]|\bI(?:2|\u00b2|\^2)\s?=|[\s(]-)\s?[:=(]?\s?$",
    re.IGNORECASE,
)
# A percent by which something changed, differed or was on average.
_CHANGE_BEHIND = re.compile(
    r"\s?[\])]?\s?(?:(?:statistically\s|significant(?:ly)?\s)?(?:(?:relative|absolute|risk|proportional|"
    r"further|greater|higher|lower|fewer|less|more)[\s-]|"
    r"increas|decreas|reduc|declin|improv|chang|gain|loss|difference|elevation))",
    re.IGNORECASE,
)
_CHANGE_BEFORE = re.compile(
    r"(?:\b(?:reductions?|increases?|decreases?|improvements?|differences?|changes?|decline|gain|loss|"
    r"(?<!clinical\s)benefit|elevation|shrinkage|regression)"
    r"\s(?:\w+\s){0,6}?(?:of|was|were|by|=)(?:\s(?:only|about|approximately|an?))?(?:\s(?:absolute|"
    r"relative|mean|median))?|\bdifferences?[:,]?|"
    r"\b(?:reduc|increas|decreas|improv|declin|lower|higher|rose|fell|dropped|shorten|prolong|chang|"
    r"differ)\w*\b[^.;,]{0,90}?\sby(?:\s(?:about|approximately|only))?|"
    r"\b(?:mean|median|average)\b[^.;()]{0,90}?\s(?:of|was|were|by)|coefficients?\s(?:\w+\s){0,3}of|"
    r"additional|further)\s?[:=(]?\s?$",
    re.IGNORECASE,
)
_CHANGE_LAST = frozenset(
    str.split("of was were by only about approximately an a absolute relative mean median additional further")
)
# Behind the word for an interval: a limit of it.
_SET_BESIDE = re.compile(r"\b(?:and|vs?|versus|to|compared)\b|/", re.IGNORECASE)
_LIMIT = quick(
    r"(?:\bCIs?\b|\bC\.I\.|[Ii]ntervals?)\]?\s?\)?[^A-Za-z]{0,16}(?:\d[\d.%]*\s?(?:to|and|-|,)\s?-?)?$"
)
_RANGE_BEFORE = re.compile(r"\d\s?%?\s?-\s?$")
_RANGE_BEHIND = re.compile(r"\s?-\s?\d")
_PLANNING = ("ssum", "ypothes", "planned", "power", "sample", "detect", "xpected", "designed")
_PLAN = re.compile(
    r"\b(?:assum\w+|hypothesi[sz]\w+|planned(?!\s(?:\w+\s)?(?:dos|treat|therap|cycle|chemo|"
    r"course|radio|surg|procedure|relative|analys|interim|infusion|session|RDI))|power\b|sample\ssize|to\sdetect|we\sexpected|expected\sto|"
    r"was\sdesigned\sto)",
    re.IGNORECASE,
)
_SURVIVING = ("urviv", "free", "OS", "FS", "TTP", "aplan", "ctuarial")
_KM = re.compile(
    r"kaplan|actuarial|\bsurviv|-free\b|\bfree(?:dom)?\s(?:of|from)\b|\b(?:OS|DFS|PFS|RFS|EFS|DDFS|DMFS|"
    r"MFS|LRFS|TTP)\b",
    re.IGNORECASE,
)
_AT_TIME = re.compile(r"\b(?:\d+|[a-z]+)[\s-](?:year|yr|month|mo)s?\b|\bat\s\d", re.IGNORECASE)
_BOTH = re.compile(
    r"\s?\)?\s(?:of\s\w+\s)?(?:in|for|with|on|of)\s(?:both|each|either|the\stwo)\b|"
    r"\s(?:in|for|with)\s(?:the\s)?[^\W\d_][^.;:,()\d]{0,40}?\sand\s[^.;:,()]{1,40}?\s(?:groups|arms)\b",
    re.IGNORECASE,
)


def proportions(passage: Passage) -> Iterator[Fact]:
    """Each share of participants that the text prints, in order."""
    found = list(_kept(passage, shares(passage)))
    for _, group in groupby(found, key=lambda share: passage.sentences.number(share.start)):
        yield from _of_sentence(passage, list(group))


def _kept(passage: Passage, found: list[Share]) -> Iterator[Share]:
    """Those that are shares of participants; what is set against a change or a mean is none either."""
    changed: Share | None = None
    for share in found:
        if share.percent is None or share.events is not None:
            changed = None
            yield share
        elif _is_other(passage, share):
            continue
        elif _is_change(passage, share) or (changed and _goes_on(passage.text[changed.end : share.start])):
            changed = share
        else:
            changed = None
            yield share


def _goes_on(gap: str) -> bool:
    return len(gap) < 60 and _SET_BESIDE.search(gap) is not None and not re.search(r"[;.]\s", gap)


def _is_change(passage: Passage, share: Share) -> bool:
    """Whether a percent is by how much something changed, differed, or was on average."""
    text, start = passage.text, share.start
    low, _ = passage.sentence(start)
    return _CHANGE_BEHIND.match(text, share.end) is not None or _before_change(
        text, max(low, start - 120), start
    )


def _before_change(text: str, low: int, start: int) -> bool:
    word = text[max(low, start - 16) : start].rstrip(" (:=,").rsplit(None, 1)[-1:]
    last = word[0].lower() if word else ""
    return (last in _CHANGE_LAST or last.startswith("difference")) and _CHANGE_BEFORE.search(
        text, low, start
    ) is not None


def _is_other(passage: Passage, share: Share) -> bool:
    """Whether a percent is a threshold, a limit of an interval, a range, a dose or a plan."""
    text, start, end = passage.text, share.start, share.end
    low, high = passage.sentence(start)
    return (
        _NOT_BEHIND.match(text, end) is not None
        or _NOT_BEFORE.search(text, max(low, start - 24), start) is not None
        or _LIMIT.search(text, max(0, start - 40), start) is not None
        or _RANGE_BEFORE.search(text, max(0, start - 6), start) is not None
        or _RANGE_BEHIND.match(text, end) is not None
        or (share.percent is not None and (value(share.percent.text) or 0) > 100)
        or (any(word in text[low:high] for word in _PLANNING) and _PLAN.search(text, low, high) is not None)
    )


def _of_sentence(passage: Passage, found: list[Share]) -> Iterator[Fact]:
    sentence = passage.sentence(found[0].start)
    shown = list(_attributed(passage, sentence, found))
    arms = in_lists(passage.text, found, [arm for arm, _, _ in shown])
    arms = in_brackets(passage.text, found, arms)
    allotted = False
    of_all = divided(passage.text, found)
    for share, arm, (plain, first, is_compared) in zip(found, arms, shown, strict=True):
        beside = is_compared or arm is not plain or _BOTH.match(passage.text, share.end) is not None
        allotted = is_allotted(passage.text, share, allotted) or id(share) in of_all
        if allotted and share.events:
            yield size(passage, share.events, "arm", arm)
        elif arm is None and not beside and (stage := stage_reached(passage.text, sentence, share)):
            yield from taken_in(passage, share, stage)
        else:
            event = named(passage, sentence, first.start)
            yield _fact(passage, sentence, share, arm, event, beside)


def _attributed(
    passage: Passage, sentence: Span, found: list[Share]
) -> Iterator[tuple[Mention | None, Share, bool]]:
    """Of each share its arm, the share whose event is its own, and whether it is compared."""
    runs = list(in_series(passage.text, found, sentence))
    side_by_side = parallel(passage, sentence, [_head(one) for one in found])
    told: list[Mention] = []
    one_by_one: list[Mention] = []
    done = 0
    for at_run, (series, is_compared) in enumerate(runs):
        low = runs[at_run - 1][0][-1].end if at_run else sentence.start
        high = runs[at_run + 1][0][0].start if at_run + 1 < len(runs) else sentence.end
        arms = _arms(passage, sentence, series, Span(low, high))
        arms = [arm or side_by_side.get(done + at) for at, arm in enumerate(arms)]
        if is_compared and not any(arms):
            # "A versus B: rash (24% v 9%), pain (12% v 1%)"; "24% with A and 9% with B, pain (12% and 1%)"
            same = [names for names in (told, one_by_one) if len({one.key for one in names}) == len(arms)]
            arms = [*same[0]] if same else arms
        known = [arm for arm in arms if arm]
        if is_compared and len(known) == len(arms):
            told = known
        one_by_one = [] if is_compared or None in arms else [*one_by_one, *known]
        beside = any(done + at in side_by_side for at in range(len(series)))
        done += len(series)
        for share, arm in zip(series, arms, strict=True):
            yield arm, series[0] if is_compared else share, is_compared or beside


def _arms(passage: Passage, sentence: Span, series: Sequence[Share], within: Span) -> list[Mention | None]:
    """The arms of the shares of one series; of a lone one, the only arm that its sentence names."""
    spans = [Span(one.start, one.end) for one in series]
    arms = attribute(passage, sentence, spans, within)
    return [only_arm(passage, sentence, spans[0])] if len(spans) == 1 and not any(arms) else arms


def _fact(
    passage: Passage, sentence: Span, share: Share, arm: Mention | None, event: Named | None, beside: bool
) -> Fact:
    said, cells = {}, _cells(share)
    kind = _percent_kind(passage.text, sentence, share)
    if kind:
        said["percent_kind"] = kind
    if event and event.serious:
        said["serious"] = "yes"
    if event and event.grade:
        cells["grade"] = event.grade
    return Fact(
        "proportion",
        cells,
        share.start,
        share.end,
        said,
        passage.quote(arm.start, arm.end) if arm else None,
        outcome=event.outcome if event else None,
        is_compared=beside,
        outcome_type="adverse_event" if event else "",
    )


def _head(share: Share) -> Head:
    """A share as a count that may stand side by side with another; its label may stand before its percent."""
    apart = share.events and share.percent and share.events.end + 8 < share.percent.start
    end = share.events.end if apart and share.events else share.end
    return Head(share.start, end, end, 0)


def _cells(share: Share) -> dict[str, Quote]:
    cells = {"events": share.events, "total": share.total, "percent": share.percent}
    return {name: quote for name, quote in cells.items() if quote is not None}


def _percent_kind(text: str, sentence: Span, share: Share) -> str | None:
    """The kind of estimate a percent is, where its sentence says: not events over total."""
    if share.percent is None or (share.events and share.total):
        return None
    before = text[max(sentence.start, share.start - 200) : share.start]
    if (
        any(word in before for word in _SURVIVING)
        and _KM.search(before)
        and _AT_TIME.search(text[sentence.start : share.start])
    ):
        return "km"
    if "umulative" in before or "ctuarial" in before:
        return "cuminc"
    return None

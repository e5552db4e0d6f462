"""Which shares of a sentence stand side by side, one for each group: by "vs", by order, or list by list."""

import re
from collections.abc import Iterator, Sequence

from ...model import Span
from .attribution import AGAINST
from .labels import Mention, key
from .numbers import value
from .shares import Share

# Between two shares of one list.
_LISTED = re.compile(r",\s(?:and\s)?|\sand\s")
_BRACKETS = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
_RESPECTIVELY = re.compile(r"\brespectively\b|\b(?:groups|arms)\b", re.IGNORECASE)
# Two percents with nothing but "and" between them, and then the test of their difference.
_TESTED = re.compile(
    r"\s?[(\[,]\s?(?:HR|OR|RR|[Hh]azard|[Oo]dds|[Pp]\s?[=<>]|[Rr]elative|[Dd]ifference|[Ll]og-rank|adjusted)"
)
# Between the shares of a bracket that holds nothing else, and behind them: "rash (ten [3%] and three [2%])".
_BOXED = re.compile(r"[)\]]?(?:[,;]\s(?:and\s)?|\sand\s)")
_BOX_END = re.compile(r"[)\]]{0,2}?\s?[)\]]")
_LABELLED = re.compile(
    r"(?P<open>[(\[,;])\s?(?P<label>(?!(?:and|or|n|vs|versus|p|range|mean|median)\b)[A-Za-z][\w+/-]*(?:\s[A-Za-z][\w+/-]*){0,3}?)"
    r"(?:\s?[:=,]\s?|\s)$"
)
# Before two percents with nothing but "and" between them: rates of two groups.
_RATES = re.compile(r"\b(?:rates|proportions|percentages|incidences)\b[^.;,()\d]{0,60}?\swere\s$")
# Names of groups in a row, behind the shares of each.
_NAMES = re.compile(r"\s(?:for|in|with)\s(?:the\s)?(?P<names>[^.;:()\d]{1,140}?)(?=[.;(]|$|,\s[Pp]\s?[=<])")
_NEXT = re.compile(r",\s(?:and\s)?|\sand\s|\s(?:versus|vs)\s")
_WEAK_JOIN = re.compile(r"^[^;]{0,90}?(?:\b(?:and|to|or|while|whereas|but)\b|,|/)[^;]{0,90}$", re.IGNORECASE)


def in_series(text: str, found: Sequence[Share], sentence: Span) -> Iterator[tuple[list[Share], bool]]:
    """Runs of shares that compare groups: joined by "vs", or by "and" before "respectively"."""
    at = 0
    boxes = _boxes(text, found)
    while at < len(found):
        run = [*found[at : at + boxes.get(at, 1)]]
        strong = at in boxes
        while at not in boxes and at + len(run) < len(found) and at + len(run) not in boxes:
            gap = text[run[-1].end : found[at + len(run)].start]
            if not _alike(run[-1], found[at + len(run)]) or len(gap) > 200:
                break
            outer = _outer(gap)
            if AGAINST.search(outer) and ";" not in outer:
                strong = True
            elif not (not strong and _WEAK_JOIN.search(outer) and ";" not in outer):
                break
            run.append(found[at + len(run)])
        if len(run) > 2 and _is_sum(run):
            run = run[:1]
        if len(run) > 1 and not strong:
            last = run[-1].end
            strong = _RESPECTIVELY.search(text, last, min(sentence.end, last + 250)) is not None
            strong = strong or _of_others(run) or (len(run) > 2 and _of_list(text, last, len(run)))
            strong = strong or (
                text[run[-2].end : run[-1].start] == " and "
                and (_TESTED.match(text, last) or _RATES.search(text, sentence.start, run[0].start))
                is not None
            )
        if strong:
            yield run, True
        else:
            yield from (([one], False) for one in run)
        at += len(run)


def in_lists(text: str, found: Sequence[Share], arms: Sequence[Mention | None]) -> list[Mention | None]:
    """The arms, where each of several lists is of one: "9%, 7% and 2% with A and 8%, 5% and 1% with B"."""
    lists: list[list[int]] = []
    for at in range(len(found)):
        if at and _LISTED.fullmatch(text, found[at - 1].end, found[at].start):
            lists[-1].append(at)
        else:
            lists.append([at])
    lists = [one for one in lists if len(one) > 1]
    last = [arms[one[-1]] for one in lists]
    if len({len(one) for one in lists}) != 1 or len({arm.key for arm in last if arm}) < 2 or None in last:
        return list(arms)
    kept = list(arms)
    for one, arm in zip(lists, last, strict=True):
        kept[one[0] : one[-1] + 1] = [arm] * len(one)
    return kept


def _of_list(text: str, end: int, count: int) -> bool:
    """Whether as many names follow as there are shares: "88%, 85% and 70% for A, B and C"."""
    names = _NAMES.match(text, end)
    return names is not None and len(_NEXT.split(names["names"])) == count


def _boxes(text: str, found: Sequence[Share]) -> dict[int, int]:
    """Brackets that hold two shares or more and nothing else: the first one's index -> how many."""
    boxes = {}
    for at, share in enumerate(found):
        if text[share.start - 1 : share.start] not in ("(", "["):
            continue
        last = at
        while last + 1 < len(found) and _BOXED.fullmatch(text, found[last].end, found[last + 1].start):
            last += 1
        if last > at and _BOX_END.match(text, found[last].end):
            boxes[at] = last + 1 - at
    return boxes


def in_brackets(text: str, found: Sequence[Share], arms: Sequence[Mention | None]) -> list[Mention | None]:
    """The arms, where a label stands before each share of a bracket: "fever (drug A 30%, placebo 4%)"."""
    kept = list(arms)
    runs: list[list[tuple[int, re.Match[str]]]] = []
    for at, share in enumerate(found):
        match = _LABELLED.search(text, max(0, share.start - 44), share.start)
        if match and match["open"] in "([":
            runs.append([(at, match)])
        elif match and runs and runs[-1][-1][0] == at - 1 and match.start() == found[at - 1].end:
            runs[-1].append((at, match))
    for run in runs:
        if len(run) > 1 and any(arms[at] for at, _ in run):  # one of them has to be known as an arm
            for at, match in run:
                kept[at] = kept[at] or Mention(*match.span("label"), key(match["label"]))
    return kept


def _totals(run: Sequence[Share]) -> list[float]:
    return [value(share.total.text) or 0 for share in run if share.total]


def _is_sum(run: Sequence[Share]) -> bool:
    """Whether the first share is that of all groups together: "24 of 89, 10 of 41 and 14 of 48"."""
    totals = _totals(run)
    return len(totals) == len(run) and totals[0] == sum(totals[1:])


def _of_others(run: Sequence[Share]) -> bool:
    """Whether shares of different totals are joined: these are of different groups."""
    totals = _totals(run)
    return len(totals) == len(run) and len(set(totals)) > 1


def _outer(gap: str) -> str:
    """What stands between two shares outside the brackets that they or their intervals are in."""
    outer = _BRACKETS.sub(" ", _BRACKETS.sub(" ", gap))
    closed = max(outer.rfind(mark) for mark in ")]}")
    outer = outer[closed + 1 :]
    opened = min((at for at in map(outer.find, "([{") if at >= 0), default=len(outer))
    return outer[:opened]


def _alike(one: Share, other: Share) -> bool:
    """Whether two shares print the same kinds of number."""
    return (one.percent is None) == (other.percent is None)

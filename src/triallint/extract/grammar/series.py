"""Which shares of a sentence stand side by side, one for each group: by "vs", by order, or list by list."""

import re
from collections.abc import Iterator, Sequence

from ...model import Span
from .attribution import AGAINST
from .labels import Mention
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
_WEAK_JOIN = re.compile(r"^[^;]{0,90}?(?:\b(?:and|to|or|while|whereas|but)\b|,|/)[^;]{0,90}$", re.IGNORECASE)


def in_series(text: str, found: Sequence[Share], sentence: Span) -> Iterator[tuple[list[Share], bool]]:
    """Runs of shares that compare groups: joined by "vs", or by "and" before "respectively"."""
    at = 0
    while at < len(found):
        run = [found[at]]
        strong = False
        while at + len(run) < len(found):
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
            strong = strong or _of_others(run)
            strong = strong or (
                text[run[-2].end : run[-1].start] == " and " and _TESTED.match(text, last) is not None
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

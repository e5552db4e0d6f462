"""Which two arms an estimate compares, and what the conclusions say of it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from .document import Quote, Section
from .facts import Fact
from .grammar.passage import Passage

#: Roles of the arm that another is compared with.
_COMPARED_WITH: Final = frozenset({"control", "historical_control"})
_AGAINST: Final = (
    r"(?:\s(?:groups?|arms?|alone|therapy|treatment))?,?\s"
    r"(?:as\s)?(?:vs\.?|versus|compared\s(?:with|to))\s(?:the\s|an?\s)?"
)
_SIGNIFICANT: Final = re.compile(
    r"\bsignificantly\s(?:improv|increas|prolong|reduc|decreas|lower|extend|longer|shorter|higher|better|fewer|delay)\w*\b"
)
_NOT_SIGNIFICANT: Final = re.compile(
    r"\b(?:not|no|without)\b[^.;,]{0,40}?\b(?:statistically\s)?significant(?:ly)?\s(?:differ\w*|improve\w*|increas\w*|reduc\w*|longer|shorter|higher|lower)\b"
)


def controls(text: str, labels: Mapping[str, Iterable[str]]) -> set[str]:
    """The arms that the text sets the others against: in "A versus B", wherever it stands, B.

    Args:
        text: all of a report.
        labels: the id of each arm that has no role yet, and how it is called.

    Returns:
        one arm's id where the text compares two arms in one direction only; else nothing.
    """
    if len(labels) != 2:
        return set()
    one, other = labels
    first, second = (_is_set_against(text, labels[a], labels[b]) for a, b in ((one, other), (other, one)))
    if first == second:
        return set()
    return {other if first else one}


def _is_set_against(text: str, labels: Iterable[str], others: Iterable[str]) -> bool:
    one, other = (
        "|".join(map(re.escape, sorted(names, key=len, reverse=True))) for names in (labels, others)
    )
    return re.search(rf"\b(?:{one}){_AGAINST}(?:{other})\b", text, re.IGNORECASE) is not None


def with_pairs(
    passage: Passage, facts: Iterable[Fact], id_of: Callable[[Quote | None], str], roles: Mapping[str, str]
) -> list[Fact]:
    """The facts, each estimate with the two arms whose figures stand before it in its sentence.

    One of the two must be a control: which arm is compared with which is not plain otherwise.
    """
    made: list[Fact] = []
    series: dict[str, Fact] = {}
    number, subgroup = -1, None
    for fact in facts:
        if passage.sentences.number(fact.start) != number:
            number, series = passage.sentences.number(fact.start), {}
        if fact.kind in ("survival", "proportion") and (arm_id := id_of(fact.arm)):
            series[arm_id], subgroup = fact, fact.subgroup
        elif fact.kind in ("effect", "test") and fact.arm is None and len(series) == 2:
            fact = _paired(fact, series, roles, subgroup)
        made.append(fact)
    return made


def _paired(fact: Fact, series: Mapping[str, Fact], roles: Mapping[str, str], subgroup: Quote | None) -> Fact:
    control = [arm_id for arm_id in series if roles.get(arm_id) in _COMPARED_WITH]
    if len(control) != 1:
        return fact
    other = next(arm_id for arm_id in series if arm_id != control[0])
    arm, comparator = series[other].arm, series[control[0]].arm
    return replace(fact, arm=arm, comparator=comparator, subgroup=fact.subgroup or subgroup)


def with_claims(passage: Passage, sections: Sequence[Section], facts: Iterable[Fact]) -> list[Fact]:
    """The facts, each tested estimate with what the conclusions say of its outcome's significance."""
    told: dict[str, set[str]] = {}
    for part in sections:
        if part.kind == "conclusions":
            for sentence in passage.sentences:
                if part.start <= sentence.start < part.end or sentence.start <= part.start < sentence.end:
                    _read(
                        passage.text[
                            max(sentence.start, part.start) : min(sentence.end, part.end)
                        ].casefold(),
                        told,
                    )
    found = list(facts)
    if not told:
        return found
    return [_claimed(fact, told) for fact in found]


def _read(sentence: str, told: dict[str, set[str]]) -> None:
    for claim, pattern in (("not_significant", _NOT_SIGNIFICANT), ("significant", _SIGNIFICANT)):
        match = pattern.search(sentence)
        if match:
            told.setdefault(claim, set()).add(sentence[match.end() :])
            return


def _claimed(fact: Fact, told: Mapping[str, set[str]]) -> Fact:
    label = " ".join(fact.outcome.text.casefold().split()) if fact.outcome else ""
    if fact.kind not in ("effect", "test") or "p_value" not in fact.cells or fact.subgroup or len(label) < 8:
        return fact
    claims = {
        claim
        for claim, texts in told.items()
        if any(re.match(rf"[^.;]{{0,60}}?\b{re.escape(label)}\b", text) for text in texts)
    }
    return replace(fact, said={**fact.said, "claim": claims.pop()}) if len(claims) == 1 else fact

"""Which numbers of participants are boxes of the flow or sizes of arms, where the text makes it plain."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from .facts import Fact
from .grammar.labels import key
from .grammar.matching import last_match
from .grammar.numbers import value
from .grammar.passage import Passage
from .grammar.people import PEOPLE
from .grammar.quick import quick

#: Stages of totals in the order of the flow: none is larger than one before it.
_ORDER: Final = ("assessed", "enrolled", "randomised", "treated", "completed", "analysed")
_ALLOCATED: Final = re.compile(r"\b(?:randomi[sz]\w*|randomly|allocated|assigned)\b", re.IGNORECASE)
#: Participants of whom less is said than that they were randomised.
_LATER: Final = quick(
    r"\b(?:analy[sz]ed|analys[ei]s|evaluable|assessable|evaluated|(?:were|was)\seligible|completed|further|second|re-?randomi\w+|subgroup|subset"
    r"|available|excluded|of\s(?:these|whom|which))\b",
    re.IGNORECASE,
)
_ANALYSED: Final = quick(r"\b(?:analy[sz]ed|analys[ei]s|evaluable|assessable)\b", re.IGNORECASE)
#: A number with a bracket behind it, in which the sizes of the arms begin; and who left.
_OPENS: Final = re.compile(r"\b\d[\d, ]*(?:\s[a-z]+)?\s?[(\[]\s?(?:[nN]\s?=\s?)?$")
_LEFT: Final = re.compile(
    r"\s(?:[a-z]+\s)?(?:were\s)?(?:dropped|withdr|lost|died|excluded|discontinued|refused|dropouts?)",
    re.IGNORECASE,
)
_OF_ALL: Final = ("randomised", "enrolled", "planned", "treated")
_NO_PEOPLE: Final = re.compile(r"\b(?:age[ds]?\sof|from\s\d{4}\sto|in|since|and)\s$")
_ABOUT: Final = re.compile(
    r"\b(?:approximately|about|nearly|almost|over|planned|plan\s\w+|another|further|remaining|of\swhom)\s*$"
)
#: Right behind a number and its noun, or right before the number: that so many were randomised.
_RANDOMISED_BEHIND: Final = re.compile(
    rf"(?P<noun>(?:\s[^\s.;:()\d]+){{0,8}}?\s{PEOPLE}\b)?(?:\s[^\s.;:()\d]+){{0,6}}?(?:\s[(\[][^()\[\]]{{0,60}}[)\]])?"
    r"\s(?:were|was|had\sbeen|underwent|agreed\sto|consented\sto)\s(?:\w+ly\s|then\s)?"
    r"(?:randomi[sz]\w+|randomly\s(?:assigned|allocated|divided)|assigned|allocated)",
    re.IGNORECASE,
)
#: The same without a verb of its own: who had undergone it, randomised participants, those of such a trial.
_UNDERGONE: Final = quick(r"\bunder(?:went|gone)\srandomi[sz]ation\b")
_UNDERGONE_BEHIND: Final = re.compile(
    rf"(?:\s[^\s.;:()\d]+){{0,8}}?\s{PEOPLE}\s(?:(?:who|that)\s)?(?:(?:had|have)\s)?under(?:went|gone)\srandomi[sz]ation\b"
    rf"|\srandomi[sz]ed\s(?:[a-z-]+\s){{0,3}}?{PEOPLE}\b"
)
_TRIAL_OF: Final = re.compile(
    r"\brandomi[sz]ed\s(?:(?:clinical|controlled|double-blind|phase|\d)\s)*trial\s(?:that\s)?(?:included|enrolled|of|in|involving|with)\s$",
    re.IGNORECASE,
)
#: What every arm has: "112 were assigned to each group".
_TO_EACH: Final = re.compile(
    r"(?:\s[^\s.;:()\d]+){0,3}?\s(?:were|was)\s(?:\w+ly\s)?(?:randomi[sz]ed|assigned|allocated)\sto\seach\s(?:\w+\s)?(?:groups?|arms?)\b"
)
_EXCLUDED: Final = re.compile(r"\bexcluded\s?[(\[]\s?(?:[nN]\s?=\s?)?$")
_OF_THE: Final = re.compile(r"\bOf\s(?:the\s|these\s)?$")
#: Randomisation in the noun of a number: "208 randomised patients".
_RANDOMISED_NOUN: Final = re.compile(
    rf"\s(?:[a-z-]+\s){{0,2}}?randomi[sz]ed\s(?:[a-z-]+\s){{0,2}}?{PEOPLE}\b"
)
_JOINED: Final = re.compile(r"(?:\band|,|\bof\swhom|^)\s$")
_RANDOMISED_BEFORE: Final = re.compile(
    r"\b(?:randomi[sz]ed|(?:randomly\s)?(?:assigned|allocated))(?:\sa\stotal\sof)?\s$", re.IGNORECASE
)
#: Two trials, or two randomisations, in one report: arms do not add up to one total.
_SEVERAL: Final = quick(
    r"\b(?:(?:two|three|both|2|3|these)\s(?:[\w-]+\s){0,4}(?:trials|randomi[sz]ations|cohorts)|(?-i:trials)\b|second\srandomi[sz]ation|re-?randomi[sz]\w+"
    r"|further\srandomi[sz]ed|factorial|cross-?over|sub-?stud(?:y|ies)|cohorts|cluster)",
    re.IGNORECASE,
)
#: How much further, behind the last size, the words of a sentence tell what the sizes are of.
_NEXT: Final = 60


def size_of(fact: Fact) -> int:
    """How many participants a fact of kind `size` gives; 0 where that is no number."""
    return int(value(fact.cells["n"].text) or 0)


def is_too_small(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether a number of all participants is smaller than that of some of them, and so of something else."""
    if fact.said.get("stage") not in ("assessed", "enrolled"):
        return False
    shares = (
        one.cells for one in facts if one.kind == "proportion" and {"total", "percent"} <= one.cells.keys()
    )
    return size_of(fact) < max((value(cells["total"].text) or 0 for cells in shares), default=0)


def with_totals(passage: Passage, facts: Iterable[Fact]) -> list[Fact]:
    """The facts, with the number of people who were randomised to several arms as their total."""
    found = _to_each(passage, [_as_said(passage, fact) for fact in facts])
    arms = [fact for fact in found if fact.said.get("stage") == "arm"]
    made = []
    for fact in found:
        if fact.said.get("stage") == "arm" and _is_plainly_randomised(passage, fact):
            number = passage.sentences.number(fact.start)
            after = [
                one for one in arms if one.start > fact.end and passage.sentences.number(one.start) == number
            ]
            if len(after) > 1:
                fact = replace(fact, said={**fact.said, "stage": "randomised"}, arm=None)
        made.append(fact)
    return made


def _as_said(passage: Passage, fact: Fact) -> Fact:
    """A total whose own words say that so many were randomised, or excluded, as such."""
    if fact.kind != "size" or fact.arm or fact.said.get("stage") not in _ORDER:
        return fact
    low, high = passage.sentence(fact.start)
    if _EXCLUDED.search(passage.text, low, fact.start):
        return replace(fact, said={**fact.said, "stage": "excluded"})
    said = _UNDERGONE_BEHIND.match(passage.text, fact.end, high) or _TRIAL_OF.search(
        passage.text, low, fact.start
    )
    return replace(fact, said={**fact.said, "stage": "randomised"}) if said else fact


def _to_each(passage: Passage, facts: list[Fact]) -> list[Fact]:
    """The sizes that every arm has as such, and those who all went to one of two arms as randomised."""
    made, text = list(facts), passage.text
    for at, fact in enumerate(facts):
        if fact.kind != "size" or not _TO_EACH.match(text, fact.end):
            continue
        made[at] = replace(fact, said={**fact.said, "stage": "each"}, arm=None)
        low, last = passage.sentence(fact.start)[0], facts[at - 1]
        is_both = at > 0 and last.kind == "size" and size_of(last) == 2 * size_of(fact)
        if is_both and low <= last.start and _OF_THE.search(text, low, last.start):
            made[at - 1] = replace(last, said={**last.said, "stage": "randomised"}, arm=None)
    return made


def sizes_kept(passage: Passage, sizes: Sequence[Fact]) -> list[Fact | None]:
    """Each size as the tables may hold it, or None.

    The sizes of arms are those in the sentence that says that participants were randomised to them, or that
    they were analysed; a total is the randomised one where it stands in that sentence, or where its own words
    say so, once; other totals stay where they agree about the order of the flow.
    """
    arms = _randomised_arms(passage, sizes)
    together = _total_before(passage, sizes, arms)
    total = size_of(together) if together else _randomised_total(passage, sizes)
    kept = [_size(passage, fact, total, {fact.start for fact in arms}, sizes) for fact in sizes]
    return [
        replace(fact, said={**fact.said, "stage": "randomised"}) if fact is together else new
        for fact, new in zip(sizes, kept, strict=True)
    ]


def _total_before(passage: Passage, sizes: Sequence[Fact], arms: Sequence[Fact]) -> Fact | None:
    """The number of all in the sentence that says how many were randomised to each arm, before the arms."""
    if not arms:
        return None
    low, _ = passage.sentence(arms[0].start)
    first = min(fact.start for fact in arms)
    before = [fact for fact in sizes if low <= fact.start < first and fact.said.get("stage") in _OF_ALL]
    if len(before) != 1 or before[0].arm:
        return None
    text, total = passage.text, before[0]
    lead = text[max(low, total.start - 40) : total.start]
    of_arms = _OPENS.search(text, total.end, first)
    if of_arms:  # "200 were randomised, and 190 (94 and 96) were treated": the arms are those of the 190
        return None
    told = _ALLOCATED.search(text, total.end, first) or _ALLOCATED.search(lead)
    if not told or _ABOUT.search(lead) or _NO_PEOPLE.search(lead) or size_of(total) < min(map(size_of, arms)):
        return None
    return None if _LATER.search(text, _since(text, low, first), first) else total


def _since(text: str, low: int, first: int) -> int:
    """From where the words tell what sizes behind them are of: "who had undergone randomization"."""
    last = last_match(_UNDERGONE, text, low, first)
    return last.start() if last else low


def _size(
    passage: Passage, fact: Fact, total: int | None, arms: set[int], sizes: Sequence[Fact]
) -> Fact | None:
    stage = fact.said.get("stage", "")
    sentence = passage.text[slice(*passage.sentence(fact.start))]
    if stage == "arm":
        if fact.start in arms:
            return replace(fact, said={**fact.said, "stage": "randomised"})
        if fact.arm and _ANALYSED.search(sentence) and _is_first(passage, fact, sizes):
            return replace(fact, said={**fact.said, "stage": "analysed"})
        return None
    if stage in ("each", "excluded"):
        return fact
    if stage == "randomised":
        return fact if size_of(fact) == total else None
    return fact if _in_order(fact, stage, total, sizes) else None


def _is_first(passage: Passage, fact: Fact, sizes: Sequence[Fact]) -> bool:
    """Whether no sentence before gives the sizes of arms among the analysed."""
    number = passage.sentences.number(fact.start)
    earlier = (one for one in sizes if one.said.get("stage") == "arm" and one.start < fact.start)
    return not any(
        (passage.sentences.number(one.start) < number or _label(one) == _label(fact))
        and _ANALYSED.search(passage.text, *passage.sentence(one.start))
        for one in earlier
    )


def _label(fact: Fact) -> str:
    return fact.arm.text.casefold() if fact.arm else ""


def _randomised_total(passage: Passage, sizes: Sequence[Fact]) -> int | None:
    """How many were randomised, where the text says one number of it and has one randomisation."""
    both = {2 * size_of(fact) for fact in sizes if fact.said.get("stage") == "each"}
    plain = {
        size_of(fact)
        for fact in sizes
        if fact.said.get("stage") == "randomised"
        and (_is_plainly_randomised(passage, fact) or size_of(fact) in both)
    }
    return plain.pop() if len(plain) == 1 and not _SEVERAL.search(passage.text) else None


def _is_plainly_randomised(passage: Passage, fact: Fact) -> bool:
    text, (low, high) = passage.text, passage.sentence(fact.start)
    before = text[max(low, fact.start - 40) : fact.start]
    if _ABOUT.search(before) or size_of(fact) < 8:
        return False
    if _RANDOMISED_NOUN.match(text, fact.end, high):
        return True
    behind = _RANDOMISED_BEHIND.match(text, fact.end, high)
    if behind and (behind["noun"] or _JOINED.search(before)):
        return True
    if _UNDERGONE_BEHIND.match(text, fact.end, high) or _TRIAL_OF.search(text, low, fact.start):
        return True
    return bool(_RANDOMISED_BEFORE.search(before))


def _randomised_arms(passage: Passage, sizes: Sequence[Fact]) -> list[Fact]:
    """The sizes of the arms, in the first sentence that says who was randomised to each."""
    by_sentence: dict[int, list[Fact]] = {}
    for fact in sizes:
        left = _LEFT.match(passage.text, fact.end)
        if fact.said.get("stage") == "arm" and fact.arm and not left:
            by_sentence.setdefault(passage.sentences.number(fact.start), []).append(fact)
    for found in by_sentence.values():
        arms = _one_of_each(found)
        low, high = passage.sentence(found[0].start)
        last = arms[-1].end
        if _OPENS.search(
            passage.text, low, arms[0].start
        ):  # what is said of them stands behind their bracket
            last = max(last, passage.text.find(")", last, high))
        words = passage.text[_since(passage.text, low, arms[0].start) : min(high, last + _NEXT)]
        if len(arms) > 1 and _ALLOCATED.search(passage.text, low, high) and not _LATER.search(words):
            return arms
    return []


def _one_of_each(arms: Sequence[Fact]) -> list[Fact]:
    """The first sizes of a sentence, up to where an arm is named again."""
    seen: set[str] = set()
    kept = []
    for fact in arms:
        name = key(fact.arm.text) if fact.arm else ""
        if name in seen:
            break
        seen.add(name)
        kept.append(fact)
    return kept


def _in_order(fact: Fact, stage: str, total: int | None, sizes: Sequence[Fact]) -> bool:
    """Whether a total agrees with the others about the order of the flow."""
    if stage not in _ORDER:
        return False
    place, n = _ORDER.index(stage), size_of(fact)
    for other in sizes:
        rank = other.said.get("stage", "")
        if other is fact or other.arm or rank not in _ORDER:
            continue
        if rank == "randomised" and size_of(other) != total:
            continue
        if rank == stage and size_of(other) != n:
            return False
        if (_ORDER.index(rank) - place) * (size_of(other) - n) > 0:
            return False
    return True

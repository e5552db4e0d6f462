"""How a text names the arms: the words before "group" and "arm", the letters behind them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from ..document import Quote


class Mention(NamedTuple):
    """A place where the text names an arm.

    Attributes:
        start: first character of the label.
        end: one after the last, without the word "group" or "arm".
        key: what is the same for every mention of one arm.
    """

    start: int
    end: int
    key: str


@dataclass
class Arm:
    """One arm and the names the text gives it, the first one first."""

    key: str
    names: list[Quote] = field(default_factory=list)


# The nouns in any case; what stands before is looked at afterwards, so that searching stays fast.
_NOUN_AT = re.compile(
    r"(?:group|Group|GROUP|arm|Arm|ARM|regimen|Regimen|cohort|Cohort|users|recipients)s?(?![A-Za-z])"
)
_NO_GROUP = re.compile(r"\s(?:of|trial|study|Trial|Study)\b")
# "arm A", "groups 1 and 2", "Group-B", "arm I": the letter or the figure is the label.
_LETTER = re.compile(r"\b(?:[A-H]|I{1,3}|IV|[1-6])(?!\w)")
_LETTERED = re.compile(
    r"[\s-]\(?((?:[A-H]|I{1,3}|IV|[1-6])[a-c]?)\)?(?![\w.]*\w|\s?%)"
    r"((?:(?:,?\s(?:and|or|vs\.?|versus|to|than)\s|,\s|/)(?:(?:[Gg]roups?|[Aa]rms?)[\s-])?"
    r"(?:[A-H]|I{1,3}|IV|[1-6])(?![\w.]*\w)){0,5})"
)
# "group TachoX": a capitalised name.
_TITLED = re.compile(r"\s(?=[A-Z])([A-Z][A-Za-z0-9/+-]{0,11})\b(?!\s(?:Trial|Study|Group))")
# "placebo-treated patients", "counselling-alone participants".
_TREATED = re.compile(r"-(?:treated|alone|assigned|allocated)\b")
_TREATED_WITH = re.compile(r"(?<![\w-])[A-Za-z0-9+/.-]+$")
# Words that end the label of a group when one reads back from the noun.
_BEFORE = frozenset(
    str.split(
        "the a an in of to for with on from by into between among than that versus vs v vs. or and both "
        "either each all any one two three four five six no other same this these those our their "
        "respective were was is are had as per at within which who while whereas compared but not only "
        "also across under all-cause"
    )
)
# What stands before "group" and names none of the arms.
_NAMELESS = frozenset(
    str.split(
        "two three four five six both all each either study studied age patient different respective same "
        "other these those entire overall whole parallel randomized randomised subject comparison's first "
        "second third large small single one separate trial prognostic risk similar equal various many "
        "several multiple new main cooperative cancer oncology collaborative working subgroup "
        "treatment-arm blood ethnic racial racial/ethnic high-risk low-risk intermediate-risk high low "
        "younger older total combined oncology research upper lower affected ipsilateral contralateral "
        "left right support focus trialists'"
    )
)
_PLURAL_NAMELESS = frozenset(
    str.split("treatment study intervention dose therapy trial patient experimental")
)
_WORDS = re.compile(r"[^\s,;:()\[\]{}=]+|[,;:()\[\]{}=]")


@lru_cache(4096)
def key(label: str) -> str:
    """What is the same for two printings of one label: its words without case, hyphens and group nouns."""
    words = re.sub(r"[\s\-\u2010-\u2015/]+", " ", label.lower()).strip(" '\".,")
    words = re.sub(r"\b(?:the|an?|groups?|arms?|alone|treatment|therapy|only)\b", " ", words)
    return " ".join(words.split()) or label.lower()


def named_groups(text: str, start: int, end: int) -> Iterator[Mention]:
    """The labels that stand before "group", "arm" and their kin, and the letters behind them."""
    for noun in _NOUN_AT.finditer(text, start, end):
        if noun.start() and text[noun.start() - 1].isalnum():
            continue
        yield from _behind(text, noun, end)
        if text[noun.start() - 1] in " -" and not _NO_GROUP.match(text, noun.end()):
            yield from _labels_before(text, start, noun)
    if any(text.find(word, start, end) >= 0 for word in ("-treated", "-alone", "-assigned", "-allocated")):
        for match in _TREATED.finditer(text, start, end):
            label = _TREATED_WITH.search(text, max(start, match.start() - 40), match.start())
            if label:
                yield Mention(*label.span(), key(label[0]))


def _behind(text: str, noun: re.Match[str], end: int) -> Iterator[Mention]:
    """The letters or the name behind a noun: "arms A and B", "group 1"."""
    match = _LETTERED.match(text, noun.end(), end)
    if match:
        yield Mention(match.start(1), match.end(1), "arm " + match[1].lower())
        for letter in _LETTER.finditer(text, match.start(2), match.end(2)):
            yield Mention(letter.start(), letter.end(), "arm " + letter[0].lower())
    elif noun[0].islower() and (match := _TITLED.match(text, noun.end(), end)):
        yield Mention(match.start(1), match.end(1), "arm " + match[1].lower())


def _labels_before(text: str, start: int, noun: re.Match[str]) -> Iterator[Mention]:
    """The label before a noun; two of them where they share it: "the drug and placebo groups"."""
    low = max(start, noun.start() - 70)
    words = list(_WORDS.finditer(text, low, noun.start()))
    plural = noun[0].lower().endswith("s")
    end, at = noun.start(), len(words)
    while at:
        first = _first(words, at)
        if first == at:
            return
        begin = words[first].start()
        label = text[begin:end].rstrip(" '")
        if _names(label, plural):
            yield Mention(begin, begin + len(label), key(label))
        # A list before a plural noun, and "in the A and B arm" too: go on behind the joining word.
        joined = words[first - 1][0].lower() if first else ""
        if joined not in ("and", "or", ",", "versus", "vs", "vs.", "than"):
            return
        end, at = words[first - 1].start(), first - 1
        while at and words[at - 1][0] == ",":
            at -= 1
            end = words[at].start()


def _first(words: list[re.Match[str]], at: int) -> int:
    """Index of the first word of the label that ends before `at`."""
    first = at
    while first and at - first < 6:
        word = words[first - 1][0]
        if word.lower() in _BEFORE or word in ",;:()[]{}=" or word[-1] in ".%":
            break
        first -= 1
    return first


def _names(label: str, plural: bool) -> bool:
    last = label.rsplit(None, 1)[-1].lower() if label else ""
    if label == "study" and not plural:
        return True  # beside a control group; the passage knows whether there is one
    if not last or label.lower() in _NAMELESS or last in _NAMELESS:
        return False
    return (
        not (plural and last in _PLURAL_NAMELESS)
        and not label.isdigit()
        and (any(map(str.isalpha, label)) or (plural and label[-1:] == "-"))
    )

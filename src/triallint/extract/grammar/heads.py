"""Numbers in prose that may count participants or events: not units, dates, grades, names or limits."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...model import Span
from ...numerals import in_words
from .passage import Passage
from .people import PEOPLE, PHRASE


class Head(NamedTuple):
    """A number that may count participants or events.

    Attributes:
        start: first character of the number.
        end: one after its last.
        noun: one after its noun, where the noun is one for participants; else the number's end.
        value: how many.
    """

    start: int
    end: int
    noun: int
    value: int

    @property
    def has_people(self) -> bool:
        """Whether its noun is one for participants."""
        return self.noun > self.end


# Behind a number that counts no participants and no events: a unit, a time, a part of a name.
_UNIT = re.compile(
    r"(?:\s?[\[(]?\s?|[\s-])(?:%|[µμ]|(?:per\s?cent|years?|yrs?|months?|mo|weeks?|wks?|days?|hours?|hrs?|"
    r"h|min(?:utes?)?|s|m?m?c?g|micrograms?|microg|ug|kg|m?l|dl|mm|cm|m2|gy|"
    r"iu|u|units?|points?|fractions?|cycles?|courses?|doses?|times?|fold|sessions?|sites?|cent(?:er|"
    r"re)s?|countries|hospitals|clinics|trials?|studies|items?|rcts?|"
    r"degrees|kcal|steps|lines?|visits?|arms?|groups?|cohorts?|weekly|daily|different|or\smore|"
    r"positive\s(?:nodes|lymph)|approaches|techniques|methods|"
    r"nodes?|lymph|standard|sd|ratings?|scales?|phase|types?|regimens?|treatments?|tablets?|capsules?|"
    r"drugs?|agents?|euros?|dollars|cells|main|major|questionnaires?|metres|meters|age|surgeons?|(?:\w+\s){0,2}(?:centers|"
    r"centres)|"
    r"investigators?|physicians?|nurses?|(?:UK|US|European)\s(?:centers|centres|clinical)|thirds?|"
    r"quarters?|fifths?|intermediate|modified|dimensions?)(?![A-Za-z])|m\(|°)"
    r"|[-/.]?\d|[A-Za-z]|\s?[€$£]|-[A-Z]|\s?[x×±]|\s?\+/-|\s?-\s?\d|\s?/|\s?to\s\d|\s?:\s?\d|\s?\[|"
    r"\s?\(\s?(?:-?\d[\d.,]*\s?(?:[-)%;,\u00b1]|to\s)|yrs?|years|months)|\s(?:to|or)\s(?:two|three|"
    r"four|five|six|seven|eight|nine|ten|twelve)\b|\s(?:versus|vs\.?|or|to|and)\s\d+(?:\.\d+)?[\s-]?(?:months?|"
    r"weeks?|years?|days?|hours?|mg|cycles?|doses?|courses?|fractions?|gy)\b|"
    r"\sof\s(?:the\s)?(?:two|three|four|five|six|2|3|4|5|6)\b",
    re.IGNORECASE,
)
# A unit of measure, or a few of what a trial compares: no count, whoever is named behind it.
_MEASURED = re.compile(
    r"\s(?:m?c?g|microg|\u00b5g|m?l|i?u|gy|euros?|dollars|(?:(?!(?:\w{2,}ed|had|took|in|of|with|from|to|who|on|for|per|were)\b)[a-z-]+\s){0,3}?(?:agents|drugs|schedules|regimens|"
    r"strategies|treatments|techniques|methods|doses|trials|studies))(?![\w-])",
    re.IGNORECASE,
)
# What is randomised whole in a cluster trial, with a word of its own at most: "12 primary schools".
_CLUSTERS = re.compile(
    rf"\s(?:(?!{PEOPLE}\b)[a-z-]+\s)?(?:schools|practices|villages|clusters|wards|classrooms|communities|"
    r"districts|pharmacies|neighbou?rhoods|nursing\shomes)\b"
)
_NO_HEAD = re.compile(
    r"(?:\b(?:grades?|gr|stages?|phases?|weeks?|days?|months?|years?|cycles?|levels?|groups?|arms?|"
    r"types?|p|aged?,?|ages|cohorts?|version|protocol|table|"
    r"hr|or|rr|ci|median|mean|aged|over|under|by|than|at(?:\sleast)?|about|per|every|each\sof|of\sthe|"
    r"treat\sof|scores?\sof|mean\snumber\sof)|"
    r"\b(?:grades?|weeks?|days?|months?|years?|arms?|groups?|stages?|cycles?)\s\d{1,2}(?:,|\s?-|\s(?:and|"
    r"or|to|vs|versus))|[<>≤≥=±/*^#×]|\(-|\bx|\d\s?/|[A-Za-z]-|\d\s?-|[\d=<>]\s?\.|\d\s?:|[A-Za-z(]/|\w\(|[€$£])\s?$|"
    r"[,;:]\s\($|\b(?:and|or)\s\($",
    re.IGNORECASE,
)
# The last words of what `_NO_HEAD` finds: most numbers stand behind none of them.
_LAST_WORDS = frozenset(
    str.split(
        "grade grades gr stage stages phase phases week weeks day days month months year years cycle cycles "
        "level levels group groups arm arms type types p age aged ages cohort cohorts version protocol table "
        "hr or rr ci median mean over under by than at least about per every of the and to vs versus x"
    )
)
_BEFORE_PEOPLE = re.compile(r"\b(?:of\sthe|by|at|(?:groups?|arms?)\s\d,?\sand)\s?$", re.IGNORECASE)
_TIED = re.compile(r"\s(?:to|into|on|with|were|received|assigned|randomi[sz]ed|women|patients)\b")
# A name that ends in a number: "FEC 100".
_NAMED = re.compile(r"(?:^|[\s(])[A-Z][A-Z0-9/+-]+\s$")
_MONTH = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s?(?:\d{1,2},?\s?)?(?:of\s)?$"
)
_MONTH_BEHIND = re.compile(r"(?:st|nd|rd|th)?\s(?:of\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_YEAR_BEFORE = re.compile(
    r"\b(?:in|from|between|since|and|to|until|till|through|before|after|of|during|early|late|mid|,|-)\s?-?$",
    re.IGNORECASE,
)
# Behind a whole date the next number is no year again: "to May 31, 2007, 2018 women were".
_DATED = re.compile(r"\b(?:19|20)\d\d,\s$")
_PEOPLE = re.compile(PHRASE)
# A bracket between a number and its noun: "100 (50 men, 50 women) healthy adults".
_BOX = re.compile(r"\s\((?=\d)[^()%]{4,60}\)")


def heads(passage: Passage, sentence: Span) -> list[Head]:
    """The numbers of a sentence that may count participants or events and that nothing has read yet."""
    kept = passage.heads.get(sentence.start)
    if kept is None:
        kept = passage.heads[sentence.start] = list(_heads(passage, sentence))
    return [head for head in kept if head.start not in passage.claimed]


def _heads(passage: Passage, sentence: Span) -> Iterator[Head]:
    text = passage.text
    for start, end in passage.numbers(sentence):
        printed = text[start:end]
        if _MEASURED.match(text, end) or _CLUSTERS.match(text, end):
            continue
        boxed = _BOX.match(text, end, sentence.end) if text.startswith(" (", end) else None
        people = _PEOPLE.match(text, boxed.end() if boxed else end, sentence.end)
        if people is None and _UNIT.match(text, end):
            continue
        before = text[max(sentence.start, start - 24) : start]
        if _is_other(text, before, printed, end, people is not None):
            continue
        value = _value(printed)
        if value < 4 and text[end : end + 1] == ")" and _is_item(text, sentence.start, start):
            continue
        yield Head(start, end, people.end() if people else end, value)


def _is_item(text: str, low: int, start: int) -> bool:
    """Whether a small number before a closing bracket numbers an item: "(1)", "to: 1) …", not "(5 v 3)"."""
    return text[start - 1] == "(" or text.rfind("(", low, start) <= text.rfind(")", low, start)


def _is_other(text: str, before: str, printed: str, end: int, people: bool) -> bool:
    """Whether a number is a date, a grade, an age, a limit or a part of a name."""
    word = before.rsplit(None, 1)[-1:] if before[-1:] == " " else None
    plain = word and word[0].isalpha() and word[0].rstrip(",").lower() not in _LAST_WORDS
    if not plain and _NO_HEAD.search(before) and not (people and _BEFORE_PEOPLE.search(before)):
        return not (before.endswith(("arm ", "group ")) and _value(printed) > 9)  # "the control arm 149"
    if not people and _NAMED.search(before):
        return True
    if _MONTH.search(before) or _MONTH_BEHIND.match(text, end):
        return True
    return _is_year(printed, before, people or _TIED.match(text, end) is not None)


def _value(printed: str) -> int:
    digits = re.sub(r"[, ]", "", printed)
    return int(digits) if digits.isdigit() else in_words(printed) or 0


def _is_year(printed: str, before: str, people: bool) -> bool:
    if len(printed) != 4 or printed[:2] not in ("19", "20"):
        return False
    return _YEAR_BEFORE.search(before) is not None and not (
        people and (_DATED.search(before) or not before.rstrip().endswith((",", "-", "from", "since")))
    )

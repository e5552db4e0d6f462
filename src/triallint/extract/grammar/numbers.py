"""Numbers as prose prints them: digits with thousands, decimals, percents, and numbers in words."""

import re

from ...model import Span, lazy
from ...numerals import NUMBER_WORDS, TEENS, TENS, UNITS, in_words

_UNIT = f"(?:{'|'.join(UNITS)})"
_SMALL = rf"(?:(?:{'|'.join(TENS)})(?:[\s-]{{1,2}}{_UNIT}\b)?|{'|'.join(TEENS)}|{_UNIT})\b"
_HUNDREDS = rf"(?:(?:{_UNIT}|{'|'.join(TEENS)}|a)[\s-]hundred\b(?:(?:\s?-\s?|\s)(?:and[\s-])?{_SMALL})?)"

#: A whole number in digits: 1,234 and 1 234 with their thousands. Never part of a decimal or a word.
#: The digit comes before what must not stand before it: a pattern that begins with a digit is searched fast.
COUNT = (
    r"\d(?<![\w.,^]\d)(?<!\d:\d)(?<![A-Za-z]-\d)"
    r"(?:\d{0,2}(?:,\d{3})+|\d{0,2}(?: \d{3})+|\d*)(?![\d]|[.,]\d)"
)
#: A number in digits with or without a fraction, unsigned; a blank may have strayed behind its point.
DECIMAL = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\s?\d+)?|\.\s?\d+)"
#: A number in words: forty-three, one hundred and twelve, two thousand three hundred.
WORDS = (
    rf"(?i:\b(?:(?:{_HUNDREDS}|{_SMALL}|a)[\s-]thousand\b(?:,?\s(?:and\s)?(?:{_HUNDREDS}|{_SMALL}))?|"
    rf"{_HUNDREDS}|{_SMALL}|zero\b))"
)

_STRAY = lazy(r"(?<=[\d.])\s+(?=\d)|(?<=\d)\s+(?=\.)")
_BLANK = lazy(r"\s")


_COUNT = lazy(rf"{COUNT}(?!\s?%)")
_ONLY_LETTERS = bytes(one if chr(one).isalpha() and one < 128 else 32 for one in range(256))
_IN_WORDS = lazy(
    rf"(?:{WORDS}|\b(?i:none|neither|no(?=\s(?:(?:patients?|women|men|participants?|subjects?)\s|"
    r"(?:[a-z-]+\s){0,2}(?:deaths|events|relapses|recurrences|responses|failures|fractures|infections|"
    r"metastases|cases|complications|remissions)\s(?:in|with|on|for|among|were|was|occurred)\b)))\b)"
)
_FORMS = frozenset(
    form.encode()
    for word in (*NUMBER_WORDS, "none", "neither", "no")
    for form in (word, word.capitalize(), word.upper())
)


def whole_numbers(text: str, within: Span) -> list[Span]:
    """Where whole numbers stand in a part of a text, in digits and in words, in order; "none" is one."""
    found = [Span(*match.span()) for match in _COUNT.finditer(text, *within)]
    done = within.start
    for at in words_at(text, within):
        match = _IN_WORDS.match(text, at) if at >= done else None
        if match:
            done = match.end()
            found.append(Span(*match.span()))
    if done > within.start:
        found.sort()
    return found


def words_at(text: str, within: Span) -> list[int]:
    """Where words stand that are numbers or begin one: to split a text is cheaper than to search it."""
    start, end = within
    letters = text[start:end].encode("ascii", "replace").translate(_ONLY_LETTERS)
    found = []
    for form in _FORMS.intersection(letters.split()):
        at = letters.find(form)
        while at >= 0:
            stop = at + len(form)
            if letters[at - 1 : at] in b" " and letters[stop : stop + 1] in b" ":
                found.append(start + at)
            at = letters.find(form, stop)
    found.sort()
    return found


def cell(printed: str) -> str:
    """The text of a cell for a number as a text prints it.

    Digits stay as printed; a number in words becomes digits; a blank that strayed into a decimal goes.
    """
    if not any(map(str.isdigit, printed)):
        if printed.lower() in ("none", "neither", "no"):
            return "0"
        value = in_words(printed)
        return printed if value is None else str(value)
    if "." in printed or "\u00b7" in printed:
        return _STRAY.sub("", printed)
    return printed if printed.isascii() else _BLANK.sub(" ", printed)


def value(printed: str) -> float | None:
    """The value of a number as printed; None where it is not one."""
    text = cell(printed).strip(" %")
    for mark in ("\u00b7", "\u2219", "\u22c5", "\u02d9"):
        text = text.replace(mark, ".")
    if re.fullmatch(_GROUPED_TEXT, text):
        text = re.sub(r"[,\s]", "", text)
    try:
        number = float(text)
    except ValueError:
        return None
    return number


_GROUPED_TEXT = r"\d{1,3}(?:[,\s]\d{3})+(?:\.\d+)?"

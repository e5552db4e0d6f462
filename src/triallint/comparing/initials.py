"""What printed names are made of: initials, suffixes, degrees, and the words that make a group of one."""

import re
from itertools import pairwise
from typing import Final

from triallint.model import lazy

SUFFIX: Final = lazy(r"(?:jr|sr|junior|senior|[23](?:nd|rd)|[4-9]th|ii|iii|iv|filho|neto)\.?", re.IGNORECASE)
DEGREE: Final = lazy(r"(?:m\.?d|ph\.?d|m\.?sc|b\.?sc|mph|dds|do|rn|frcp|facp|mbbs|msc)\.?", re.IGNORECASE)
GROUP: Final = lazy(
    r"\b(?:groups?|investigators?|collaborat\w+|consorti\w+|network|societ\w+|committee|association|organi[sz]ation"
    r"|teams?|trialists?|council|institut\w+|federation|academy|panel|task force|department|cent(?:er|re)"
    r"|ministry|commission|agency|college|foundation|alliance|initiative|unit|board|members|workgroup|researchers"
    r"|program(?:me)?|registry|service|union|partnership|faculty|study|trial|project|authors?|behalf|participants|studygroup)\b",
    re.IGNORECASE,
)


def is_suffix(word: str, before: str) -> bool:
    """Whether a word behind another is "Jr" or its like; in "Van Horn JR" and "Smith II" it is initials."""
    return SUFFIX.fullmatch(word) is not None and (not word.isupper() or are_initials(before))


def without_suffix(words: list[str]) -> list[str]:
    """The words of a name without "Jr" and its like."""
    return words[:1] + [word for before, word in pairwise(words) if not is_suffix(word, before)]


def is_group(name: str) -> bool:
    """Whether a name has a word that makes a group of it."""
    return GROUP.search(name) is not None


def are_initials(text: str) -> bool:
    """Whether a text is nothing but initials: "ME", "M.E.", "J-P", "M E"."""
    letters = re.sub(r"[\s.\-']", "", text)
    if not (0 < len(letters) <= 4 and letters.isalpha() and letters.isupper()):
        return False
    words = text.replace(".", " ").replace("-", " ").split()
    return len(words) == 1 or all(len(word) == 1 for word in words)


def ends_in_initials(name: str) -> bool:
    """Whether a name has its initials behind it: "Moreau A"."""
    words = without_suffix(name.split())
    return len(words) > 1 and are_initials(words[-1])

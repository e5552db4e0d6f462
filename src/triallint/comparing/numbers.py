"""Volumes and issues compared: words around them, roman numerals, supplements and parts, decimals."""

import re
from functools import lru_cache
from typing import Final

from triallint.model import lazy

from .text import fold

_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_VOLUME_WORDS: Final = lazy(
    r"\b(?:vol(?:ume)?|v|bd|band|tome?|no|nr|num(?:ber|ero)?|iss(?:ue)?|heft|n)(?:\b\.?|(?=\d))\s*|[\u00b0\u00ba#]"
)
#: What stands in the cell of a volume or issue though it is none: words for a state, a month.
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NO_NUMBER: Final = lazy(
    r"(?:online(?: (?:first|only))?|in press|(?:e-?pub )?ahead of print|early view|forthcoming|n/?a"
    rf"|{_MONTH}(?:\s?[-/]\s?{_MONTH})?|spring|summer|autumn|fall|winter)(?: (?:19|20)\d\d)?",
    re.IGNORECASE,
)
_DECIMAL: Final = lazy(r"(\d+)\.0+")
_SUPPLEMENT: Final = lazy(r"\b(?:supplement(?:s|ary)?|suppl?|supp|s)\b\.?\s*", re.IGNORECASE)
_PART: Final = lazy(r"\b(?:parts?|pt)\b\.?\s*")


@lru_cache(maxsize=16384)
def number_key(text: str) -> str:
    """What is equal for two printings of a volume or issue: "Vol. 12", "XII", "12"; "9 Suppl 2", "9(S2)"."""
    lower = _VOLUME_WORDS.sub("", undamaged(fold(text)).replace("_", " ").strip(" .,;:()[]"))
    lower = _PART.sub("pt", _SUPPLEMENT.sub("suppl", re.sub(r"[()\[\],;:.]", " ", lower)))
    lower = re.sub(r"(?<![a-z])s(?=\d)", "suppl", lower)
    words = [_arabic(word) for word in re.sub(r"[/\u2013+&]|\s*-+\s*", "-", lower).split()]
    return re.sub(r"(?<=\D) | (?=\D)", "", re.sub(r"(?<!\d)0+(?=\d)", "", " ".join(words)))


def undamaged(text: str) -> str:
    """A whole number without the decimals that a spreadsheet gave it: "66.0" is "66"; else the text."""
    found = _DECIMAL.fullmatch(text.strip())
    return found[1] if found else text


def is_a_number(text: str) -> bool:
    """Whether a text may be that of a volume or issue: "online" and "September" are none."""
    return _NO_NUMBER.fullmatch(text.strip()) is None


def _arabic(word: str) -> str:
    if not re.fullmatch(r"[ivxlcdm]{2,}|[ivx]", word):
        return word
    values = [_ROMAN[letter] for letter in word]
    return str(sum(-v if any(w > v for w in values[n + 1 : n + 2]) else v for n, v in enumerate(values)))


def compare_numbers(cited: str, known: str, beside: str = "", cited_beside: str = "") -> bool:
    """Whether a printed volume or issue is that of a record.

    Args:
        cited: as printed.
        known: as the record has it.
        beside: the record's other number: some print "9 Suppl 2" as the volume, some as the issue.
        cited_beside: the other number as printed.
    """
    ours, theirs = _keys_beside(cited, cited_beside), _keys_beside(known, beside)
    a, b = number_key(cited), number_key(known)
    return bool(ours & theirs) or _turned(a) == _turned(b) or _without_supplement(a, b)


def _turned(key: str) -> str:
    """A supplement with one number alone, whichever stands first: "Suppl 19" and "19 Suppl"."""
    number = key.removesuffix("suppl")
    return f"suppl{number}" if number != key and number.isdigit() else key


def _keys_beside(text: str, beside: str) -> set[str]:
    """The keys of a number, alone and with the other one before and behind it."""
    both = (f"{text} {beside}", f"{beside} {text}", f"{text}-{beside}") if beside else ()
    keys = {number_key(one) for one in (text, *both)}
    swapped = {re.sub(r"^(\d+)suppl$", r"suppl\1", key) for key in keys}  # "19 Suppl" and "Suppl 19"
    return keys | swapped


def _without_supplement(ours: str, theirs: str) -> bool:
    """Whether one of them only lacks the number of the supplement or part."""
    short, long = sorted((ours, theirs), key=len)
    if not short:
        return False
    if short.endswith(("suppl", "pt")):
        return long.startswith(short)
    return long.startswith((f"{short}suppl", f"{short}pt"))

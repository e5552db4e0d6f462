"""Where the list of authors at the beginning of a citation ends.

Clinical names are surname and initials ("van der Berg MJ Jr"), groups stand between them or behind a
semicolon, and "et al" stands for the rest.
"""

import re
from itertools import islice

from triallint.model import lazy

_SUFFIX = lazy(r"(?:Jr|Sr|2nd|3rd|4th|5th|I{2,3}|IV)\.?")
_ET_AL = lazy(r"\b(?:and others|et\.? ?al(?:ii)?)\.?$", re.IGNORECASE)
_PARTICLE_WORDS = """al af ap auf aus bat ben bin bint da dal dalla das de dei del della delle den der des di
do dos du e el ibn la las le les li lo los mac mc na 's 't ten ter van vande vander ver vom von vor y zu zum
zur"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_GROUP = lazy(
    r"\b(?:Academy|Agency|Alliance|Association|Authors?|Board|Cent(?:er|re)s?|Collaborat\w+|Collective|College"
    r"|Commission|Committee|Consensus|Consortium|Council|Department|Faculty|Federation|Foundation|Group"
    r"|Initiative|Institutes?|Investigators?|Members|Ministry|Network|Organi[sz]ation|Panel|Partnership"
    r"|Platform|Program(?:me)?|Registry|Researchers|Service|Societ\w+|Task Force|Team|Trialists?|Union|Unit"
    r"|Workgroup)\b"
)
_BOUNDARY = lazy(r"[.:](?=\s)|\.(?=$)")
_MARK = lazy(r"[,;]")
# Initials as MEDLINE has them of romanised names ("IuA", "EKh").
_ROMANISED = lazy(r"(?:[A-Z]|I[aeou]|E[iu]|Y[aeu]|Kh|Ts|Ch|Sh|Zh|Th|Ph){2,4}")
#: How often a list may look as if it ended, and a title too ("U.S.", "COVID-19: a study").
_MOST_BOUNDARIES = 4
#: How many names are looked at before a list is believed to be one.
_LOOKED_AT = 4


def _are_initials(token: str) -> bool:
    letters = token.replace(".", "").replace("-", "")
    if not 0 < len(letters) <= 4 or not letters.isalpha():
        return False
    return letters.isupper() or _ROMANISED.fullmatch(letters) is not None


def is_person(name: str) -> bool:
    """Whether a text is a surname with initials behind it."""
    tokens = name.split()
    if len(tokens) > 2 and _SUFFIX.fullmatch(tokens[-1]):
        tokens.pop()
    if not 2 <= len(tokens) <= 7 or not _are_initials(tokens[-1]):
        return False
    return not any(map(_is_no_surname, tokens[:-1]))


def _is_no_surname(token: str) -> bool:
    if token.lower() in _PARTICLES:
        return False
    return not any(map(str.isupper, token)) or any(mark.isdigit() or mark in "()[]:?" for mark in token)


def end_of_authors(text: str, end: int) -> int:
    """Where the list of authors at the beginning of a citation ends; 0 where there is none.

    Args:
        text: the citation.
        end: where its journal begins.
    """
    marks = list(islice(_BOUNDARY.finditer(text, 0, end), _MOST_BOUNDARIES))
    for mark in marks:
        if _is_list(text[: mark.start()], mark[0] == ":"):
            return mark.end()
    for mark in marks:
        if mark[0] == "." and not _ends_in_abbreviation(text[: mark.start()]):
            has_title = text[mark.end() : end].strip(" .") != ""
            return mark.end() if has_title and _is_group(text[: mark.start()]) else 0
    return 0


def _ends_in_abbreviation(text: str) -> bool:
    return text[-2:-1] == "." and text[-1:].isupper()


def _is_list(text: str, before_colon: bool) -> bool:
    """Whether a text is a list of persons, who may be followed by groups."""
    rest = _ET_AL.search(text.rstrip())
    if rest:  # "Reply to Moreau et al" is a title
        one = _MARK.split(text[: rest.start()], maxsplit=1)[0].strip()
        return is_person(one) or (" " not in one and one[:1].isupper())
    first = [part.strip() for part in _MARK.split(text, maxsplit=_LOOKED_AT)[:_LOOKED_AT]]
    first = [part for part in first if part and not _SUFFIX.fullmatch(part)]
    if not first or (_ends_in_abbreviation(text) and not is_person(_last(text))):
        return False
    if before_colon and (len(first) < 2 or not is_person(_last(text))):
        return False
    persons = sum(map(is_person, first))
    return persons * 2 >= len(first) and (is_person(first[0]) or len(first) > 1)


def _last(text: str) -> str:
    return text[max(text.rfind(","), text.rfind(";")) + 1 :]


def _is_group(text: str) -> bool:
    return len(text) < 150 and text[:1].isupper() and _GROUP.search(text) is not None

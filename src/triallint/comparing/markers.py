"""What publishers and databases add to a title: a status before it, notes and tags behind it."""

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from triallint.model import lazy

from .text import plain

#: retracted, withdrawn, removed: the publisher's prefix. notice: the title is that of a notice about
#: another publication. corrected, concern, retraction: a note in brackets behind it. translated: it stands in
#: brackets. tag: words that say nothing of the work (a language, a number of references).
Marker = Literal[
    "retracted", "withdrawn", "removed", "notice", "corrected", "concern", "retraction", "translated", "tag"
]

_STATUS: Final = lazy(
    r"[\W_]*(?P<what>retracted|withdrawn|(?P<temporary>temporary )?remov(?:ed|al))"
    r"(?: (?:article|chapter|paper))?(?:\s*:|(?<=[a-z])\]|\s*[-\u2013\u2014]\s)\s*",
    re.IGNORECASE,
)
_NOTICE: Final = lazy(
    r"""[\W_]*(?:(?:notice|statement)\ of\ (?:retraction|withdrawal|concern)
    |retraction(?:\ not(?:e|ice))?|withdrawal(?:\ notice)?
    |(?:author'?s?'?\ |publisher'?s?'?\ )?(?:correction|corrigendum|erratum|addendum)s?|errata|corrigenda
    |(?:editorial\ |editors?'?s?'?\ )?(?:expressions?|note)\ of\ concern)
    (?:\ (?:to|for|in|on|regarding))?\s*(?:[:"'\[]|\.?$)""",
    re.IGNORECASE | re.VERBOSE,
)
_LANGUAGES: Final = (
    "afrikaans|arabic|bosnian|bulgarian|catalan|chinese|croatian|czech|danish|dutch|english|estonian|finnish|french"
    "|georgian|german|greek|hebrew|hungarian|icelandic|indonesian|italian|japanese|korean|latvian|lithuanian"
    "|macedonian|norwegian|persian|polish|portuguese|romanian|russian|serbian|slovak|slovenian|spanish|swedish|thai"
    "|turkish|ukrainian|vietnamese"
)
_NOTES: Final[tuple[tuple[Marker, re.Pattern[str]], ...]] = (
    ("corrected", lazy(r"(?:published )?(?:erratum|errata|correction|corrigendum|corrected and) .*")),
    ("retraction", lazy(r"(?:retraction|retracted|notice of retraction)\b.*")),
    ("concern", lazy(r"expression of concern\b.*")),
    (
        "tag",
        lazy(
            rf"(?:(?:article )?in )?(?:{_LANGUAGES})|(?:e-?pub )?ahead of print|rct"
            r"|clinical trial(?:, phase \w+)?|randomi[sz]ed controlled trial"
            r"|abstract(?: no\.?)? ?\w{0,4}-?\d+|meeting abstract|poster"
            r"|\d+ ref(?:erence)?s?\.?|review|see comments?"
            r"|comments?|letter|editorial|corrected|electronic resource|abstract(?: only)?|proceedings"
            r"|author'?s'? transl(?:ation)?|published online|comment (?:in|on) .*|summary for patients in .*"
            r"|original report in .*"
        ),
    ),
)
_OPENERS: Final = {"]": "[", ")": "("}


class MarkedTitle(NamedTuple):
    """A title without its marks, and the marks.

    Attributes:
        about: what the title of a notice names behind its mark ("Correction: T" is about T).
    """

    text: str
    markers: tuple[Marker, ...] = ()
    about: str = ""

    @property
    def is_notice(self) -> bool:
        """Whether it is the title of a notice about another publication."""
        return "notice" in self.markers


@lru_cache(maxsize=16384)
def read_title(title: str) -> MarkedTitle:
    """A title as its authors gave it, with what was added to it named.

    "Retraction rates in clinical trials" has no mark: only a publisher's own prefix is one.
    """
    text, found = plain(title), list[Marker]()
    if status := _STATUS.match(text):
        what = status["what"].lower()
        found.append(
            "removed"
            if what.startswith(("remov", "temp"))
            else "retracted"
            if what[0] == "r"
            else "withdrawn"
        )
        text = text[status.end() :]
    notice = _NOTICE.match(text)
    if notice:
        found.append("notice")
    while True:
        shorter, marker = _without_last_note(text)
        if marker is None:
            about = text[notice.end() :].strip() if notice else ""
            return MarkedTitle(text.strip(), tuple(dict.fromkeys(found)), about)
        text = shorter
        found.append(marker)


def _without_last_note(text: str) -> tuple[str, Marker | None]:
    """A title without one note in brackets at its end, or without the brackets around all of it."""
    bare = text.rstrip(" .;,")
    if not bare or bare[-1] not in _OPENERS:
        return text, None
    start = _opening(bare)
    if start is None:
        return text, None
    inner = bare[start + 1 : -1].strip()
    if start == 0:
        return (inner, "translated") if bare[-1] == "]" else (text, None)
    for marker, pattern in _NOTES:
        if pattern.fullmatch(inner.casefold()):
            return bare[:start].rstrip(), marker
    return text, None


def _opening(text: str) -> int | None:
    """Where the bracket opens that the last character closes."""
    closer, depth = text[-1], 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] == closer) - (text[at] == _OPENERS[closer])
        if depth == 0:
            return at
    return None

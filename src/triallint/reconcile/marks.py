"""What the title of a notice, a reply, a translation or a cut-off export looks like. Pure.

`comparing.markers` knows what is added to a title; this is what a title says of another publication.
"""

import re
from typing import Final

from ..comparing.text import fold
from ..comparing.titles import title_words
from ..identifiers.suffix import PREPRINTS
from ..model import lazy

_NO_TITLE: Final = lazy(
    r"\W*(?:unknown|untitled|no title(?: available)?|not available|n/?a|none|null|nan)?\W*"
)
_NOTICE_BEFORE: Final = lazy(
    r"""^\W*(?:(?:(?:author|publisher)'?s?'?\ )?
    (?:erratum|errata|corrigend(?:um|a)|correction|addendum|retraction)s?
    (?:\ not(?:ice|e))?(?:\ (?:to|for|of|on|in))?
    |expression\ of\ concern(?:\ (?:to|for|on))?)\s*[:.\u2013\u2014-]\W*""",
    re.VERBOSE,
)
#: How indexes write a notice without a marker in front: "(vol 360, pg 542, 2009)", "… - Erratum".
_NOTICE_BEHIND: Final = lazy(
    r"""\s*(?:\((?:vol(?:ume)?\.?\ ?\d+|[^()]*\(\d{4}\)\ ?\d+[^()]*)(?:[^()]|\([^()]*\))*\)
    |[\s:.(\[\u2013\u2014-]+\b(?:erratum|corrigendum|correction|retraction)\)?\]?)\W*$""",
    re.VERBOSE,
)
#: Where the publication stands that a notice is about, behind its title, the last bracket perhaps cut off.
_ABOUT: Final = lazy(r"\s*\((?:[^()]|\([^()]*\)?)*\)?\W*$")
_REPLY_BEFORE: Final = lazy(
    r"""^\W*(?:(?:the\ )?authors?'?s?'?\ (?:reply|response)|in\ reply|reply|re|(?:letter\ )?in\ response
    |response(?=\s*:|\ to\ (?:the\ )?(?:comment|letter|editor))|comments?(?=\s*:|\ on)|commentary(?=\s*:|\ on)
    |letter(?=\s*:))(?:\s*:|\s+to|\s+on|(?=\W*$))
    (?:\ the)?(?:\ (?:comments?|letter)(?:\ (?:of|on|by|to))?)?\W*""",
    re.VERBOSE,
)
_REPLY_BEHIND: Final = lazy(
    r"\W+(?:(?:the )?authors?'?s?'? )?(?:in )?(?:reply|replies|response|comments?|commentary)\W*$"
)
_TRANSLATION: Final = lazy(r"^\W*translated (?:article|version)\b\W*|\W*\[translated article\]\W*$")
#: A note behind a title, also one that was cut short before its bracket closed.
_NOTE: Final = lazy(
    r"""[\s.]*(?:\[(?:published\ )?(?:erratum|corrigendum|correction|retract(?:ion|ed)|comment|reprint
    |abstract|summary\ for\ patients|original\ report)\b.*
    |\((?:published\ )?(?:erratum|corrigendum)\b[^()]*)$""",
    re.IGNORECASE | re.VERBOSE,
)
_PREPRINT: Final = lazy(
    r"\b(?:(?:med|bio|chem|psy|soc|ar|edu|agri)r?\s?xiv|research square|ssrn|preprints?|authorea|osf)\b"
)
#: What the DOIs of preprint servers begin with, those among them that register each version.
_SERVERS: Final = (*PREPRINTS, "10.21203/", "10.2139/", "10.20944/", "10.26434/", "10.31219/", "10.31234/")


def bare(title: str) -> str:
    """A title without notes behind it, and without the words that make it a notice; blank for none."""
    text = _NOTE.sub("", title)
    if _NO_TITLE.fullmatch(text.casefold()):
        return ""
    if _NOTICE_BEFORE.search(text.casefold()):
        text = _ABOUT.sub("", text)
    return _without(text, _TRANSLATION, _NOTICE_BEFORE, _NOTICE_BEHIND)


def subject(title: str) -> str:
    """The title of what a reply or a comment is about; any other title as it is."""
    return _without(title, _REPLY_BEFORE, _REPLY_BEHIND)


def is_notice(title: str) -> bool:
    """Whether a title says that it corrects or retracts another publication."""
    lower = title.casefold()
    return bool(_NOTICE_BEFORE.search(lower) or _NOTICE_BEHIND.search(lower))


def is_reply(title: str) -> bool:
    """Whether a title says that it answers or comments on another publication."""
    lower = title.casefold()
    return bool(_REPLY_BEFORE.search(lower) or _REPLY_BEHIND.search(lower))


def is_translation(title: str) -> bool:
    """Whether a title says that it is a translation, published beside the original."""
    return _TRANSLATION.search(title.casefold()) is not None


def is_preprint(journal: str, dois: frozenset[str]) -> bool:
    """Whether a publication stands on a preprint server, by its journal or its DOIs."""
    return _PREPRINT.search(fold(journal)) is not None or any(doi.startswith(_SERVERS) for doi in dois)


def _without(title: str, *patterns: re.Pattern[str]) -> str:
    """A title without the words that a pattern finds at one of its ends, if two words are left at least."""
    for pattern in patterns:
        if found := pattern.search(title.casefold()):
            rest = title[found.end() :] if not found.start() else title[: found.start()]
            title = rest if len(title_words(rest)) > 1 else title
    return title

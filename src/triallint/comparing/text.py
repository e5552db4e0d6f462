"""Text made ready to be compared: entities, markup and accents resolved, letters folded."""

import re
from functools import lru_cache
from typing import Final
from unicodedata import combining, normalize

from triallint.model import lazy

#: Marks of LaTeX's accent commands and the combining characters that they stand for.
_ACCENTS: Final = dict(
    zip(
        "'`^\"~=.uvHckrdb",
        "\u0301\u0300\u0302\u0308\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0328\u030a\u0323\u0331",
        strict=True,
    )
)
_LATEX: Final = lazy(r"\\(['`^\"~=.]|[uvHckrdb](?![A-Za-z]))\s*\{?\s*\\?([A-Za-z])\s*\}?")
_LATEX_LETTERS: Final = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "&": "&", "%": "%", "_": "_", "$": "$",
}  # fmt: skip
_LATEX_LETTER: Final = lazy(r"\\(ss|ae|AE|oe|OE|aa|AA|[oOlLij](?![A-Za-z])|[&%_$])\s?")

#: Tags that may stand in a title. Anything else in angle brackets is a comparison ("P<0.05 and >3").
_TAG: Final = lazy(
    r"</?(?:b|i|u|em|strong|sub|sup|sc|scp|tt|br|p|span|(?:mml|jats):[a-z]+)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
#: The first byte of a letter in UTF-8, and those behind it, as Windows-1252 shows them: "Â²", "Ã¼", "â€“".
_MISREAD: Final = lazy(
    r"[\u00c2-\u00df][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2010-\u203a\u20ac\u2122]"
    r"|[\u00e2\u00e3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2010-\u203a\u20ac\u2122]{2}"
)
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_MARKS: Final = str.maketrans(
    dict.fromkeys("‐‑‒–—―−﹣－", "-") | dict.fromkeys("‘’‚‛′ʼʹ´`", "'") | dict.fromkeys("“”„‟″«»", '"')
)
#: Letters that have no accent to take off, as they are written without them.
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
#: The same where a name is written in full instead ("Nuernberger", "Soerensen", "Aase").
_IN_FULL: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The characters that a reader sees: entities, tags, LaTeX, ligatures and odd dashes resolved."""
    if "&" in text:
        text = _unescaped(text)
    if "<" in text:
        text = _TAG.sub("", text)
    if "\\" in text:
        text = _without_latex(text)
    if not text.isascii():
        text = _MISREAD.sub(_decoded, text)
    if not text.isascii():
        text = normalize("NFKC", text.translate(_MARKS)).translate(_INVISIBLE).translate(_MARKS)
    return " ".join(text.split())


def _unescaped(text: str) -> str:
    from html import unescape  # its table of entities is long, and most texts have none

    for _ in range(3):  # exports escape twice, and sometimes three times
        resolved = unescape(text)
        if resolved == text:
            break
        text = resolved
    return text


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Plain text without case and accents: "Nürnberger" is "nurnberger"."""
    text = plain(text).casefold()
    return text if text.isascii() else _unaccented(text)


@lru_cache(maxsize=16384)
def spellings(text: str) -> frozenset[str]:
    """Every folded spelling of a name: "Nürnberger" is "nurnberger" and "nuernberger"."""
    lower = normalize("NFC", plain(text).lower())
    return frozenset((fold(text), _unaccented(lower.translate(_IN_FULL))))


def _unaccented(text: str) -> str:
    bare = "".join(c for c in normalize("NFKD", text.translate(_LETTERS)) if not combining(c))
    return bare.translate(_LETTERS)


def _without_latex(text: str) -> str:
    text = _LATEX.sub(lambda found: normalize("NFC", found[2] + _ACCENTS[found[1]]), text)
    return _LATEX_LETTER.sub(lambda found: _LATEX_LETTERS[found[1]], text).replace("{", "").replace("}", "")


def _decoded(found: re.Match[str]) -> str:
    """UTF-8 that was once read as Windows-1252, read again; as it was where it is no such thing."""
    try:
        return found[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return found[0]

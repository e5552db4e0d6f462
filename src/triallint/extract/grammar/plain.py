"""A text in plain characters, one for one: blanks, signs and points that print alike become one kind.

No character is added or dropped, so a place in the plain text is the same place in the printed one.
"""

import re

_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d\u00ad"
_POINTS = "\u00b7\u2219\u22c5\u02d9\u30fb"
_AS = (
    dict.fromkeys(_BLANKS, " ")
    | dict.fromkeys(_HYPHENS, "-")
    | dict.fromkeys(_POINTS, ".")
    | dict.fromkeys("\u2018\u2019\u02bc\u2032", "'")
    | dict.fromkeys("\u201c\u201d", '"')
    | {"\u2a7d": "\u2264", "\u2a7e": "\u2265", "\uff05": "%", "\uff1d": "=", "\uff1c": "<", "\uff1e": ">"}
    | {"\uff08": "(", "\uff09": ")", "\uff0c": ",", "\uff1b": ";", "\u2044": "/", "\u2215": "/"}
)
# A middle dot is a decimal point only before a digit and behind no letter: "2·5" and "P=·03", not "Na·3H".
_POINT = re.compile(f"[{_POINTS}](?=\\d)(?<![^\\W\\d_].)", re.DOTALL)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def plain(text: str) -> str:
    """The text with each blank as a space, each hyphen, dash and minus as "-", each decimal point as ".".

    As long as `text`, character for character. Line ends, em dashes and superscript digits stay:
    a line may end a sentence, an em dash is no sign, and "10\u207b\u2074" is not "10-4".
    """
    if text.isascii():
        return text
    # Few kinds of odd characters stand in one text: finding which, and changing each kind at once, is cheap.
    odd = set("".join(_BEYOND_ASCII.findall(text))) & _AS.keys()
    if not odd.isdisjoint(_POINTS):  # before the others, as what stands beside a point is told as printed
        text = _POINT.sub(".", text)
    for character in odd.difference(_POINTS):
        text = text.replace(character, _AS[character])
    return text

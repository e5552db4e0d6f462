"""Where the sentences of a text begin and end, found once and asked for by place."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ...model import Span

# A stop, what may close behind it, and a blank; or an empty line.
# It begins with one set of characters, because such a pattern is searched several times as fast as a choice.
_STOP = re.compile(
    r"[.?!\n](?:(?<!\n)[)\]\"']{0,2}\s+(?=[A-Z\d(\[<>=~\"'+\u2264\u2265\u00b1-]|[a-z][A-Z\d])|(?<=\n)\s*\n)"
)
# Words whose stop ends no sentence; of those after the first group, only before a small letter or a digit.
_SHORT = re.compile(
    r"(?:\b(?P<never>[Vv]s?|[Ee]\.?g|i\.e|cf|al|[Dd]rs?|[Pp]rof|St|Mrs?|Ms|[Ff]igs?|approx|resp)"
    r"|\b(?P<initial>[A-Z])|(?:\b[A-Za-z]\.[A-Za-z]|\b(?:no|nos|ca|inc|ltd|co|incl|vol|pp?|refs?|max|min|"
    r"wk|yrs?|mo|hrs?|sec)))$"
)
_NAMED = re.compile(
    r"(?:arms?|groups?|types?|grades?|stages?|hepatitis|vitamin|and|or|vs)\s[A-Z]$", re.IGNORECASE
)
# The rest of a number whose point has a blank behind it: "0. 92", "1. 89)".
_FRACTION = re.compile(r"\d+(?:\s?%|[,;:)\]-]|\s(?:to|and|vs?)\b|\.(?!\d))")

#: Characters in the longest sentence: what runs on longer is cut, so that searching it is cheap.
_LONGEST = 5000


class Sentences:
    """The sentences of one text.

    Attributes:
        starts: first character of each, in order.
        are_apart: whether none was cut in the middle of a word or a number.
    """

    def __init__(self, text: str) -> None:
        self.starts: Sequence[int] = [0, *_breaks(text)]
        self.are_apart = all(text[at - 1] in " \n;" or text[at - 1].isspace() for at in self.starts[1:])

        ends = [*self.starts[1:], len(text)]
        self._spans = list(map(Span, self.starts, ends))

    def __iter__(self) -> Iterator[Span]:
        return iter(self._spans)

    def number(self, offset: int) -> int:
        """Which sentence, from 0, the character at `offset` is in."""
        return bisect_right(self.starts, offset) - 1

    def around(self, offset: int) -> Span:
        """The sentence that the character at `offset` is in, its stop and the blank behind it included."""
        return self._spans[bisect_right(self.starts, offset) - 1]


def _breaks(text: str) -> Iterator[int]:
    last = 0
    for match in _STOP.finditer(text):
        if text[match.start()] == "\n" or _ends(text, match.start(), match.end()):
            yield from _cuts(text, last, match.end())
            last = match.end()
            yield last
    yield from _cuts(text, last, len(text))


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Where what runs on too long is cut: at a joining word where there is one."""
    while end - start > _LONGEST:
        limit = start + _LONGEST
        joined = max(text.rfind(word, limit - _LONGEST // 10, limit) for word in (" and ", "; "))
        start = limit if joined < 0 else joined + 1
        yield start


def _ends(text: str, stop: int, begin: int) -> bool:
    """Whether the stop at `stop` ends a sentence when the next would begin at `begin`."""
    if text[stop] != ".":
        return True
    before = text[stop - 1 : stop]
    if before.isdigit() and text[begin].isdigit():
        return text[stop - 1] != "0" and not _FRACTION.match(text, begin)
    if not before or before in " =<>(":  # ". 0489" behind an operator is a number without its zero
        return before == ""
    if stop > 6 and text[stop - 7 : stop].isalpha():
        return True  # the end of a longer word than any of the short ones
    short = _SHORT.search(text, max(0, stop - 7), stop)
    if short is None:
        return True
    if short["never"]:
        return False
    if short["initial"]:  # "J. Smith", but "in arm B. The …"
        return _NAMED.search(text, max(0, stop - 16), stop) is not None
    return text[begin].isupper()

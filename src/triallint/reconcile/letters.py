"""How many letters two texts have in common and in order: one number, whoever counts it. Pure."""

from typing import Final

#: Letters of a text from which on counting is left to rapidfuzz, where that is installed. Titles are shorter:
#: a check on tables, which hold no abstracts, never loads it. What is counted is the same either way.
_LONG: Final = 600


def alike(a: str, b: str) -> float:
    """The share of letters that two texts have in common and in order, from 0 to 1; 1 for two blanks."""
    return 2 * in_common(a, b) / (len(a) + len(b)) if a or b else 1.0


def in_common(a: str, b: str) -> int:
    """The length of the longest common subsequence of two texts."""
    if len(a) > _LONG and len(b) > _LONG:
        try:
            from rapidfuzz.distance import LCSseq
        except ImportError:
            return counted(a, b)
        return int(LCSseq.similarity(a, b))
    return counted(a, b)


def counted(a: str, b: str) -> int:
    """The same without a library: a row of the table of Wagner and Fischer is the bits of one number.

    Source: Hyyrö, Bit-parallel LCS-length computation revisited, AWOCA 2004.
    """
    at: dict[str, int] = {}
    for place, letter in enumerate(a):
        at[letter] = at.get(letter, 0) | 1 << place
    every = (1 << len(a)) - 1
    row = every
    for letter in b:
        matched = row & at.get(letter, 0)
        row = ((row + matched) | (row - matched)) & every
    return len(a) - row.bit_count()

"""What reading gives: an identifier with all that was taken off it, and the verdict on a cell."""

from enum import IntEnum
from typing import Literal, NamedTuple
from unicodedata import normalize

from triallint.model import Span

#: Every kind of identifier that is read, and its name for a person.
KINDS = {
    "doi": "DOI",
    "short_doi": "short DOI",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "nct": "ClinicalTrials.gov number",
    "isrctn": "ISRCTN number",
    "eudract": "EudraCT number",
    "ctis": "EU CT number",
    "actrn": "ANZCTR number",
    "chictr": "ChiCTR number",
    "ctri": "CTRI number",
    "drks": "DRKS number",
    "irct": "IRCT number",
    "umin": "UMIN number",
    "japic": "JapicCTI number",
    "jrct": "jRCT number",
    "jma": "JMACCT number",
    "kct": "CRIS number",
    "ntr": "Dutch trial register number",
    "pactr": "PACTR number",
    "per": "REPEC number",
    "rbr": "ReBEC number",
    "rpcec": "RPCEC number",
    "slctr": "SLCTR number",
    "tctr": "TCTR number",
    "lbctr": "LBCTR number",
    "utn": "WHO universal trial number",
}


class Grade(IntEnum):
    """How much a note takes away from what was read, in ascending order.

    tidied: only the writing differs; the identifier is certain. left_off: something that may be part of
    it was left off, or it is itself part of something larger. guessed: it is damaged, and what is given
    is a guess. broken: no such identifier can exist, and none is given.
    """

    tidied = 1
    left_off = 2
    guessed = 3
    broken = 4


class Note(NamedTuple):
    """One thing that was done to a text to read it: a word for programs, words for people."""

    what: str
    words: str
    grade: Grade


class Identifier(NamedTuple):
    """One identifier as it was read.

    Attributes:
        kind: one of `KINDS`.
        canonical: as its registry writes it; a DOI keeps its letters. Empty where it is broken.
        text: the characters it was read from.
        span: where they stand in the text that was read, 0-based and half-open.
        notes: what was done to read it, in order.
        ladder: the readings that were possible, longest first; for damage, the guesses.
        version: the version of a PMID or PMCID, the country of a EudraCT number.
        tidied: its text after the safe changes alone; equal to `canonical` but for what was left off.
    """

    kind: str
    canonical: str
    text: str
    span: Span
    notes: tuple[Note, ...] = ()
    ladder: tuple[str, ...] = ()
    version: str = ""
    tidied: str = ""

    @property
    def key(self) -> str:
        """What is equal for two writings of one identifier: ASCII letters count as one case."""
        return fold(self.canonical)

    @property
    def grade(self) -> Grade | None:
        """The gravest of its notes; None where it was written as it should be."""
        return max((note.grade for note in self.notes), default=None)

    @property
    def is_certain(self) -> bool:
        """Whether nothing about it was guessed, so that it may be looked up and joined on."""
        return self.grade is None or self.grade < Grade.guessed


#: A cell longer than this holds no identifier, whatever stands in it; nor is a DOI so long.
LONGEST = 2000

#: What a cell turned out to hold.
#:
#: blank: nothing. one: an identifier of the column's kind. several: more than one. short: a DOI's
#: short form, which must be looked up. placeholder: words or digits that stand for none. rounded: a
#: number that a spreadsheet has converted. other: an identifier of another kind. malformed: anything
#: else.
Verdict = Literal["blank", "one", "several", "short", "placeholder", "rounded", "other", "malformed"]


class Reading(NamedTuple):
    """What a cell holds.

    Attributes:
        text: the cell.
        verdict: see `Verdict`.
        found: the identifiers in it, in order.
        residue: words in it that belong to no identifier and are not explained.
        seen: for `other`, what it looks like, in words; for `placeholder`, what kind of one; for `malformed`,
            why a number is none of its kind, where that is plain.
    """

    text: str
    verdict: Verdict
    found: tuple[Identifier, ...] = ()
    residue: tuple[str, ...] = ()
    seen: str = ""

    @property
    def one(self) -> Identifier | None:
        """The identifier of a cell that holds exactly one; None for every other cell."""
        return self.found[0] if self.verdict == "one" else None


_ASCII_CAPITALS = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def fold(text: str) -> str:
    """Lower the ASCII capitals of a text: other letters may differ by case.

    Accents are composed (NFC), since one letter may be written in two ways.
    """
    return text.lower() if text.isascii() else normalize("NFC", text).translate(_ASCII_CAPITALS)

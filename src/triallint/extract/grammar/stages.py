"""Which box of the flow a count of participants is, from the verb that stands nearest to it."""

import re

from ...model import Span

#: Stage -> beginnings of the words that say it; looked for as letters, which is what makes it cheap.
_STEMS = {
    "randomised": ("randomi", "randoml", "allocated", "assigned", "divided"),
    "enrolled": (
        *("enrol", "recruit", "inclu", "accru", "entered", "participa", "register", "joined", "compris"),
        *("consist", "involv", "investigat", "study", "studied", "trial", "cohort", "sample"),
    ),
    "analysed": ("analys", "analyz", "evaluab", "assessab", "evaluated", "data ", "available"),
    "completed": ("complet", "finished", "remained", "follow-up", "followup"),
    "treated": ("treated", "receiv", "underw"),
    "assessed": ("eligib", "screened", "invited", "approached", "assessed"),
}
#: Nouns for the trial itself: right before a count they govern nothing ("in this trial, 90 were …").
_NOUNS = frozenset({"study", "trial", "cohort", "sample", "data "})
#: How much farther such a noun counts as, in characters: the verb behind the count says more.
_BEHIND = 40
_ALL = tuple((stem, stage) for stage, stems in _STEMS.items() for stem in stems)
# In the noun of a count: "208 randomised patients".
_ALLOCATED = re.compile(r"\brandomi[sz]ed\b")
#: What a sentence about a plan says.
PLANNED = re.compile(
    r"\b(?:planned|plan\sto|will\sbe|sample\ssize|aim(?:ed)?\sto|target|(?:were|was|are|is)\s(?:required|needed)|"
    r"(?:required|needed)\sto|intended)\b"
)


def takes_part(words: str) -> bool:
    """Whether a sentence, in small letters, says of anyone that they are in a trial."""
    return any(stem in words for stem, _ in _ALL)


def stage_of(text: str, sentence: Span, start: int, end: int) -> str:
    """The stage of the participants counted from `start` to `end`, a word of STAGES or `planned`.

    What stands before a count is taken to be twice as far from it as what stands behind, but for a verb
    that governs it ("we randomised 90"); words of its own noun ("90 evaluable patients") are passed over.
    """
    words = text[slice(*sentence)].lower().replace("underwent random", "were then random")
    if PLANNED.search(words):
        return "planned"
    first, last = start - sentence.start, end - sentence.start
    if _ALLOCATED.search(words, first, last):
        return "randomised"
    best, nearest = "enrolled", len(text) * 2
    for stem, stage in _ALL:
        at = words.find(stem)
        while at >= 0:
            far = _far(words, at, at + len(stem), first, last, governs=stem not in _NOUNS)
            if far < nearest and not (stem[0] in "id" and words[at - 1 : at].isalpha()):
                best, nearest = stage, far
            at = words.find(stem, at + 1)
    return best


def _far(words: str, start: int, end: int, first: int, last: int, *, governs: bool) -> int:
    """How far a word is from a count that stands with its noun from `first` to `last`."""
    if start >= last:
        return start - last + 2
    if end > first:
        return len(words)
    if not governs:
        return 2 * (first - end) + _BEHIND
    is_near = words[end : first - 1].isalpha() or end == first - 1  # "randomi|sed 90"
    return 1 if is_near else 2 * (first - end)

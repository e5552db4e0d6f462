"""DOIs in running text: found by their "10.", cut where they end, and trimmed rung by rung.

A DOI may hold nearly any character, brackets, semicolons and full stops included, so its end is not
told by a list of characters. The longest run without a blank is trimmed one character at a time, and
a closing bracket only where it has no opening one: the rungs are kept as evidence (the ladder).
"""

import re
from collections.abc import Iterator

from triallint.model import Span

from ..model import lazy
from .clean import Cleaned, clean, spliced
from .record import Grade, Identifier, Note
from .suffix import part_of, without_decorations

#: Where a DOI begins: registrant and slash. A registrant may have parts of its own (10.1000.10/x).
ANCHOR = lazy(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/(?=\S)")
# Where it surely ends: at a blank or a character of no DOI; at markup, another address or a label.
_RUN = lazy(
    r"[^\s\"\\^`{}|\u00ab\u00bb\u2014\u2015\u201c-\u201f\u2026\u3001-\u303f\uff0c\uff1a\uff1b]{0,2000}"
)
_END = lazy(
    r"</|<[A-Za-z]+/?>|<[A-Za-z]+$|\]\("
    r"|[;,.]*(?:https?:|PubMed|Google|Cross[Rr]ef|PMC?ID|Medline|MEDLINE|Epub|eCollection)"
)
_TRIMMED = frozenset(".,;:!?/'*([<\u2018\u2019\u2020\u2021\u00a7")
_OPENING = {")": "(", "]": "[", ">": "<"}
# A line broken at a hyphen: what follows the blank has a digit, or is the end of a code.
_HYPHENATED = lazy(
    r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S{0,400}-([ \t\r\n\u00a0]{1,2})(?!PMC?ID|Epub|doi|https?:)"
    r"(?=[A-Za-z(][^\s:]*[0-9]|[A-Z]{2,6}\.|(?<=;2- )[0-9A-Z#]\b)"
)
# What stands between two DOIs in one run of characters.
_BETWEEN = lazy(r"(?:[;,|&]|(?:dx\.)?doi\.org/?|doi:?)+$", re.IGNORECASE)

STOP = Note("punctuation", "the full stop at its end is no part of it", Grade.tidied)
_MOST_RUNGS = 32

PUNCTUATION = Note("punctuation", "the punctuation around it is no part of it", Grade.tidied)
BRACKET = Note("bracket", "a closing bracket that was never opened is no part of it", Grade.tidied)
NESTED = Note("nested", "the text of another DOI stands inside it", Grade.left_off)
HYPHEN = Note("hyphen", "a blank behind a hyphen in it is closed up", Grade.guessed)
DANGLING = Note("dangling", "it ends in a hyphen, so its end is missing", Grade.guessed)
ELLIPSIS = Note("ellipsis", "an ellipsis stands for its end", Grade.guessed)
OPEN = Note("open", "a bracket in it has no partner, so part of it is missing", Grade.guessed)
STRIPPED = Note("stripped", "its angle brackets are missing", Grade.guessed)


def find_dois(text: str) -> tuple[Identifier, ...]:
    """Every DOI in a text, in order; labels and addresses before it are not part of its span."""
    if "10." not in text and text.isascii() and "%" not in text:
        return ()
    return tuple(dois_in(clean(text), text))


def dois_in(cleaned: Cleaned, original: str) -> Iterator[Identifier]:
    """Every DOI in a text that has been cleaned; spans and notes are those of `original`."""
    broken = [(*match.span(1), "") for match in _HYPHENATED.finditer(cleaned.text)]
    cleaned = spliced(cleaned, broken, HYPHEN)
    text, done = cleaned.text, 0
    for anchor in ANCHOR.finditer(text):
        start = anchor.start()
        if start < done or (start and text[start - 1].isdigit()):
            continue
        run = _RUN.match(text, anchor.end())
        done = run.end() if run else len(text)
        stop = _END.search(text, anchor.end(), done)
        done = stop.start() if stop else done
        elided = text[done : done + 1] == "\u2026"
        for first, last, nested in _parts(text, anchor, done):
            rungs = ladder(text[first:last])
            whole = rungs[-1]
            if not any(map(str.isalnum, whole.partition("/")[2])):
                continue
            bare, left_off = _bared(whole)
            begin, end = cleaned.at(first), cleaned.at(first + len(whole))
            notes = cleaned.notes(begin, end)
            notes += _taken_off(rungs[0][len(whole) :], elided and last == done)
            notes += _damage(bare)
            notes += [NESTED] if nested else []
            notes += left_off
            if bare != whole:
                rungs = (*rungs, bare)
            yield Identifier(
                "doi", bare, original[begin:end], Span(begin, end), tuple(notes), rungs, "", whole
            )


def ladder(candidate: str) -> tuple[str, ...]:
    """The rungs of a candidate, longest first: each one character of punctuation shorter.

    A closing bracket is taken off only where the candidate has more of it than of its opening one,
    because DOIs do end in brackets. The last rung is the reading to choose without a registry.
    """
    rungs = [candidate]
    while candidate:
        last = candidate[-1]
        opening = _OPENING.get(last)
        if last not in _TRIMMED and (opening is None or candidate.count(last) <= candidate.count(opening)):
            break
        candidate = candidate[:-1]
        rungs.append(candidate)
    return tuple(rungs if len(rungs) <= _MOST_RUNGS else (rungs[0], *rungs[1 - _MOST_RUNGS :]))


def _bared(whole: str) -> tuple[str, list[Note]]:
    """A trimmed DOI without what a page hung on to it, trimmed again, and the notes on it."""
    bare, notes = without_decorations(whole)
    while bare != (trimmed := ladder(bare)[-1]):
        if "/" not in trimmed.rstrip("/"):
            return whole, []
        bare, more = without_decorations(trimmed)
        notes += more
    return bare, notes


def _parts(text: str, anchor: re.Match[str], end: int) -> Iterator[tuple[int, int, bool]]:
    """The DOIs that stand in one run of characters, and whether one holds the text of another."""
    start, nested = anchor.start(), False
    for inner in ANCHOR.finditer(text, anchor.end(), end):
        before, rest = text[start : inner.start()], text[inner.start() : end]
        between = _BETWEEN.search(before)
        if between is None and not _is_glued(before, rest):
            nested = True
            continue
        yield start, start + (between.start() if between else len(before)), nested
        start, nested = inner.start(), False
    yield start, end, nested


def _is_glued(before: str, rest: str) -> bool:
    """Whether two DOIs without anything between them are two, and not one that holds the other."""
    stump = before.rstrip(".")
    if before != stump and rest.startswith(before):
        return False  # 10.36849/JDD.2020.10.36849/JDD.2020.5106 was registered so
    return not before[-1].isdigit() or before[: before.index("/")] == rest[: rest.index("/")]


def _taken_off(removed: str, elided: bool) -> Iterator[Note]:
    if elided or "..." in removed:
        yield ELLIPSIS
    elif removed:
        bracket = any(mark in _OPENING for mark in removed)
        yield STOP if removed == "." else BRACKET if bracket else PUNCTUATION


def _closes(doi: str, opening: str, closing: str) -> bool:
    """Whether every bracket of one kind has its partner, the opening one first."""
    if opening not in doi:
        return closing not in doi
    depth = 0
    for mark in doi:
        depth += (mark == opening) - (mark == closing)
        if depth < 0:
            return False
    return depth == 0


def _damage(doi: str) -> Iterator[Note]:
    if doi[-1] == "-":
        yield DANGLING
    if not all(_closes(doi, opening, closing) for closing, opening in _OPENING.items()):
        yield OPEN
    if ".0.CO;2" in doi and "<" not in doi and "[" not in doi:
        yield STRIPPED
    part = part_of(doi)
    if part:
        words, parent = part
        yield Note("part", f"it is {words}{f' of {parent}' if parent else ''}", Grade.left_off)

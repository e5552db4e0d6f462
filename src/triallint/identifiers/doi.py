"""DOIs in cells: read as a whole, with what was taken off and what is left over explained."""

import re
from collections.abc import Iterator
from itertools import pairwise

from triallint.model import Span

from ..model import lazy
from .clean import Cleaned, clean
from .others import placeholder
from .pubmed import find_pmcids, find_pmids
from .recognise import what_is
from .record import LONGEST, Grade, Identifier, Note, Reading, fold
from .running import PUNCTUATION, dois_in, find_dois
from .suffix import PREPRINTS, part_of

__all__ = ["compare_dois", "doi_key", "find_dois", "loose_keys", "read_doi"]

# As most are written: nothing to take off, no bracket, and an end that no page and no version has.
_PLAIN = lazy(r"10\.[0-9]{4,9}/[A-Za-z0-9._-]*[0-9]")
# A word that a label, a resolver or a web page's address puts before a DOI.
_LABEL = lazy(
    r"[\W_]*(?:doi(?:\.org)?(?:[:/=.]\S*)?|digital|object|identifier|available|at|from|see|link|url"
    r"|(?:https?:|www\.|info:|urn:)\S*|[a-z][\w-]*(?:\.[\w-]+)+[:/]\S*)?[\W_]*",
    re.IGNORECASE,
)
_AFTER = lazy(r"[\s\])>}\"'.,;:!?/\u00bb\u2018-\u201f\u2026*]*(\[doi\])?[\s.;,]*", re.IGNORECASE)
_TAGGED = lazy(r"\S+\s*\[(?:pii|pmid|pmc(?:id)?|bookaccession|mid)\][\s;,.]*", re.IGNORECASE)
_SHORT = lazy(
    r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/(?:10/)?|(?:(?:urn:)?doi:\s*|urn:)?10/)([A-Za-z0-9]{3,10})"
)
# A blank that may stand inside a DOI: beside punctuation, or before characters with a digit.
_MAY_BELONG = lazy(r"\S*[-/._:;()<>0-9]\S*")
# A character lost or replaced at the front: pattern, how to put it back, words.
_LOST = (
    (lazy(r"(10\.[0-9]{4,5})([A-Za-z(]\S{3,})"), r"\1/\2", "the slash after its registrant is missing"),
    (lazy(r"(10\.[0-9]{4,9})[\\|_-]+(\S{4,})"), r"\1/\2", "another character stands for its slash"),
    (lazy(r"10[,:]?([0-9]{4,9}/\S+)"), r"10.\1", "the full stop after 10 is missing"),
    (lazy(r"1?[O0o]\.([0-9]{4,9}/\S+)"), r"10.\1", "its first digits are not 10"),
)

RESOLVER = Note("resolver", "the label or resolver before it is no part of it", Grade.tidied)
ADDRESS = Note("address", "the web address before it is no part of it", Grade.tidied)
TAG = Note("tag", "the tag behind it is no part of it", Grade.tidied)
SPACE = Note("space", "the blanks around it are no part of it", Grade.tidied)
BLANKS = Note("blanks", "the blanks in it are closed up", Grade.guessed)


def read_doi(text: str) -> Reading:
    """Read a cell that is for one DOI.

    Args:
        text: the cell as it stands.

    Returns:
        `one` with the DOI, its notes and its ladder; else what the cell holds instead.
    """
    if _PLAIN.fullmatch(text) and not (text.startswith(PREPRINTS) or part_of(text)):
        plain = Identifier("doi", text, text, Span(0, len(text)), (), (text,), "", text)
        return Reading(text, "one", (plain,))
    if not text.strip():
        return Reading(text, "blank")
    if len(text) > LONGEST:
        return Reading(text, "malformed", residue=(text,))
    seen = placeholder(text, "doi")
    if seen:
        return Reading(text, "placeholder", seen=seen)
    cleaned = clean(text)
    found = tuple(dois_in(Cleaned(cleaned.text), cleaned.text))
    reading = _among(cleaned.text, found) if found else _elsewhere(cleaned.text)
    return _as_given(reading, cleaned, text)


def _as_given(reading: Reading, cleaned: Cleaned, text: str) -> Reading:
    """A reading of a cleaned text as one of the text as given."""
    changed = cleaned.notes(0, len(text))
    found = [
        cleaned.placed(one, text)._replace(notes=tuple(dict.fromkeys((*changed, *one.notes))))
        for one in reading.found
    ]
    return reading._replace(text=text, found=tuple(found))


def _among(text: str, found: tuple[Identifier, ...]) -> Reading:
    """What a cell holds in which there are DOIs."""
    tagged = [one for one in found if (end := _AFTER.match(text, one.span.end)) and end[1]]
    if len(tagged) == 1:
        found = tuple(tagged)
    if len(found) > 1:
        return Reading(text, "several", found)
    one = found[0]
    before, after = _TAGGED.sub("", text[: one.span.start]), _TAGGED.sub("", text[one.span.end :])
    residue = _unexplained(before, after)
    if residue:
        labelled = (*find_pmids(text), *find_pmcids(text))
        more = tuple(
            other
            for other in labelled
            if other.span.end <= one.span.start or other.span.start >= one.span.end
        )
        if more:
            return Reading(text, "several", (one, *more))
        whole = _closed_up(text)
        return Reading(text, "one", (whole,)) if whole else Reading(text, "malformed", found, residue)
    trimmed = len(one.ladder[0]) - len(one.tidied)  # has its note already
    notes = tuple(dict.fromkeys((*_around(before, after[trimmed:]), *one.notes)))
    return Reading(text, "one", (one._replace(notes=notes),))


def _around(before: str, after: str) -> Iterator[Note]:
    label = before.strip()
    if any(map(str.isalnum, label)):
        resolves = "doi" in label.casefold() or "/" not in label
        yield RESOLVER if resolves else ADDRESS
    elif label:
        yield PUNCTUATION
    if "[" in after:
        yield TAG
    elif after.strip(" \t\r\n\u00a0\u2026"):
        yield PUNCTUATION
    if before != before.lstrip() or after != after.rstrip():
        yield SPACE


def _unexplained(before: str, after: str) -> tuple[str, ...]:
    """The words around a DOI that are no label, address or punctuation."""
    left = [word for word in before.split() if not _LABEL.fullmatch(word)]
    match = _AFTER.match(after)
    rest = after[match.end() :] if match else after
    return tuple(part for part in (" ".join(left), rest.strip()) if part)


def _closed_up(text: str) -> Identifier | None:
    """The DOI that a text is once its blanks are closed up, where they may have stood inside it."""
    words = text.split()
    first = next((i for i, word in enumerate(words) if word.lower().lstrip("([<\"'").startswith("10")), 0)
    if not all(
        _MAY_BELONG.fullmatch(word) or before[-1] in "-/._:;(<" for before, word in pairwise(words[first:])
    ):
        return None
    joined = "".join(words)
    found = find_dois(joined)
    if len(found) != 1 or _unexplained(joined[: found[0].span.start], joined[found[0].span.end :]):
        return None
    one = found[0]
    return one._replace(text=text, span=Span(0, len(text)), notes=(BLANKS, *one.notes))


def _elsewhere(text: str) -> Reading:
    """What a cell holds in which no DOI is written as it should be."""
    core = text.strip(" \t\r\n\u00a0.,;:\"'")
    short = _SHORT.fullmatch(core)
    if short:
        start = text.index(core)
        span = Span(start, start + len(core))
        return Reading(text, "short", (Identifier("short_doi", f"10/{short[1]}", core, span),))
    kind = what_is(core)
    if kind and kind.name != "address":
        return Reading(text, "other", seen=kind.words)
    guess = _restored(core) or _closed_up(text)
    if guess:
        return Reading(text, "one", (guess._replace(text=text, span=Span(0, len(text))),))
    return Reading(text, "other" if kind else "malformed", seen=kind.words if kind else "")


def _restored(text: str) -> Identifier | None:
    """The DOI that a text may have been before a character at its front was lost."""
    words = text.split()
    if not words or not all(map(_LABEL.fullmatch, words[:-1])):
        return None
    last = re.sub(r"^(?:https?://)?(?:(?:dx\.)?doi\.org/|doi:)", "", words[-1], flags=re.IGNORECASE)
    for pattern, template, why in _LOST:
        match = pattern.fullmatch(last)
        found = find_dois(match.expand(template)) if match else ()
        if len(found) == 1:
            note = Note("lost", why, Grade.guessed)
            return found[0]._replace(notes=(note, *found[0].notes))
    return None


def doi_key(doi: str) -> str:
    """What two writings of one DOI have in common; the text itself, folded, where it is no DOI.

    Nothing but case is folded: `10.1000/ab.c` and `10.1000/a.bc` are two DOIs.
    """
    one = read_doi(doi).one
    return one.key if one else fold(doi.strip())


_SPAN = lazy(r"<[^<>]*>")


def loose_keys(doi: str) -> tuple[str, ...]:
    """Keys of a DOI as damaged tables may hold it: without angle brackets, and without their contents.

    They find rows that may be meant, and no more: articles of one issue can share such a key.
    Empty for a DOI without angle brackets.
    """
    key = doi_key(doi)
    if "<" not in key:
        return ()
    return key.replace("<", "").replace(">", ""), _SPAN.sub("", key)


def compare_dois(one: str, other: str) -> str:
    """Whether two texts give "same", "possible" (one is damaged, and fits) or "different" DOIs."""
    a, b = doi_key(one), doi_key(other)
    if a == b:
        return "same"
    return "possible" if a in loose_keys(b) or b in loose_keys(a) else "different"

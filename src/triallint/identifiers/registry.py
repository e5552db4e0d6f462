"""Trial registry numbers: read in cells, several at a time, and found in running text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from triallint.model import Span

from ..model import lazy
from .clean import Cleaned, clean
from .forms import BARE_EUROPEAN, EUROPEAN, FORMS, GAP, Form, Match
from .others import other_kind, placeholder
from .record import LONGEST, Grade, Identifier, Note, Reading, fold


class _Search(NamedTuple):
    """How the numbers of one form are looked for in a text in capitals."""

    form: Form
    hints: tuple[str, ...]
    letters: re.Pattern[str]
    body: re.Pattern[str]


def _search(form: Form) -> _Search:
    hints = form.hints or tuple(re.findall(r"(?:^|\|)([A-Z]+)", form.letters))
    letters = lazy(rf"(?:{form.letters}){GAP}")
    return _Search(form, hints, letters, lazy(form.body, re.IGNORECASE))


#: Every search after each of its hints.
_SEARCHES = tuple((hint, one) for one in map(_search, (*FORMS, EUROPEAN)) for hint in one.hints)
_FAMILY = lazy(r"JPRN[\s:-]*$", re.IGNORECASE)
_SMALL = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}
# Letters in the wrong order are recognised by being the right ones.
_ORDERED = {
    "".join(sorted(letters)): (letters, count)
    for letters, count in {
        "NCT": 8, "ISRCTN": 8, "ACTRN": 14, "DRKS": 8, "UMIN": 9, "KCT": 7, "RPCEC": 8, "TCTR": 11,
    }.items()
}  # fmt: skip
_WORD_AND_DIGITS = lazy(r"(?<![A-Za-z0-9])([A-Za-z]{3,6})[\s:-]{0,2}([0-9]{7,14})(?![0-9])")

#: Words around numbers that say nothing: names of registries, links, and what joins a list.
_SAYS_NOTHING = lazy(
    r"(?:https?:/|www\.)\S*|10\.[0-9]{4,9}/\S*|clinical ?trials?\.?(?:gov)?|[^\W0-9]+", re.IGNORECASE
)

FAMILY = Note("family", "the letters JPRN before it are the network's", Grade.tidied)
PREFIX = Note("prefix", "the letters before it are the register's", Grade.tidied)
CASE = Note("case", "its registry writes its letters so", Grade.tidied)
MARKS = Note("marks", "its registry joins its parts so", Grade.tidied)
BEFORE = Note("label", "the label before it is no part of it", Grade.tidied)
LABEL = Note("label", "the words in it are no part of it", Grade.tidied)
PROVISIONAL = Note("provisional", "it ends in p: the registration was provisional", Grade.left_off)
UNVERSIONED = Note(
    "unversioned", "its last two digits, which count the submissions, are missing", Grade.left_off
)
ZERO = Note("zero", "all its digits are 0, as in a placeholder", Grade.broken)


def find_registry_numbers(text: str) -> tuple[Identifier, ...]:
    """Every trial registry number in a text, in order; only such as their registry may have given."""
    return registry_numbers_in(clean(text), text)


def registry_numbers_in(cleaned: Cleaned, original: str) -> tuple[Identifier, ...]:
    """As `find_registry_numbers`, in a text that has been cleaned; spans are those of `original`."""
    return tuple(_as_given(one, cleaned, original) for one in _numbers(cleaned.text, running=True))


def read_registry_number(text: str) -> Identifier | None:
    """The one registry number that a whole text is; None for any other text."""
    found = read_registry_numbers(text)
    one = found.one
    return one if one and one.canonical and not found.residue else None


def read_registry_numbers(text: str) -> Reading:
    """Read a cell that is for trial registry numbers, of which there may be several.

    Returns:
        `one` or `several` with the numbers in order, those that no registry can have given included
        (their canonical form is empty, and the ladder holds what may have been meant); `residue`
        holds the items that are none.
    """
    if not text.strip():
        return Reading(text, "blank")
    if len(text) > LONGEST:
        return Reading(text, "malformed", residue=(text,))
    seen = placeholder(text, "registry")
    if seen:
        return Reading(text, "placeholder", seen=seen)
    cleaned = clean(text)
    found = sorted(_numbers(cleaned.text, running=False), key=lambda one: one.span)
    residue = tuple(_residue(cleaned.text, found))
    given = tuple(_as_given(one, cleaned, text) for one in found)
    if given:
        return Reading(text, "one" if len(given) == 1 else "several", given, residue)
    core = cleaned.text.strip(" \t\r\n.,;:")
    other = other_kind(core)
    return Reading(text, "other" if other else "malformed", (), (core,), other.words if other else "")


def _as_given(one: Identifier, cleaned: Cleaned, text: str) -> Identifier:
    if cleaned.origin is None and not cleaned.changes:
        return one
    placed = cleaned.placed(one, text)
    return placed._replace(notes=(*cleaned.notes(*placed.span), *one.notes))


def _numbers(text: str, *, running: bool) -> Iterator[Identifier]:
    """The registry numbers of a cleaned text; in running text only what is surely one."""
    # In capitals the letters are literal, which is what makes looking for twenty of them cheap.
    capitals = text.upper() if text.isascii() else text.translate(_SMALL)
    labelled = set()
    for search in dict.fromkeys([one for hint, one in _SEARCHES if hint in capitals]):
        for letters in search.letters.finditer(capitals):
            body = search.body.match(text, letters.end())
            start = _start(text, letters.start())
            if body is None or start is None:
                continue
            one = _number(search.form, text, start, letters, body)
            if running and not (one.canonical and _is_strict(search.form, one.text)):
                continue
            labelled.add(body.start())
            yield one
    for bare in BARE_EUROPEAN.finditer(text):
        before = text[bare.start() - 1 : bare.start()]
        if bare.start() not in labelled and not (before.isalnum() or before == "-"):
            yield _european(bare, bare.start(), "")
    if not running:
        yield from _disordered(text)


def _start(text: str, letters: int) -> int | None:
    """Where a number begins whose letters stand at `letters`; None within a word."""
    before = text[max(0, letters - 8) : letters]
    family = _FAMILY.search(before)
    if family:
        return letters - len(family[0])
    return None if before[-1:].isascii() and before[-1:].isalnum() else letters


def _is_strict(form: Form, text: str) -> bool:
    return not form.strict or re.fullmatch(form.strict, text) is not None


def _number(form: Form, text: str, start: int, letters: Match, body: Match) -> Identifier:
    """One number of a form, or what looks like one and cannot be."""
    if form is EUROPEAN:
        return _european(body, start, letters[0])
    end = body.end()
    canonical = form.canonical(body)
    if canonical is None:
        guess = form.guess(body)
        return _broken(form, text, start, end, (guess,) if guess else ())
    if not canonical.translate(_LETTERS_AND_ZEROS):
        return Identifier(form.kind, "", text[start:end], Span(start, end), (ZERO,))
    notes = [FAMILY] if start < letters.start() else []
    notes += _rewritten(text[letters.start() : end], canonical)
    if form.kind == "actrn" and text[end : end + 1] == "p":
        end += 1
        notes.append(PROVISIONAL)
    return Identifier(form.kind, canonical, text[start:end], Span(start, end), tuple(notes))


_LETTERS_AND_ZEROS = dict.fromkeys(map(ord, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0/-"))


def _broken(form: Form, text: str, start: int, end: int, ladder: tuple[str, ...]) -> Identifier:
    note = Note("form", f"it is not of the form {form.words}", Grade.broken)
    return Identifier(form.kind, "", text[start:end], Span(start, end), (note,), ladder)


def _rewritten(text: str, canonical: str) -> Iterator[Note]:
    """Why a number's text differs from its canonical form."""
    if text == canonical:
        return
    plain, wanted = (re.sub(r"[\W_]", "", one) for one in (text, canonical))
    if fold(plain) != fold(wanted):
        yield LABEL
        return
    if plain != wanted:
        yield CASE
    if fold(text) != fold(canonical):
        yield MARKS


def _european(match: Match, start: int, letters: str) -> Identifier:
    text = match.string[start : match.end()]
    canonical = EUROPEAN.canonical(match)
    if canonical is None:
        return _broken(EUROPEAN, match.string, start, match.end(), ())
    if not match["number"].strip("0"):
        return Identifier("eudract", "", text, Span(start, match.end()), (ZERO,))
    is_ctis = bool(match["fourth"]) or (match["year"] >= "2022" and match["number"][0] == "5")
    notes: list[Note] = []
    if letters:
        notes.append(PREFIX if letters in ("EUCTR", "CTIS") else BEFORE)
    elif match[0] != canonical and not match["country"]:
        notes.append(MARKS)
    country = match["country"] or ""
    if country:
        words = "third countries" if country == "3rd" else f"country {country}"
        notes.append(
            Note(
                "country",
                f"its ending names the register's entry for {words}",
                Grade.left_off,
            )
        )
    if is_ctis and not match["fourth"]:
        notes.append(UNVERSIONED)
    kind = "ctis" if is_ctis else "eudract"
    return Identifier(kind, canonical, text, Span(start, match.end()), tuple(notes), (), country)


def _disordered(text: str) -> Iterator[Identifier]:
    """Numbers whose letters are a registry's in another order: never certain."""
    for match in _WORD_AND_DIGITS.finditer(text):
        word = match[1].upper()
        letters, count = _ORDERED.get("".join(sorted(word)), ("", 0))
        if letters and letters != word and len(match[2]) == count:
            note = Note("letters", f"its letters are {word}, not {letters}", Grade.broken)
            yield Identifier(
                letters.lower(), "", match[0], Span(*match.span()), (note,), (letters + match[2],)
            )


def _residue(text: str, found: list[Identifier]) -> Iterator[str]:
    """The items of a cell that are no registry number and say more than a registry's name."""
    done = 0
    for end, after in [*((one.span.start, one.span.end) for one in found), (len(text), len(text))]:
        for item in re.split(r"[;,|\n]| and | / ", text[done:end]):
            rest = _SAYS_NOTHING.sub("", item)
            if any(map(str.isdigit, rest)):
                yield item.strip(" \t()[]:.")
        done = max(done, after)

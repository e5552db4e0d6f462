"""PMIDs and PMCIDs, with their versions: read in cells and found in running text."""

import re
from collections.abc import Iterator

from triallint.model import Span

from ..model import lazy
from .clean import Cleaned, clean
from .others import placeholder
from .recognise import what_is
from .record import LONGEST, Grade, Identifier, Note, Reading

_PLAIN_PMCID = lazy(r"PMC[1-9][0-9]{0,8}")
#: A spreadsheet's or data frame's rendering of a number.
_ROUNDED = lazy(r"[0-9]+[.,][0-9]+[eE][+]?[0-9]+|[0-9]+\.0+")
_PUNCTUATION = "# \t\r\n\u00a0.,;:()[]{}<>\"'/\u2026*\u2018\u2019\u201c\u201d"

_PMID_LABEL = lazy(
    r"(?:pmids?|pubmed(?!\.ncbi)(?:[ _-]?id)?|medline|med|uid|info:pmid|(?:https?:/*|www\.)?\S*?"
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov|nlm\.nih\.gov/+(?:m/+)?pubmed|/med|list_uids)/*(?:\?term=)?)"
    r"[\s:#=/_-]*",
    re.IGNORECASE,
)
_PMCID_LABEL = lazy(
    r"(?:pmc ?ids?|pubmed[ -]central|(?:https?:/*|www\.)?\S*?/(?=pmc[\s_-]?[0-9]))[\s:#=_-]*", re.IGNORECASE
)
# Twice in some journals' exports: "PMCPMC3531190".
_PMC = lazy(r"(?:pmc[\s_-]*)+", re.IGNORECASE)
_GROUPED = lazy(r"[1-9][0-9]{0,2}(?:[, \u00a0\u2009\u202f][0-9]{3}){1,2}")
_TAG = lazy(r"\s*[\[(](?:pmid|uid|pubmed|pmc|pmcid)[\])][\s.,;]*$", re.IGNORECASE)
_PAGE = lazy(r"(?:/\w*)*[?#]?\S*")
_DIGITS = lazy(r"([0-9]+)(?:\.([0-9]{1,2}))?(?![\w.])")
_SEVERAL = lazy(
    r"(?:pm(?:c?id)?s?[:\s]*)*(?:PMC ?)?[0-9]{4,9}"
    r"(?:(?:[;,/|&+\s]|and|pmid:?|(?=PMC))+(?:PMC ?)?[0-9]{4,9})+",
    re.IGNORECASE,
)

LABEL = Note("label", "the label beside it is no part of it", Grade.tidied)
ADDRESS = Note("address", "the web address around it is no part of it", Grade.tidied)
AROUND = Note("punctuation", "the punctuation or blanks around it are no part of it", Grade.tidied)
INSIDE = Note("space", "its letters stand directly before its digits", Grade.tidied)
CASE = Note("case", "its letters are capitals", Grade.tidied)
VERSION = Note("version", "what stands behind the full stop is its version", Grade.left_off)
ZEROS = Note("zeros", "no such number begins with 0", Grade.guessed)
APART = Note("apart", "a blank stands between its digits and others, and may be none", Grade.guessed)
BARE = Note("bare", "its letters are missing", Grade.guessed)


def read_pmid(text: str) -> Reading:
    """Read a cell that is for one PMID: one to eight digits, and a version after a full stop.

    Formats: `PMID: 1`, `pmid1`, `1 [PMID]`, PubMed's and Europe PMC's addresses, stray punctuation.
    """
    if text.isascii() and text.isdigit() and len(text) <= 8 and text[0] != "0":
        return Reading(text, "one", (Identifier("pmid", text, text, Span(0, len(text))),))
    return _read(text, "pmid")


def read_pmcid(text: str) -> Reading:
    """Read a cell that is for one PMCID: the letters PMC, digits, and a version after a full stop.

    A bare number is read, with a note of grade `guessed`: it may as well be a PMID.
    """
    if _PLAIN_PMCID.fullmatch(text):
        return Reading(text, "one", (Identifier("pmcid", text, text, Span(0, len(text))),))
    return _read(text, "pmcid")


def _read(text: str, kind: str) -> Reading:
    if not text.strip():
        return Reading(text, "blank")
    if len(text) > LONGEST:
        return Reading(text, "malformed", residue=(text,))
    if _ROUNDED.fullmatch(text.strip()):
        return Reading(text, "rounded")
    seen = placeholder(text, kind)
    if seen:
        return Reading(text, "placeholder", seen=seen)
    cleaned = clean(text)
    untagged = _TAG.sub("", cleaned.text)
    core = untagged.strip(_PUNCTUATION)
    if _GROUPED.fullmatch(core):
        core = re.sub(r"\D", "", core)
    one = _pmid(core) if kind == "pmid" else _pmcid(core)
    if one is None:
        return _otherwise(text, cleaned, core, kind)
    notes = [LABEL] if untagged != cleaned.text else []
    notes += [*cleaned.notes(0, len(text)), *one.notes]
    if untagged != core and ADDRESS not in notes:
        notes.append(AROUND)
    start = text.find(one.text)
    span = Span(start, start + len(one.text)) if start >= 0 else Span(0, len(text))
    one = one._replace(text=text[slice(*span)], span=span, notes=tuple(dict.fromkeys(notes)))
    return Reading(text, "one", (one,))


def _otherwise(text: str, cleaned: Cleaned, core: str, kind: str) -> Reading:
    """What a cell holds that is not one number of its kind."""
    if _SEVERAL.fullmatch(core):
        found = _numbers(cleaned.text, kind)
    else:
        found = (*find_pmids(cleaned.text), *find_pmcids(cleaned.text))
    if len(found) > 1:
        return Reading(text, "several", tuple(cleaned.placed(one, text) for one in found))
    other = what_is(core)
    if other is not None and other.name != kind:
        return Reading(text, "other", seen=other.words)
    return Reading(text, "malformed", residue=(core,), seen=_why_not(core, kind))


def _why_not(core: str, kind: str) -> str:
    """Why a number cannot be one of its kind; nothing where it is no number."""
    label = (_PMID_LABEL if kind == "pmid" else _PMCID_LABEL).match(core)
    letters = _PMC.match(core, label.end() if label else 0) if kind == "pmcid" else None
    start = letters.end() if letters else label.end() if label else 0
    digits = core[start:]
    if not (digits.isascii() and digits.isdigit()):
        return ""
    name, most = ("a PMCID", 9) if kind == "pmcid" else ("a PMID", 8)
    return f"a number of {len(digits)} digits, and {name} has at most {most}" if len(digits) > most else ""


def _pmid(core: str) -> Identifier | None:
    """The PMID that a trimmed text is."""
    label = _PMID_LABEL.match(core)
    match = _DIGITS.match(core, label.end() if label else 0)
    if match is None:
        return None
    notes = _around(label, core[match.end() :])
    digits = match[1].lstrip("0")
    if notes is None or not 1 <= len(digits) <= 8:
        return None
    if digits != match[1]:
        notes.append(ZEROS)
    return Identifier("pmid", digits, match[0], Span(0, 0), tuple(notes), (), match[2] or "")


def _pmcid(core: str) -> Identifier | None:
    """The PMCID that a trimmed text is."""
    label = _PMCID_LABEL.match(core)
    start = label.end() if label else 0
    letters = _PMC.match(core, start)
    match = _DIGITS.match(core, letters.end() if letters else start)
    if match is None:
        return None
    notes = _around(label, core[match.end() :])
    digits = match[1].lstrip("0")
    if notes is None or not 1 <= len(digits) <= 9:
        return None
    if letters is None:
        notes.append(INSIDE if label else BARE)
    elif letters[0] != "PMC":
        notes.append(CASE if letters[0].upper() == "PMC" else INSIDE)
    if digits != match[1]:
        notes.append(ZEROS)
    if match[2]:
        notes.append(VERSION)
    text = core[letters.start() if letters else match.start() : match.end()]
    return Identifier("pmcid", f"PMC{digits}", text, Span(0, 0), tuple(notes), (), match[2] or "")


def _around(label: re.Match[str] | None, tail: str) -> list[Note] | None:
    """Notes on what stands around a number; None where something does that is no label or address."""
    if label and "/" in label[0]:
        return [ADDRESS] if _PAGE.fullmatch(tail) else None
    return None if tail else [LABEL] if label else []


def _numbers(text: str, kind: str) -> tuple[Identifier, ...]:
    """The numbers of a cell that holds several; short ones with blanks between them may be one."""
    found = list(re.finditer(r"(?:PMC ?)?([0-9]{4,9})", text, re.IGNORECASE))
    may_be_one = text.translate(_BLANKS).isdigit() and sum(len(match[1]) for match in found) <= 8
    notes = (APART,) if may_be_one else ()
    letters = "PMC" if kind == "pmcid" else ""
    return tuple(
        Identifier(kind, letters + match[1], match[0], Span(*match.span()), notes) for match in found
    )


_BLANKS = str.maketrans("", "", " \t\r\n\u00a0\u2009\u202f")

# "?term=10.1056/…" asks for a DOI: what a full stop follows is a version or the end of a sentence.
_PMID_DIGITS = r"([1-9][0-9]{0,7})(?![0-9]|\.[0-9]{3})(?:\.([0-9]{1,2}))?(?!\w)"
_PMID_LABELLED = lazy(rf"PMID(s?)[\s:#=]{{0,4}}{_PMID_DIGITS}")
_PMID_OTHERWISE = lazy(
    r"(?:\bpmid()[\s:#=]{0,4}|\b[Pp]ub[Mm]ed()(?: ID| PMID)?:\s?|list_uids()="
    r"|pubmed\.ncbi\.nlm\.nih\.gov()/(?:\?term=)?|nlm\.nih\.gov()/(?:m/)?pubmed/(?:\?term=)?"
    r"|europepmc\.org()/\w+/(?:MED|med)/)" + _PMID_DIGITS
)
_PMID_HINTS = ("pmid", "ubmed", "ubMed", "list_uids", "/MED/", "/med/")
_MORE = lazy(r"(?:[,;\s]|and)+([1-9][0-9]{5,7})(?!\w)")


def find_pmids(text: str) -> tuple[Identifier, ...]:
    """Every PMID that a label or an address marks as one, in order; a bare number is none."""
    return tuple(_pmids(text))


def _pmids(text: str) -> Iterator[Identifier]:
    for match in _PMID_LABELLED.finditer(text) if "PMID" in text else ():
        yield _found(match)
        more = _MORE.match(text, match.end()) if match[1] else None
        while more:
            yield Identifier("pmid", more[1], more[1], Span(*more.span(1)))
            more = _MORE.match(text, more.end())
    if any(hint in text for hint in _PMID_HINTS):
        yield from map(_found, _PMID_OTHERWISE.finditer(text))


def _found(match: re.Match[str]) -> Identifier:
    digits, version = match.groups()[-2:]
    span = Span(match.start(match.re.groups - 1), match.end())
    return Identifier("pmid", digits, match.string[slice(*span)], span, (), (), version or "")


# In capitals and in small letters apart: a pattern that begins with a text is looked for fast.
_PMCIDS_IN_TEXT = tuple(
    lazy(rf"({letters})([1-9][0-9]{{2,8}})(?:\.([0-9]{{1,2}}))?(?!\w)")
    for letters in ("(?:PMC){1,2} ?", "PMCID: ?", "pmc", "Pmc")
)
_LETTERS: dict[str, tuple[Note, ...]] = {"PMC": (), "pmc": (CASE,), "Pmc": (CASE,)}


def find_pmcids(text: str) -> tuple[Identifier, ...]:
    """Every PMCID in a text, in order: its letters and digits, or bare digits after the label PMCID."""
    if "PMC" not in text and "mc" not in text:
        return ()
    matches = [match for pattern in _PMCIDS_IN_TEXT for match in pattern.finditer(text)]
    found = [_pmc(match) for match in matches if _begins(text, match.start())]
    return tuple(sorted(found, key=lambda one: one.span))


def _begins(text: str, start: int) -> bool:
    before = text[start - 1] if start else " "
    return not (before.isascii() and before.isalnum())


def _pmc(match: re.Match[str]) -> Identifier:
    notes = _LETTERS.get(match[1], (INSIDE,))
    return Identifier("pmcid", f"PMC{match[2]}", match[0], Span(*match.span()), notes, (), match[3] or "")

"""What publishers' pages and programs hang on to a DOI, and what hangs on to it by right.

Nothing in the syntax tells `/full` of a web page from the `/full` of a registered DOI, so that each
rule names the registrants that it is, or is not, for.
"""

import re

from ..model import lazy
from .record import Grade, Note

_QUERY = lazy(r"\?[A-Za-z_][\w.\[\]-]*(?:=.*)?$|&[A-Za-z_][\w.]*=.*$", re.DOTALL)
# A SICI may end in "#": it is one of the check characters.
_FRAGMENT = lazy(r"(?<!;2-)#.*$", re.DOTALL)
_PAGE = lazy(
    r"(?:/(?:full(?:[-_]?text)?|abstract|abs|e?pdf|pdfdirect|html|summary|meta|references)"
    r"|\.(?:pdf|full(?:[.-](?:pdf|text))?|full-text|abstract|short|long|html?|epub|article-info"
    r"|supplementary-material))$",
    re.IGNORECASE,
)
# Preprint servers whose DOI stands for every version. Others register each version (Research Square
# "/v3", F1000 ".2", figshare ".v2", ChemRxiv "-v2"), and article codes may end so by chance
# ("10.1093/nar/gkv1103").
_VERSION = lazy(r"v[0-9]+$", re.IGNORECASE)
_UNVERSIONED = lazy(
    r"10\.(?:1101|64898)/(?:[0-9]{4}\.[0-9][0-9]\.[0-9][0-9]\.)?[0-9]{6,8}v[0-9]{1,2}"
    r"|10\.48550/arxiv\.(?:[0-9]{4}\.[0-9]{4,5}|[a-z.-]+/[0-9]{7})v[0-9]{1,2}",
    re.IGNORECASE,
)
#: Where the end of a DOI may be a version that is none of its.
PREPRINTS = ("10.1101/", "10.64898/", "10.48550/")
_MARKS = lazy("[#?&]")
# Registrants whose DOIs do end so.
_KEEPS_PAGE = ("10.1377/",)

# Parts and appendages that have DOIs of their own, by registrant: the article's DOI is the first group.
_PARTS = {
    "10.1371": ("a figure, table or file", r"(10\.1371/journal\.p[a-z]{3}\.[0-9]{7})\.[gtes][0-9]{3}"),
    "10.7554": ("a part", r"(10\.7554/elife\.[0-9]{5})\.[0-9]{3}"),
    "10.7717": ("a part", r"(10\.7717/peerj(?:-[a-z]+)?\.[0-9]+)/(?:fig|table|supp)-[0-9]+"),
    "10.12688": ("a referee's report", r"(10\.12688/[a-z0-9]+\.[0-9]+(?:\.[0-9]+)?)\.r[0-9]+"),
    "10.3410": ("a recommendation", r"()10\.3410/f\..*"),
}
# Small letter and a leading zero: ".Supplement_2.S404" is a page.
_FILE = ("a supplementary file", r"(10\.[0-9]{4,9}/.+)\.(?-i:s0)[0-9][0-9]")


def without_decorations(doi: str) -> tuple[str, list[Note]]:
    """Take off what a web page or program added behind a DOI.

    Args:
        doi: a trimmed candidate.

    Returns:
        The bare DOI, and a note for each thing taken off, last first.
    """
    notes: list[Note] = []
    if doi[-1].isdigit() and not _MARKS.search(doi) and not doi.startswith(PREPRINTS):
        return doi, notes  # as nearly all end
    for pattern, what in ((_FRAGMENT, "fragment"), (_QUERY, "query")):
        doi = _cut(doi, pattern, what, notes)
    while _PAGE.search(doi) and not doi.startswith(_KEEPS_PAGE):
        shorter = _cut(doi, _PAGE, "page", notes)
        if shorter == doi:
            break
        doi = shorter
    if _UNVERSIONED.fullmatch(doi):
        doi = _cut(doi, _VERSION, "version", notes)
    return doi, notes


_WORDS = {
    "fragment": "a web page's fragment",
    "query": "a web page's query",
    "page": "the end of a web page's address",
    "version": "the version: this server registers one DOI for all versions",
}


def _cut(doi: str, pattern: re.Pattern[str], what: str, notes: list[Note]) -> str:
    match = pattern.search(doi)
    if match is None or match.start() <= doi.index("/") + 1:
        return doi
    notes.append(Note(what, f"`{match[0]}` behind it is {_WORDS[what]}", Grade.left_off))
    return doi[: match.start()]


def part_of(doi: str) -> tuple[str, str] | None:
    """What a DOI is of that is not the article itself, in words, and the article's DOI where known."""
    words, pattern = _PARTS.get(doi.partition("/")[0], _FILE)
    if pattern is _FILE[1] and doi[-5:-2] != ".s0":
        return None
    match = re.fullmatch(pattern, doi, re.IGNORECASE)
    return (words, match[1]) if match else None

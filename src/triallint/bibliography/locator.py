"""Where in a citation its date, volume, issue and pages stand: the anchor from which all else is read.

A year after a blank is tried as the beginning of `date;volume(issue):pages` in every spelling that PubMed,
AMA and Vancouver lists use. Matches have the groups `date`, `volume`, `issue` and `pages`; those of
`LOCATOR` also `further` (a second bracket) and `place` (what stands in the place of volume and pages).
"""

import re
from collections.abc import Iterator

from triallint.model import lazy

from .dates import DATE, MONTH, SEASON, YEAR

#: What follows a citation's own fields, sometimes without a blank.
TAIL = (
    r"(?:doi\b|https?:|PMC?ID|PubMed|Google|Cross[Rr]ef|Medline|Epub|eCollection|Published|Accessed|View"
    r"|Article\b)"
)
_VOLUME = (
    r"(?:[^\s;:().,]|\.(?=\d)|(?<=[Ss]uppl)\.|(?<=[Pp]t)\.|(?<=[Vv]ol)\.|(?<=[Nn]o)\.|[ ](?=[\w\u2013-]))+"
)
_ISSUE = r"(?!\s*(?:PM|doi|DOI|http))[^()]*(?:\([^()]*\)[^()]*)*"
# One page or number: what runs on without a blank, with full stops and colons inside only, and with the
# bracket of a publisher's item number. Whatever follows it ends it.
_WORD = rf"(?:(?!{TAIL})(?:[^\s;:,.()\[\]|]|[.:](?=\w)|\(\d\d\)(?=\d)))+"
_LABEL = r"(?:[A-Za-z]{1,9}\b\.?:?\s?(?:(?:[Nn]o|ID)\b\.?\s?)?(?=[A-Z]{0,3}\d))?"
_DASH = r"\s?(?:[-\u2010-\u2015]|(?<=\d\s)to(?=\s[a-zA-Z]?\d))\s?"
_BEHIND = (
    r"(?:;\s*(?:discussion|author reply|quiz|passim|contd|[es]?\d)[^.;()\[\]]{0,50}"
    r"|,\s?(?:[A-Za-z]?\d[\w\u2013-]*|[ivxl]{1,7}|passim)(?=[.,;]|\s*$))*"
)
_PAGES = (
    rf"(?:\[\d+ [^\[\]]{{1,40}}\]"  # "[3 words; 2 paragraphs]"
    rf"|{_LABEL}(?:\[\w+\](?=-))?{_WORD}(?:(?<=[-\u2013])\s(?=\w){_WORD}|{_DASH}(?=\w){_WORD})?)"
    rf"{_BEHIND}"
)
# Lines that were broken at a hyphen keep a blank there.
_PLACE = r"[^\s;](?:[^\s;]|(?<=-)[ ]|[ ](?=\d\d:)){0,90}?"
_END = rf"(?=\.?\s*(?:$|{TAIL})|(?<!-)[.,;]?\s|[,;]\s|\])"
# What may follow volume and issue where they have no pages.
_OPENS = r"[(\[|]|10\.\d{4}|NCT\d"
_BEFORE = rf"(?:{SEASON}\s+)?"

LOCATOR = lazy(
    rf"(?P<date>{_BEFORE}{DATE})"
    rf"(?:\s*;\s*(?P<volume>{_VOLUME})?\s*(?:\((?P<issue>{_ISSUE})\)(?:\s?\((?P<further>[^()]*)\))?)?"
    rf"(?:\s*:\s*(?P<pages>{_PAGES})?)?"
    rf"|\s*:\s*(?P<place>{_PLACE}{_END}))?"
    rf"\s*(?(pages)[.,;]?|(?P<closed>[.,;]|(?=\])|$|(?=\s*[-\u2013]\s|{TAIL})|(?(volume)(?={_OPENS})|(?!))))"
)
# "2016, 375(8), 740-753" and "2016. 375:740-753".
COMMAS = lazy(
    rf"(?P<date>{YEAR})[,.]\s*(?P<volume>\d+[A-Z]?)\s*(?:\((?P<issue>[^()]+)\))?\s*[:,]\s*"
    rf"(?P<pages>[A-Za-z]{{0,3}}\d[^\s,;:]*?)(?=[.,;]?(?:\s|$))"
)
# As some oncology journals print it: volume, pages and then the year.
YEAR_LAST = lazy(
    rf"(?<=\s)(?P<volume>\d+[A-Z]?)(?:\s*\((?P<issue>[^()]+)\))?\s*:\s*(?P<pages>[A-Za-z]?\d[^\s,;:]*),\s*"
    rf"(?P<date>{YEAR})"
)
# As AMA lists print it of what is not in an issue yet.
ONLINE = lazy(
    r"(?:Published|Posted) online(?:\s+ahead of print)?:?\s+"
    rf"(?P<date>{MONTH}\s+\d{{1,2}},\s+(?P<year>{YEAR})|{DATE})\s*\.?"
)
_STARTS = lazy(rf"(?<!\S){_BEFORE}{YEAR}")
# The date of something else, or no date at all.
_NOT_AFTER = lazy(r"(?:[;:(/\u2013-]|\b(?:Epub|eCollection|Print|online|[Aa]ccessed|in|since|of|until))\s*$")


def is_full(found: re.Match[str]) -> bool:
    """Whether more than a date was found."""
    return found.end() - found.end("date") > 1


def locators(text: str, begin: int = 0) -> Iterator[re.Match[str]]:
    """Every place from `begin` on that may be a citation's date with what belongs to it, in order."""
    for start in _STARTS.finditer(text, begin):
        at = start.start()
        if at < begin:  # pages such as 1519-20 look like a year
            continue
        found = LOCATOR.match(text, at)
        if found and not is_full(found):
            found = COMMAS.match(text, at) or (None if text[:at].rstrip()[-1:] == "," else found)
        if found and not _NOT_AFTER.search(text, max(0, at - 12), at):
            begin = found.end()
            yield found

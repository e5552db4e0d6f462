"""What a cell may hold: the kinds of text, each as a pattern over what is printed.

The patterns are written for two engines at once, Python's `re` (the screen) and Rust's `regex`
(polars): no look-around, no back-references, no `\\d`, `\\w`, `\\s` or `.`, whose meanings differ.
They have no anchors, because a cell must match as a whole; whoever uses one adds its own.
Nothing here imports pandera.
"""

from dataclasses import dataclass

#: The words for a quantity that is known to be missing, and what each says.
MISSING = {
    "not_reported": "the report does not give it",
    "not_reached": "it was not reached in the follow-up, as a median or an upper limit may not be",
    "not_estimable": "it cannot be estimated",
    "not_applicable": "it has no meaning in this row",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of cell.

    Attributes:
        name: what the column's documentation and the exported schemas call it.
        words: what is expected, to follow "expected": "a whole number".
        pattern: what the whole cell must match; empty where any text will do.
        lacks: what must not match anywhere in the cell; empty where nothing is forbidden.
        damage: the condition that `lacks` stands for.
        longest: the most characters it may have; 0 where that does not matter.
        numeric: whether it is read as a number, with the file's decimal mark.
        precise: whether its printed decimals matter, so that a stored float has lost something.
        missing: whether a word for "missing" may stand in for it.
    """

    name: str
    words: str
    pattern: str = ""
    lacks: str = ""
    damage: str = ""
    longest: int = 0
    numeric: bool = False
    precise: bool = False
    missing: bool = True


# The same glyphs as `model.parse` reads; a test holds the two together.
_MINUS = "\u2212\u2010\u2011\u2012\u2013\ufe63\uff0d-"
_BLANKS = " \t\u00a0\u2009\u202f"
_GAP = f"[{_BLANKS}]*"
_OPERATOR = "(?:<=|>=|[<>=~\u2248\u2264\u2265\u2a7d\u2a7e])?"
_GROUPED = "|".join(f"(?:{mark}[0-9]{{3}})+" for mark in [",", "\u2009", "\u202f", "\u00a0", " ", "'"])
_DIGITS = f"(?:[1-9][0-9]{{0,2}}(?:{_GROUPED})|[0-9]+)"
_FRACTION = "[.\u00b7\u2219\u22c5][0-9]+"
_POWER = f"[{_BLANKS}]?(?:[eE]|[x\u00d7*][{_BLANKS}]?10\\^?)[+{_MINUS}]?(?:[0-2]?[0-9]{{1,2}}|300)"
_NUMBER = (
    f"{_GAP}{_OPERATOR}{_GAP}[+{_MINUS}]?{_GAP}"
    f"(?:{_DIGITS}(?:{_FRACTION})?|{_FRACTION})(?:{_POWER})?{_GAP}%?{_GAP}"
)
_COUNT = f"{_GAP}{_OPERATOR}{_GAP}{_DIGITS}{_GAP}"

_MONTHS = "(?:[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Mm]ay|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ep|[Oo]ct|[Nn]ov|[Dd]ec)"
# As spreadsheets abbreviate months in German, French and Spanish, where they differ from English.
_OTHER_MONTHS = (
    "(?:[Mm]ai|[Mm]är|[Mm]rz|[Oo]kt|[Dd]ez|[Jj]anv|[Ff]évr|[Mm]ars|[Aa]vr|[Jj]uin|[Aa]oût|[Dd]éc"
    "|[Ee]ne|[Aa]br|[Aa]go|[Dd]ic)"
)
_MONTHS_OF_A_DATE = "(?:0[1-9]|1[0-2])"
_DAY_OF_A_DATE = "(?:0[1-9]|[12][0-9]|3[01])"
_YEAR = "(?:1[6-9]|20)[0-9]{2}"
_LINE = "[^\\r\\n]"
_SOLID = f"[^\\r\\n{_BLANKS}]"
_ONE_LINE = f"{_SOLID}(?:{_LINE}*{_SOLID})?"

# How a spreadsheet writes "9-12" once it has taken it for a date.
_DATE_FROM_RANGE = (
    f"^(?:{_MONTHS}[a-z]*-[0-9]{{1,4}}|[0-9]{{1,2}}-{_MONTHS}[a-z]*(?:-[0-9]{{2,4}})?"
    f"|(?:19|20)[0-9]{{2}}-{_MONTHS_OF_A_DATE}-{_DAY_OF_A_DATE}(?:[T ]00:00:00(?:[.]0+)?)?"
    f"|(?:{_MONTHS}|{_OTHER_MONTHS})[a-z]*[. -]{{1,2}}[0-9]{{1,4}}"
    f"|[0-9]{{1,2}}[. -]{{1,2}}(?:{_MONTHS}|{_OTHER_MONTHS})[a-z]*[.]?(?:[ -][0-9]{{2,4}})?"
    "|[0-9]{1,2}[.][0-9]{1,2}[.](?:[0-9]{2}|[0-9]{4})"
    "|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})$"
)
# How it writes "27123456" once it has taken it for a quantity.
_ROUNDED = "^[0-9]+[.,][0-9]+[eE][+]?[0-9]+$"
_TYPED_AS_NUMBER = "^[0-9]+(?:[.]0+|[.,][0-9]+[eE][+]?[0-9]+)$"
_DATES = "page_ranges_are_not_dates"
_FLOATS = "identifiers_are_not_rounded"

TEXT = Kind("text", "text", missing=False)
ID = Kind("id", "a name on one line", _ONE_LINE, _ROUNDED, _FLOATS, missing=False)
LIST = Kind("list", "a list, its items separated by “; ”", missing=False)
RANGE = Kind("range", "text, not a date", "", _DATE_FROM_RANGE, _DATES, missing=False)
COUNT = Kind("count", "a whole number", _COUNT, longest=64, numeric=True)
NUMBER = Kind("number", "one number", _NUMBER, longest=64, numeric=True, precise=True)
PERCENT = Kind("percent", "one percentage", _NUMBER, longest=64, numeric=True, precise=True)
P_VALUE = Kind(
    "p_value", "one P value", f"{_NUMBER}|[nN][.]?[sS][.]?", longest=64, numeric=True, precise=True
)
WORD = Kind("word", "one of the words of this column")
YEAR = Kind("year", "a year of four digits", _YEAR)
DATE = Kind(
    "date",
    "a date as YYYY-MM-DD, YYYY-MM or YYYY",
    f"{_YEAR}(?:-{_MONTHS_OF_A_DATE}(?:-{_DAY_OF_A_DATE})?)?",
)
PUBLISHED = Kind("publication date", "a date that starts with its year", f"{_YEAR}(?:[- /]{_LINE}+)?")
RATIO = Kind("ratio", "whole numbers with colons between", "[1-9][0-9]*(?: ?: ?[1-9][0-9]*)+")
COUNTS = Kind("list of counts", "whole numbers, separated by “; ”", "[0-9]+(?:(?:[;,] ?| or | and )[0-9]+)*")
DOI = Kind("doi", "an identifier that contains “10.”", f"{_LINE}*10[.]{_LINE}*", _ROUNDED, _FLOATS)
PMID = Kind("pmid", "digits", "(?:[Pp][Mm][Ii][Dd]:? ?)?[0-9]+[.]?", _TYPED_AS_NUMBER, _FLOATS)
PMCID = Kind(
    "pmcid",
    "PMC and digits",
    "[Pp][Mm][Cc] ?[0-9]+(?:[.][0-9]*)?|[0-9]+[.]?",
    _TYPED_AS_NUMBER,
    _FLOATS,
)
REGISTRY = Kind(
    "registry numbers",
    "registry numbers, separated by “; ”",
    f"[^\\r\\n,;{_BLANKS}][^\\r\\n,;]*(?:;[^\\r\\n,;]+)*;?",
    _TYPED_AS_NUMBER,
    _FLOATS,
)
SHA256 = Kind("sha-256", "64 hexadecimal digits", "[0-9a-fA-F]{64}", _ROUNDED, _FLOATS)
SPANS = Kind(
    "spans",
    "entries of the form column=start:end",
    f"[a-z][a-z0-9_]*=[0-9]+:[0-9]+(?:[;,]?[{_BLANKS}\\r\\n]+[a-z][a-z0-9_]*=[0-9]+:[0-9]+)*;?",
    missing=False,
)

#: Every kind by its name.
KINDS = {
    kind.name: kind
    for kind in (
        TEXT, ID, LIST, RANGE, COUNT, NUMBER, PERCENT, P_VALUE, WORD, YEAR, DATE, PUBLISHED, RATIO,
        COUNTS, DOI, PMID, PMCID, REGISTRY, SHA256, SPANS,
    )
}  # fmt: skip


def pattern_of(kind: Kind) -> str:
    """The pattern of a kind, with the words for missing where they may stand; empty for any text."""
    if not kind.pattern:
        return ""
    return "|".join((f"(?:{kind.pattern})", *(MISSING if kind.missing else ())))

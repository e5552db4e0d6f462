"""How each trial registry writes its numbers, and what people make of them.

The forms are those that the registries and WHO's platform give. There are no rules about check digits:
no registry publishes one, and none that was tried fits the numbers in use.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from ..model import lazy

#: What people put between letters and digits, in capitals: blanks, marks, a word for "number".
GAP = r"[\s:#/_.-]*(?:(?:NO|NUMBER|ID|IDENTIFIER|TRIAL)\b[\s:#.-]*)?"
_MARK = r"[\s/_.-]{1,3}"

Match = re.Match[str]


class Form(NamedTuple):
    """How one registry's numbers are written.

    Attributes:
        kind: one of `record.KINDS`.
        words: what its numbers look like.
        letters: what its numbers begin with, as a pattern in capitals.
        body: what follows the letters and a gap, as a pattern.
        canonical: the number as the registry writes it; None where a match of `body` cannot be one.
        guess: the number that may have been meant where there is none; None where that is unknown.
        strict: what it must match as a whole in running text, where any case and gap would mislead.
        hints: texts of which one stands in every text with such letters; else those the pattern begins with.
    """

    kind: str
    words: str
    letters: str
    body: str
    canonical: Callable[[Match], str | None]
    guess: Callable[[Match], str | None] = lambda _: None
    strict: str = ""
    hints: tuple[str, ...] = ()


def _digits(
    kind: str, letters: str, shown: str, *counts: int, start: str = "", pads: bool = False, strict: str = ""
) -> Form:
    """A registry whose numbers are letters and so many digits; `pads` where they begin with zeros.

    A digit may be lost anywhere. Only where a number begins with two zeros it is likely to be one of them, or
    one too many.
    """
    exact = "|".join(rf"[0-9]{{{count}}}(?![0-9])" for count in counts)
    spaced = "|".join(rf"[0-9](?:[ \u00a0-]?[0-9]){{{count - 1}}}(?![0-9])" for count in counts)

    def canonical(match: Match) -> str | None:
        digits = re.sub(r"\D", "", match["digits"])
        return shown + digits if len(digits) in counts and digits.startswith(start) else None

    def guess(match: Match) -> str | None:
        digits = match["digits"].lstrip("0")
        zeros = len(match["digits"]) - len(digits)
        # Where they are too many, one must be left, as they all have one.
        most = counts[0] - (len(match["digits"]) > counts[0])
        likely = pads and zeros > 1 and 0 < len(digits) <= most
        return shown + digits.zfill(counts[0]) if likely else None

    body = rf"(?P<digits>{exact}|{spaced}|[0-9]+)"
    many = f"{counts[0]} to {counts[-1]}" if len(counts) > 1 else str(counts[0])
    words = f"{shown}{start} and {many if not start else counts[0] - len(start)} digits"
    return Form(kind, words, letters, body, canonical, guess, strict)


def _chictr(match: Match) -> str | None:
    letters, digits = match["type"], match["digits"]
    if letters:
        return f"ChiCTR-{letters.upper()}-{digits}" if 4 <= len(digits) <= 10 else None
    return f"ChiCTR{digits}" if len(digits) == 10 else None


def _jrct(match: Match) -> str | None:
    letter, digits = match["letter"].lower(), match["digits"]
    return f"jRCT{letter}{digits}" if len(digits) == (9 if letter else 10) else None


def _european(match: Match) -> str | None:
    year, number, third, fourth = match["year"], match["number"], match["third"], match["fourth"]
    if len(number) != 6 or len(third) != 2 or not "2004" <= year <= "2099":
        return None
    return f"{year}-{number}-{third}" + (f"-{fourth}" if fourth else "")


FORMS = (
    _digits("nct", "NCT", "NCT", 8, pads=True),
    _digits("isrctn", "ISRCTN", "ISRCTN", 8, pads=True),
    _digits("actrn", "ACTRN|ANZCTR", "ACTRN", 14, start="126"),
    Form(
        "chictr",
        "ChiCTR and 10 digits, or ChiCTR-TRC- and 8",
        "CHICTR",
        r"(?:(?P<type>[A-Z]{2,6})[\s-]*)?(?P<digits>[0-9]+)",
        _chictr,
    ),
    Form(
        "ctri",
        "CTRI/2020/01/012345",
        "CTRI",
        rf"([0-9]{{4}}){_MARK}([0-9]{{2,3}}){_MARK}([0-9]{{6}})(?![0-9])|(?P<rest>[0-9][0-9/-]*)",
        lambda match: None if match["rest"] else f"CTRI/{match[1]}/{match[2]}/{match[3]}",
    ),
    _digits("drks", "DRKS", "DRKS", 8, pads=True),
    Form(
        "irct",
        "IRCT, digits, N and a number",
        "IRCT",
        r"([0-9]{8,20})\s?N\s?([0-9]{1,3})(?![0-9])|(?P<rest>[0-9]+)",
        lambda match: None if match["rest"] else f"IRCT{match[1]}N{match[2]}",
    ),
    _digits("umin", r"UMIN(?:-?CTR)?(?:[\s:-]*C(?=0))?", "UMIN", 9, pads=True),
    _digits("japic", "JAPIC-?CTI", "JapicCTI-", 6),
    Form(
        "jrct",
        "jRCT and 10 digits, or jRCTs and 9",
        "JRCT",
        r"(?P<letter>[abcs]?)[\s-]*(?P<digits>[0-9]+)",
        _jrct,
    ),
    _digits("jma", "JMA-?IIA", "JMA-IIA", 5, pads=True),
    _digits("kct", "KCT", "KCT", 7, pads=True),
    _digits("ntr", "NTR", "NTR", 1, 2, 3, 4, 5, strict=r"NTR-?[0-9]{3,5}"),
    _digits("ntr", "NL-?OMON", "NL-OMON", 4, 5, 6),
    Form(
        "ntr",
        "NL and up to 5 digits",
        "NL",
        r"([0-9]{1,5})(?![0-9]|\.[0-9]{3})|(?P<rest>[0-9]{6,})",
        lambda match: None if match["rest"] else f"NL{match[1]}",
        strict=r"NL[0-9]{4}",
    ),
    _digits("pactr", "PACTR", "PACTR", 15, 16),
    Form(
        "per",
        "PER-012-34",
        "PER",
        r"([0-9]{3})-([0-9][0-9])(?![0-9])",
        lambda match: f"PER-{match[1]}-{match[2]}",
        strict=r"PER-[0-9]{3}-[0-9][0-9]",
        hints=("PER-",),
    ),
    Form(
        "rbr",
        "RBR- and 6 to 8 letters and digits",
        "RBR",
        r"(?P<code>(?=[a-z]*[0-9])[0-9a-z]{6,8})(?![0-9a-z])",
        lambda match: f"RBR-{match['code'].lower()}",
        strict=r"RBR-?[0-9a-z]{6,8}",
    ),
    _digits("rpcec", "RPCEC", "RPCEC", 8, pads=True),
    Form(
        "slctr",
        "SLCTR/2020/012",
        "SLCTR",
        rf"([0-9]{{4}}){_MARK}([0-9]{{3}})(?![0-9])|(?P<rest>[0-9][0-9/-]*)",
        lambda match: None if match["rest"] else f"SLCTR/{match[1]}/{match[2]}",
    ),
    _digits("tctr", "TCTR", "TCTR", 11),
    _digits("lbctr", "LBCTR", "LBCTR", 10),
    Form(
        "utn",
        "U1111-1234-5678",
        "U(?=[01]{4})",
        r"([0-9]{4})[ -]?([0-9]{4})[ -]?([0-9]{4})(?![0-9])|(?P<rest>[0-9][0-9-]*)",
        lambda match: None if match["rest"] else f"U{match[1]}-{match[2]}-{match[3]}",
        strict=r"U1111-[0-9]{4}-[0-9]{4}",
        hints=("U1111", "U0000"),
    ),
)

#: The European registers' numbers, whose letters may be missing.
EUROPEAN = Form(
    "eudract",
    "2012-345678-90, or 2022-512345-67-00 in CTIS",
    "EUDRACT|EUCTR|EUCT|EU[ -]CT|CTIS",
    r"(?P<year>[0-9]{4})[\s/.-]?(?P<number>[0-9]{4,7})[\s/.-]?(?P<third>[0-9]{1,3})(?![0-9])"
    r"(?:[\s/.-](?P<fourth>[0-9][0-9])(?![0-9]))?"
    r"(?:[/-](?P<country>(?-i:[A-Z]{2}|3rd))(?!\w))?",
    _european,
    hints=("EUDRACT", "EUCT", "EU CT", "EU-CT", "CTIS"),
)
#: The same without letters: then its marks must be hyphens, or nothing would tell it from a date.
BARE_EUROPEAN = lazy(
    r"(?P<year>20[0-4][0-9])-(?P<number>[0-9]{6})-(?P<third>[0-9][0-9])(?![0-9])(?:-(?P<fourth>[0-9][0-9])(?![0-9]))?"
    r"(?:[/-](?P<country>[A-Z]{2}|3rd)(?!\w))?"
)

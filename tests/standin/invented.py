"""Records of papers that do not exist, as many as are wanted, with the shapes that real ones have."""

import random
from typing import Any

_FIRST = ("Early", "Late", "Oral", "Daily", "Weekly", "Combined", "Delayed", "Adaptive")
_DRUGS = ("vexorin", "lumatide", "pranoxel", "cardivast", "nerolimab", "tasivir", "quelmapid", "orstatin")
_IN = ("adults", "children", "women", "elderly patients", "neonates", "outpatients", "survivors")
_WITH = ("asthma", "sepsis", "migraine", "leukaemia", "Crohn's disease", "type 2 diabetes", "heart failure")
_KIND = ("a randomised trial", "a pilot study", "long-term follow-up", "an open-label extension")
_NAMES = (
    "Adler",
    "Baker",
    "de Clercq",
    "Dvořák",
    "Eriksen",
    "Fujita",
    "García-Ruiz",
    "Haddad",
    "Ito",
    "Jansen",
)


def papers(number: int, *, seed: int = 1, first: int = 90_000_000) -> list[dict[str, Any]]:
    """Facts of `number` papers; some have no DOI, some a PMCID, some a DOI that is full of punctuation."""
    chance = random.Random(seed)
    return [_paper(str(first + 7 * at), at, chance) for at in range(number)]


def _paper(pmid: str, at: int, chance: random.Random) -> dict[str, Any]:
    drug, other = chance.sample(_DRUGS, 2)
    title = (
        f"{chance.choice(_FIRST)} {drug} versus {other} in {chance.choice(_IN)} with {chance.choice(_WITH)}: "
        f"{chance.choice(_KIND)} of cohort{_letters(at)}."
    )
    year = chance.randrange(1985, 2026)
    names = chance.sample(_NAMES, chance.randrange(1, 6))
    facts: dict[str, Any] = {
        "pmid": pmid,
        "title": title,
        "journal": {
            "title": "The journal of examples",
            "iso": "J. Ex.",
            "medline": "J Ex",
            "nlm_id": "0000001",
            "issn": "1234-5678",
        },
        "year": year,
        "month": chance.choice(("Jan", "Apr", "Sep", "Dec")),
        "volume": str(year - 1950),
        "issue": str(chance.randrange(1, 13)),
        "pages": f"{1000 + at}-{chance.randrange(10, 99)}",
        "authors": [f"{name} {chance.choice('ABCDEF')}{chance.choice('GHIJ')}" for name in names],
    }
    if chance.random() < 0.85:
        facts["doi"] = chance.choice(
            (
                f"10.1000/jex.{year}.{at:05d}",
                f"10.1016/S0140-6736({year % 100:02d}){at:05d}-{at % 10}",
                f"10.1002/(SICI)1097-0258({year}0315)17:5<{at}::AID-SIM{at}>3.0.CO;2-{_letters(at)[-1].upper()}",
            )
        )
    if chance.random() < 0.3:
        facts["pmcid"] = f"PMC{3_000_000 + at}"
    return facts


def _letters(number: int) -> str:
    """A number as letters: titles are told apart by words, not by figures."""
    text = ""
    while True:
        number, digit = divmod(number, 20)
        text = "bcdfghjklmnpqrstvwxz"[digit] + text
        if not number:
            return text.rjust(3, "b")

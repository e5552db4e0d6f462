"""What headers of other people's sheets say: kinds of number, arms, and columns of a report."""

import re
from collections.abc import Iterable
from typing import Final

from ..vocabulary import MEASURES
from .mapping import ASKED

#: Words of a header -> the kind of number below it.
STATISTICS: Final = {
    "events": "events", "event": "events", "cases": "events", "responders": "events", "deaths": "events",
    "total": "total", "totals": "total", "n": "total", "randomised": "total", "randomized": "total",
    "mean": "mean", "sd": "sd", "stdev": "sd", "se": "se", "sem": "se", "median": "median",
    "q1": "q1", "p25": "q1", "q3": "q3", "p75": "q3", "min": "min", "max": "max",
    "percent": "percent", "pct": "percent", "percentage": "percent",
}  # fmt: skip

#: Words of a header -> the arm that the number is of.
ARMS: Final = dict.fromkeys(
    (
        "treat",
        "treated",
        "treatment",
        "trt",
        "tx",
        "intervention",
        "int",
        "experimental",
        "exp",
        "active",
        "drug",
        "1",
    ),
    "experimental",
) | dict.fromkeys(
    ("control", "controls", "ctrl", "ctl", "con", "placebo", "pbo", "comparator", "comp", "2"), "control"
)

#: Header without case and marks -> column of `reports`; the earlier names the report where several do.
REPORT: Final = {
    "reportid": "report_id", "studyid": "report_id", "study": "report_id", "studyname": "report_id",
    "trial": "report_id", "slab": "report_id", "trialid": "report_id", "studlab": "report_id",
    "author": "authors", "authors": "authors", "title": "title", "year": "year", "studyyear": "year",
    "publicationyear": "year", "journal": "journal", "doi": "doi", "pmid": "pmid", "pmcid": "pmcid",
    "volume": "volume", "issue": "issue", "pages": "pages", "nct": "registry_ids", "registry": "registry_ids",
    "registration": "registry_ids", "registryids": "registry_ids", "trialregistration": "registry_ids",
}  # fmt: skip

#: Header without case and marks -> column that says what a number is about.
ABOUT: Final = {
    "outcome": "outcome_id", "outcomeid": "outcome_id", "outcomename": "outcome_id", "endpoint": "outcome_id",
    "arm": "arm_id", "armid": "arm_id", "group": "arm_id", "treatment": "arm_id", "subgroup": "subgroup",
    "note": "note", "notes": "note", "comment": "note", "comments": "note", "footnotes": "note",
    "timevalue": "time_value", "timeunit": "time_unit", "population": "population", "source": "source",
    "extractedby": "extracted_by", "extractor": "extracted_by",
}  # fmt: skip

#: Words that may stand beside a measure of effect -> column of `estimates`.
EFFECT: Final = {
    "lower": "ci_lower", "lci": "ci_lower", "lcl": "ci_lower", "low": "ci_lower", "ll": "ci_lower",
    "start": "ci_lower",
    "upper": "ci_upper", "uci": "ci_upper", "ucl": "ci_upper", "high": "ci_upper", "ul": "ci_upper",
    "end": "ci_upper",
    "p": "p_value", "pvalue": "p_value", "pval": "p_value", "se": "se", "value": "value", "estimate": "value",
    "effect": "value", "effectestimate": "value", "effectsize": "value",
}  # fmt: skip

MEASURE_WORDS: Final = {name.lower(): name for name in MEASURES if name.isupper()}

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[a-z]{3})(?=[12]$)")


def words_of(header: str) -> list[str]:
    """The words of a header, in small letters: `meanTreat`, `events1` and `Total 2` have two each."""
    return re.findall(r"[^\W_]+", _CAMEL.sub(" ", header[:200]).lower())


def bare(header: str) -> str:
    """A header without case and marks."""
    return re.sub(r"[\W_]+", "", header[:200]).lower()


def measure_of(headers: Iterable[str]) -> str:
    """The header of the column that names the measure of each effect; a question where there is none."""
    return next((one for one in headers if bare(one) in ("measure", "effectmeasure")), ASKED)

"""Answers of the ID Converter."""

from dataclasses import dataclass
from typing import Any

from .answers import part
from .bodies import json_of


@dataclass(frozen=True, slots=True)
class Conversion:
    """One record of the ID Converter.

    Attributes:
        asked: the identifier it answers; older answers say so only where they had nothing to give.
        error: why there is nothing. It knows articles in PMC only: no error of it means that an identifier is
            wrong.
    """

    asked: str
    pmid: str = ""
    pmcid: str = ""
    doi: str = ""
    error: str = ""


def conversions_of(body: bytes) -> tuple[Conversion, ...]:
    """The records of an ID Converter answer, in the shape of before or after 2025.

    Raises:
        BadAnswer: it cannot be read, is none, or the whole request was refused.
    """
    records = part(json_of(body), "records", list)
    return tuple(_conversion(one) for one in records if isinstance(one, dict))


def _conversion(record: dict[str, Any]) -> Conversion:
    pmid, pmcid, doi = (str(record.get(key) or "") for key in ("pmid", "pmcid", "doi"))
    failed = str(record.get("status") or "").lower() == "error"
    error = str(record.get("errmsg") or "error") if failed else ""
    asked = str(record.get("requested-id") or "")
    if error:  # it echoes what was asked in the field of its kind: that is no finding
        return Conversion(asked or pmid or pmcid or doi, error=error)
    return Conversion(asked, pmid, pmcid, doi)

"""The trial registry numbers in a record's list of data banks. Pure."""

from typing import Final

from ..identifiers import Identifier, read_registry_numbers
from ..model import Publication

__all__ = ["misfiled", "registered"]

#: Which registries' numbers stand under a name in MEDLINE's list of data banks.
_BANKS: Final = {
    "anzctr": ("actrn",),
    "chictr": ("chictr",),
    "clinicaltrials.gov": ("nct",),
    "cris": ("kct",),
    "ctri": ("ctri",),
    "drks": ("drks",),
    "eudract": ("eudract", "ctis"),
    "irct": ("irct",),
    "isrctn": ("isrctn",),
    "jprn": ("umin", "japic", "jrct", "jma"),
    "ntr": ("ntr",),
    "pactr": ("pactr",),
    "rebec": ("rbr",),
    "repec": ("per",),
    "rpcec": ("rpcec",),
    "slctr": ("slctr",),
    "tctr": ("tctr",),
}


def registered(publication: Publication) -> tuple[tuple[str, Identifier], ...]:
    """The trial registry numbers in a record's list of data banks, by their form, with the bank's name."""
    return tuple(
        (bank, one)
        for bank, number in publication.registrations
        for one in read_registry_numbers(number).found
        if one.is_certain
    )


def misfiled(bank: str, number: Identifier) -> bool:
    """Whether a number stands under the name of a registry whose numbers have another form."""
    kinds = _BANKS.get(bank.casefold())
    return kinds is not None and number.kind not in kinds and number.kind != "utn"

"""DOIs of the versions of one paper, where each version has its own."""

from ..model import lazy

#: How registrants end the DOIs of the versions of one paper that PubMed keeps under one PMID.
_VERSION = lazy(r"(10\.12688/.+)\.\d+|(10\.(?:21203|20944|26434|6084)/.+?)(?:[./-]?v\d+)")


def are_versions(doi: str, other: str) -> bool:
    """Whether two canonical DOIs are those of two versions of one paper."""
    a, b = _VERSION.fullmatch(doi), _VERSION.fullmatch(other)
    return a is not None and b is not None and doi != other and a.groups() == b.groups()

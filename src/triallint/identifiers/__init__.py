"""Identifiers as people write them: one normaliser of DOIs, PMIDs, PMCIDs and registry numbers for everyone.

Cells are read whole (`read_doi` and its kin): whatever is not the identifier is explained. Running text is
searched (`find` and its kin): whatever is not an identifier is left alone. Pure: text in, records out.
"""

from .anywhere import BARE_NUMBER, find, path_name, read
from .columns import COLUMN_READERS, READERS
from .doi import compare_dois, doi_key, loose_keys, read_doi
from .pubmed import find_pmcids, find_pmids, read_pmcid, read_pmid
from .recognise import what_is
from .record import KINDS, Grade, Identifier, Note, Reading, fold
from .registry import find_registry_numbers, read_registry_numbers
from .running import find_dois, ladder
from .suffix import part_of
from .versions import are_versions

__all__ = [
    "BARE_NUMBER",
    "COLUMN_READERS",
    "KINDS",
    "READERS",
    "Grade",
    "Identifier",
    "Note",
    "Reading",
    "are_versions",
    "compare_dois",
    "doi_key",
    "find",
    "find_dois",
    "find_pmcids",
    "find_pmids",
    "find_registry_numbers",
    "fold",
    "ladder",
    "loose_keys",
    "part_of",
    "path_name",
    "read",
    "read_doi",
    "read_pmcid",
    "read_pmid",
    "read_registry_numbers",
    "what_is",
]

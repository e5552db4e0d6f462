"""Citations as people keep them: strings in PubMed, AMA or Vancouver layout parsed into fields with spans.

Pure: text in, records out. Nothing is guessed: what is in no known layout gives its identifiers alone.
"""

from .parse import parse
from .record import FIELDS, Flag, Note, Parsed, Part

__all__ = ["FIELDS", "Flag", "Note", "Parsed", "Part", "parse"]

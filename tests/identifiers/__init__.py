"""Tests of the identifiers: reading cells, finding in text, the checks, the cases and the corpora."""

"""Checks of identifiers as they are written: DOIs, PMIDs, PMCIDs and trial registry numbers."""

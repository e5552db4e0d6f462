"""Checks of what became of a publication: retracted, corrected, superseded, or never a study."""

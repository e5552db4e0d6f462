"""Checks of cells against the document that they were read from."""

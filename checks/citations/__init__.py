"""Checks of citations against PubMed: the identifiers name the work, and its fields agree."""

"""Checks of records that may be one publication twice."""

"""Checks of the same quantity in several places, and what a report claims."""

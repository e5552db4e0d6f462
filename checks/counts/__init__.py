"""Checks of participants, percents and flow."""

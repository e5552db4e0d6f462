"""Checks of effects, intervals and P values."""

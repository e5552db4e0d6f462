"""Checks of means, spreads and test statistics."""

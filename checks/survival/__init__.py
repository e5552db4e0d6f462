"""Checks of survival estimates and Kaplan-Meier tables."""

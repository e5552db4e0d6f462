"""The checks: one file is one check."""

"""The seed figures, one digit changed at a time: what is found, what rounding hides, what nothing checks."""

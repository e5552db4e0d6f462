"""PubMed: its answers read, the one door to it, and what was recorded of it."""

"""The match that stands last before a place: prose says what a number is just before it."""

import re


def last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The last of the matches of a pattern between two places; None where there is none."""
    found = None
    for found in pattern.finditer(text, start, end):  # noqa: B007
        pass
    return found

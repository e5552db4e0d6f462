"""Whose answers about citations a run used, in words and for programs."""

from dataclasses import asdict
from typing import Any

from ..model import AnswersUsed, ListUsed


def whose(used: AnswersUsed) -> str:
    """Who gave the answers, never letting a stand-in pass for the real thing."""
    if used.source == "stand-in":
        return "recorded from the stand-in, not from NCBI"
    return "from a local mirror of PubMed" if used.source == "mirror" else f"recorded from {used.source}"


def in_words(used: AnswersUsed) -> str:
    """ "57 found, 2 unverified; recorded from NCBI, 2026-11-20 to 2026-11-21"."""
    counts = (("found", used.found), ("absent", used.absent), ("unverified", used.unverified))
    said = ", ".join(f"{count:,} {state}" for state, count in counts if count)
    to = f" to {used.newest}" if used.newest != used.oldest else ""
    return f"{said}; {whose(used)}, {used.oldest}{to}"


def list_in_words(used: ListUsed) -> str:
    """ "retractions.csv: 45,000 notices, the newest of 2026-03-01; 2 publications here have one"."""
    newest = f", the newest of {used.newest}" if used.newest else ", none with a date"
    matched = f"{used.matched:,} of the publications here {'has' if used.matched == 1 else 'have'} one"
    unread = f"; {used.unread:,} more of a kind that is not known here" if used.unread else ""
    return f"{used.file}: {used.notices:,} notices of retraction and the like{newest}; {matched}{unread}"


def as_data(used: AnswersUsed) -> dict[str, Any]:
    """The same for programs; dates as YYYY-MM-DD."""
    dates = {"oldest": used.oldest.isoformat(), "newest": used.newest.isoformat()}
    return {**asdict(used), **dates, "words": whose(used)}

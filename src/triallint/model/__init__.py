"""The words of the house: what every other room speaks in. Imports nothing else of ours."""

from .findings import (
    Certainty,
    Checked,
    Crash,
    Edit,
    Finding,
    Fix,
    Point,
    Problem,
    Role,
    Run,
    Severity,
    SeverityName,
    Skip,
    Tally,
    fingerprint,
)
from .interval import EVERYTHING, End, Interval, widened
from .printed import MISSING_WORDS, Printed, Rounding, parse
from .reported import CannotLook, Locates, Place, Reported, Span, column_letters

__all__ = [
    "EVERYTHING",
    "MISSING_WORDS",
    "CannotLook",
    "Certainty",
    "Checked",
    "Crash",
    "Edit",
    "End",
    "Finding",
    "Fix",
    "Interval",
    "Locates",
    "Place",
    "Point",
    "Printed",
    "Problem",
    "Reported",
    "Role",
    "Rounding",
    "Run",
    "Severity",
    "SeverityName",
    "Skip",
    "Span",
    "Tally",
    "column_letters",
    "fingerprint",
    "parse",
    "widened",
]

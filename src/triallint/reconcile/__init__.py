"""Records of one publication found, grouped and kept apart from what only looks like them. Pure."""

from .grouping import group
from .words import (
    CERTAINTIES,
    FIELDS,
    MERGED,
    Certainty,
    Conflict,
    Decision,
    Edge,
    Group,
    Kind,
    Merged,
    Reason,
    Record,
    Sourced,
    Veto,
)

__all__ = [
    "CERTAINTIES",
    "FIELDS",
    "MERGED",
    "Certainty",
    "Conflict",
    "Decision",
    "Edge",
    "Group",
    "Kind",
    "Merged",
    "Reason",
    "Record",
    "Sourced",
    "Veto",
    "group",
]

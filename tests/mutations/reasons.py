"""Why nothing checks a seed cell: read and agreed, cell by cell or column by column."""

_STATED_ONCE = "stated once; nothing else in the report depends on it"
_NO_MAXIMUM = "no longest follow-up is printed for these participants, so any year is possible"
_NO_COUNT = "a whole percent of more than 100 participants is always possible, and no count stands beside it"
_EARLIER = "of an earlier data cut than all else; no digit takes it beyond the participants"

#: By row and column, which go first, or by table and column.
REASONS = {
    ("continuous", "median"): _STATED_ONCE,
    ("002-follow-up", "min"): "below the median whatever its digits",
    ("estimates", "time_value"): _NO_MAXIMUM,
    ("counts", "percent"): _NO_COUNT,
    ("002-toxicity", "events"): _STATED_ONCE,
    ("004-dfs-events", "events"): _EARLIER,
    ("trials", "sites"): _STATED_ONCE,
    ("trials", "planned_events"): "a plan; the events seen may be fewer or more",
}

#: What is to be said besides of every such cell of a trial.
BESIDES = {
    "AALL1731": "; the paper's other record prints it, but figures of another time or level are not compared"
}


def reason(trial: str, table: str, row: str, column: str) -> str:
    """Why nothing checks this cell; empty where nobody has said."""
    found = REASONS.get((row, column)) or REASONS.get((table, column))
    return found + BESIDES.get(trial, "") if found else ""

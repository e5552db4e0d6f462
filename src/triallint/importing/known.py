"""Exports whose headers are known: metafor's arguments, RevMan's data rows, Covidence's extraction."""

from collections.abc import Sequence
from typing import Final

from .mapping import Block
from .words import bare, measure_of

#: Kind, what a row is about, blocks, and the headers that these blocks use.
Known = tuple[str, dict[str, str], list[Block], set[str]]

#: Table, arm, our columns and those of metafor's `escalc` (`|` parts alternatives), and what a row needs.
_METAFOR: Final = (
    ("counts", "experimental", {"events": "ai", "total": "n1i|calc: ai + bi"}, ["events"]),
    ("counts", "control", {"events": "ci", "total": "n2i|calc: ci + di"}, ["events"]),
    ("continuous", "experimental", {"mean": "m1i", "sd": "sd1i", "n": "n1i"}, ["mean", "sd"]),
    ("continuous", "control", {"mean": "m2i", "sd": "sd2i", "n": "n2i"}, ["mean", "sd"]),
    ("counts", "experimental", {"event_count": "x1i", "person_time": "t1i"}, ["event_count"]),
    ("counts", "control", {"event_count": "x2i", "person_time": "t2i"}, ["event_count"]),
    ("continuous", "", {"mean": "mi", "sd": "sdi", "n": "ni"}, ["mean", "sd"]),
)


def metafor(headers: Sequence[str], about: dict[str, str]) -> Known:
    """Sheets with the columns that metafor's `escalc` and `rma` take."""
    pairs = (
        {"ai", "ci"},
        {"m1i", "m2i"},
        {"x1i", "x2i"},
        {"xi", "ni"},
        {"xi", "ti"},
        {"mi", "sdi"},
        {"yi", "vi"},
        {"yi", "sei"},
    )
    here = set(headers)
    if not any(pair <= here for pair in pairs):
        return "", about, [], set()
    blocks = []
    for table, arm, given, when in _METAFOR:
        columns = {name: value for name, text in given.items() if (value := _first(text, here))}
        if any(name in columns for name in when):
            blocks.append(
                Block(table, _about(about, arm) | columns, [name for name in when if name in columns])
            )
    if "xi" in here:
        people = "ti" not in here
        columns = {"events": "xi", "total": "ni"} if people else {"event_count": "xi", "person_time": "ti"}
        columns = {name: value for name, value in columns.items() if value in here}
        blocks.append(Block("counts", _about(about) | columns, [next(iter(columns))]))
    if "yi" in here:
        columns = _about(about, None) | {"measure": measure_of(headers)} | _effect(here)
        blocks.append(Block("estimates", columns, ["value"]))
    used = {
        name
        for block in blocks
        for name in here
        if any(
            name in v.replace("calc:", "").replace("sqrt(", " ").replace(")", " ").split()
            for v in block.columns.values()
        )
    }
    return "metafor", about, blocks, used


def _effect(here: set[str]) -> dict[str, str]:
    """`yi` with its standard error; the root of its variance only where no standard error is there."""
    columns = {"value": "yi"}
    if "sei" in here:
        columns["se"] = "sei"
    elif "vi" in here:
        columns["se"] = "calc: sqrt(vi)"
    columns |= {
        name: text
        for name, text in {"ci_lower": "ci.lb", "ci_upper": "ci.ub", "p_value": "pval"}.items()
        if text in here
    }
    return columns


def _first(text: str, here: set[str]) -> str:
    """The first alternative whose headers are all there."""
    for one in text.split("|"):
        if set(one.removeprefix("calc: ").split(" + ")) <= here:
            return one
    return ""


def _about(about: dict[str, str], arm: str | None = "") -> dict[str, str]:
    columns = {"outcome_id": "=outcome"} | {name: text for name, text in about.items() if name != "arm_id"}
    if arm:
        columns["arm_id"] = f"={arm}"
    elif arm == "" and "arm_id" in about:
        columns["arm_id"] = about["arm_id"]
    return columns


#: Parts of an analysis's name in RevMan's data rows, the ones that are there are joined.
_ANALYSIS: Final = ("Analysis group", "Analysis number", "Comparison Number", "Outcome Number")


def revman(headers: Sequence[str], about: dict[str, str]) -> Known:
    """Analysis data rows as RevMan and the Cochrane Library export them: one row a study and analysis.

    R writes the same headers with dots for blanks.
    """
    here = {bare(header): header for header in reversed(headers)}

    def those(**wanted: str) -> dict[str, str]:
        return {column: here[bare(name)] for column, name in wanted.items() if bare(name) in here}

    def first(*names: str) -> str:
        return next((here[bare(name)] for name in names if bare(name) in here), "")

    named = [here[bare(name)] for name in _ANALYSIS if bare(name) in here]
    if len(named) < 2:
        return "", about, [], set()
    analysis = "=" + ".".join(f"{{{name}}}" for name in named)
    title = first("Analysis name", "Outcome", "Outcome Name")
    about = about | {"outcome_id": analysis + (f" {{{title}}}" if title else "")}
    subgroup = first("Subgroup", "Subgroup name")
    about |= {"subgroup": subgroup} if subgroup else {}
    common = {name: text for name, text in about.items() if name != "arm_id"}
    common["measure"] = measure_of(headers)
    given = (
        those(value="Mean", ci_lower="CI start", ci_upper="CI end"),
        those(value="GIV Mean", se="GIV SE"),
        those(o_minus_e="O-E", variance="Variance"),
    )
    blocks = [
        Block("estimates", common | {"origin": "=calculated"} | columns, [next(iter(columns))])
        for columns in given
        if "value" in columns or "o_minus_e" in columns
    ]
    numbered = first("Subgroup number") if subgroup else ""
    used = {*named, title, subgroup, numbered, *(text for one in blocks for text in one.columns.values())}
    return "RevMan", about, blocks, used


def covidence(headers: Sequence[str], about: dict[str, str]) -> Known:
    """Covidence's export of extracted data: one row for each study and reviewer."""
    if not {"Covidence #", "Study ID"} <= set(headers):
        return "", about, [], set()
    extra = {"note": "=Covidence {Covidence #}"}
    if "Reviewer Name" in headers:
        extra["extracted_by"] = "Reviewer Name"
    return "Covidence", about | extra, [], {"Covidence #", "Reviewer Name"}

"""A mapping proposed from the headers of a sheet: a known export, or one wide or long sheet."""

from collections.abc import Iterable, Sequence
from typing import Final

from .known import covidence, metafor, revman
from .mapping import Block, SheetMapping
from .words import ABOUT, ARMS, EFFECT, MEASURE_WORDS, REPORT, STATISTICS, bare, measure_of, words_of

#: The name of what is measured, where no header says it.
UNNAMED: Final = "=outcome"
_COUNTS: Final = ("events", "percent")
_SUMMARY: Final = ("mean", "sd", "se", "median", "q1", "q3", "min", "max")


def propose(header: Sequence[str]) -> SheetMapping:
    """A mapping for a sheet with these headers; what it does not name was not understood."""
    headers = list(dict.fromkeys(text for text in header if text))
    mapping = SheetMapping(report=report_of(headers))
    taken = set(mapping.report.values())
    about = {
        column: text for text in reversed(headers) if text not in taken and (column := ABOUT.get(bare(text)))
    }
    rest = [text for text in headers if text not in taken and text not in about.values()]
    for known in (metafor, revman, covidence):
        kind, about, blocks, used = known(headers, about)
        if kind:
            mapping.kind = kind
            mapping.blocks += blocks
            rest = [text for text in rest if text not in used]
        if kind == "Covidence":
            mapping.only = {"Reviewer Name": "Consensus"} if "Reviewer Name" in headers else {}
    blocks = [*_measured(rest, about), *_effects(rest, about)]
    for block in blocks:
        if mapping.kind == "RevMan" and block.table == "estimates":
            block.columns["origin"] = "=calculated"
    mapping.blocks += blocks
    if any("arm_id" in block.columns and "arm_id" in about for block in blocks) and mapping.kind == "wide":
        mapping.kind = "long"
    if "report_id" not in mapping.report:
        mapping.report["report_id"] = (
            mapping.report.get("title") or _author_and_year(mapping.report) or "=row {#}"
        )
    return mapping


def report_of(headers: Iterable[str]) -> dict[str, str]:
    """The columns of `reports` among headers; of several for one column the first in our list."""
    order = list(REPORT)
    ranked = sorted((one for one in headers if bare(one) in REPORT), key=lambda one: order.index(bare(one)))
    found: dict[str, str] = {}
    for header in ranked:
        found.setdefault(REPORT[bare(header)], header)
    return found


def _author_and_year(report: dict[str, str]) -> str:
    if "authors" not in report:
        return ""
    return f"={{{report['authors']}}}" + (f" {{{report['year']}}}" if "year" in report else "")


def _measured(headers: Iterable[str], about: dict[str, str]) -> list[Block]:
    """Counts and summaries, one block for each outcome and arm that headers name."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for header in headers:
        place = _place_of(header)
        if place is not None:
            outcome, arm, statistic = place
            found.setdefault((outcome, arm), {}).setdefault(statistic, header)
    blocks: list[Block] = []
    for (outcome, arm), columns in found.items():
        total = columns.get("total") or found.get(("", arm), {}).get("total", "")
        common = dict(about)
        if outcome:
            common["outcome_id"] = f"={outcome}"
        common.setdefault("outcome_id", UNNAMED)
        if arm:
            common["arm_id"] = f"={arm}"
        blocks += _tables(columns, total, common)
    return blocks


def _tables(columns: dict[str, str], total: str, common: dict[str, str]) -> Iterable[Block]:
    counts = {name: columns[name] for name in _COUNTS if name in columns}
    if counts:
        yield Block("counts", common | counts | ({"total": total} if total else {}), list(counts))
    summary = {name: columns[name] for name in _SUMMARY if name in columns}
    if "mean" in summary or "median" in summary:  # a lone standard error is that of an effect
        yield Block("continuous", common | summary | ({"n": total} if total else {}), list(summary))


def _place_of(header: str) -> tuple[str, str, str] | None:
    """The outcome, arm and statistic that a header names; None where it names no statistic."""
    words = words_of(header)
    arms = [word for word in words if word in ARMS]
    statistics = [word for word in words if word in STATISTICS]
    if len(arms) > 1 or not statistics:
        return None
    # "deaths" alone is what is counted; beside another word of a statistic it is the outcome's name.
    chosen = next((word for word in reversed(statistics) if word != "deaths"), statistics[-1])
    rest = [word for word in words if word != chosen and word not in arms]
    plain = [word for word in words if word not in arms]
    if chosen not in (plain[0], plain[-1]):
        return None  # "type of event looked for" names no number
    if any(word in EFFECT or word in MEASURE_WORDS for word in rest):
        return None
    return " ".join(rest), ARMS[arms[0]] if arms else "", STATISTICS[chosen]


def _effects(headers: Iterable[str], about: dict[str, str]) -> list[Block]:
    """Estimates: a measure's own headers, and limits and P values that name none."""
    found: dict[str, dict[str, str]] = {}
    with_mean = any("mean" in words_of(header) for header in headers)
    for header in headers:
        words = [word for word in words_of(header) if word not in ("ci", "95", "95ci")]
        measures = [word for word in words if word in MEASURE_WORDS]
        others = [word for word in words if word not in MEASURE_WORDS]
        column = EFFECT.get("".join(others)) if others else "value"
        if column is None or len(measures) > 1 or (not measures and not others):
            continue
        if words == ["se"] and with_mean:
            continue
        measure = MEASURE_WORDS[measures[0]] if measures else ""
        found.setdefault(measure, {}).setdefault(column, header)
    named = [measure for measure in found if measure]
    if "" in found and len(named) == 1:
        loose = found.pop("")
        found[named[0]] = loose | found[named[0]]
    blocks = []
    for measure, columns in found.items():
        common = {"outcome_id": UNNAMED} | {k: v for k, v in about.items() if k != "arm_id"}
        common["measure"] = f"={measure}" if measure else measure_of(headers)
        blocks.append(Block("estimates", common | columns, list(columns)))
    return blocks

"""What was looked at and what was not, by table and check; what no check touches is never a pass. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from operator import attrgetter
from typing import Any, Final

from ..catalogue import Catalogue
from ..checkfile import Check
from ..model import Checked, Place, Run, Skip, Tally
from ..render.answers import in_words, list_in_words
from ..render.characters import shown, visible
from ..render.words import place_in_words

#: Places that are named one by one; all are counted.
MOST_NAMED: Final = 200


def covered(run: Run, catalogue: Catalogue) -> dict[str, Any]:
    """The counts of a run, as the page shows them."""
    checked = run.checked
    return {
        "tables": list(_tables(run, catalogue)),
        "conditions": list(_conditions(run, catalogue)),
        "rows": sum(checked.rows.values()),
        "untouched": sum(checked.untouched.values()),
        "untouched_lines": list(_lines(checked.untouched_rows)),
        "unnamed": sum(checked.untouched.values()) - len(checked.untouched_rows),
        "skipped": sum(skip.count for skip in run.skips if not skip.is_moot),
        "moot": sum(skip.count for skip in run.skips if skip.is_moot),
        "reasons": _reasons(run.skips),
        "unverified": [_unverified(checked, at) for at in range(min(len(checked.unverified), MOST_NAMED))],
        "unverified_count": len(checked.unverified),
        "answers": [in_words(one) for one in checked.answers],
        "stand_in": any(one.source == "stand-in" for one in checked.answers),
        "lists": [list_in_words(one) for one in checked.lists],
        "crashes": [
            [crash.check, place_in_words(crash.place) if crash.place else "", shown(crash.error, 400)]
            for crash in run.crashes
        ],
    }


def _tables(run: Run, catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """For each table (or several that a check is about alike), its checks and what became of them."""
    groups: dict[tuple[str, ...], list[Check]] = {}
    for check in catalogue.selected:
        groups.setdefault(tuple(kind.table for kind in check.kinds), []).append(check)
    order = {name: at for at, name in enumerate(run.checked.rows)}
    reasons = _skips(run.skips)
    for names in sorted(groups, key=lambda names: ([order.get(name, 99) for name in names], len(names))):
        checks = [_check(one, run.checked.tallies.get(one.name, Tally()), reasons) for one in groups[names]]
        yield {
            "name": " and ".join(names),
            "rows": sum(run.checked.rows.get(name, 0) for name in names),
            "untouched": sum(run.checked.untouched.get(name, 0) for name in names),
            "asked": sorted((one for one in checks if one["applicable"] or one["crashed"]), key=_state),
            "idle": [one for one in checks if not (one["applicable"] or one["crashed"])],
        }


def _check(check: Check, tally: Tally, reasons: dict[str, list[Skip]]) -> dict[str, Any]:
    skips = [
        (one.reason.removeprefix("moot: "), one.count, one.is_moot) for one in reasons.get(check.name, [])
    ]
    moot = sum(count for _, count, is_moot in skips if is_moot)
    return {
        "name": check.name,
        "title": check.title,
        **asdict(tally),
        "passed_plainly": tally.passed - tally.passed_by_rounding,
        "moot": min(moot, tally.skipped),
        "skips": [(shown(reason, 300), count, is_moot) for reason, count, is_moot in skips],
        "looked": tally.passed + tally.explained + tally.failed,
    }


def _state(one: dict[str, Any]) -> tuple[bool, bool, bool, str]:
    """Failed first, then crashed, then those that could look nowhere, then the rest."""
    return not one["failed"], not one["crashed"], bool(one["looked"]), one["name"]


def _skips(skips: Iterable[Skip]) -> dict[str, list[Skip]]:
    found: dict[str, list[Skip]] = {}
    for skip in sorted(skips, key=attrgetter("count"), reverse=True):
        found.setdefault(skip.check, []).append(skip)
    return found


def _reasons(skips: Iterable[Skip]) -> list[tuple[str, int]]:
    """Why checks could not look, the most frequent first."""
    counts: Counter[str] = Counter()
    for skip in skips:
        if not skip.is_moot:
            counts[skip.reason] += skip.count
    return [(shown(reason, 300), count) for reason, count in counts.most_common()]


def _conditions(run: Run, catalogue: Catalogue) -> Iterator[tuple[str, str, int]]:
    """The conditions of files and tables that something does not fit: (name, title, how often)."""
    checks = {check.name for check in catalogue.checks}
    counts = Counter(one.check for one in run.findings if one.check not in checks)
    titles = {entry.name: entry.title for entry in catalogue.entries()}
    for name, count in counts.most_common():
        yield name, titles.get(name, name.replace("_", " ")), count


def _unverified(checked: Checked, at: int) -> tuple[str, str, str, str]:
    one = checked.unverified[at]
    return place_in_words(one.place), visible(one.subject), shown(one.what, 200), shown(one.reason, 300)


def _lines(places: Iterable[Place]) -> Iterator[tuple[str, str]]:
    """The rows that no check looked at, as (file, "5, 9 to 12")."""
    files: dict[str, list[int]] = {}
    for place in places:
        where = place_in_words(place._replace(row=None, column=None, name=""))
        files.setdefault(where, []).append(place.row or 0)
    for where, lines in files.items():
        yield where, _ranges(sorted(set(lines)))


def _ranges(numbers: Iterable[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)

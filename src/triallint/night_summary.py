"""A night in short: Markdown for a job's summary and for the body of an issue. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from .nights import Changes, Seen
from .render.answers import in_words
from .render.characters import visible
from .render.words import counted

if TYPE_CHECKING:
    from .nightly import Told

#: Entries of a list that are printed; the others are counted. An issue's body holds 65,536 characters.
_MOST: Final = 25
_LONGEST: Final = 240

#: What Markdown, HTML or a forge would make something of: marks, tags, mentions and numbers of issues.
_MARKS: Final = str.maketrans(
    {mark: f"\\{mark}" for mark in "\\`*_[]|~"}
    | {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;", "#": "&#35;", "\n": " ", "\r": " "}
)


def summary(told: "Told", written: Sequence[str] = ()) -> str:
    """The Markdown.

    Args:
        told: the night.
        written: the files beside it.
    """
    parts = [f"# triallint, night of {told.on.isoformat()}", *_opening(told)]
    if told.changes:
        parts += _changed(told.changes)
    parts += _list("Could not look", [plain(one) for one in told.unlooked])
    parts += _expectations(told)
    parts += _standing(told)
    if written:
        parts.append("Written beside this: " + ", ".join(f"`{one}`" for one in written) + ".")
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Text from data as Markdown that shows it as it is, on one line."""
    text = " ".join(visible(text).split())
    text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return text.translate(_MARKS)


def _opening(told: "Told") -> Iterator[str]:
    meaning = {
        0: "nothing at or above the threshold",
        1: "findings",
        2: "no input could be read",
        3: "something could not be looked at",
    }
    yield f"Exit code {int(told.code)}: {told.because or meaning[int(told.code)]}."
    if told.changes is None:
        yield "This is the first night: there is nothing to compare it with yet."
        return
    changes = told.changes
    counts = (
        (len(changes.retracted), "newly retracted"),
        (len(changes.new), "new"),
        (len(changes.changed), "changed"),
        (len(changes.fixed), "fixed"),
        (len(changes.revised), "revised in PubMed"),
    )
    said = ", ".join(f"**{count} {words}**" if count else f"0 {words}" for count, words in counts)
    yield f"Since {told.before}: {said}."


def _changed(changes: Changes) -> Iterator[str]:
    retracted = [f"PMID {plain(pmid)}: {plain(title)}" for pmid, title in changes.retracted.items()]
    yield from _list("Newly retracted", retracted)
    yield from _list("New findings", map(_finding, changes.new))
    changed = [
        f"{_finding(now)}; it was {plain(', '.join(before.values))}" for before, now in changes.changed
    ]
    yield from _list("Changed findings", changed)
    yield from _list("Fixed", map(_finding, changes.fixed))
    revised = [
        f"PMID {plain(one.pmid)}, {one.name}:"
        f" {plain(one.before) or '(nothing)'} → {plain(one.after) or '(nothing)'}"
        for one in changes.revised
    ]
    yield from _list("Revised in PubMed", revised)
    answered = [f"{plain(asked)}: {old}, now {new}" for asked, (old, new) in changes.states.items()]
    yield from _list("Answered otherwise", answered)
    yield from _list("Not seen tonight, because nobody could look", map(_finding, changes.unlooked))


def _list(heading: str, lines: Iterable[str]) -> Iterator[str]:
    listed = list(lines)
    if not listed:
        return
    yield f"## {heading}"
    more = [f"and {len(listed) - _MOST:,} more"] if len(listed) > _MOST else []
    yield "\n".join(f"- {line}" for line in [*listed[:_MOST], *more])


def _finding(one: Seen) -> str:
    accepted = ", accepted" if one.accepted else ""
    where = f"{one.file}:{one.row}" if one.row else one.file
    return (
        f"{one.severity}{accepted}: {plain(where)}: {plain(one.message)} (`{one.check}`, `{one.fingerprint}`)"
    )


def _expectations(told: "Told") -> Iterator[str]:
    if not told.held:
        return
    failed = [one for one in told.held if not one.holds and not one.trouble]
    yield "## The corpus"
    holding = sum(one.holds for one in told.held)
    lines = [f"{holding} of {len(told.held)} expectations hold."]
    for one in failed[:_MOST]:
        rows = f": {plain(', '.join(one.rows[:5]))}" if one.rows else ""
        lines.append(f"- {one.suite}, `{one.column or one.kind}`: {one.says} {one.unexpected:,} do not{rows}")
    yield "\n".join([lines[0], "", *lines[1:]]) if failed else lines[0]


def _standing(told: "Told") -> Iterator[str]:
    run = told.inspection.run
    severities = [one.severity.name for one in run.findings]
    yield "## All that stands"
    lines = [
        ", ".join(counted(severities.count(name), name) for name in ("error", "warning"))
        + f", {severities.count('info')} info; {len(run.accepted):,} accepted.",
        f"{sum(run.checked.rows.values()):,} rows in {counted(len(run.checked.files), 'file')};"
        f" {sum(run.checked.untouched.values()):,} rows that no check looked at;"
        f" {counted(len(run.checked.unverified), 'publication')} unverified.",
    ]
    lines += [f"Answers: {plain(in_words(used))}." for used in run.checked.answers]
    if told.refreshed is None:
        lines.append("Nobody was asked tonight.")
    else:
        done = told.refreshed
        lines.append(
            f"Asked tonight: {plain(done.whom)}; {done.answered:,} of {done.asked:,} answered,"
            f" {done.kept:,} were fresh enough."
        )
    groups, conflicts = (
        sum(len(one.groups) for one in told.outcomes),
        sum(one.conflicts for one in told.outcomes),
    )
    lines.append(
        f"Records that belong together: {counted(groups, 'group')}, {counted(conflicts, 'conflict')}."
    )
    yield "\n".join(f"- {line}" for line in lines)

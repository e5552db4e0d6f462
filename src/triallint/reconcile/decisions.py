"""What a person has decided of records that look alike: a small text in TOML, kept beside the data. Pure."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from ..config import UsageError, did_you_mean
from .words import Decision, Group

_OPENING: Final = """\
# What was decided of records that look alike. `triallint reconcile` reads this file and respects it;
# `triallint reconcile --same A B --reason "..."` and `--different A B --reason "..."` add to it.
"""
_WORDS: Final = {"same": True, "different": False}
_KEYS: Final = frozenset({"records", "who", "when", "why"})


def parse_decisions(text: str, where: str = "decisions") -> tuple[Decision, ...]:
    """The decisions of a file, in its order.

    Args:
        text: the file.
        where: what it is called in messages.

    Raises:
        UsageError: it is not of the form, or two of its decisions contradict each other.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{where}: not valid TOML: {error}") from None
    found: dict[frozenset[str], Decision] = {}
    for one in _decisions(where, document):
        known = found.setdefault(frozenset((one.a, one.b)), one)
        if known.same != one.same:
            raise UsageError(f"{where}: {one.a} and {one.b} are said to be the same, and to be different")
    return tuple(found.values())


def _decisions(where: str, document: Mapping[str, Any]) -> Iterator[Decision]:
    for word, entries in document.items():
        if word not in _WORDS:
            raise UsageError(
                f"{where}: `{word}` is neither `same` nor `different`{did_you_mean(word, _WORDS)}"
            )
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise UsageError(f"{where}: write [[{word}]], once for each decision")
        yield from (_decision(where, word, entry) for entry in entries)


def _decision(where: str, word: str, entry: Mapping[str, Any]) -> Decision:
    """One decision. Raises `UsageError` where it does not name two records, or gives no reason."""
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise UsageError(f"{where}: [[{word}]] has no key {unknown[0]!r}{did_you_mean(unknown[0], _KEYS)}")
    records = entry.get("records")
    named = isinstance(records, list) and all(isinstance(one, str) for one in records)
    if not named or len(set(records or ())) != 2:
        raise UsageError(f'{where}: [[{word}]] needs two records, such as records = ["000", "003"]')
    assert records
    who, when, why = (str(entry.get(name, "")).strip() for name in ("who", "when", "why"))
    if not why:
        raise UsageError(f"{where}: the decision on {records[0]} and {records[1]} needs a reason: why = …")
    return Decision(records[0], records[1], _WORDS[word], who, when, why)


def with_decision(before: str, decision: Decision, known: Iterable[str], where: str = "decisions") -> str:
    """The file with one more decision at its end; all that stands in it stays as it is.

    Args:
        before: the file; blank where there is none yet.
        decision: what was decided.
        known: the ids of all records.
        where: what the file is called in messages.

    Raises:
        UsageError: an id names no record, the pair is decided already, or there is no reason.
    """
    ids = list(known)
    for name in (decision.a, decision.b):
        if name not in ids:
            raise UsageError(f"no record is called {name!r}{did_you_mean(name, ids)}")
    if decision.a == decision.b:
        raise UsageError(f"a decision is about two records: {decision.a} was named twice")
    for one in parse_decisions(before, where):
        if {one.a, one.b} == {decision.a, decision.b}:
            word = "the same" if one.same else "different"
            raise UsageError(
                f"{where}: {one.a} and {one.b} are decided to be {word} already; change it there"
            )
    after = (before.rstrip("\n") + "\n" if before.strip() else _OPENING) + _entry(decision)
    parse_decisions(after, where)
    return after


def written(decisions: Iterable[Decision]) -> str:
    """A file with these decisions."""
    return _OPENING + "".join(map(_entry, decisions))


def _entry(decision: Decision) -> str:
    lines = [
        "",
        f"[[{'same' if decision.same else 'different'}]]",
        f"records = [{_quoted(decision.a)}, {_quoted(decision.b)}]",
        f"who = {_quoted(decision.who)}",
        f"when = {decision.when or date.today().isoformat()}",
        f"why = {_quoted(decision.why)}",
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A basic string of TOML, control characters escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'


def complaints(
    decisions: Sequence[Decision], known: Iterable[str], groups: Sequence[Group], without: Sequence[Group]
) -> Iterator[str]:
    """What is odd about decisions, in words: strangers, contradictions, and what would be so anyway.

    Args:
        decisions: all of the file.
        known: the ids of all records.
        groups: the groups as they are with the decisions.
        without: the groups as they are without any decision.
    """
    ids = set(known)
    for one in decisions:
        missing = [name for name in (one.a, one.b) if name not in ids]
        if missing:
            yield f"the decision on {one.a} and {one.b} names {missing[0]}, which is no record here"
        elif one.same and not any(group.is_merged and {one.a, one.b} <= set(group.ids) for group in groups):
            yield (
                f"the decision on {one.a} and {one.b} could not be followed: by other decisions they are "
                "the same as records that are said to be different"
            )
        elif _is_idle(one, without):
            held = "certainly one publication" if one.same else "apart"
            yield f"the decision on {one.a} and {one.b} was not needed: they are {held} without it"


def _is_idle(decision: Decision, without: Sequence[Group]) -> bool:
    """Whether the records would stand as they were decided to, had nobody decided."""
    pair = {decision.a, decision.b}
    together = [group for group in without if pair <= set(group.ids)]
    if decision.same:
        return any(group.is_merged and group.certainty == "certain" for group in together)
    return not together

"""Groups as text for a person: what belongs together, why, what it comes to, what differs. Pure."""

from collections.abc import Iterator, Sequence
from shlex import quote

from ..render.characters import padded, shown, width, wrapped
from ..render.paint import Paint
from ..render.words import counted, place_in_words
from .fields import same_value
from .merge import Confirmed, Reconciled
from .wording import confirmation, counts, headline, label, origin, reasons
from .words import Conflict

_LABEL = 10  # columns of the words before a line
_FEWEST = 60  # columns: below this a record cannot be shown, and lines are longer than the screen
_LONGEST = 400  # columns of a value or a reason; the JSON has the whole of it
_MOST = 3  # confirmed figures that are named


def as_text(every: Sequence[Reconciled], *, colour: bool, columns: int, verbose: bool = False) -> str:
    """The groups as text.

    Args:
        every: the groups.
        colour: whether it goes to a screen that shows ANSI colours.
        columns: of that screen.
        verbose: whether every value and every confirmed figure is shown.
    """
    paint, room = Paint(colour), max(columns, _FEWEST)
    lines: list[str] = []
    for one in every:
        lines += [*_group(one, paint, room, verbose), ""]
    return "\n".join(lines)


def summary(every: Sequence[Reconciled], reports: int, citations: int, *, colour: bool) -> str:
    """The last lines: what was looked at, how many groups there are of each kind, and what is left to do."""
    paint = Paint(colour)
    found = [f"{kind} {number:,}" for kind, number in counts(every).items()]
    conflicts = sum(len(one.conflicts) for one in every)
    left = paint("warning", f"{counted(conflicts, 'conflict')} for a person") if conflicts else "no conflict"
    looked = f"{counted(reports, 'report')}, {counted(citations, 'citation')}"
    return f"{looked}; groups: {', '.join(found) or 'none'}; {left}\n"


def _group(one: Reconciled, paint: Paint, room: int, verbose: bool) -> Iterator[str]:
    group = one.group
    first, *rest = wrapped(shown(headline(group), _LONGEST), room - 2)
    yield paint("head", first)
    yield from (f"  {line}" for line in rest)
    for number, member in enumerate(group.members):
        where = f"{place_in_words(member.place)}  " if member.place else ""
        said = f"{member.id}  {where}{f'“{member.title}”' if member.title else '(no title)'}"
        yield _labelled("records" if not number else "", shown(said, room - _LABEL - 3), paint)
    for number, reason in enumerate(reasons(one)):
        yield from _wrapped("because" if not number else "", reason, paint, room)
    if group.kind == "duplicate" or verbose:
        yield from _merged(one, paint, room, verbose)
    else:
        yield from _differing(one, paint, room)
    yield from _confirmed(one.confirmed, paint, room, verbose)
    for conflict in one.conflicts:
        yield from _conflict(conflict, paint, room)
    if group.certainty == "possible":
        pair = " ".join(map(quote, group.ids[:2]))
        yield from _wrapped(
            "decide", f'triallint reconcile --same {pair} --reason "…", or --different', paint, room
        )


def _merged(one: Reconciled, paint: Paint, room: int, verbose: bool) -> Iterator[str]:
    """Each field of the merged record with the records that give it, and the values that were not taken."""
    others = dict(one.merged.others)
    names = max((len(name) for name, _ in one.merged.fields), default=0)
    for number, (name, value) in enumerate(one.merged.fields):
        left = others.get(name, ())
        given = f"[{origin(name, value, left)}]"
        text = shown(value.text, max(20, room - _LABEL - names - width(given) - 7))
        line = f"{padded(name, names)}  {text}  {paint('quiet', given)}"
        yield _labelled("merged" if not number else "", line, paint)
        if name in {conflict.field for conflict in one.conflicts}:
            continue  # shown side by side below
        for other in left:
            if other.text != value.text and verbose:
                also = f"{' ' * names}  {other.text}  [{other.record_id}]"
                yield _labelled("", shown(also, room - _LABEL - 3), paint)


def _differing(one: Reconciled, paint: Paint, room: int) -> Iterator[str]:
    """The fields that the citations of one work print differently; those in conflict are shown below."""
    others = dict(one.merged.others)
    conflicting = {conflict.field for conflict in one.conflicts}
    word = "differs"
    for name, value in one.merged.fields:
        left = [other for other in others.get(name, ()) if not same_value(name, other.text, value.text)]
        if not left or name in conflicting:
            continue
        texts = [f"{value.text} [{origin(name, value, others.get(name, ()))}]"]
        texts += [f"{other.text} [{other.record_id}]" for other in left]
        yield from _wrapped(word, f"{name}: {'; '.join(texts)}", paint, room)
        word = ""


def _confirmed(every: Sequence[Confirmed], paint: Paint, room: int, verbose: bool) -> Iterator[str]:
    if not every:
        return
    named = every if verbose else every[:_MOST]
    said = f"{counted(len(every), 'figure')} printed alike" + (
        ", such as" if len(named) < len(every) else ":"
    )
    yield _labelled("confirmed", said, paint)
    for one in named:
        yield from _wrapped("", confirmation(one), paint, room)


def _conflict(one: Conflict, paint: Paint, room: int) -> Iterator[str]:
    """The values of a conflict side by side, each with its record and its cell."""
    word = padded("conflict", _LABEL)
    yield f"  {paint('warning', word)} {shown(label(one), room - _LABEL - 3)}"
    texts = [shown(value.text, room // 2) for value in one.values]
    ids = max(width(value.record_id) for value in one.values)
    most = max(map(width, texts))
    for value, text in zip(one.values, texts, strict=True):
        where = place_in_words(value.place) if value.place else ""
        yield f"{' ' * (_LABEL + 3)}{padded(value.record_id, ids)}  {padded(text, most)}  {where}".rstrip()


def _labelled(word: str, text: str, paint: Paint) -> str:
    return f"  {paint('quiet', padded(word, _LABEL))} {text}" if word else f"{' ' * (_LABEL + 3)}{text}"


def _wrapped(word: str, text: str, paint: Paint, room: int) -> Iterator[str]:
    first, *rest = wrapped(shown(text, _LONGEST), room - _LABEL - 3)
    yield _labelled(word, first, paint)
    yield from (_labelled("", line, paint) for line in rest)

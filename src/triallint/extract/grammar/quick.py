"""Patterns searched for only where letters stand without which they cannot match, told from the patterns.

Looking for some letters costs a hundredth of what searching for a pattern costs that begins with a choice,
and most texts have none of them. The letters are derived from the pattern, so that the two cannot part.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any, Final, cast

#: As many letters' groups as are still cheaper to look for than the pattern.
_MOST: Final = 24
#: Groups of letters as short as this stand in every other word.
_LEAST: Final = 3
#: Letters that Python takes for an "i", an "s" or a "k" in either case.
_ALIKE: Final = (("\u0130", "i"), ("\u0131", "i"), ("\u017f", "s"), ("\u212a", "k"))

_Texts = frozenset[str]


class _Quick:
    """Stands for a pattern, and takes over its methods at the first use."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self.flags)
        for method in ("fullmatch", "match", "sub", "split", "findall"):
            setattr(self, method, getattr(compiled, method))
        self.finditer, self.search = _methods(compiled)
        return getattr(self, name) if name in vars(self) else getattr(compiled, name)


def quick(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, for a pattern that is searched in many texts and is in few of them."""
    return cast(re.Pattern[str], _Quick(pattern, flags))


def _methods(compiled: re.Pattern[str]) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """The methods `finditer` and `search` of a pattern, quick where letters tell that it is not there."""
    needed, first = (tuple(sorted(one)) for one in (letters_of(compiled), starts_of(compiled)))
    either_case = _either_case(compiled)

    def places(text: str, start: int, end: int) -> Iterable[int] | None:
        """Where a match can begin; None where it can anywhere."""
        words = small(text) if either_case else text
        for one in needed:
            if words.find(one, start, end) >= 0:
                break
        else:
            return () if needed else _places(words, first, start, end)
        return _places(words, first, start, end) if first else None

    def finditer(text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        found = places(text, start, end)
        return compiled.finditer(text, start, end) if found is None else _matches(compiled, text, found, end)

    def search(text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        found = places(text, start, end)
        if found is None:
            return compiled.search(text, start, end)
        return next(_matches(compiled, text, found, end), None) if found else None

    return (finditer, search) if needed or first else (compiled.finditer, compiled.search)


def _places(words: str, first: tuple[str, ...], start: int, end: int) -> list[int]:
    found = []
    for one in first:
        at = words.find(one, start, end)
        while at >= 0:
            found.append(at)
            at = words.find(one, at + 1, end)
    found.sort()
    return found


def _matches(
    compiled: re.Pattern[str], text: str, places: Iterable[int], end: int
) -> Iterator[re.Match[str]]:
    done = 0
    for at in places:
        if at >= done and (match := compiled.match(text, at, end)):
            done = match.end()
            yield match


_last: tuple[str, str] = "", ""


def small(text: str) -> str:
    """A text in small letters, place for place; that of the last text is kept, because many patterns ask."""
    global _last
    known, made = _last
    if known is not text:
        made = text
        if not text.isascii():
            for odd, letter in _ALIKE:
                made = made.replace(odd, letter)
        made = made.lower()
        _last = text, made
    return made


def letters_of(compiled: re.Pattern[str]) -> _Texts:
    """Groups of letters of which one stands in whatever a pattern matches; none where it has no such groups.

    Small letters, where any part of the pattern is for either case: they are in the text's `small` letters.
    """
    groups = _best(_needed(_parsed(compiled), _either_case(compiled)))
    return groups if _are_rare(groups) else frozenset()


def starts_of(compiled: re.Pattern[str]) -> _Texts:
    """Groups of letters with one of which whatever a pattern matches begins; none where there are none."""
    groups = _starts(_parsed(compiled), _either_case(compiled))
    groups = frozenset(
        one for one in groups if not any(one.startswith(other) for other in groups if other != one)
    )
    return groups if _are_rare(groups) else frozenset()


def _parsed(compiled: re.Pattern[str]) -> Any:
    return import_module("re._parser").parse(compiled.pattern, compiled.flags & ~re.UNICODE)


def _either_case(compiled: re.Pattern[str]) -> bool:
    return bool(compiled.flags & re.IGNORECASE) or "(?i" in compiled.pattern


def _are_rare(groups: _Texts) -> bool:
    """Whether groups are few, and none so short as to stand in every other word."""
    rare = all(len(one) >= _LEAST or (len(one) > 1 and one.isupper()) for one in groups)
    return rare and 0 < len(groups) <= _MOST


def _starts(nodes: Iterable[tuple[Any, Any]], either_case: bool) -> _Texts:
    run: _Texts = frozenset({""})
    for operation, argument in nodes:
        texts = _texts(str(operation), argument, either_case)
        if not texts and "" in run:
            texts = _first_of(str(operation), argument, either_case)
            return frozenset(a + b for a in run for b in texts)
        longer = frozenset(a + b for a in run for b in texts)
        if not 0 < len(longer) <= _MOST:
            break
        run = longer
    return run


def _first_of(operation: str, argument: Any, either_case: bool) -> _Texts:
    if operation == "SUBPATTERN":
        return _starts(argument[-1], either_case)
    if operation == "BRANCH":
        branches = [_starts(branch, either_case) for branch in argument[1]]
        return frozenset().union(*branches) if all(one and all(one) for one in branches) else frozenset()
    if operation in ("MAX_REPEAT", "MIN_REPEAT") and argument[0] > 0:
        return _starts(argument[2], either_case)
    return frozenset()


def _fewest(groups: _Texts) -> _Texts:
    """Without those that have another one in them."""
    return frozenset(one for one in groups if not any(other in one for other in groups if other != one))


def _best(needed: Iterable[_Texts]) -> _Texts:
    """Of several sets of groups that are all needed, the one that is rarest and cheapest to look for."""
    fewest = map(_fewest, needed)
    return max(fewest, key=lambda groups: (min(min(map(len, groups)), 5), -len(groups)), default=frozenset())


def _needed(nodes: Iterable[tuple[Any, Any]], either_case: bool) -> Iterator[_Texts]:
    """Each set of groups of which one is needed, of some nodes that stand one behind the other."""
    run: _Texts = frozenset({""})
    for operation, argument in nodes:
        texts = _texts(str(operation), argument, either_case)
        longer = frozenset(a + b for a in run for b in texts) if texts else frozenset()
        if texts and len(longer) <= _MOST:
            run = longer
            continue
        yield from (run,) if all(run) else ()
        run = texts or frozenset({""})
        if not texts:
            yield from _inside(str(operation), argument, either_case)
    yield from (run,) if all(run) else ()


def _texts(operation: str, argument: Any, either_case: bool) -> _Texts:
    """All that a node matches, where that is few texts in ASCII; else nothing."""
    if operation == "LITERAL":
        letter = chr(argument)
        return frozenset({letter.lower() if either_case else letter}) if letter.isascii() else frozenset()
    if operation == "IN":
        kinds = {str(kind) for kind, _ in argument}
        single = [_texts("LITERAL", one, either_case) for kind, one in argument if str(kind) == "LITERAL"]
        return frozenset().union(*single) if kinds == {"LITERAL"} and all(single) else frozenset()
    if operation in ("AT", "ASSERT", "ASSERT_NOT"):
        return frozenset({""})
    if operation == "SUBPATTERN":
        return _product(argument[-1], either_case)
    if operation == "BRANCH":
        branches = [_product(branch, either_case) for branch in argument[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    if operation in ("MAX_REPEAT", "MIN_REPEAT") and argument[1] == 1:
        texts = _product(argument[2], either_case)
        return texts | {""} if texts and argument[0] == 0 else texts
    return frozenset()


def _product(nodes: Iterable[tuple[Any, Any]], either_case: bool) -> _Texts:
    made: _Texts = frozenset({""})
    for operation, argument in nodes:
        texts = _texts(str(operation), argument, either_case)
        made = frozenset(a + b for a in made for b in texts)
        if not 0 < len(made) <= _MOST:
            return frozenset()
    return made


def _inside(operation: str, argument: Any, either_case: bool) -> Iterator[_Texts]:
    """What is needed inside of a node."""
    if operation == "SUBPATTERN":
        yield from _needed(argument[-1], either_case)
    elif operation == "BRANCH":
        branches = [_best(_needed(branch, either_case)) for branch in argument[1]]
        if all(branches):
            yield frozenset().union(*branches)
    elif operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and argument[0] > 0:
        yield from _needed(argument[2], either_case)

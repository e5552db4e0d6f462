"""Patterns that are compiled when they are first needed: a hook that meets no oddity pays for none."""

import re
from typing import Any, AnyStr, cast


class _Lazy:
    """Stands for a pattern, and takes over its methods at the first use."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._made_from = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled: re.Pattern[Any] = re.compile(*self._made_from)
        for method in ("fullmatch", "match", "search", "finditer", "findall", "split", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, but nothing is compiled until the pattern is used."""
    return cast(re.Pattern[AnyStr], _Lazy(pattern, flags))

"""Text that is safe on a screen, and how many columns it takes there.

Cells come from other people's files. A control character in one could move the cursor, recolour the
screen or turn the line around, so none is ever shown as itself.
"""

import unicodedata
from collections.abc import Iterator

_JOINERS = "\u200c\u200d"  # part of how Persian, Indic scripts and emoji are written
_EMOJI_STYLE = "\ufe0f"
_SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(text: str) -> str:
    """`text` on one line, with every control and invisible character written as an escape.

    Line breaks, tabs, ANSI escapes, direction marks, byte order marks, unpaired surrogates and
    unassigned characters become `\\n`, `\\x1b`, `\\u202e` and so on. Spaces of any width stay.
    """
    if text.isprintable():
        return text
    return "".join(
        char if _harmless(char, text[index + 1 : index + 2]) else _escaped(char)
        for index, char in enumerate(text)
    )


def _harmless(char: str, following: str) -> bool:
    if char.isprintable() or unicodedata.category(char) == "Zs":
        return True
    return char in _JOINERS and not following.isascii()


def _escaped(char: str) -> str:
    if char in _NAMED:
        return _NAMED[char]
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def width(text: str) -> int:
    """Columns that visible `text` takes on a terminal.

    East Asian wide characters and emoji take two, combining marks none (Unicode Standard Annex 11).
    """
    if text.isascii():
        return len(text)
    return sum(_widths(text))


def _widths(text: str) -> Iterator[int]:
    """Columns of each character; a sequence that makes one emoji takes two in all."""
    before = ""
    for char in text:
        columns = _width_alone(char)
        if before == _JOINERS[1] or (before and char in _SKIN_TONES):
            columns = 0
        elif char == _EMOJI_STYLE and before and _width_alone(before) == 1:
            columns = 1
        yield columns
        before = char


def _width_alone(char: str) -> int:
    if char.isascii():
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def clipped(text: str, columns: int) -> str:
    """`text` in at most `columns`, its end cut off and marked by an ellipsis where it is longer."""
    if _fitting(text, columns) == len(text):
        return text
    return text[: _fitting(text, columns - 1)] + "…"


def _fitting(text: str, columns: int) -> int:
    """How many characters from the start fit into `columns`."""
    for count, columns_of_char in enumerate(_widths(text)):
        columns -= columns_of_char
        if columns < 0:
            return count
    return len(text)


def padded(text: str, columns: int) -> str:
    """`text` with spaces after it up to `columns`."""
    return text + " " * (columns - width(text))


def shown(text: str, columns: int) -> str:
    """`text` made visible and clipped; a cell of megabytes costs no more than a short one."""
    beginning = text[: 4 * columns + 64]
    return clipped(visible(beginning) + ("…" if len(beginning) < len(text) else ""), columns)


def wrapped(text: str, columns: int) -> list[str]:
    """Lines of at most `columns`, broken at spaces, and within a word only where it is too long."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if width(joined) <= columns:
            line = joined
            continue
        if line:
            lines.append(line)
        while width(word) > columns:
            end = max(1, _fitting(word, columns))
            lines.append(word[:end])
            word = word[end:]
        line = word
    return [*lines, line]

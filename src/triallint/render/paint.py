"""ANSI colours by meaning, or none."""

from dataclasses import dataclass

_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "crash": "1;37;41",
    "good": "32",
    "head": "1",
    "quiet": "2",
}


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours text where `on`; returns it as it is where not."""

    on: bool

    def __call__(self, meaning: str, text: str) -> str:
        """`text` in the colour of `meaning`: a severity, "crash", "good", "head" or "quiet"."""
        return f"\x1b[{_CODES[meaning]}m{text}\x1b[0m" if self.on and text else text

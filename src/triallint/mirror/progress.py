"""How far a build or a long check is: on a terminal at once, elsewhere in a line now and then."""

import sys
from time import monotonic
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from .building import Step
    from .many import Outcome

#: How often a line is printed where there is no terminal, in seconds.
_EVERY: Final = 30.0


class Counting:
    """How many citations were checked, at what rate."""

    def __init__(self) -> None:
        self._begun = self._said = monotonic()

    def take(self, found: "Outcome") -> None:
        """Show that a part was checked."""
        now, live = monotonic(), sys.stderr.isatty()
        if not live and now - self._said < _EVERY:
            return
        self._said = now
        line = f"{found.rows:,} citations, {found.rows / max(now - self._begun, 1e-9):,.0f} a second"
        click.echo(f"\r\x1b[K{line}" if live else line, nl=not live, err=True)

    def end(self) -> None:
        """Take the line away again."""
        if sys.stderr.isatty():
            click.echo("\r\x1b[K", nl=False, err=True)


class Building:
    """How far it is, at what rate, and how long it will take."""

    def __init__(self) -> None:
        self._begun = self._said = monotonic()
        self._records = 0

    def take(self, step: "Step | None") -> None:
        """Show that a file was applied; None stands for the sorting at the end."""
        now, live = monotonic(), sys.stderr.isatty()
        if step is not None:
            self._records += step.records
            if not live and now - self._said < _EVERY:
                return
        self._said = now
        line = (
            "sorting what records are looked up by" if step is None else self._line(step, now - self._begun)
        )
        click.echo(f"\r\x1b[K{line}" if live else line, nl=not live or step is None, err=True)

    def _line(self, step: "Step", seconds: float) -> str:
        left = seconds * (step.of_packed - step.packed) / max(step.packed, 1)
        rate = self._records / max(seconds, 1e-9)
        return (
            f"{step.name}: {step.done:,} of {step.of:,} files, {rate:,.0f} records a second,"
            f" {_time(left)} left"
        )


def _time(seconds: float) -> str:
    minutes = round(seconds / 60)
    return (
        f"{minutes // 60} h {minutes % 60:02} min"
        if minutes > 90
        else f"{minutes} min"
        if seconds > 90
        else f"{seconds:.0f} s"
    )

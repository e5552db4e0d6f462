"""A short page for each check that looked at something or found something: its docstring as HTML. Pure."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..catalogue import Catalogue
from ..model import Run


def pages(run: Run, catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """The pages of the checks and conditions that the report speaks of, by name."""
    named = {name for name, tally in run.checked.tallies.items() if tally.applicable or tally.crashed}
    named |= {finding.check for finding in (*run.findings, *run.accepted)}
    to_html = _markdown()
    for entry in catalogue.entries():
        if entry.name in named:
            yield {
                "name": entry.name,
                "title": entry.title,
                "family": entry.family,
                "severity": entry.severity.name,
                "html": to_html(_body(entry.page)),
            }


def _body(page: str) -> str:
    """A page without its first line, which is shown as its title."""
    return page.partition("\n")[2].strip()


def _markdown() -> Callable[[str], str]:
    """Markdown -> HTML in which HTML of the page's own is text, and nothing is loaded."""
    import mistune  # only for this report

    class Plain(mistune.HTMLRenderer):
        """Pictures become their words: the report asks nobody for anything."""

        def image(self, text: str, url: str, title: str | None = None) -> str:
            """The words of a picture."""
            return mistune.escape(text)

    convert = mistune.create_markdown(renderer=Plain(escape=True))
    return lambda text: str(convert(text))


def names(every: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Check -> its title."""
    return {one["name"]: one["title"] for one in every}

"""Data Docs as shipped -> pages that load nothing: no outside host, no pixel, no script, and styled."""

from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any, Final

#: Says to the browser what the page promises: nothing is loaded, from nowhere.
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

#: Parts that are of no use without scripts, or that advertise.
_GONE: Final = (
    "//script|//link|//style|//iframe|//img|//footer|//noscript|//comment()"
    "|//*[contains(concat(' ', @class, ' '), ' modal ')]"
    "|//*[contains(@class, 'navbar-brand')]|//a[@data-toggle='collapse']"
    "|//div[contains(@class, 'card') and ./div/strong[normalize-space()='Actions']]"
    "|//*[contains(@class, 'walkthrough')]|//*[@id='ge-cta-footer']"
    "|//*[contains(concat(' ', @class, ' '), ' btn-group ')]|//button"
)
_LOADING: Final = ("src", "srcset", "background", "action", "formaction", "poster", "data")


def offline(page: str, name: str) -> str:
    """One page of Data Docs, with its own styles and nothing that asks anybody for anything.

    Args:
        page: as Great Expectations wrote it.
        name: its file's name, for a title where it has none.
    """
    from lxml import html

    tree: Any = html.document_fromstring(page)
    for element in tree.xpath(_GONE):
        if element.getparent() is not None:
            element.drop_tree()
    for element in tree.iter():
        _quieten(element)
    _head(tree, html, name)
    return str(html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>")) + "\n"


def _quieten(element: Any) -> None:
    """Take away what an element loads, runs, or leads to on another host."""
    if not isinstance(element.tag, str):
        return
    for attribute in list(element.attrib):
        text = element.attrib[attribute]
        leads_away = attribute in ("href", "xlink:href") and "//" in text
        loads = attribute in _LOADING or "url(" in text
        if attribute.startswith("on") or loads or leads_away:
            del element.attrib[attribute]


def _head(tree: Any, html: Any, name: str) -> None:
    head = tree.find("head")
    if head is None:
        head = html.Element("head")
        tree.insert(0, head)
    for meta in head.findall("meta"):
        head.remove(meta)
    policy = html.Element("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
    head.insert(0, html.Element("meta", {"charset": "utf-8"}))
    head.insert(1, policy)
    head.insert(2, html.Element("meta", {"name": "viewport", "content": "width=device-width"}))
    if not (head.findtext("title") or "").strip():
        for title in head.findall("title"):
            head.remove(title)
        head.append(html.fromstring(f"<title>{name.replace('<', '')}</title>"))
    style = html.Element("style")
    style.text = _styles()
    head.append(style)


def _styles() -> str:
    return (resources.files(__package__) / "offline.css").read_text(encoding="utf-8")


def index(counts: Mapping[str, tuple[int, int]], pages: Sequence[str]) -> str:
    """The first page, as that of Great Expectations makes its table by a script.

    Args:
        counts: how many expectations of each suite hold, of how many.
        pages: the paths of the others.
    """
    from html import escape

    rows = []
    for suite, (holding, every) in counts.items():
        links = [f'<a href="{escape(page)}">{kind}</a>' for kind, page in _pages_of(suite, pages)]
        verdict = ("text-success", "passed") if holding == every else ("text-danger", "failed")
        state = f'<span class="{verdict[0]}">{verdict[1]}</span>'
        cells = "".join(f"<td>{one}</td>" for one in (state, f"{holding} of {every}", ", ".join(links)))
        rows.append(f'<tr><th scope="row">{escape(suite)}</th>{cells}</tr>')
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width">
<title>The corpus, as expected</title>
<style>{_styles()}</style>
</head>
<body>
<h1>The corpus, as expected</h1>
<table>
<thead><tr><th>Suite</th><th>State</th><th>Expectations that hold</th><th>Pages</th></tr></thead>
<tbody>
{chr(10).join(rows)}
</tbody>
</table>
</body>
</html>
"""


def _pages_of(suite: str, pages: Sequence[str]) -> list[tuple[str, str]]:
    """The pages about a suite, by what they say of it."""
    named = [
        (page.partition("/")[0], page) for page in pages if suite in page.replace(".html", "").split("/")
    ]
    words = {"validations": "result", "expectations": "what is expected"}
    return sorted((words[kind], page) for kind, page in named if kind in words)

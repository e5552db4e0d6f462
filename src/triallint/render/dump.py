"""How JSON and SARIF are written down."""

import json
import re
from collections.abc import Mapping
from typing import Any

# Halves of surrogate pairs, which no file can hold, and characters that would act on a screen.
_ESCAPED = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def dumped(document: Mapping[str, Any]) -> str:
    """JSON text of a document, readable, in the document's own order, ending in a line feed.

    Letters stay as they are; what a screen would obey or a file could not hold is written as a JSON
    escape, so nothing is lost.
    """
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"

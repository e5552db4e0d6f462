"""The bytes of an XML file as UTF-8, and its refusal where it declares entities."""

import codecs
import re
from typing import Final

from ...read.source import Unreadable
from .base import Given

_DECLARED: Final = re.compile(
    rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"'][^>]{0,100}\?>"
)
_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]{0,400}\?>")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: An entity is declared before the first element, or nowhere.
_PROLOGUE: Final = 1_000_000


def utf8(given: Given) -> bytes:
    """The file's bytes in UTF-8, line for line, without a byte order mark.

    Raises:
        Unreadable: it declares entities, or is not in the encoding that it names.
    """
    data = given.data
    name = next((codec for mark, codec in _MARKS if data.startswith(mark)), "")
    if name:
        data = data[next(len(mark) for mark, codec in _MARKS if codec == name) :]
    elif declared := _DECLARED.match(data):
        name = declared[1].decode("ascii").lower()
    if name.replace("-", "") not in ("", "utf8", "usascii", "ascii"):
        try:
            text = data.decode(name)
        except (LookupError, ValueError) as error:
            raise Unreadable(
                f"the file says that it is {name}, and cannot be read so", "fetch it again"
            ) from error
        data = _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
    if b"<!ENTITY" in data[:_PROLOGUE]:
        raise Unreadable(
            "the file declares entities, which can stand for anything", "fetch it from its source"
        )
    return data

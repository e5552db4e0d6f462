"""Where a cell stands among the characters of its file, and how a new text is written there."""

from .delimited import rewrite_delimited
from .rewrite import LeftAlone, Rewrite
from .scalars import rewrite_scalar
from .text import Text, text_of

__all__ = ["LeftAlone", "Rewrite", "Text", "rewrite_delimited", "rewrite_scalar", "text_of"]

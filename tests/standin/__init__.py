"""A service on this machine that answers like NCBI's, from records of its own, and fails like it on demand.

What it knows of the real one are recorded answers and what others have written down of it; the tests compare
the two. That it agrees with the client proves the plumbing, never the facts.
"""

from .failures import ALL, Failures
from .library import Library
from .records import article, article_set
from .server import Asked, StandIn

__all__ = ["ALL", "Asked", "Failures", "Library", "StandIn", "article", "article_set"]

"""`python -m triallint` is the command."""

from .cli import main

main()

"""What two sources say of one publication, compared field by field. Pure."""

from .authors import AuthorList, FirstAuthor, compare_authors, compare_first_author
from .dates import (
    Days,
    compare_year,
    days_in_source,
    days_meant,
    issue_years,
    read_days,
    read_year,
    shown_dates,
    version_of_year,
)
from .journals import compare_journal, names_of, same_journal
from .listed import listed
from .locators import compare_pages, compare_pages_with, read_pages, shown_place
from .markers import MarkedTitle, read_title
from .names import compare_names
from .numbers import compare_numbers, is_a_number, undamaged
from .titles import TitleComparison, compare_title, compare_titles, is_generic, title_key, title_of

__all__ = [
    "AuthorList",
    "Days",
    "FirstAuthor",
    "MarkedTitle",
    "TitleComparison",
    "compare_authors",
    "compare_first_author",
    "compare_journal",
    "compare_names",
    "compare_numbers",
    "compare_pages",
    "compare_pages_with",
    "compare_title",
    "compare_titles",
    "compare_year",
    "days_in_source",
    "days_meant",
    "is_a_number",
    "is_generic",
    "issue_years",
    "listed",
    "names_of",
    "read_days",
    "read_pages",
    "read_title",
    "read_year",
    "same_journal",
    "shown_dates",
    "shown_place",
    "title_key",
    "title_of",
    "undamaged",
    "version_of_year",
]

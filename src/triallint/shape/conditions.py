"""What tables must be like before their numbers can be checked: the conditions that shaping knows."""

from triallint.conditions import Condition
from triallint.model import Severity


def _condition(name: str, severity: Severity, title: str, page: str) -> Condition:
    return Condition(name, severity, title, page.strip() + "\n", "tables")


TABLES_ARE_KNOWN = _condition(
    "tables_are_known",
    Severity.warning,
    "Every file and sheet of a dataset is one of the ten tables.",
    """
A file that is none of the tables is not checked, so a misspelt file name would look like a clean
result. A table is recognised by the name that `datapackage.json` gives it, else by the name of its file
or sheet (any case, singular or plural), else by its headers.

It is an error where nothing else was given, a warning in a folder with tables, and info for a further
sheet of a workbook that holds tables, or for a resource that `datapackage.json` names otherwise.

What to do: name the file or sheet after its table, or name the table in `datapackage.json`; move what
is no table out of the dataset.
""",
)

REPORTS_ARE_THERE = _condition(
    "reports_are_there",
    Severity.error,
    "A dataset has a table of reports.",
    """
Every other table names the report that its rows come from. Without the table `reports` those names
lead nowhere.

What to do: add `reports` with at least the columns `report_id` and `title`, one row per publication.
""",
)

HEADERS_ARE_KNOWN = _condition(
    "headers_are_known",
    Severity.warning,
    "Every header is a column of its table, or is marked as the user's own.",
    """
The cells of an unknown column are kept and not read, so a misspelt header hides its column from every
check. Case, blanks, underscores, hyphens and American spelling do not matter: "Report ID" is
`report_id` and "randomized" is `randomised`.

It is a warning where the header is nearly the name of a column that the table lacks, or is blank above
cells that are not; else info.

What to do: correct the header. Columns of your own start with `x_` or `_` and are never mentioned.
""",
)

HEADERS_ARE_UNIQUE = _condition(
    "headers_are_unique",
    Severity.error,
    "No two headers of a table say the same column.",
    """
With two columns of one name it is not known which holds the figures. The first is read. Where all cells
of the two are the same it is a warning.

What to do: keep one of the two, or rename one.
""",
)

REQUIRED_COLUMNS_ARE_THERE = _condition(
    "required_columns_are_there",
    Severity.error,
    "A table has the columns that it needs.",
    """
Each table starts with a handful of columns without which its rows say nothing: whose they are, and what
they are about. The table's other columns are checked all the same.

What to do: add the column, or correct its header. `triallint schema TABLE` marks the columns needed.
""",
)

REQUIRED_CELLS_ARE_FILLED = _condition(
    "required_cells_are_filled",
    Severity.error,
    "The cells that a row needs are not blank.",
    """
A row without its report, outcome or name cannot be joined to anything, and checks pass it over.

What to do: fill in the cell. Where a quantity itself is missing from the report, say so in words:
`not_reported`, `not_reached`, `not_estimable` or `not_applicable`.
""",
)

CELLS_HAVE_THEIR_TYPE = _condition(
    "cells_have_their_type",
    Severity.error,
    "A cell holds the kind of text that its column is for.",
    """
Cells are read as printed, and never rounded or converted to fit: a count of "1.5" is not taken for 1.
A number may have a comparison sign, thousands separators, a point or a middle dot, an exponent and a
percent sign, because reports print them so. It may not have a unit, a second number or a remark: those
have columns of their own.

A count that ends in ".0" is a warning: the number is whole, and a program has added the decimals.

What to do: as the finding says. Words for missing are `not_reported`, `not_reached`, `not_estimable`
and `not_applicable`; a blank cell says nothing at all.
""",
)

CELLS_USE_THE_VOCABULARY = _condition(
    "cells_use_the_vocabulary",
    Severity.error,
    "A cell of a column of words holds one of its words.",
    """
Checks reason with these words: a hazard ratio is compared on the log scale, a historical control is
never summed. A word they do not know, or know in other letters, is passed over.

What to do: use the word as listed by `triallint schema TABLE`. Several lists have `other`.
""",
)

KEYS_ARE_UNIQUE = _condition(
    "keys_are_unique",
    Severity.error,
    "No two rows of a table have the same key.",
    """
A row is named by its `row_id`, or, where that is blank, by the columns that say what it is about. Two
rows of one name are either one row twice, which counts its participants twice, or two quantities whose
difference is not in the table. In reports, trials, outcomes and arms, which other tables refer to, the
key must be unique whatever the `row_id`.

What to do: remove the row that repeats another; or fill in what tells the two apart (arm, subgroup,
population, time, source); or give each a `row_id`.
""",
)

REFERENCES_RESOLVE = _condition(
    "references_resolve",
    Severity.error,
    "A cell that names a row of another table names one that is there.",
    """
An estimate whose arm is not in the table of arms is compared with nothing. Names are compared letter
by letter. Reports must always be there; trials, outcomes and arms where the dataset has such a table
with rows in it. An arm is looked for in its own report.

A bibliography file (RIS, nbib, BibTeX, CSL-JSON) says by its name which report its entries belong to:
`R1.ris` lists the references of R1. A name that is no report's is one warning for the file.

What to do: correct the name, or add the row that it names; give a bibliography file its report's name.
""",
)

PAGE_RANGES_ARE_NOT_DATES = _condition(
    "page_ranges_are_not_dates",
    Severity.warning,
    "A range such as 9-12 has not become a date.",
    """
A spreadsheet that sees "9-12" stores the twelfth of September and shows "Sep-12" or "12-Sep". It
happens to pages, issues, grades and age groups, and the range is gone from the file.

What to do: format the column as text, then enter the range again from the report.
""",
)

IDENTIFIERS_ARE_NOT_ROUNDED = _condition(
    "identifiers_are_not_rounded",
    Severity.error,
    "An identifier has not become a rounded number.",
    """
A spreadsheet or a data frame that takes an identifier for a quantity shows "2.7E+07" for 27123456, or
adds ".0" to it. The digits that "2.7E+07" leaves out are gone from the file.

What to do: format the column as text, then enter the identifier again from its source.
""",
)

PRECISION_IS_AS_PRINTED = _condition(
    "precision_is_as_printed",
    Severity.warning,
    "Numbers are stored as printed, with their last zeros.",
    """
"0.70" says that the value lies between 0.695 and 0.705; "0.7" says that it lies between 0.65 and 0.75.
A column that was stored as numbers has lost the zeros, and every check that reasons with rounding then
reasons with too little or too much. It is said once for each such column.

What to do: format the column as text and enter the figures as printed.
""",
)

#: Every condition that shaping knows, in the order in which a dataset meets them.
CONDITIONS = (
    TABLES_ARE_KNOWN,
    REPORTS_ARE_THERE,
    HEADERS_ARE_KNOWN,
    HEADERS_ARE_UNIQUE,
    REQUIRED_COLUMNS_ARE_THERE,
    REQUIRED_CELLS_ARE_FILLED,
    CELLS_HAVE_THEIR_TYPE,
    CELLS_USE_THE_VOCABULARY,
    KEYS_ARE_UNIQUE,
    REFERENCES_RESOLVE,
    PAGE_RANGES_ARE_NOT_DATES,
    IDENTIFIERS_ARE_NOT_ROUNDED,
    PRECISION_IS_AS_PRINTED,
)

BY_NAME = {condition.name: condition for condition in CONDITIONS}

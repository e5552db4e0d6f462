"""What must hold of a file before its tables can be shaped: the pages of every finding of reading."""

from ..conditions import Condition
from ..model import Severity
from .entry_conditions import ENTRY_CONDITIONS

FILE_CAN_BE_READ = Condition(
    "file_can_be_read",
    Severity.error,
    "Every file of the dataset can be opened and read to its end.",
    """A file that is missing, locked, cut short, protected by a password or far larger than any
table cannot be checked. The other files are checked without it, so references to its rows will look
as if they led nowhere.

What to do: restore the file, give yourself the right to read it, or save it again from the program
that made it. A workbook with a password has to be saved without one. A file that another program was
writing at that moment only needs a second run.""",
)

FORMAT_IS_READ = Condition(
    "format_is_read",
    Severity.error,
    "A table is kept in a format that is read here.",
    """Tables are read from CSV and TSV, Excel workbooks (.xlsx, .xlsm), JSON, JSON Lines, YAML and
Parquet; citations also from RIS, nbib, BibTeX and CSL-JSON. Excel, Parquet and BibTeX each need a
library: the message says which, where it is not installed.

What to do: save the table in one of these formats. CSV in UTF-8 is the one that shows every change
in version control and that no program reinterprets.""",
)

FILE_IS_WHAT_ITS_NAME_SAYS = Condition(
    "file_is_what_its_name_says",
    Severity.warning,
    "The content of a file is of the kind that its extension says.",
    """A text table renamed to .xlsx opens in Excel with a warning, and a workbook renamed to .csv opens
nowhere else. The content is read for what it is, where it can be read at all.

What to do: give the file the extension of its content, or save it again in the format that its name
promises.""",
)

FILE_HAS_ROWS = Condition(
    "file_has_rows",
    Severity.warning,
    "A file holds a header and at least one row.",
    """An empty file is more often an export that failed than a table with nothing to say. A header
without rows is what a fresh template looks like, so that is only mentioned.

What to do: export the file again, or remove it from the dataset.""",
)

TEXT_IS_UTF8 = Condition(
    "text_is_utf8",
    Severity.warning,
    "Text files are UTF-8 without a byte order mark.",
    """The same byte is an é in one encoding and a Ž in another, and a file does not say which it
means. UTF-16 and a byte order mark can be told for certain, and are only mentioned. Any other byte
that is not UTF-8 is read as Windows-1252, which is what Excel writes in western Europe and America:
that is a guess, and names, dashes and minus signs suffer first when it is wrong.

What to do: look at the line that the finding names, then save the file as UTF-8.""",
)

TEXT_IS_CLEAN = Condition(
    "text_is_clean",
    Severity.warning,
    "Text holds no NUL characters and no replacement marks.",
    """NUL characters come from a broken transfer or a binary export, and the mark U+FFFD stands where
an earlier program met a character that it could not read. Either way something that was printed is
no longer there.

What to do: compare the line with the report and type what was lost.""",
)

CELLS_ARE_SEPARATED_BY_COMMAS = Condition(
    "cells_are_separated_by_commas",
    Severity.info,
    "A .csv file separates its cells with commas, a .tsv file with tabs.",
    """Excel writes semicolons where the decimal mark is a comma. The delimiter is found by looking at
the header and the first rows, so the table is read all the same.

What to do: nothing, or name the delimiter in datapackage.json (`"dialect": {"delimiter": ";"}`), so
that every other program finds it too.""",
)

DECIMALS_USE_POINTS = Condition(
    "decimals_use_points",
    Severity.warning,
    "Decimals are written with a point throughout a file.",
    """Where a file separates its cells with something other than a comma, and its numbers have decimal
commas and no decimal points, the commas are read as decimal marks: `0,70` is 0.70. That is certain
enough to be only mentioned. A file that has both, or none but numbers such as `1,440` that may be
either, is read as if commas separated thousands.

What to do: write every decimal as the report prints it, or at least with one mark throughout.""",
)

HEADER_IS_FIRST = Condition(
    "header_is_first",
    Severity.warning,
    "The header is the first row of its table and stands there once.",
    """Titles, notes and logos above the header make every program guess where the table begins. A
header that comes again further down is left over from joining two files; it is not read as a row.

What to do: delete the rows above the header and the headers below it. A title belongs in the
sheet's name or in the datapackage.""",
)

ROWS_FIT_THE_HEADER = Condition(
    "rows_fit_the_header",
    Severity.error,
    "Every row has as many cells as the header has columns.",
    """A row with more cells than the header nearly always holds a delimiter that was meant as text (a
comma in a title, a decimal comma), and every cell to its right stands in the wrong column. A row with
fewer cells is read as if the missing ones were blank at its end.

What to do: put quotation marks around the cell that holds the delimiter, or add the missing cells.""",
)

QUOTES_ARE_CLOSED = Condition(
    "quotes_are_closed",
    Severity.error,
    "Every quotation mark that opens a cell is closed.",
    """A cell that begins with a quotation mark reaches to the next one, over line breaks and
delimiters alike: one that is never closed swallows the rows below it. The line where it opens is read
as if the mark were text, and reading goes on with the next line.

What to do: close the mark, or double it (`""`) where it belongs to the text.""",
)

CELLS_ARE_NOT_OVERSIZED = Condition(
    "cells_are_not_oversized",
    Severity.error,
    "No cell is longer than a hundred thousand characters.",
    """Such a cell is a document pasted by mistake, or the sign of a quotation mark in the wrong place.
Only its beginning is kept; everything else is checked as usual.

What to do: take the document out of the table and name it in the `document` column.""",
)

CELLS_ARE_NOT_MERGED = Condition(
    "cells_are_not_merged",
    Severity.warning,
    "No cells of a worksheet are merged.",
    """A merged cell holds one value, in its upper left corner, and the others under it are blank: a
reader sees a value that belongs to three rows, a program sees one row with a value and two without.
They are read as blank, since copying the value down would be a guess.

What to do: unmerge the cells and repeat the value in every row that it belongs to.""",
)

FORMULAS_HAVE_VALUES = Condition(
    "formulas_have_values",
    Severity.error,
    "Cells hold values, not formulas.",
    """A formula's value is what Excel computed when it last saved the file, and no report printed it. A
formula without a saved value (from a program that writes workbooks without computing them) reads as
blank, and one that failed holds `#REF!` or `#DIV/0!` instead of a number.

What to do: copy the cells and paste them as values. Where the number was computed, say so in `origin`
(`calculated`) and write the formula in `calculation`.""",
)

NOTHING_IS_HIDDEN = Condition(
    "nothing_is_hidden",
    Severity.warning,
    "No row, column or sheet of a workbook is hidden.",
    """What is hidden is read and checked like everything else, because a filter that was left on hides
rows without meaning anything by it. If it was hidden to take it out of the dataset, it still counts.

What to do: show it, or delete it.""",
)

CELLS_ARE_NOT_DATES = Condition(
    "cells_are_not_dates",
    Severity.warning,
    "No cell was turned into a date by the spreadsheet.",
    """Typed into a cell that is not formatted as text, the pages 9-12 become the 12th of September of
the current year, and what was typed is gone. Such cells are read as their date (2026-09-12), and the
finding offers what may have been typed. In a column that is named for a date it is only mentioned.

What to do: format the column as text, then type the cell again from the source.""",
)

NUMBERS_KEEP_THEIR_DIGITS = Condition(
    "numbers_keep_their_digits",
    Severity.warning,
    "A number in a spreadsheet shows every digit that it holds.",
    """A number format can show 0.70 of a cell that holds 0.6987, and only one of them was printed. What
is shown is read. A whole number of sixteen digits or more has had its last ones replaced by zeros.

What to do: format the column as text before typing, and type the number as the report prints it.""",
)

RECORDS_ARE_FLAT = Condition(
    "records_are_flat",
    Severity.error,
    "Every value of a record is a text, a number or a yes or no.",
    """A row has one text per column. A list of plain values is read as one cell with `; ` between them,
which is only mentioned; anything that is nested deeper is not read.

What to do: give nested values columns or rows of their own.""",
)

KEYS_STAND_ONCE = Condition(
    "keys_stand_once",
    Severity.error,
    "A key stands once in a record.",
    """When a key stands twice in a record, most programs keep the last value and say nothing. Here the
first is kept, and the finding names both.

What to do: delete the one that is wrong.""",
)

SYNTAX_IS_VALID = Condition(
    "syntax_is_valid",
    Severity.error,
    "JSON, YAML and BibTeX files follow the syntax of their format.",
    """One missing comma or a tab in the indentation ends a JSON or YAML file for every reader. Records
before the place are kept. In JSON Lines each line stands for itself, so only that line is lost, and in
BibTeX each entry.

What to do: mend the line that the finding names; the cause is often on the line before it.""",
)

STRUCTURE_IS_A_TABLE = Condition(
    "structure_is_a_table",
    Severity.error,
    "A JSON or YAML file holds a list of records, or one list for each table.",
    """Three forms are read: a list of records, which is one table named like the file; an object whose
keys are table names and whose values are lists of records; and an object with `columns` and `rows`.

What to do: bring the file into one of these forms, or move it out of the dataset.""",
)

DATAPACKAGE_NAMES_ITS_FILES = Condition(
    "datapackage_names_its_files",
    Severity.error,
    "The datapackage.json of a dataset is valid and names files inside its folder.",
    """A Frictionless datapackage.json says which file is which table. It may name files in its own
folder and below; web addresses, absolute paths and paths that lead out of the folder are refused,
because a dataset that is checked must be the one that is in front of you. Where the descriptor cannot
be read, files are taken by their names. A table file that it does not name is not read.

What to do: correct the resource that the finding names, or add the missing one.""",
)

#: Every condition of reading.
CONDITIONS = (
    FILE_CAN_BE_READ,
    FORMAT_IS_READ,
    FILE_IS_WHAT_ITS_NAME_SAYS,
    FILE_HAS_ROWS,
    TEXT_IS_UTF8,
    TEXT_IS_CLEAN,
    CELLS_ARE_SEPARATED_BY_COMMAS,
    DECIMALS_USE_POINTS,
    HEADER_IS_FIRST,
    ROWS_FIT_THE_HEADER,
    QUOTES_ARE_CLOSED,
    CELLS_ARE_NOT_OVERSIZED,
    CELLS_ARE_NOT_MERGED,
    FORMULAS_HAVE_VALUES,
    NOTHING_IS_HIDDEN,
    CELLS_ARE_NOT_DATES,
    NUMBERS_KEEP_THEIR_DIGITS,
    RECORDS_ARE_FLAT,
    KEYS_STAND_ONCE,
    SYNTAX_IS_VALID,
    STRUCTURE_IS_A_TABLE,
    DATAPACKAGE_NAMES_ITS_FILES,
    *ENTRY_CONDITIONS,
)

"""How citations print dates, as patterns: the year first, then months, days, seasons and ranges."""

# English, and those of French, German, Italian, Portuguese and Spanish that records keep ("2019 Dic").
MONTH = (
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
    r"|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
    r"|Ene|Abr|Ago|Dic|F[e\u00e9]vr?|Avr|Mai|Juin|Juil|Ao\u00fbt|D[e\u00e9]c|M\u00e4r|Okt|Dez|Gen|Mag|Giu|Lug"
    r"|Set|Ott|Out|[a-z\u00df-\u00ff]{3,10}(?=\s*;))\.?"
)
_PART = (
    r"(?:(?:Spring|Summer|Autumn|Fall|Winter|Wint|Quarter|1st|2nd|3rd|4th|First|Second|Third|Fourth|Q[1-4])\b"
    r"|\[[A-Z]+\])"
)
YEAR = r"(?:1[5-9]|20)\d\d(?!\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
#: A date with its year first, ranges included: "2025 Feb 27", "1998 Dec-1999 Jan", "2023 Spring".
DATE = (
    rf"{YEAR}(?:-\d\d(?:-\d\d)?(?!\d)"
    rf"|(?:(?:\s*[-\u2013/&]\s*|,?\s+)(?:(?:{MONTH}|{_PART})(?:\s+{_DAY}(?:[-\u2013]{_DAY})?)?|{YEAR}))*)"
)
#: What a few records print before the year ("Winter 2016").
SEASON = r"(?:Spring|Summer|Autumn|Fall|Winter)"

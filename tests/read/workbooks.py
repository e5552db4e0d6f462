"""Workbooks for the tests of reading: made by hand, or changed part by part."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

#: The part that holds the first sheet.
SHEET = "xl/worksheets/sheet1.xml"


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """Change one part of the archive at `path`."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info.filename, change(data) if info.filename == part else data)
    path.write_bytes(out.getvalue())


NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def by_hand(rows: str, strings: str = "", before: str = "", after: str = "") -> bytes:
    """A workbook as Excel writes it: the texts in a table of their own."""
    parts = {
        "[Content_Types].xml": f'''<Types xmlns="{PACKAGE}/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>
            <Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>
            <Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>
            <Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}.sharedStrings+xml"/></Types>''',
        "_rels/.rels": f'''<Relationships xmlns="{PACKAGE}/relationships">
            <Relationship Id="a" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/>
            </Relationships>''',
        "xl/_rels/workbook.xml.rels": f'''<Relationships xmlns="{PACKAGE}/relationships">
            <Relationship Id="b" Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/>
            <Relationship Id="c" Type="{RELATION}/styles" Target="styles.xml"/>
            <Relationship Id="d" Type="{RELATION}/sharedStrings" Target="sharedStrings.xml"/>
            </Relationships>''',
        "xl/workbook.xml": f'''<workbook {NAMESPACE} xmlns:r="{RELATION}"><sheets>
            <sheet name="arms" sheetId="1" r:id="b"/></sheets></workbook>''',
        "xl/styles.xml": f"""<styleSheet {NAMESPACE}><cellXfs><xf numFmtId="0"/><xf numFmtId="2"/>
            <xf numFmtId="16"/></cellXfs></styleSheet>""",
        "xl/sharedStrings.xml": f"<sst {NAMESPACE}>{strings}</sst>",
        SHEET: f"<worksheet {NAMESPACE}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


STRINGS = (
    "<si><t>report_id</t></si><si><t>value</t></si><si><t xml:space='preserve'> R1 </t></si>"
    "<si><r><t>S-</t></r><r><rPr><b/></rPr><t>1</t></r><rPh sb='0' eb='1'><t>kana</t></rPh></si>"
)
ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>0.69999999999999996</v></c></row>'
    '<row r="3"><c t="s"><v>3</v></c><c><v>2.7E+07</v></c></row>'
)

"""The files that the benchmark reads and sends."""

import csv
import json
import uuid
import zipfile

FIELDS = ["completion_id", "feedback_key", "value", "details"]


def ratings(rows):
    for i in range(rows):
        completion = str(uuid.UUID(int=i + (4 << 76) + (8 << 60)))
        yield [completion, "helpful", i % 5 + 0.5, f"clear and short {i % 97}"]


def write_jsonl(path, rows):
    """Ratings as lines of JSON that are also the bodies of their requests."""
    with open(path, "w") as lines:
        for rating in ratings(rows):
            lines.write(json.dumps(dict(zip(FIELDS, rating))) + "\n")


def write_csv(path, rows):
    with open(path, "w", newline="") as out:
        table = csv.writer(out)
        table.writerow(FIELDS)
        table.writerows(ratings(rows))


TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/></Relationships>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORKBOOK = f'<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="ratings" sheetId="1" r:id="rId1"/></sheets></workbook>'


def write_xlsx(path, rows):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        book.writestr("[Content_Types].xml", TYPES)
        book.writestr("_rels/.rels", RELATIONS.format("officeDocument", "xl/workbook.xml"))
        book.writestr("xl/workbook.xml", WORKBOOK)
        book.writestr("xl/_rels/workbook.xml.rels", RELATIONS.format("worksheet", "worksheets/sheet1.xml"))
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            sheet.write(_row(1, FIELDS))
            for number, rating in enumerate(ratings(rows), start=2):
                sheet.write(_row(number, rating))
            sheet.write(b"</sheetData></worksheet>")


def _row(number, cells):
    return f'<row r="{number}">{"".join(_cell(f"{column}{number}", cell) for column, cell in zip("ABCD", cells))}</row>'.encode()


def _cell(place, cell):
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{cell}</t></is></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'


WRITERS = {"jsonl": write_jsonl, "csv": write_csv, "xlsx": write_xlsx}

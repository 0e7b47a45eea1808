"""Writes a workbook with XlsxWriter: a sheet for each table, every cell with its format."""
import io
import json
import sys

import xlsxwriter

from warm import serve

report = json.load(open(sys.argv[1]))


def work(_):
    book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    cell_format = book.add_format({"text_wrap": True, "border": 1, "valign": "top"})
    number_format = book.add_format({"text_wrap": True, "border": 1, "valign": "top", "num_format": "0.####"})
    for block in report["blocks"]:
        if "rows" not in block:
            continue
        sheet = book.add_worksheet()
        for row, cells in enumerate([block["head"], *block["rows"]]):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(row, column, cell, cell_format)
                else:
                    sheet.write_number(row, column, cell, number_format)
    book.close()


serve(work)

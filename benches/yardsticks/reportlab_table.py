"""Sets a report with reportlab: paragraphs in the cells of a table, headings repeated on each page."""
import io
import json
import sys
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

from warm import serve

report = json.load(open(sys.argv[1]))
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
style = ParagraphStyle("cell", fontName="STSong-Light", fontSize=9, leading=13, wordWrap="CJK")
grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
WIDTH = landscape(A4)[0] - 80


def said(text, number):
    return Paragraph(escape(f"{text}"), style)


def flowable(block, number):
    if "rows" not in block:
        return said(block.get("heading") or block.get("paragraph") or "", number)
    rows = [[said(cell, number) for cell in row] for row in [block["head"], *block["rows"]]]
    widths = [WIDTH * width / sum(block["widths"]) for width in block["widths"]]
    return LongTable(rows, colWidths=widths, repeatRows=1, style=grid)


def work(number):
    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=landscape(A4), leftMargin=40, rightMargin=40)
    document.build([said(report["title"], number)] + [flowable(block, number) for block in report["blocks"]])


serve(work)
